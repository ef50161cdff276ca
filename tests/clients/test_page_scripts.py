"""Scripts of report and review: ESLint finds nothing, and TypeScript finds no key that the data's declarations do not have."""

import shutil
import subprocess

import pytest

from extractor.report.page.assembling import SCRIPTS
from tests.clients.test_node_clients import HERE
from tests.scripts.test_modules import FOLDER

pytestmark = pytest.mark.slow
REVIEW = FOLDER.parents[2] / "review" / "static"
CHECKED = [
    "--noEmit",
    "--allowJs",
    "--checkJs",
    "--strict",
    "false",
    "--target",
    "es2022",
    "--module",
    "esnext",
    "--moduleResolution",
    "bundler",
    "--lib",
    "es2022,dom,dom.iterable",
]


@pytest.fixture
def scripts(tmp_path):
    """Return a folder with the scripts as they stand beside what checks them."""
    shutil.copytree(FOLDER, tmp_path / "script")
    shutil.copytree(REVIEW, tmp_path / "review")
    shutil.copy(HERE / "eslint.config.js", tmp_path)
    (tmp_path / "package.json").write_text('{"type": "module"}', "utf-8")
    (tmp_path / "node_modules").symlink_to(HERE / "node_modules")
    return tmp_path


def check(folder, program, *words):
    command = [str(folder / "node_modules" / ".bin" / program), *words]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=120)


def test_eslint_finds_nothing(scripts):
    done = check(scripts, "eslint", "--max-warnings", "0", "script", "review")
    assert (done.returncode, done.stdout) == (0, "")


def test_eslint_finds_what_is_not_defined(scripts):
    (scripts / "script" / "more.js").write_text("export const found = nowhere;\n", "utf-8")
    assert "'nowhere' is not defined" in check(scripts, "eslint", "script").stdout


def test_typescript_finds_nothing(scripts):
    files = [f"script/{name}" for name in SCRIPTS]
    done = check(scripts, "tsc", *CHECKED, *files, "script/page_data.d.ts")
    assert (done.returncode, done.stdout) == (0, "")


def test_typescript_finds_a_key_that_no_plan_has(scripts):
    path = scripts / "script" / SCRIPTS[-1]
    path.write_text(
        path.read_text("utf-8")
        + '\nimport { data as all } from "./core.js";\nexport const odd = all.plans[0].nowhere;\n',
        "utf-8",
    )
    done = check(scripts, "tsc", *CHECKED, f"script/{SCRIPTS[-1]}", "script/page_data.d.ts")
    assert "nowhere" in done.stdout

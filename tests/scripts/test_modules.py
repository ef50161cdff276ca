"""The page's modules: each imports only what another exports, and their plain functions are right (where Node is)."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from extractor.report.page.assembling import SCRIPTS, join_module

HERE = Path(__file__).parent
FOLDER = HERE.parents[1] / "extractor" / "report" / "page" / "script"
IMPORT = re.compile(r'import \{([^}]*)\} from "\./([a-z_]+\.js)";')
EXPORT = re.compile(r"^export (?:async )?(?:function|const|let|class) (\w+)", re.MULTILINE)
TOP = re.compile(r"^(?:export )?(?:async )?(?:function|const|let|class) (\w+)", re.MULTILINE)


def sources():
    return {path.name: path.read_text("utf-8") for path in FOLDER.glob("*.js")}


def test_every_module_is_in_the_page_and_nothing_else():
    assert sorted(SCRIPTS) == sorted(sources())


def test_what_is_imported_is_exported_there():
    found = sources()
    exported = {name: set(EXPORT.findall(source)) for name, source in found.items()}
    for name, source in found.items():
        for names, other in IMPORT.findall(source):
            wanted = {word.strip() for word in names.split(",") if word.strip()}
            assert wanted <= exported[other], (name, other)
        assert "import " not in join_module(source).split("await import(")[0].replace("important", "")


def test_names_of_all_modules_are_different():
    names = [name for source in sources().values() for name in TOP.findall(source)]
    assert len(names) == len(set(names))


def test_plain_functions_of_the_modules(tmp_path):
    node = shutil.which("node")
    if node is None:
        pytest.skip("Node is not installed")
    shutil.copytree(FOLDER, tmp_path / "script")
    shutil.copy(HERE / "units.test.js", tmp_path)
    (tmp_path / "package.json").write_text('{"type": "module"}', "utf-8")
    done = subprocess.run([node, "--test"], cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stdout[-3000:]

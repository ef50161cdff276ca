"""The seam for exports: what comes along, what other packages add, and what happens when one of them fails."""

import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from extractor.errors import UsageError
from extractor.exporters import EXPORTERS, run_exporters
from extractor.model.compared.alignment import Alignment
from extractor.model.compared.comparison import Comparison
from extractor.model.exporting import ExportRequest

ROOT = Path(__file__).parent.parent
PLUGIN = Path(__file__).parent / "plugins"


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The example package as installed: its code and the metadata that a wheel would carry."""
    folder = tmp_path_factory.mktemp("site")
    program = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(program, cwd=PLUGIN, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def run(site, *arguments):
    path = os.pathsep.join([str(ROOT), str(site)])
    program = [sys.executable, "-m", "extractor", *map(str, arguments)]
    environment = {**os.environ, "PYTHONPATH": path}
    return subprocess.run(program, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.slow
def test_an_installed_package_adds_an_export_and_one_that_fails_fails_alone(site, tmp_path, produced):
    plans = sorted((produced / "plans").glob("*.json"))[:2]
    done = run(site, "export", *plans, "--to", "titles,broken,pairs", "--out", tmp_path)
    assert done.returncode == 1
    assert "broken: 导出失败（来自 county-extras）：RuntimeError: 2 plans were too many" in done.stderr
    assert "Traceback" not in done.stderr
    assert (tmp_path / "titles.txt").read_text("utf-8").count("\t") > 0
    assert (tmp_path / "pairs.csv").exists()


def test_an_unknown_export_is_refused_with_the_names_that_exist():
    request = ExportRequest(
        (), Alignment(plans=(), groups=()), Comparison(plans=(), overlaps=(), differences=(), coverage=())
    )
    with pytest.raises(UsageError, match="没有 pdf 这种导出"):
        run_exporters(request, ["pdf"])


@pytest.mark.parametrize("readme", ["README.md", "README.zh.md"])
def test_both_readmes_name_every_export(readme):
    text = (ROOT / readme).read_text("utf-8")
    rows = re.findall(r"^\| `([a-z]+)` \|", text[text.index("`extractor export") :], re.MULTILINE)
    assert [name for name in rows if name in {one.name for one in EXPORTERS}] == [one.name for one in EXPORTERS]

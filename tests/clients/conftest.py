"""Programs of others that cannot be installed by pip are asked only where they are: their tests are no skips elsewhere.

npm ci --ignore-scripts --prefix tests/clients
apt-get install libical3
"""

import ctypes.util
import shutil
import subprocess
from pathlib import Path

import pytest

from extractor.exporters import run_exporters
from extractor.model.exporting import ExportRequest
from extractor.outputs import load_alignment, load_comparison

HERE = Path(__file__).parent
MODULES = (HERE / "node_modules").is_dir()
NODE_OF_ESLINT = 20
"""An older Node can run neither ESLint nor feelin."""


def find_node():
    """Return the number of Node's version, 0 where there is none."""
    node = shutil.which("node")
    printed = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout if node else ""
    return int(printed.strip().lstrip("v").partition(".")[0] or 0)


collect_ignore = [
    name
    for name, there in (
        ("test_node_clients.py", MODULES),
        ("test_decision_engine.py", MODULES and find_node() >= NODE_OF_ESLINT),
        ("test_page_scripts.py", MODULES and find_node() >= NODE_OF_ESLINT),
        ("test_libical.py", ctypes.util.find_library("ical") is not None),
    )
    if not there
]


@pytest.fixture(scope="module")
def written(produced, plans):
    alignment, comparison = load_alignment(produced / "alignment.json"), load_comparison(produced / "comparison.json")
    built, failed = run_exporters(ExportRequest(tuple(plans), alignment, comparison), ["ics", "stata", "graphml"])
    assert not failed
    return {file.path: file.content for file in built.files}

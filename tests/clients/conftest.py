"""Programs of others that cannot be installed by pip are asked only where they are: their tests are no skips elsewhere.

npm ci --ignore-scripts --prefix tests/clients
apt-get install libical3
"""

import ctypes.util
from pathlib import Path

import pytest

from extractor.exporters import run_exporters
from extractor.model.exporting import ExportRequest
from extractor.outputs import load_alignment, load_comparison

HERE = Path(__file__).parent
collect_ignore = [
    name
    for name, there in (
        *((name, (HERE / "node_modules").is_dir()) for name in ("test_node_clients.py", "test_page_scripts.py")),
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

"""What many tests need: the corpus, the mappings and the plans, each made once."""

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import settings

from extractor.corpora import load_corpus
from extractor.mappings import load_mappings

ROOT = Path(__file__).parent.parent
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
QUIET = ("--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync")
# A machine under load is no mistake of the program; time is measured by the benchmarks.
settings.register_profile("project", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("project")


def pytest_addoption(parser):
    parser.addoption("--regenerate-golden", action="store_true", help="write the expected results of tests/golden anew")
    parser.addoption("--no-skips", action="store_true", help="fail if any test was skipped, as where all is installed")


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session):
    """A green run means the same everywhere: with `--no-skips`, a test that was skipped makes it red."""
    told = session.config.pluginmanager.get_plugin("terminalreporter")
    if session.config.getoption("--no-skips") and told is not None and told.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(scope="session")
def corpus():
    return load_corpus(ROOT / "corpora")


@pytest.fixture(scope="session")
def mappings():
    return load_mappings(ROOT / "mappings")


@pytest.fixture(scope="session")
def plans(corpus, mappings):
    from extractor.pipeline import extract_document

    return tuple(extract_document(document, mappings) for document in corpus)


@pytest.fixture(scope="session")
def produced(tmp_path_factory):
    """The folder that `extractor run` writes for the five plans."""
    from extractor.cli import main

    folder = tmp_path_factory.mktemp("outputs")
    with pytest.raises(SystemExit) as left:
        main(["run", str(ROOT / "corpora"), "--out", str(folder), "--mappings", str(ROOT / "mappings")])
    assert left.value.code == 0
    return folder


@pytest.fixture(scope="session")
def browser():
    """One browser for all tests of a process: Playwright starts only once in each."""
    playwright = pytest.importorskip(
        "playwright.sync_api", reason="Playwright is not installed: pip install playwright"
    )
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed: apt-get install chromium, or set CHROMIUM to its path")
    with playwright.sync_playwright() as session:
        browser = session.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield browser
        browser.close()

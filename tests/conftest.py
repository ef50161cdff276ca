"""What many tests need: the corpus, the mappings and the plans, each made once."""

from pathlib import Path

import pytest
from hypothesis import settings

from extractor.corpora import load_corpus
from extractor.mappings import load_mappings

ROOT = Path(__file__).parent.parent
# A machine under load is no mistake of the program; time is measured by the benchmarks.
settings.register_profile("project", deadline=None)
settings.load_profile("project")


def pytest_addoption(parser):
    parser.addoption("--regenerate-golden", action="store_true", help="write the expected results of tests/golden anew")


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

"""Corpora and stores."""

import shutil

import pytest

from extractor.cli import main
from tests.conftest import ROOT


@pytest.fixture
def corpus_folder(tmp_path):
    """Two short documents that a test may change."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    for name in ("changqing", "lingbi"):
        shutil.copy(ROOT / "corpora" / name / f"{name}.txt", folder)
    return folder


@pytest.fixture(scope="session")
def stored(tmp_path_factory):
    """The five plans with a store beside their files."""
    folder = tmp_path_factory.mktemp("stored")
    with pytest.raises(SystemExit) as left:
        main(["run", str(ROOT / "corpora"), "--out", str(folder), "--store", "--jobs", "1"])
    assert left.value.code == 0
    return folder

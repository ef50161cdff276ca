"""Signed mappings are not tried at each start; whatever was changed is."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from extractor.errors import MappingError
from extractor.mappings import load_mappings
from extractor.mappings.loading import default_folder
from extractor.mappings.tried import EXAMPLED, SIGNED, is_tried, sign
from extractor.mappings.trying import try_examples


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copied = tmp_path / "mappings"
    shutil.copytree(default_folder(), copied)
    (copied / SIGNED).write_text(sign(copied), "utf-8")
    return copied


def test_shipped_rows_do_what_they_show() -> None:
    """This test stands for the trying that signed mappings are spared."""
    try_examples(load_mappings())


@pytest.mark.parametrize("name", EXAMPLED)
def test_a_changed_file_is_tried(folder: Path, name: str) -> None:
    assert is_tried(folder)
    path = folder / f"{name}.yaml"
    path.write_text(path.read_text("utf-8") + "# more\n", "utf-8")
    assert not is_tried(folder)


def test_a_broken_example_is_told_though_the_folder_was_signed(folder: Path) -> None:
    path = folder / "measures.yaml"
    text = path.read_text("utf-8")
    start = text.index("example: ") + len("example: ")
    path.write_text(text[:start] + "〔没有数〕" + text[text.index(",", start) :], "utf-8")
    with pytest.raises(MappingError, match="measures"):
        load_mappings(folder)


def test_a_folder_without_signature_is_tried(folder: Path) -> None:
    (folder / SIGNED).unlink()
    assert not is_tried(folder)

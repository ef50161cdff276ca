"""The annotated plans and their alignment, as the tests of aligning build them; and the five plans as they are read."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from extractor.align import align_plans
from extractor.compare import compare_plans

_PATH = Path(__file__).parents[1] / "align" / "conftest.py"
_SPEC = importlib.util.spec_from_file_location("annotated_plans_of_align", _PATH)
_MODULE = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(_MODULE)

mappings = _MODULE.mappings
annotated_plans = _MODULE.annotated_plans
alignment = _MODULE.alignment


@pytest.fixture(scope="session")
def five_aligned(plans, mappings):
    return align_plans(plans, mappings)


@pytest.fixture(scope="session")
def five(plans, five_aligned, mappings):
    """The comparison of the five plans that come along."""
    return compare_plans(five_aligned, plans, mappings)


@pytest.fixture(scope="session")
def texts(plans):
    """The text of each plan by its id."""
    return {plan.id: plan.text for plan in plans}

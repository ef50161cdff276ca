"""The annotated plans and their alignment, as the tests of aligning build them."""

from __future__ import annotations

import importlib.util
from pathlib import Path

_PATH = Path(__file__).parents[1] / "align" / "conftest.py"
_SPEC = importlib.util.spec_from_file_location("annotated_plans_of_align", _PATH)
_MODULE = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(_MODULE)

mappings = _MODULE.mappings
annotated_plans = _MODULE.annotated_plans
alignment = _MODULE.alignment

"""In: plans, and if wanted their alignment and comparison. Out: pandas or polars frames, one a tidy table.

The frames have the columns of `tables/*.csv`; the frame `codebook` explains them. Not handled: writing files, which
`extractor export` does.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from extractor.errors import UsageError
from extractor.model.compared.alignment import Alignment
from extractor.model.compared.comparison import Comparison
from extractor.model.facts.plan import Plan
from extractor.report.exports import build_frames

LIBRARIES = ("pandas", "polars")


def frames(
    plans: Sequence[Plan],
    alignment: Alignment | None = None,
    comparison: Comparison | None = None,
    *,
    library: Literal["pandas", "polars"] = "pandas",
) -> dict[str, Any]:
    """Return frames by name: plans, tasks, indicators, parts, units, deadlines, targets, rules, problems, codebook.

    With alignment and comparison also matrix, members, differences, coverage and the others. Whole numbers stay whole,
    days are days, yes and no are booleans, codes are categories, what is not stated is missing. Raises UsageError where
    the library is not installed (`pip install '.[export]'`) or not known.

    >>> import extractor
    >>> document = extractor.load_document(extractor.default_corpus() / "pingyin" / "pingyin.txt")
    >>> plan = extractor.extract_document(document, extractor.load_mappings())
    >>> found = extractor.frames([plan])
    >>> found["deadlines"].groupby("kind").size().to_dict()
    {'date': 1, 'recurring': 3, 'relative': 5, 'immediate': 4}
    """
    if library not in LIBRARIES:
        raise UsageError(f"没有 {library} 这个库可用", hint=f"可用：{', '.join(LIBRARIES)}")
    return build_frames(plans, alignment, comparison, library=library)

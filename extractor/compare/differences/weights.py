"""In: the items of a group. Out: what share of its table's points each indicator is worth, the heaviest first.

An indicator that stands in several groups counts with all its points in each. The points of its parts are
given together (9、8 of 17). Not handled: ranks of single parts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractor.compare.differences.ranking import build_difference
from extractor.compare.differences.rows import GroupedItem
from extractor.compare.differences.stated import Stated, tell_origin
from extractor.compare.places import find_reach
from extractor.model.compared.alignment import Group
from extractor.model.compared.comparison import Difference
from extractor.model.facts.plan import Indicator, IndicatorPart
from extractor.model.paper.place import Place


def compare_weights(group: Group, rows: Sequence[GroupedItem]) -> Iterator[Difference]:
    """Yield one difference where two plans or more give points."""
    stated = [one for row in rows for one in find_weights(row)]
    found = build_difference(group, "weight", stated, "分值占全表比重") if stated else None
    if found:
        yield found


def find_weights(row: GroupedItem) -> Iterator[Stated]:
    """Yield an indicator's points in a hundred of its table; of a row of several measures those of its own parts.

    Where the row prints no points for its parts, they stand there unranked: which part is worth what is not said.
    """
    if not isinstance(row.item, Indicator) or row.item.points is None or not row.total:
        return
    parts: tuple[Indicator | IndicatorPart, ...] = row.item.parts or (row.item,)
    own = [part for part in parts if row.owns(part)] if row.rivals else list(parts)
    split = len(own) < len(parts) and all(part.points is not None for part in own)
    points = sum(float(part.points or 0) for part in own) if split else float(row.item.points)
    shared = bool(row.rivals) and not split
    chosen = own if split else list(parts)
    yield Stated(
        **tell_origin(
            row,
            "、".join(f"{part.points:g}" for part in chosen if part.points is not None),
            Place(*find_reach(*(part.places.get("points") for part in chosen))),
        ),
        value=None if shared else round(100 * points / row.total, 2),
        shown=f"{points:g}/{row.total:g}分{'（整行）' if shared else ''}",
        unit="分/百分",
        stricter="higher",
        note="一行含多项事项而分值未分列的不排序" if shared else "各表总分折为100分",
    )

"""In: the items of a group. Out: what share of its table's points each indicator is worth, the heaviest first.

An indicator that stands in several groups counts with all its points in each. The points of its parts are
given together (9、8 of 17). Not handled: ranks of single parts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractor.compare.differences.stated_values import Row, Stated, build_difference
from extractor.compare.places import find_reach
from extractor.model.compared.alignment import Group
from extractor.model.compared.comparison import Difference
from extractor.model.facts.plan import Indicator
from extractor.model.paper.place import Place


def compare_weights(group: Group, rows: Sequence[Row]) -> Iterator[Difference]:
    """Yield one difference where two plans or more give points."""
    stated = [one for row in rows for one in find_weights(row)]
    found = build_difference(group, "weight", stated, "分值占全表比重") if stated else None
    if found:
        yield found


def find_weights(row: Row) -> Iterator[Stated]:
    """Yield an indicator's points in a hundred of its table."""
    if isinstance(row.item, Indicator) and row.item.points is not None and row.total:
        yield Stated(
            plan=row.plan,
            item=row.item.id,
            quote="、".join(f"{part.points:g}" for part in row.item.parts or (row.item,) if part.points is not None),
            place=Place(*find_reach(*(part.places.get("points") for part in row.item.parts or (row.item,)))),
            value=round(100 * row.item.points / row.total, 2),
            shown=f"{row.item.points:g}/{row.total:g}分",
            unit="分/百分",
            stricter="higher",
            note="各表总分折为100分",
        )

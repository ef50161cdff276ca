"""In: changes and gaps of a comparison. Out: the same for the views of years and of levels.

Not handled: finding them.
"""

from __future__ import annotations

from collections.abc import Mapping

from extractor.language.tidying import tidy
from extractor.report.dataset import Material
from extractor.report.phrasing import show_number
from extractor.report.tables.compared.series import CHANGES, GAPS

Record = dict[str, object]

UNITS = {"日期": "天"}
"""Units whose differences are counted in another one: two dates are days apart."""


def build_series(material: Material, plans: Mapping[str, int], groups: Mapping[str, int]) -> Record:
    """Return what changed from year to year and how plans stand to their superiors', with the names of both."""
    changes = [
        _line((plans[one.earlier], plans[one.later], groups.get(one.group, -1)), one.label, one.change,
              (one.left_quote, one.right_quote))
        for one in material.comparison.changes
    ]  # fmt: skip
    gaps = [
        {
            **_line((plans[one.superior], plans[one.plan], groups.get(one.group, -1)), one.label, one.verdict,
                    (one.left_quote, one.right_quote)),
            "gap": "" if one.gap is None else _show_gap(one.gap, one.unit),
        }
        for one in material.comparison.gaps
    ]  # fmt: skip
    return {"changes": changes, "changeNames": CHANGES, "gaps": gaps, "gapNames": GAPS}


def _show_gap(gap: float, unit: str) -> str:
    """Return a gap with its sign.

    >>> _show_gap(-61, "日期"), _show_gap(5, "%")
    ('-61天', '+5%')
    """
    return f"{'+' if gap > 0 else ''}{show_number(gap)}{UNITS.get(unit, unit)}"


def _line(at: tuple[int, int, int], label: str, kind: str, quotes: tuple[str, str]) -> Record:
    """Return one line; `at` is where the two plans and the group stand in the page's data, -1 for no group."""
    left, right, group = at
    return {
        "left": left,
        "right": right,
        "group": group,
        "label": tidy(label),
        "kind": kind,
        "leftQuote": tidy(quotes[0]),
        "rightQuote": tidy(quotes[1]),
    }

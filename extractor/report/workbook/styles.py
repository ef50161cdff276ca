"""In: a workbook that is being written. Out: `Styles`, its few cell formats.

Not handled: themes; the colours are fixed so that print and screen look alike.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook

INK, FAINT, RULE = "#1F2933", "#6B7680", "#D5DADD"
ACCENT, PALE, LINK = "#24505F", "#EEF2F3", "#1B5A73"
HEAT_LOW, HEAT_PALE, HEAT_HIGH = "#FFFFFF", "#CFE1E6", "#6FA3B3"
STEPS = ("#FFFFFF", "#E8F0F2", "#D0E1E6", "#B4CFD7", "#97BDC8")
"""Steps of the ladder, from the loosest to the strictest; ink can be read on all of them."""


class Styles(msgspec.Struct, frozen=True):
    """Formats by use. `absent` marks a place that asks for nothing of the kind, `steps` go from loose to strict."""

    title: Format
    lead: Format
    section: Format
    head: Format
    text: Format
    number: Format
    date: Format
    link: Format
    absent: Format
    strong: Format
    plain: Format
    share: Format
    remark: Format
    name: Format
    count: Format
    steps: tuple[Format, ...]
    dotted: Callable[[str], Format]
    """A centred number that looks as the given format says."""


def build_styles(workbook: Workbook) -> Styles:
    """Add the formats to `workbook`."""
    face = {"font_name": "Microsoft YaHei", "font_size": 10, "font_color": INK}
    cell = {**face, "valign": "top", "border": 1, "border_color": RULE}
    return Styles(
        title=workbook.add_format({**face, "font_size": 18, "bold": True, "font_color": ACCENT, "valign": "vcenter"}),
        lead=workbook.add_format({**face, "font_color": FAINT, "text_wrap": True, "valign": "top"}),
        section=workbook.add_format(
            {**face, "font_size": 12, "bold": True, "font_color": ACCENT, "bottom": 1, "bottom_color": ACCENT}
        ),
        head=workbook.add_format(
            {**cell, "bold": True, "font_color": "#FFFFFF", "bg_color": ACCENT, "text_wrap": True, "valign": "vcenter"}
        ),
        text=workbook.add_format({**cell, "text_wrap": True}),
        number=workbook.add_format({**cell, "align": "right", "indent": 1}),
        date=workbook.add_format({**cell, "num_format": "yyyy-mm-dd", "align": "left"}),
        link=workbook.add_format({**cell, "text_wrap": True, "font_color": LINK}),
        absent=workbook.add_format({**cell, "bg_color": PALE, "font_color": FAINT, "align": "center"}),
        strong=workbook.add_format({**face, "bold": True, "font_color": LINK}),
        plain=workbook.add_format({**face, "font_color": INK}),
        share=workbook.add_format({**cell, "num_format": "0%", "align": "center"}),
        count=workbook.add_format({**cell, "align": "center"}),
        name=workbook.add_format({**cell, "bold": True, "bg_color": PALE, "valign": "vcenter"}),
        steps=tuple(workbook.add_format({**cell, "text_wrap": True, "bg_color": colour}) for colour in STEPS),
        dotted=cache(lambda shape: workbook.add_format({**cell, "align": "center", "num_format": shape})),
        remark=workbook.add_format({**face, "text_wrap": True, "valign": "top"}),
    )

"""In: a list element. Out: the number that a browser prints before each of its items.

Lists of the editor that most sites use (UEditor) say in their class how they are numbered (`custom_cn1`); the sheet
that draws their numbers is not in the page. Not handled: counters of style sheets; bullets, which are no numbers.
"""

from __future__ import annotations

import re
from typing import Any

from extractor.read.formats.web.tables import whole
from extractor.read.formats.word.numbering import write_number

TYPES = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
STYLES = {
    "decimal": "decimal", "lower-alpha": "lowerLetter", "lower-latin": "lowerLetter", "upper-alpha": "upperLetter",
    "upper-latin": "upperLetter", "lower-roman": "lowerRoman", "upper-roman": "upperRoman",
    "cjk-ideographic": "chineseCounting", "simp-chinese-informal": "chineseCounting",
    "trad-chinese-informal": "chineseCounting", "japanese-informal": "chineseCounting",
    "cjk-decimal": "ideographDigital", "simp-chinese-formal": "chineseLegalSimplified",
    "cjk-heavenly-stem": "ideographTraditional",
}  # fmt: skip
STYLE = re.compile(r"list-style(?:-type)?\s*:\s*[^;]*?([a-z]+(?:-[a-z]+)*)", re.IGNORECASE)
EDITOR = re.compile(r"(?:custom[_-]|list-)(cn|num)([12]?)\b")
EDITOR_FORMS = {
    ("cn", ""): ("chineseCounting", "{}、"),
    ("cn", "1"): ("chineseCounting", "（{}）"),
    ("cn", "2"): ("chineseCounting", "（{}）"),
    ("num", ""): ("decimal", "{}. "),
    ("num", "1"): ("decimal", "{}）"),
    ("num", "2"): ("decimal", "（{}）"),
}
CHINESE_LEVELS = ("{}、", "（{}）")
"""a browser prints 一、 on every level; a plan's second level is （一）"""


def number_items(node: Any) -> dict[int, str]:
    """Return the printed number of each item of a list, by the item's identity; bullets have none."""
    form = _form(node)
    if form is None:
        return {}
    style, pattern = form
    number = whole(node.attributes.get("start"), 1)
    printed: dict[int, str] = {}
    for item in node.iter():
        if item.tag == "li":
            number = whole(item.attributes.get("value"), number)
            printed[item.mem_id] = pattern.format(write_number(number, style))
            number += 1
    return printed


def _form(node: Any) -> tuple[str, str] | None:
    marks = node.attributes
    editor = EDITOR.search(marks.get("class") or "")
    if editor:
        return EDITOR_FORMS[editor[1], editor[2]]
    named = STYLE.search(marks.get("style") or "")
    style = STYLES.get(named[1].lower()) if named else None
    if style is None and node.tag != "ol":
        return None
    style = style or TYPES.get(marks.get("type") or "1", "decimal")
    if style.startswith("chinese"):
        return style, CHINESE_LEVELS[min(_depth(node), len(CHINESE_LEVELS) - 1)]
    return style, "{}. "


def _depth(node: Any) -> int:
    depth, outer = 0, node.parent
    while outer is not None:
        depth += outer.tag in {"ol", "ul"}
        outer = outer.parent
    return depth

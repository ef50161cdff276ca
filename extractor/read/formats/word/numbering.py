"""In: `numbering.xml` and `styles.xml` of a Word file. Out: the numbers that Word prints before paragraphs.

Word stores 一、 or （二） not as words but as a list level; without them a plan loses its numbering.
Not handled: picture bullets, numbers in languages other than Chinese and English.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from xml.etree import ElementTree as ET

import msgspec

from extractor.read.formats.archive import local_name

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
PLACEHOLDER = re.compile(r"%([1-9])")
HAN = "〇一二三四五六七八九"
BULLET = "•"
MOST = 10_000
"""a list that counts further, or below one, is printed with plain digits"""


@dataclass(frozen=True, slots=True)
class ListLevel:
    """One level of a list: how its number is written, what stands around it, where it starts."""

    style: str
    text: str
    start: int = 1
    restarts: bool = True
    gap: str = " "
    legal: bool = False
    """numbers of all levels are arabic here (1.3 below 一、)"""
    paragraph_style: str | None = None
    """the style whose paragraphs stand at this level"""


class Numbering(msgspec.Struct):
    """Counts list paragraphs as Word does."""

    levels: dict[str, dict[int, ListLevel]] = msgspec.field(default_factory=dict)
    """levels by the list's numId"""
    shared: dict[str, str] = msgspec.field(default_factory=dict)
    """the abstract list that a numId counts in"""
    styles: dict[str, tuple[str | None, int]] = msgspec.field(default_factory=dict)
    """numId and level that a paragraph style brings along"""
    counters: dict[str, list[int]] = msgspec.field(default_factory=dict)

    def next_number(self, num_id: str, depth: int) -> str:
        """Return what Word prints before the next paragraph of this list and level, "" for nothing."""
        levels = self.levels.get(num_id)
        if not levels or depth not in levels:
            return ""
        counts = self.counters.setdefault(self.shared[num_id], [])
        while len(counts) <= depth:  # a level is no deeper than Word's nine: deeper ones are not in `levels`
            counts.append(levels[len(counts)].start - 1 if len(counts) in levels else 0)
        counts[depth] += 1
        for deeper in range(depth + 1, len(counts)):
            if deeper in levels and levels[deeper].restarts:
                counts[deeper] = levels[deeper].start - 1
        for upper in range(depth):  # a level above that was never printed counts as begun
            counts[upper] = max(counts[upper], 1)
        level = levels[depth]
        if level.style == "bullet":
            return f"{BULLET} "
        if level.style == "none" and not PLACEHOLDER.search(level.text):
            return level.text

        def write(match: re.Match[str]) -> str:
            index = int(match.group(1)) - 1
            style = levels[index].style if index in levels and not level.legal else "decimal"
            return write_number(counts[index] if index < len(counts) else 1, style)

        printed = PLACEHOLDER.sub(write, level.text)
        return printed if printed.endswith(tuple("、）)。.．")) else printed + level.gap


def build_numbering(numbering: ET.Element | None, styles: ET.Element | None) -> Numbering:
    """Return the lists of a Word file; both parts may be missing."""
    found = Numbering()
    abstract: dict[str, dict[int, ListLevel]] = {}
    linked: dict[str, str] = {}
    if numbering is not None:
        own: dict[str, str] = {}
        for item in numbering:
            if local_name(item) == "abstractNum":
                key = get(item, "abstractNumId") or ""
                abstract[key] = _levels(item)
                _note_link(item, key, own, linked)
        linked = {key: own[style] for key, style in linked.items() if style in own and not abstract[key]}
        for item in numbering:
            if local_name(item) == "num":
                _add_list(found, item, abstract, linked)
    if styles is not None:
        _add_styles(found, styles)
    return found


def _note_link(item: ET.Element, key: str, own: dict[str, str], linked: dict[str, str]) -> None:
    """Note that an abstract list belongs to a list style, or that it only points to one (Word: 列表样式)."""
    style, link = get(child(item, "styleLink"), "val"), get(child(item, "numStyleLink"), "val")
    if style:
        own[style] = key
    if link:
        linked[key] = link


def get(element: ET.Element | None, name: str) -> str | None:
    """Return an attribute of Word's own namespace (transitional or strict)."""
    if element is None:
        return None
    return element.get(W + name) or element.get(STRICT + name)


def child(element: ET.Element | None, *names: str) -> ET.Element | None:
    """Return the first child of that name, of its first child of the next name, and so on."""
    for name in names:
        if element is None:
            return None
        element = next((item for item in element if local_name(item) == name), None)
    return element


def write_number(number: int, style: str) -> str:
    """Return a number as a list of this style prints it.

    >>> [write_number(12, style) for style in ("decimal", "chineseCounting", "upperRoman", "decimalEnclosedCircle")]
    ['12', '十二', 'XII', '⑫']
    """
    writer = WRITERS.get(style)
    return writer(number) if writer and 0 < number < MOST else str(number)


def _han(number: int) -> str:
    if number < 10 or number >= 100:
        return HAN[number] if 0 <= number < 10 else "".join(HAN[int(digit)] for digit in str(number))
    tens, ones = divmod(number, 10)
    return ("" if tens == 1 else HAN[tens]) + "十" + (HAN[ones] if ones else "")


def _roman(number: int) -> str:
    pairs = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
    printed = ""
    for value, sign in pairs:
        printed += sign * (number // value)
        number %= value
    return printed


def _letter(number: int) -> str:
    return chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _circled(number: int) -> str:
    return chr(0x2460 + number - 1) if 1 <= number <= 20 else str(number)


WRITERS: dict[str, Callable[[int], str]] = {
    "chineseCounting": _han,
    "chineseCountingThousand": _han,
    "chineseLegalSimplified": lambda number: "".join("零壹贰叁肆伍陆柒捌玖"[int(digit)] for digit in str(number)),
    "japaneseCounting": _han,
    "taiwaneseCountingThousand": _han,
    "ideographDigital": lambda number: "".join(HAN[int(digit)] for digit in str(number)),
    "ideographTraditional": lambda number: "甲乙丙丁戊己庚辛壬癸"[(number - 1) % 10],
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "upperLetter": _letter,
    "lowerLetter": lambda number: _letter(number).lower(),
    "decimalZero": lambda number: f"{number:02d}",
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalFullWidth": lambda number: "".join(chr(ord(digit) + 0xFEE0) for digit in str(number)),
}


def _levels(item: ET.Element) -> dict[int, ListLevel]:
    return {_whole(get(level, "ilvl"), 0): _level(level) for level in item if local_name(level) == "lvl"}


def _level(item: ET.Element) -> ListLevel:
    start, restart = get(child(item, "start"), "val"), get(child(item, "lvlRestart"), "val")
    suffix = get(child(item, "suff"), "val")
    return ListLevel(
        get(child(item, "numFmt"), "val") or "decimal",
        get(child(item, "lvlText"), "val") or "",
        _whole(start, 1),
        restart != "0",
        "" if suffix == "nothing" else " ",
        child(item, "isLgl") is not None,
        get(child(item, "pStyle"), "val"),
    )


def _add_list(
    found: Numbering, item: ET.Element, abstract: dict[str, dict[int, ListLevel]], linked: dict[str, str]
) -> None:
    num_id, base = get(item, "numId") or "", get(child(item, "abstractNumId"), "val") or ""
    base = linked.get(base, base)
    levels = dict(abstract.get(base, {}))
    shared = base
    for change in item:
        if local_name(change) != "lvlOverride":
            continue
        depth = _whole(get(change, "ilvl"), 0)
        own = child(change, "lvl")
        if own is not None:
            levels[depth] = _level(own)
        start = get(child(change, "startOverride"), "val")
        if start is not None and depth in levels:
            old = levels[depth]
            levels[depth] = replace(old, start=_whole(start, 1))
            shared = f"{base}/{num_id}"  # a list that starts anew counts for itself
    found.levels[num_id] = levels
    found.shared[num_id] = shared


def _add_styles(found: Numbering, styles: ET.Element) -> None:
    own: dict[str, tuple[str | None, int | None]] = {}
    based: dict[str, str | None] = {}
    for style in styles:
        if local_name(style) == "style":
            key = get(style, "styleId") or ""
            numbers = child(style, "pPr", "numPr")
            own_depth = get(child(numbers, "ilvl"), "val")
            own[key] = (get(child(numbers, "numId"), "val"), None if own_depth is None else _whole(own_depth, 0))
            based[key] = get(child(style, "basedOn"), "val")
    for key in own:
        num_id: str | None = None
        depth: int | None = None
        at, seen = key, set[str]()
        while at and at in own and at not in seen:
            seen.add(at)
            num_id = num_id if num_id is not None else own[at][0]
            depth = depth if depth is not None else own[at][1]
            at = based[at] or ""
        found.styles[key] = (num_id, _styled_depth(found, num_id, key) if depth is None else depth)


def _styled_depth(found: Numbering, num_id: str | None, style: str) -> int:
    """Return the level that a list gives to a style which names none itself (w:lvl/w:pStyle)."""
    levels = found.levels.get(num_id or "", {})
    return next((depth for depth, level in levels.items() if level.paragraph_style == style), 0)


def _whole(text: str | None, default: int) -> int:
    return int(text) if text and text.lstrip("-").isdigit() and len(text) < 6 else default

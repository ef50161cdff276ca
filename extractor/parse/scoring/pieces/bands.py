"""In: the words before an effect. Out: the bands printed in them (90%以上, 80%≤A＜90%, 第7位及以后), with their intervals.

One reader of all ways to print a bound: signs, （含）, brackets, words before and after, ranks. Not handled: dates, and
bounds without a number (高于全市平均), which `against` reads.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from extractor.language.needs import Guarded, compile_late
from extractor.language.numerals import read_number
from extractor.model.facts.scoring import MONEY, Band, Edge, Number, clean_unit, exact, unit_class
from extractor.parse.scoring.pieces.asides import ASIDE
from extractor.parse.scoring.scoring_words import DASH, NUMERAL, SYMBOL, SYMBOLS, ScoringWords

KEPT = r"不?(?:含|包含|包括)"
NOTE = rf"(?:\({KEPT}[^()]{{0,6}}\)|\({KEPT}\d[\d.]*[^()\d]{{0,4}}(?:[,、;]{KEPT}\d[\d.]*[^()\d]{{0,4}})?\))"
SAID = re.compile(rf"(?P<not>不)?{KEPT.removeprefix('不?')}(?P<at>\d[\d.]*\d|\d)?")
"""（含5万元，不含10万元）: which number belongs to a band."""
RANK = r"(?:名|位|个名次)"
MOVED = "(?:后退|退后|倒退|退步|下降|下滑|前进|上升|进步|提升|前移|后移)"
"""位次较上年后退5位以上: how far, no place."""
FIRM_BELOW = (
    "低于",
    "小于",
    "少于",
    "不到",
    "不足",
    "不满",
    "达不到",
    "未达到",
    "没有达到",
    "未达",
    "未能达到",
    "未满",
    "没达到",
    "低出",
)
FIRM_ABOVE = ("超过", "超出", "超", "高于", "大于", "多于", "突破", "超额", "高出", "多出")
MOST = (
    "不超过",
    "不高于",
    "不大于",
    "不多于",
    "不长于",
    "不得超过",
    "不得高于",
    "不得多于",
    "至多",
    "最多",
    "小于等于",
    "小于或等于",
    "未超过",
    "控制在",
    "限制在",
    "限于",
    "上限为",
)
SAME = ("为", "是", "等于", "保持")
BARE = ("在", "实现")
RANKS_ONLY = frozenset({"ranks_bare", "rank_on", "rank_up", "nth_alone"})
PEOPLE = frozenset({"bare", "words", "after", "symbol", "or_more", "range"})
CONNECT = re.compile(r"^(?:,|、|但|且|而|至|到|并|的|、但|,但|,且|和|与|-|~)*$")
BRACKETS = re.compile(r"\([^()]*\)")
GRADED = frozenset({"类", "等", "档", "级"})
PLACE = compile_late(NUMERAL)
NOTES = ("note1", "note", "note2")


SIGNS = (">", "<", "≥", "≧", "⩾", "≤", "≦", "⩽", "=")
DASHES = ("-", "~", "至", "到")
AFTER = ("以上", "以下", "以内", "之", "内", "以后", "以前", "以外")
"""Of which one stands in whatever `SYMBOL`, `DASH` and `ScoringWords.after` match."""


@dataclass(frozen=True, slots=True)
class FoundBand:
    """A band and where it stands in the words."""

    start: int
    end: int
    band: Band


@lru_cache(maxsize=8)
def build_band_patterns(words: ScoringWords) -> tuple[tuple[str, Guarded], ...]:
    """Return the patterns of bands in the order in which they are tried, each with words of which it needs one."""
    n, u, before = NUMERAL, words.measure, tuple(words.before.split("|"))
    table = (
        ("interval", rf"(?P<left>[\[(])(?P<low>\d+(?:\.\d+)?)(?P<unit1>{u})?,(?P<high>\d+(?:\.\d+)?|\+?∞)(?P<unit>{u})?(?P<right>[\])])", ("[", "(")),
        ("chain", rf"(?P<one>{n})(?P<unit1>{u})?(?P<sign1>{SYMBOL})(?P<name>[^\d,。;≥≤<>=]{{0,30}})(?P<sign2>{SYMBOL})(?P<two>{n})(?P<unit>{u})?", SIGNS),
        ("moved", rf"(?<={MOVED})(?P<value>{n})个?(?P<unit>{RANK}次?)(?P<note>{NOTE})?(?P<after>{words.after})(?P<note2>{NOTE})?", ("退", "降", "下滑", "进", "上升", "步", "提升", "移")),
        ("last", rf"(?:末|倒数|后)(?:第)?(?P<last>{n})(?P<unit>{RANK})|倒数第(?P<worst>[一二三四五])(?=的|,|$)|(?P<end>末位|末名|最后一[名位]|垫底)", ("末", "倒数", "后", "垫底")),
        ("nth_on", rf"第(?P<value>{n})(?P<unit>起|次|件|例|宗|批次|人次)(?:及?其?(?:以上|以后)|及之后)", ("第",)),
        ("rank_list", rf"第(?P<low>{n})(?:{RANK})?(?:[、和及与]第?{n}(?:{RANK})?){{0,4}}[、和及与]第?(?P<high>{n})(?P<unit>{RANK})", ("第",)),
        ("ranks", rf"第?(?P<low>{n})(?:{RANK})?{DASH}第?(?P<high>{n})(?P<unit>{RANK})(?P<note>{NOTE})?", ("名", "位")),
        ("ranks_bare", rf"第(?P<low>{n}){DASH}第(?P<high>{n})(?=的|,|$)", ("第",)),
        ("rank_on", rf"第?(?P<value>{n})(?P<unit>{RANK})(?P<note>{NOTE})?(?P<after>及?(?:以后|之后|以下|往后)|开外|以外|之外)(?P<note2>{NOTE})?", ("名", "位")),
        ("rank_up", rf"第?(?P<value>{n})(?P<unit>{RANK})(?P<note>{NOTE})?(?P<after>及?(?:以前|之前|以内|之内|以上))(?P<note2>{NOTE})?", ("名", "位")),
        ("rank_word", rf"(?P<word>低于|落后于?|后于)第?(?P<value>{n})(?P<unit>{RANK})|(?P<word2>高于|优于|先于)第?(?P<value2>{n})(?P<unit2>{RANK})", ("名", "位")),
        ("not_first", rf"未(?:能)?(?:进入|列入|跻身|达到|位居|位列|列)?(?:[市县省区全国]{{1,2}})?前(?P<value>{n})(?:{RANK})?(?=的|,|$|且|但|并)", ("前",)),
        ("first", rf"(?:进入|位居|位列|列)?前(?P<value>{n})(?P<unit>{RANK}|%)(?P<note>{NOTE})?", ("前",)),
        ("first", rf"(?<=[名次位比评序市县省区国])(?:进入|位居|位列|列)?前(?P<value>{n})(?=的|,|$|且|但|并)", ("前",)),
        ("nth", rf"第(?P<value>{n})(?P<unit>{RANK})", ("第",)),
        ("nth", rf"(?<=[名次位比评序市县省区])第(?P<value>{n})(?=的|,|$)", ("第",)),
        ("nth_alone", rf"(?:^|(?<=[,、]))第(?P<value>{n})(?=的?,?$)", ("第",)),
        ("rank_on", rf"(?:^|(?<=[,、]))第(?P<value>{n})(?P<note>{NOTE})?(?P<after>及?(?:以后|之后|往后))(?P<note2>{NOTE})?(?=的?,?$)", ("第",)),
        ("range", rf"(?P<low>-?{n})(?P<unit1>{u})?(?P<note1>{NOTE})?(?:以上)?{DASH}(?P<high>{n})(?P<unit>{u})(?P<note>{NOTE})?(?:之间|区间|以下|(?=))(?P<note2>{NOTE})?", DASHES),
        ("all_of", rf"全部\((?P<value>{n})(?P<unit>{u})\)", ("全部(",)),
        ("or_more", rf"(?P<value>{n})(?:个|{u})?或(?P=value)(?:个|{u})?以上(?P<unit>{u})?", ("或",)),
        ("symbol", rf"(?P<sign>{SYMBOL})(?P<value>{n})(?P<unit>{u})?", SIGNS),
        ("words", rf"(?P<before>{words.before})(?P<note1>{NOTE})?(?:了|约)?(?P<value>-?{n})(?P<unit>{u})(?P<note>{NOTE})?(?P<after>{words.after})?(?P<note2>{NOTE})?", before),
        ("after", rf"(?P<value>{n})(?P<unit>{u})(?P<note>{NOTE})?(?P<after>{words.after})(?P<note2>{NOTE})?", AFTER),
        ("around_zero", r"(?<![\d.])为?(?P<value>[0零])(?P<after>及?以下|及?以上)", ("以下", "以上")),
        ("zero", r"(?P<before>不为|为)(?P<value>[0零])(?![\d.])", ("为",)),
        ("words", rf"(?P<before>{words.before})(?P<value>(?<![\d.])-?\d{{1,6}}(?:\.\d{{1,6}})?)(?P<note>{NOTE})?(?P<after>{words.after})?(?P<note2>{NOTE})?(?=的|者|,|、|且|但|$)", before),
        ("after", rf"(?<![\d.第/])(?P<value>\d{{1,6}}(?:\.\d{{1,6}})?)(?P<note>{NOTE})?(?P<after>{words.after})(?P<note2>{NOTE})?(?=的|者|,|、|且|$)", AFTER),
        ("range", rf"(?<![\d.第/])(?P<low>\d{{1,6}}(?:\.\d{{1,6}})?)(?P<note1>{NOTE})?(?:以上)?{DASH}(?P<high>\d{{1,6}}(?:\.\d{{1,6}})?)(?:之间|区间|以下)?(?P<note>{NOTE})?(?P<note2>{NOTE})?(?=的|,|$)", DASHES),
        ("bare", rf"(?P<value>(?<![\d.])\d{{1,15}}(?:\.\d{{1,6}})?)(?P<unit>{u})(?P<note>{NOTE})?", ()),
        ("bare", rf"(?P<value>[一两二三四五六七八九十]+)(?P<unit>{u})(?P<note>{NOTE})?(?=的?$)", ()),
    )  # fmt: skip
    return tuple((name, Guarded(pattern, needs)) for name, pattern, needs in table)


def find_bands(text: str, words: ScoringWords, *, ranked: bool = True) -> tuple[FoundBand, ...]:
    """Return the bands of `text` in order; two ends that stand side by side (80%以上90%以下) are one band.

    `ranked`: the cell speaks of places in a ranking; else 3名以上 are people.
    """
    taken = [match.span() for match in ASIDE.finditer(text)]
    found: list[FoundBand] = []
    for name, pattern in build_band_patterns(words):
        for match in pattern.finditer(text):
            start, end = match.span()
            if start == end or any(start < right and left < end for left, right in taken):
                continue
            if name in RANKS_ONLY and not ranked:
                continue
            band = _read(name, match)
            if band is not None and band.unit in {"名", "位"} and not ranked and name in PEOPLE:
                band = replace(band, unit="人")
            if band is not None:
                taken.append((start, end))
                found.append(FoundBand(start, end, band))
    return tuple(_join(sorted(found, key=lambda one: one.start), text))


def _read(name: str, match: re.Match[str]) -> Band | None:  # noqa: C901, PLR0911, PLR0912 - a case for each form
    parts = match.groupdict()
    unit = clean_unit(parts.get("unit") or parts.get("unit1") or parts.get("unit2") or "")
    if name == "rank_list":
        places = [read_number(one) for one in PLACE.findall(match.group())]
        if places != list(range(int(places[0]), int(places[0]) + len(places))):
            return None  # 第一、三名: no stretch of places
        return Band(unit="名", low=Edge(places[0], firm=True), high=Edge(places[-1], firm=True))
    if name in {"interval", "chain", "range", "ranks", "ranks_bare"}:
        return _read_two(name, parts, unit)
    if name == "last":
        if parts.get("worst"):
            place = Edge(read_number(parts["worst"]), firm=True)
            return Band(unit="名", low=place, high=place, last=True)
        count = read_number(parts["last"]) if parts.get("last") else 1
        return Band(unit="名", low=Edge(1, firm=True), high=Edge(count, firm=True), last=True)
    value = read_number(parts.get("value") or parts.get("value2") or "0")
    note = "".join(parts.get(key) or "" for key in NOTES)
    inside, outside, others = _read_note(note, value)
    if name == "first":
        return Band(unit="%" if unit == "%" else "名", high=Edge(value, closed=not outside, firm=bool(note)))
    if name == "not_first":  # 但未进入前三
        return Band(unit="名", low=Edge(value, closed=False, firm=True))
    if name in {"nth", "nth_alone"}:
        return Band(unit="名", low=Edge(value, firm=True), high=Edge(value, firm=True))
    if name in {"rank_on", "rank_up"}:
        firm = "及" in parts["after"] or bool(note)
        edge = Edge(value, closed=not outside, firm=firm)
        if parts["after"] in {"开外", "以外", "之外"}:
            edge = Edge(value, closed=False, firm=True)
        return Band(unit="名", low=edge) if name == "rank_on" else Band(unit="名", high=edge)
    if name == "rank_word":
        edge = Edge(value, closed=False, firm=True)
        return Band(unit="名", low=edge) if parts.get("word") else Band(unit="名", high=edge)
    if name in {"all_of", "or_more", "nth_on"}:
        return Band(unit=unit, low=Edge(value, firm=True))
    if name == "symbol":
        return _one_sided(SYMBOLS[parts["sign"]], value, unit)
    if name == "around_zero":
        edge = Edge(0, firm="及" in parts["after"])
        return Band(high=edge) if parts["after"].endswith("下") else Band(low=edge)
    if name == "zero":
        above = parts["before"] == "不为"
        return (
            Band(low=Edge(0, closed=False, firm=True))
            if above
            else Band(low=Edge(0, firm=True), high=Edge(0, firm=True))
        )
    if name == "bare":
        graded = unit in GRADED and not (parts["value"] or "")[:1].isdecimal()
        if inside or outside or graded:
            return None  # 居一类的: which one, no number
        return Band(unit=unit, low=Edge(value, firm=True), bare=True)
    if name == "moved":
        unit = "位次"
    band = _read_words(parts, value, unit, inside=inside, outside=outside)
    return band if band is None or not others else _with_others(band, others)


def _read_note(note: str, value: Number) -> tuple[bool, bool, dict[Number, bool]]:
    """Return whether brackets take a number in, or leave it out, and what they say of other numbers.

    >>> _read_note("(含5万元)", 5), _read_note("(不含0)", 5)
    ((True, False, {}), (False, False, {0: False}))
    """
    said = {read_number(one["at"]) if one["at"] else value: not one["not"] for one in SAID.finditer(note)}
    own = said.pop(value, None)
    return own is True, own is False, said


def _with_others(band: Band, others: Mapping[Number, bool]) -> Band | None:
    """Give a band with one end its other one: 5次以下（不含0次）."""
    if len(others) != 1 or (band.low is None) == (band.high is None):
        return None
    ((value, closed),) = others.items()
    edge = Edge(value, closed=closed, firm=True)
    if band.low is None and band.high is not None and value < band.high.value:
        return replace(band, low=edge)
    return replace(band, high=edge) if band.low is not None and value > band.low.value else None


def _read_words(parts: dict[str, str], value: Number, unit: str, *, inside: bool, outside: bool) -> Band | None:  # noqa: PLR0911 - a case for each form
    """不低于80%, 90%（含）以上, 达到90%及以上, 在5个工作日以内."""
    before, after = parts.get("before") or "", parts.get("after") or ""
    inside = inside or "(含" in after
    outside = outside or "(不含" in after
    plain = BRACKETS.sub("", after)
    stated = plain[:1] in {"及", "或", "和"} or inside or outside
    if plain and (before in FIRM_BELOW or before in FIRM_ABOVE):
        return None  # 低于3次以上: two words that disagree
    if plain:
        down = plain.endswith(("下", "内", "前"))
        edge = Edge(value, closed=not outside, firm=stated or before in {"达到", "达", "满"})
        if plain in {"以外", "之外"}:
            edge, down = Edge(value, closed=False, firm=True), False
        return Band(unit=unit, high=edge) if down else Band(unit=unit, low=edge)
    if before in FIRM_BELOW:
        return Band(unit=unit, high=Edge(value, closed=inside, firm=True))
    if before in FIRM_ABOVE:
        return Band(unit=unit, low=Edge(value, closed=inside, firm=True))
    if before in MOST:
        return Band(unit=unit, high=Edge(value, closed=not outside, firm=True))
    if before in SAME:
        return Band(unit=unit, low=Edge(value, firm=True), high=Edge(value, firm=True))
    if before in BARE:
        return Band(unit=unit, low=Edge(value, firm=True), bare=True)
    return Band(unit=unit, low=Edge(value, closed=not outside, firm=True))


def _read_two(name: str, parts: dict[str, str], unit: str) -> Band | None:
    if name == "chain":
        one, two = read_number(parts["one"]), read_number(parts["two"])
        first, second = SYMBOLS[parts["sign1"]], SYMBOLS[parts["sign2"]]
        if first[0] == "<" and second[0] == "<":
            low, high = Edge(one, closed="=" in first, firm=True), Edge(two, closed="=" in second, firm=True)
        elif first[0] == ">" and second[0] == ">":
            low, high = Edge(two, closed="=" in second, firm=True), Edge(one, closed="=" in first, firm=True)
        else:
            return None
        return Band(subject=parts["name"].strip(), unit=unit, low=low, high=high)
    if name == "interval":
        top = parts["high"]
        return Band(
            unit=unit,
            low=Edge(read_number(parts["low"]), closed=parts["left"] == "[", firm=True),
            high=None if "∞" in top else Edge(read_number(top), closed=parts["right"] == "]", firm=True),
        )
    least, most = read_number(parts["low"]), read_number(parts["high"])
    if name == "range" and parts.get("unit1") and unit_class(parts["unit1"]) != unit_class(unit):
        if {parts["unit1"], unit} - MONEY.keys():
            return None
        least = float(exact(least) * MONEY[parts["unit1"]] / MONEY[unit])  # 5000万元至1亿元
    printed = read_number(parts["low"]), most
    said: dict[Number, bool] = {}
    for note, end in ((parts.get("note1") or "", 0), ((parts.get("note") or "") + (parts.get("note2") or ""), 1)):
        inside, outside, others = _read_note(note, printed[end])
        said |= others | ({printed[end]: inside} if inside or outside else {})
    if set(said) - set(printed):
        return None  # 80%—90%(含75%)
    ends = [
        Edge(value, closed=said.get(own, True), firm=own in said)
        for value, own in zip((least, most), printed, strict=True)
    ]
    ends.sort(key=lambda edge: edge.value)
    return None if least == most else Band(unit=unit if name == "range" else "名", low=ends[0], high=ends[1])


def _join(found: list[FoundBand], text: str) -> list[FoundBand]:
    """Join a lower and an upper end that stand side by side: 80%以上90%以下, 不低于80%但低于90%, 达到80%及以上、不足90%."""
    joined: list[FoundBand] = []
    for one in found:
        last = joined[-1] if joined else None
        if last is not None and CONNECT.match(text[last.end : one.start]):
            merged = _merge(last.band, one.band)
            if merged is not None:
                joined[-1] = FoundBand(last.start, one.end, merged)
                continue
        joined.append(one)
    return joined


def _merge(one: Band, two: Band) -> Band | None:
    if (
        one.bare
        or two.bare
        or one.last
        or two.last
        or (one.unit and two.unit and unit_class(one.unit) != unit_class(two.unit))
    ):
        return None
    low, high = one.low or two.low, one.high or two.high
    ends = sum(edge is not None for edge in (one.low, one.high, two.low, two.high))
    if ends != 2 or low is None or high is None or low.value > high.value:
        return None
    return replace(two, low=low, high=high, unit=one.unit or two.unit)


def _one_sided(sign: str, value: Number, unit: str) -> Band:
    edge = Edge(value, closed="=" in sign, firm=True)
    if sign in {"==", "="}:
        return Band(unit=unit, low=edge, high=edge)
    return Band(unit=unit, low=edge) if sign[0] == ">" else Band(unit=unit, high=edge)

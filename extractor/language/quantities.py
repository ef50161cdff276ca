"""In: `measures.yaml`, `relations.yaml`, `periods.yaml`; folded text. Out: `QuantityWords`, and the quantities printed.

The one home of measure words, relations and periods: every grammar (targets, time limits, scoring) builds its patterns
of the strings here, which have no groups, and asks here what a printed word means. Not handled: what a number is for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from extractor.language.needs import compile_late
from extractor.language.numerals import (
    DASH,
    DECIMAL,
    FRACTION,
    HAN,
    NUMBER,
    NUMERIC,
    POINTED,
    SHARE_WORDS,
    THOUSANDS,
    parse_amount,
    parse_exact,
)
from extractor.model.facts.quantity import MULTIPLES, NO_MEASURE, Change, Measure, Quantity, Sign
from extractor.model.mappings import (
    ChangeRow,
    MeasureRow,
    MeasuresFile,
    PeriodRow,
    PeriodsFile,
    RelationRow,
    RelationsFile,
)

LEVEL = r"(?:到|至|为)"
"""Behind a verb of change: 提高到75% is a level."""
WEEKDAYS = frozenset("一二三四五六日")
PREPOSITIONS = frozenset({"对", "把"})
BARE_MULTIPLES = ("百", "千", "万", "亿", "零", "〇")
"""万人、万企 is a way of speaking, 零部件 a word; neither is a number."""
ABOUT = r"(?:(?<![签预契合履违邀条制])约|大约|近|将近|接近)"
"""新签约5亿元以上项目6个: the end of a word is no 约"""
FEW = r"[一两二三四五六七八九][两三四五六七八九]"
"""两三次"""
OTHERWISE = r"(?:\([次套台件个座处户期家所名项条辆部只头间栋幢]\))?"
"""60人(次)以上, 12台(套): one measure or another"""
IN_BRACKETS = compile_late(r"\([\u4e00-\u9fff]\)$")
VALUE = (
    rf"(?:{SHARE_WORDS}|[{HAN}]{{1,20}}分之(?:[{HAN}]{{1,20}}|{DECIMAL})|十?{FEW}[十百千]?(?![{HAN}])"
    rf"|(?:[{HAN}]{{1,20}}|{DECIMAL})[余多]|{NUMBER})"
)
"""三成以上; 三分之二; 两三次; 十余家; 30%"""
NUMERAL = rf"(?:{THOUSANDS}|{DECIMAL}|[{HAN}]{{1,20}})"
"""1,200; 30.5; 二十"""
FINDER = (
    r"(?:(?P<op>(?!(?<=[通直传下送抵])达(?!到))(?:{before}))|(?<!改造)(?P<verb>{changes})(?P<level>{level})?了?)?(?P<about>{about})?"
    r"(?:(?P<range>(?P<low>{numeral})(?:{measure})?{dash}(?P<high>{numeral})(?={measure}))|(?P<value>{pointed}(?=(?![分刻]){measure})|{value}))"
    r"(?P<unit>{measure})?(?P<with>\(含\))?(?P<after>{after})?"
)
"""不低于95%; 提高5个百分点; 达到30%以上; 20-30座; 两三次; 三成以上"""


@dataclass(frozen=True, slots=True, eq=False)
class QuantityWords:
    """Patterns made of the vocabulary (no groups inside), and what each word means."""

    measure: str
    """any measure with an optional 万 or 亿 before it: 万条, 个工作日, 亿元"""
    count: str
    """measures of whole things only"""
    time: str
    before: str
    after: str
    changes: str
    period: str
    measures: dict[str, Measure]
    relations: dict[str, RelationRow]
    change_words: dict[str, Change]
    periods: dict[str, PeriodRow]
    finder: re.Pattern[str]

    def find_measure(self, unit: str) -> Measure:
        """Return the measure that a printed unit is, 万 and 亿 worked in; one of no kind for a word not known.

        >>> from extractor.mappings import load_mappings
        >>> words = load_quantity_words(load_mappings())
        >>> words.find_measure("万条").scale(Fraction(3)), words.find_measure("个工作日").base
        ((Fraction(30000, 1), '条'), '工作日')
        """
        known = self.measures.get(unit)
        if known is not None or not unit:
            return known or NO_MEASURE
        inner = self.measures.get(unit[1:]) if unit[0] in MULTIPLES else None
        if inner is not None:
            return Measure(unit, inner.kind, inner.base, inner.factor * MULTIPLES[unit[0]])
        if IN_BRACKETS.search(unit):
            return self.find_measure(IN_BRACKETS.sub("", unit))
        head, mark, _ = unit.partition("/")
        if mark:
            return Measure(unit, self.find_measure(head).kind, unit)
        if unit in MULTIPLES:
            return Measure(unit, "none", "", Fraction(MULTIPLES[unit]))
        return Measure(unit, "none", unit)

    def find_sign(self, before: str | None, after: str | None, included: str | None = None) -> Sign | None:
        """Return the relation of the words around a number; the word behind decides where the one before is bare.

        >>> from extractor.mappings import load_mappings
        >>> words = load_quantity_words(load_mappings())
        >>> words.find_sign("达到", "以上"), words.find_sign("小于", None, "(含)"), words.find_sign(None, None)
        ('>=', '<=', None)
        """
        first = self.relations.get(before or "")
        second = self.relations.get(after or "")
        if first is None or (second is not None and first.bare):
            sign = second.op if second else first.op if first else None
        else:
            sign = first.op
        if included and sign in ("<", ">"):
            return "<=" if sign == "<" else ">="
        return sign

    def find(self, text: str, start: int = 0, stop: int | None = None) -> Iterator[Quantity]:
        """Yield the quantities of text[start:stop] from left to right; each has a measure or is a share in words."""
        end = len(text) if stop is None else stop
        if not NUMERIC.search(text, start, end):
            return
        for match in self.finder.finditer(text, start, end):
            found = self._read(match)
            if found is not None:
                yield found

    def _read(self, match: re.Match[str]) -> Quantity | None:
        if match["value"] in BARE_MULTIPLES or _is_weekday(match):
            return None
        amount = parse_amount(match["range"] or match["value"])
        fraction = parse_fraction_exact(match["value"]) if amount is None and not match["range"] else None
        if match["range"]:
            amount = parse_amount(f"{match['low']}-{match['high']}")
        if amount is None and fraction is None:
            return None
        value = amount.value if amount else fraction or Decimal(0)
        unit = (match["unit"] or "").replace("余", "").replace("多", "")
        share = bool(amount and amount.share)
        verb, level = match["verb"], match["level"]
        sign = self.find_sign(match["op"], match["after"], match["with"])
        change = self.change_words.get(verb or "")
        if verb and level:
            sign = sign if match["after"] else ("<=" if change == "fall" else ">=")
            if match["after"] == "左右":
                sign = "=="
        elif verb:
            sign = sign or ">="
        return Quantity(
            start=match.start(),
            end=match.end(),
            number=match.start("range") if match["range"] else match.start("value"),
            value=value,
            unit="%" if share else unit,
            op=sign,
            stated=(verb or "") + (level or "") if verb else match["op"] or "",
            most=amount.most if amount else None,
            change=None if level else change,
            approximate=bool(amount and amount.approximate)
            or match["about"] is not None
            or match["after"] in ("左右", "上下")
            or "余" in (match["unit"] or "")
            or "多" in (match["unit"] or ""),
            share_in_words=share,
        )


def _is_weekday(match: re.Match[str]) -> bool:
    """每周五对储配站巡检, 周三把台账上报: a day of the week before a preposition, no count of pairs."""
    before = match.string[max(0, match.start("value") - 2) : match.start("value")]
    return match["unit"] in PREPOSITIONS and match["value"] in WEEKDAYS and before.endswith(("周", "星期", "礼拜"))


def parse_fraction_exact(printed: str) -> Decimal | None:
    """Return a fraction in words exactly: 十万分之一.

    >>> parse_fraction_exact("十万分之一")
    Decimal('0.00001')
    """
    match = re.fullmatch(FRACTION, printed)
    if match is None:
        return None
    below, above = parse_exact(match["below"]), parse_exact(match["above"])
    return above / below if below and above is not None else None


def load_quantity_words(mappings: object) -> QuantityWords:
    """Return the words of loaded mappings, built once for each set of files."""
    return build_quantity_words(mappings.measures, mappings.relations, mappings.periods)  # type: ignore[attr-defined]


@lru_cache(maxsize=8)
def build_quantity_words(measures: MeasuresFile, relations: RelationsFile, periods: PeriodsFile) -> QuantityWords:
    """Return patterns and meanings; in each alternation the longest word is tried first."""
    known = {row.word: _build_measure(row) for row in measures.measures}
    longer = {row.word: row.longer for row in measures.measures}
    every = _either(known, longer)
    counts = _either((word for word, one in known.items() if one.kind == "count"), longer)
    before = [row for row in relations.relations if row.side == "before"]
    after = [row for row in relations.relations if row.side == "after"]
    each = (
        r"(?:/(?:平方公里|平方米|立方米|千人|万人|公里|人|户|亩|天|日|年|月|升"
        r"|小时|家|台|次|个|座|吨|村|校|班|季度|辆|套|公斤|周|处))?"
    )
    measure = rf"(?:[万亿]?[余多]?(?:{every}){OTHERWISE}{each}|[万亿](?![{HAN}]))"
    words = {
        "measure": measure,
        "count": rf"[万亿]?[余多]?(?:{counts})",
        "time": _either((word for word, one in known.items() if one.kind == "time"), longer),
        "before": _either((row.word for row in before), {"在": (), "为": ()}),
        "after": _either(row.word for row in after),
        "changes": _either(row.word for row in relations.changes),
    }
    return QuantityWords(
        **words,
        period=_either(row.word for row in periods.periods),
        measures=known,
        relations={row.word: row for row in relations.relations},
        change_words={row.word: row.change for row in relations.changes},
        periods={row.word: row for row in periods.periods},
        finder=_build_finder(words),
    )


def _build_finder(words: dict[str, str]) -> re.Pattern[str]:
    return re.compile(
        FINDER.format(**words, value=VALUE, pointed=POINTED, numeral=NUMERAL, level=LEVEL, about=ABOUT, dash=DASH)
    )


def _build_measure(row: MeasureRow) -> Measure:
    return Measure(row.word, row.kind, row.base or row.word, Fraction(row.factor))


def _either(words: Iterable[str], longer: dict[str, tuple[str, ...]] | None = None) -> str:
    """Return an alternation, longest word first; a word is not read where one of its longer neighbours stands.

    Words of one character are one set behind one look at all their neighbours: a set for each word's neighbours would
    take most of the time that the pattern takes to compile.

    >>> _either(["部", "个", "批次"], {"部": ("部门", "部署"), "批次": ("批次号",)})
    '批次(?!号)|(?=[个部])(?!部门|部署)[个部]'
    """
    neighbours = {
        word: [re.escape(more) for more in (longer or {}).get(word, ()) if more.startswith(word)] for word in words
    }
    ordered = sorted(neighbours, key=lambda one: (-len(one), one))
    parts = [_guard(word, neighbours[word]) for word in ordered if len(word) > 1]
    single = [word for word in ordered if len(word) == 1]
    beyond = [more for word in single for more in neighbours[word]]
    if not beyond:
        return "|".join((*parts, *map(re.escape, single)))
    either = f"[{''.join(map(re.escape, single))}]"
    return "|".join((*parts, f"(?={either})(?!{'|'.join(beyond)}){either}"))


def _guard(word: str, neighbours: list[str]) -> str:
    beyond = "|".join(more.removeprefix(re.escape(word)) for more in neighbours)
    return re.escape(word) + (f"(?!{beyond})" if beyond else "")


def find_faults(
    words: QuantityWords, rows: Iterable[MeasureRow | RelationRow | ChangeRow]
) -> Iterator[tuple[str, str]]:
    """Yield each row whose example is not read as marked, or whose counter-example is: its word and what is wrong."""
    for row in rows:
        plain, wanted = unmark(row.example)
        found = [one for one in words.find(plain) if _uses(row, one)]
        if [(one.start, one.end) for one in found] != [wanted] and [one.number for one in found] != [wanted[0]]:
            yield row.word, f"example “{row.example}” 没有按〔〕读出"
        if row.word not in row.counter or any(_uses(row, one) for one in words.find(row.counter)):
            yield row.word, f"counter “{row.counter}” 应含该词而不被读出"


def _uses(row: MeasureRow | RelationRow | ChangeRow, found: Quantity) -> bool:
    if isinstance(row, MeasureRow):
        return found.unit.removeprefix("万").removeprefix("亿") == row.word or found.unit == row.word
    if isinstance(row, ChangeRow):
        return found.stated.startswith(row.word)
    return found.stated == row.word or (row.side == "after" and found.op == row.op)


def unmark(example: str) -> tuple[str, tuple[int, int]]:
    """Return an example without its marks, and the interval that they mark.

    >>> unmark("新建公厕〔20座〕以上")
    ('新建公厕20座以上', (4, 7))
    """
    start = example.index("〔")
    end = example.index("〕") - 1
    return example.replace("〔", "").replace("〕", ""), (start, end)

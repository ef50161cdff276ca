"""In: what statements name. Out: `Input`s, each asked for once, with kind, unit, bounds and whose number it is.

Not handled: reading what a county filled in (`observations`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from decimal import Decimal

from extractor.language.needs import compile_late
from extractor.model.scored.expression import Expression, Number, Setting
from extractor.model.scored.rulebook import Input, InputKind, Parameter

RANK_UNITS = ("名", "位")
COUNTED = frozenset("个项次篇件例条家类户人笔场期份起处字名位月天日") | {"工作日", "个月", "工作日内"}
"""Units of whole things; what is measured in %, 万, 亿元 may have decimals."""
SHARE_OF_WHOLE = compile_late(r"占|[^应用]率$|合规率|及时率|完成比例")
"""Shares that cannot pass 100%; 应用比例（应用次数/市场主体数量）can."""
SHORT = 5
"""A label no longer than this is shown with the row's name: 成立（组织建设情况）."""
VAGUE = re.compile(
    r"(?:出现|发现|有|缺|存在|提供|取得|出台|制定|编制|开展|覆盖|按时|未?达到|超过|低于|不足|高于|[^,]{0,4}不为)[^,]*"
)
"""A label that begins so says what is done, not of what: up to `SENTENCE` letters it is shown with the row's name."""
SENTENCE = 12
UNNAMED = ("本指标", "第")
"""本指标评定得分, 第1部分评定得分: the row's name says whose points a person awards."""
ENDS = " ,，、：:;；。.的>＞<＜≥≤=＝"
BRACKETS = (("（", "）"), ("(", ")"), ("[", "]"), ("【", "】"))
LISTED = {"二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
COUNTED_NAMES = re.compile(r"(?P<names>[^,;]+?)(?P<n>[二两三四五六七八九十])(?:个|项|类)")


@dataclass(slots=True)
class RowInputs:
    """The inputs of one row, in the order of their first mention. `prefix` makes their names unique in the book."""

    prefix: str
    indicator: str
    name: str
    source: str | None
    full_points: Decimal | None
    category_points: Decimal | None
    found: list[Input] = field(default_factory=list)
    settings: list[Parameter] = field(default_factory=list)

    def add(self, label: str, kind: InputKind, unit: str = "", **options: Decimal | str | None) -> str:
        """Return the name of the input with this label, kind and unit; a new one is added if there is none.

        Where it is there already, its `reach` grows to the larger one.
        """
        label = trim_ends(label)
        own = not is_vague(label) or label == trim_ends(self.name)
        shown = label if own else f"{label}（{self.name}）" if label else self.name
        reach = options.get("reach")
        for position, known in enumerate(self.found):
            if (known.label, known.kind, known.unit) == (shown, kind, unit):
                if isinstance(reach, Decimal) and (known.reach is None or reach > known.reach):
                    self.found[position] = replace(known, reach=reach)
                return known.name
        taken, place = {known.name for known in self.found}, len(self.found) + 1
        while f"{self.prefix}_{place}" in taken:
            place += 1
        name = f"{self.prefix}_{place}"
        self.found.append(
            Input(name=name, label=shown, kind=kind, unit=unit, indicator=self.indicator, source=self.source, **options)  # type: ignore[arg-type]
        )
        return name

    def add_full(self) -> Expression:
        """Return what the row is worth: its printed points, else an input, as 平阴 prints points of categories only."""
        if self.full_points is not None:
            return Number(self.full_points)
        name = f"{self.prefix}_full"
        if not any(one.name == name for one in self.settings):
            label = f"{self.name}的分值（方案未印出，由考核单位确定）"
            self.settings.append(
                Parameter(name=name, label=label, maximum=self.category_points, indicator=self.indicator)
            )  # fmt: skip
        return Setting(name)

    def add_answer(self, label: str) -> str:
        """Add a yes/no input."""
        return self.add(label, "yes_no")

    def add_count(self, label: str, unit: str, *, reach: Decimal, maximum: Decimal | None = None) -> str:
        """Add a whole number of things."""
        limit = min(reach, maximum) if maximum is not None else reach
        return self.add(label, "count", unit, minimum=Decimal(0), maximum=maximum, reach=limit)

    def add_steps(self, label: str, unit: str, *, reach: Decimal, maximum: Decimal | None = None) -> str:
        """Add what points are given for by the unit: a whole number of things, or an amount (每超额完成10%)."""
        if unit in COUNTED or not unit or unit in {"季度", "季", "周", "半年"}:
            return self.add_count(label, unit, reach=reach, maximum=maximum)
        return self.add(label, "number", unit, minimum=Decimal(0), maximum=maximum, reach=reach)

    def add_measure(self, label: str, unit: str, largest: Decimal) -> str:
        """Add a number that is compared with bounds up to `largest`."""
        if unit in RANK_UNITS:
            kind: InputKind = "number" if "均" in label else "rank"
            return self.add(label, kind, unit, minimum=Decimal(1), reach=largest + 20)
        if unit in COUNTED:
            return self.add_count(label, unit, reach=max(largest * 2, largest + 2))
        maximum = Decimal(100) if unit == "%" and SHARE_OF_WHOLE.search(label) else None
        reach = largest * 2 or Decimal(1)
        return self.add(
            label, "number", unit, minimum=Decimal(0), maximum=maximum,
            reach=min(reach, maximum) if maximum is not None else reach,
        )  # fmt: skip

    def add_choice(self, label: str, options: tuple[str, ...]) -> str:
        """Add a question with several answers: 好、较好、一般、较差."""
        shown = self.add(label, "choice")
        self.found = [replace(one, options=options) if one.name == shown else one for one in self.found]
        return shown

    def add_date(self, label: str) -> str:
        """Add a day of the year: 11月底前报送."""
        return self.add(label, "date")

    def add_judged(self, label: str, full: Decimal | None) -> str:
        """Add points that a person awards."""
        if self.name and label.startswith(UNNAMED):
            label = f"{self.name}{label.removeprefix(UNNAMED[0])}"
        limit = full if full is not None else self.full_points
        limit = limit if limit is not None else self.category_points
        return self.add(label, "points", "分", minimum=Decimal(0), maximum=limit, reach=limit or Decimal(100))

    def mark_place(self, whose: str) -> None:
        """Say of all numbers of the row whose they are: 县、区按所在地市排名计分."""
        self.found = [replace(known, of=whose) if known.kind != "points" else known for known in self.found]


def is_vague(label: str) -> bool:
    """Whether a label needs the row's name to say what is to be observed.

    >>> is_vague("成立"), is_vague("出现未达到100%"), is_vague("覆盖监管领域的数量"), is_vague("信用惠民便企应用领域")
    (True, True, False, False)
    """
    if len(label) <= SHORT:
        return True
    return len(label) <= SENTENCE and bool(VAGUE.fullmatch(label)) and not label.endswith(("数量", "比例", "率", "额"))


def trim_ends(label: str) -> str:
    """Return a label without what a cut left at its ends.

    >>> trim_ends("）、信息报送及时率（"), trim_ends("应用比例（次数/主体数）")
    ('信息报送及时率', '应用比例（次数/主体数）')
    """
    bare = label.strip(ENDS)
    for opening, closing in BRACKETS:
        if bare.endswith(opening) or bare.count(opening) > bare.count(closing):
            bare = bare.replace(opening, "", 1) if not bare.endswith(opening) else bare[:-1]
        while bare.count(closing) > bare.count(opening):
            bare = bare.replace(closing, "", 1)
    return bare.strip(ENDS)


def count_listed(label: str) -> tuple[str, ...]:
    """Return the names of several things in one cell, empty where their number does not fit what is said.

    >>> count_listed("制度体系、组织保障、人员配备、经费支持四个方面情况")
    ('制度体系', '组织保障', '人员配备', '经费支持')
    """
    match = COUNTED_NAMES.match(label)
    if match is None:
        return ()
    names = tuple(match["names"].split("、"))
    return names if len(names) == LISTED[match["n"]] else ()

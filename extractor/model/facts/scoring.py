"""In: nothing. Out: `Statement`, one scoring sentence read once: what it observes, and what that gives or takes.

Comparison, checks, SPEC's flat rules and rulebooks all use what is read here. Not handled: reading it, which is
`parse.scoring`, and how the statements of a row work together, which is `rulebook.build`.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from extractor.model.paper.place import Place

Number = int | float
RANKS = frozenset({"名", "位"})
SHARES = frozenset({"%", "‰", "‱", "百分点", "个百分点", "千分点", "个千分点"})
OF_THOUSAND = frozenset({"‰", "千分点"})
MONEY = {"元": 1, "万元": 10_000, "亿元": 100_000_000}
DAYS = frozenset({"天", "日", "工作日", "自然日", "日历日"})


def clean_unit(unit: str) -> str:
    """Return a measure without its 个: 个工作日 and 工作日 are the same.

    >>> clean_unit("个工作日"), clean_unit("个"), clean_unit("个月")
    ('工作日', '个', '月')
    """
    return unit[1:] if len(unit) > 1 and unit[0] == "个" else unit


def unit_class(unit: str) -> str:
    """Return what a unit can be compared with: percentage points with per cent, 名 with 位.

    >>> unit_class("百分点"), unit_class("位"), unit_class("家")
    ('%', '名', '家')
    """
    unit = clean_unit(unit)
    if unit in SHARES:
        return "‰" if unit in OF_THOUSAND else "%"
    if unit in RANKS:
        return "名"
    return "天" if unit in DAYS else unit


class Act(StrEnum):
    """What a statement does. The first twelve are SPEC's kinds of rules; the others have no flat form."""

    AWARD = "award"
    ZERO = "zero"
    DEDUCT = "deduct"
    AWARD_PER = "award_per"
    DEDUCT_PER = "deduct_per"
    CAP = "cap"
    DEDUCT_CAP = "deduct_cap"
    PROPORTIONAL = "proportional"
    INTERPOLATE = "interpolate"
    RANK = "rank"
    FORMULA = "formula"
    CONSTRAINT = "constraint"
    BASE = "base"
    """基础分8分; 以100%为基准."""
    BEST = "best"
    """同一事项按最高级别计1次, 就高不就低."""
    ROUND_UP = "round_up"
    """不足5个百分点的按5个百分点计算."""
    SCALED = "scaled"
    """漏报的加倍扣分, 地方标准减半计分: `share` of what the sentences before give or take for each."""
    ROUND_DOWN = "round_down"
    """不足100万元的不计分: only full steps count."""
    ROUND_PART = "round_part"
    """不足20人的按比例计分: a part of a step counts as such a part."""
    ROUNDING = "rounding"
    """四舍五入保留两位小数."""
    GO_ON = "go_on"
    """以此类推: the series goes on by the same step."""
    TOTAL_ZERO = "total_zero"
    """一票否决，总分按0分计."""
    TOTAL_LOSS = "total_loss"
    """每发现1次从总分中倒扣5分."""
    NOT_GRADE = "not_grade"
    """不得评为优秀."""
    VETO = "veto"
    """一票否决, and nothing says what it does."""
    BELOW_ZERO = "below_zero"
    """本项倒扣: the row takes points and gives none."""
    WORTH = "worth"
    """档案齐全（10分）: what a part of the cell is worth."""
    DEFINE = "define"
    """A为按期办结率: what a letter stands for."""
    JUDGED = "judged"
    """酌情扣1至2分: a person decides."""


@dataclass(frozen=True, slots=True)
class Edge:
    """One end of a band. `closed`: the number itself belongs to it; `firm`: the words say so (及以上)."""

    value: Number
    closed: bool = True
    firm: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """The numbers from `low` to `high` of what `subject` names; "" for what the sentence before names.

    `bare`: only a number is printed (60%得2分); `last`: counted from the end (末三位); `against`: the edges are taken
    of the difference to another quantity (大于全县平均值: above 0).
    """

    subject: str = ""
    unit: str = ""
    low: Edge | None = None
    high: Edge | None = None
    bare: bool = False
    last: bool = False
    against: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What points are counted by: each 5 个百分点 below (`less`), each 1 篇.

    `once`: 逾期1天 without 每 may count once; `beyond`: only what goes beyond this number counts (3个以上部分).
    """

    n: Number
    unit: str
    toward: Literal["each", "less", "more"] = "each"
    once: bool = False
    beyond: Number | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One scoring sentence: its printed words and place, and what they were read as.

    `subject` is what is observed, in the sentence's words; `points` "full" is all that the row is worth, `most` the
    upper end of 1—3分; `share` the part of "full" that 得分值的60% gives; `series` are the points of
    分别得6分、4分、2分 and `names` whom they belong to; `also` are
    conditions without a number beside its bands (且无事故); `formula` is in postfix order; `period` says that points
    are for each month or quarter; `part` counts the numbered parts of a cell, `sentence` its sentences, `column` the
    cells that score (得分标准, 扣分标准); `unread` says why it could not be read.
    """

    act: Act
    text: str
    points: Number | Literal["full"] | None = None
    most: Number | None = None
    share: Number | None = None
    subject: str = ""
    bands: tuple[Band, ...] = ()
    together: Literal["all", "each"] = "all"
    step: Step | None = None
    series: tuple[Number, ...] = ()
    names: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    formula: tuple[str, ...] = ()
    grade: str | None = None
    period: str | None = None
    rest: bool = False
    bonus: bool = False
    part: int = 0
    sentence: int = 0
    column: int = 0
    unread: str | None = None
    start: int = dataclasses.field(default=0, compare=False)
    end: int = dataclasses.field(default=0, compare=False)
    place: Place | None = dataclasses.field(default=None, compare=False)

    @property
    def order(self) -> tuple[int, int]:
        """Where it stands in the row: column, then first character."""
        return self.column, self.start


def exact(number: Number) -> Decimal:
    """Return a printed number as it is printed.

    >>> exact(0.3)
    Decimal('0.3')
    """
    return Decimal(str(number))

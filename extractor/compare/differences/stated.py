"""In: an item, the printed words of a number in it. Out: `Stated`: the value with the words around it.

What every aspect needs: the value on its scale, and of what it speaks. Not handled: which values are one measure
(`measures`), and their ranks (`ranking`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, TypedDict

from extractor.compare.contract import Identity, find_identity
from extractor.compare.contract_words import DATE_WORDS, LEADING, ContractWords
from extractor.compare.differences.rows import GroupedItem
from extractor.model.facts.plan import Indicator, Task
from extractor.model.paper.place import Place

Stricter = Literal["higher", "lower", "none"]
BLANK = re.compile(r"\s+")
SENTENCE = re.compile(r"[。；;]")
ACT_END = re.compile(r"[，,、。；;：:（(]|并(?!网|购)|且")
ANSWERING = re.compile(r"[（(](?:责任|牵头|配合|主办|协办|完成时)[^）)]*[）)]")
FRACTION = re.compile(r"[十百千万亿]+分之[一二三四五六七八九十百\d.]+")
CLAUSE_END = re.compile(r"[，,：:]")
NO_METRIC = frozenset({"", "全年", "年内", "每年", "每月", "每季度", "每周", "年度"})
"""what is left of a metric that only tells a period"""
UNREAD = "一方的数值只能照录原文，未能折成数值"
"""the note of a number that was printed and not understood"""


class Origin(TypedDict):
    """Whose words a value is: what `Stated` takes of the item that states it."""

    words: ContractWords
    plan: str
    item: str
    quote: str
    place: Place | None


def tell_origin(row: GroupedItem, quote: str, place: Place | None) -> Origin:
    """Return whose words `quote` is."""
    return Origin(words=row.words, plan=row.plan, item=row.item.id, quote=quote, place=place)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """One value as an item states it; `about` is what it measures or counts from, in printed words.

    `label` is the same where it is short enough to name the difference, "" where only the sentence around tells.
    `note` says what was converted (Chinese); `words` are those of the contract,
    `context` the titles over it.
    """

    words: ContractWords
    plan: str
    item: str
    quote: str
    place: Place | None
    value: float | None
    shown: str
    unit: str
    stricter: Stricter
    about: str = ""
    label: str = ""
    note: str = ""
    around: str = ""
    act: str = ""
    before: str = ""
    context: str = ""
    year: int | None = None
    """that of the plan"""
    yearly: bool = False
    """a quota of the year (全年4次), which a plan of one year may as well print without 全年"""
    approx: bool = False
    """printed as about so many (20个左右): beside a number that is meant exactly it is ranked neither way"""

    def concerns(self, row: GroupedItem) -> bool:
        """Tell whether the value speaks of the measure of the group in which `row` stands."""
        return row.concerns(self.about + self.quote, self.around, self.before)

    @property
    def lasting(self) -> bool:
        """Whether the number is what there is in the end (总数达到, 累计) and not what is done in a year."""
        return self.identity.flow == "total"

    @property
    def identity(self) -> Identity:
        """What the number counts."""
        return find_identity(
            self.words, self.about, self.quote, self.around, self.act, self.before, self.context, self.year
        )


def find_context(item: Task | Indicator, quote: str) -> str:
    """Return the sentence of a task that `quote` stands in, without it; "" where it is not found.

    What a limit is about is often said around it only: 合规办理行政处罚信息信用修复，并在3个工作日内办结.
    """
    before, after = _split_sentence(item, quote)
    return before + after


def find_about(item: Task | Indicator, metric: str | None, quote: str) -> str:
    """Return what a number measures: its metric; where that tells a period only (全年), the clause before it."""
    if metric and find_words(metric) not in NO_METRIC:
        return metric
    before = [clause for clause in CLAUSE_END.split(find_before(item, quote)) if clause]
    return before[-1] if before else metric or find_context(item, quote)


def find_act(item: Task | Indicator, quote: str) -> str:
    """Return what is to be done within a limit: the words behind it up to the next mark (受理后5个工作日内〔审核〕)."""
    return ACT_END.split(_split_sentence(item, quote)[1])[0]


def find_before(item: Task | Indicator, quote: str) -> str:
    """Return the sentence of a task before `quote`."""
    return _split_sentence(item, quote)[0]


def _split_sentence(item: Task | Indicator, quote: str) -> tuple[str, str]:
    """Return the sentence of a task before and behind `quote`, without the bodies that answer for it."""
    words = BLANK.sub("", quote)
    text = ANSWERING.sub("", BLANK.sub("", item.text)) if isinstance(item, Task) else ""
    at = text.find(words) if words else -1
    if at < 0:
        return "", ""
    return SENTENCE.split(text[:at])[-1], SENTENCE.split(text[at + len(words) :])[0]


def find_words(about: str) -> str:
    """Return what a metric is about without its date, its hopes and its verbs of doing.

    >>> find_words("2024年9月底前新建学校"), find_words("力争全年完成户厕改造")
    ('学校', '户厕改造')
    """
    return LEADING.sub("", DATE_WORDS.sub("", about))


def show_amount(value: float) -> str:
    """Return a number as it is written on paper.

    >>> show_amount(7e7), show_amount(1e-05), show_amount(0.3), show_amount(12.0)
    ('70000000', '0.00001', '0.3', '12')
    """
    return f"{value:.10f}".rstrip("0").rstrip(".")

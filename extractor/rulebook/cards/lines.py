"""In: a scored row or table. Out: what there is to say of it, line by line: terminal, page and workbook say the same.

Not handled: where the lines stand.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from extractor.model.scored.expression import print_number
from extractor.model.scored.scorecard import Bound, Fired, OpenReason, Points, Scorecard, ScoredIndicator, ScoredTable

LineKind = Literal["observed", "arithmetic", "fired", "limit", "open", "note"]
HEADINGS: dict[LineKind, str] = {
    "observed": "观测",
    "arithmetic": "计算",
    "fired": "依据",
    "limit": "封顶或保底",
    "open": "未定",
    "note": "说明",
}
OPEN = {"missing": "没有观测", "setting": "考核单位未定", "unread": "未读懂", "gap": "没有规定", "open": "原文没有写明"}


class CardLine(msgspec.Struct, frozen=True):
    """One line about a row."""

    kind: LineKind
    text: str

    def __str__(self) -> str:
        return f"{HEADINGS[self.kind]}：{self.text}"


def show_points(points: Points) -> str:
    """Return points in words, an interval where they are not certain.

    >>> from decimal import Decimal
    >>> show_points(Points(Decimal("2.50"), Decimal(4)))
    '2.5～4'
    """
    low, high = print_number(points.low), print_number(points.high)
    return low if low == high else f"{low}～{high}"


def find_mark(row: ScoredIndicator) -> str:
    """Return the mark that a row carries beside its points, empty where they are certain and computed.

    A row with words that were not understood keeps its mark even if they could not change the points.
    """
    kinds = {one.kind for one in row.open}
    if "unread" in kinds or row.status == "partial":
        return "〔有句子未读懂〕"
    if row.status in {"judged", "needs_review"}:
        return "〔人工评定〕"
    if kinds & {"missing", "setting"}:
        return f"〔缺{len(row.missing)}项观测〕" if row.missing else "〔考核单位未定〕"
    return "〔没有规定〕" if "gap" in kinds else "〔原文没有写明〕" if kinds else ""


def describe_card(card: Scorecard) -> str:
    """Return whose card it is: the plan's title, then what the form says of itself, or else its file."""
    filled = "，".join(f"{word}：{value}" for word, value in card.filled)
    return f"{card.title or card.plan}（{filled or card.observations}）"


def describe_row(row: ScoredIndicator) -> list[CardLine]:
    """Return all lines of a row, in the order in which its points come about."""
    lines = []
    if row.observed:
        lines.append(CardLine("observed", "；".join(f"{one.label} {one.text}" for one in row.observed)))
    if row.arithmetic:
        lines.append(CardLine("arithmetic", row.arithmetic))
    lines += [CardLine("fired", show_fired(fired)) for fired in row.fired]
    lines += [CardLine("limit", show_bound(bound)) for bound in row.bounds]
    lines += [CardLine("open", show_open(one)) for one in row.open]
    told = {one.reason for one in row.open}
    return lines + [CardLine("note", note) for note in row.notes if note not in told]


def show_fired(fired: Fired) -> str:
    """Return what a sentence gave or took, and how it comes about."""
    arithmetic = f"（{fired.arithmetic}）" if fired.arithmetic else ""
    low, high = fired.points.low, fired.points.high
    if low == high == 0:
        return f"不得分：{fired.quote}"
    if high <= 0:
        maybe = "" if low == high or high < 0 else "可能"
        return f"{maybe}扣{show_points(Points(-high, -low))}分{arithmetic}：{fired.quote}"
    maybe = "" if low == high or low > 0 else "可能"
    return f"{maybe}得{show_points(fired.points)}分{arithmetic}：{fired.quote}"


def show_bound(bound: Bound) -> str:
    """Return in words which limit changed the points."""
    word = "封顶" if bound.kind == "cap" else "保底"
    word = word if bound.before.certain else f"可能{word}"
    return f"{word}{bound.limit}，原为{show_points(bound.before)}"


def show_open(one: OpenReason) -> str:
    """Return what keeps points open, and by how much."""
    weight = f"（影响{print_number(one.weight)}分）" if one.weight else ""
    return f"{OPEN[one.kind]}：{one.reason}{weight}"


def describe_table(table: ScoredTable) -> list[str]:
    """Return what there is to say of a total: what reached beyond its row, what keeps it open."""
    lines = [f"超出本项的规定起作用：{words}" for words in table.effects]
    if not table.points.certain and table.open_rows:
        shown = "、".join(table.open_rows[:8]) + ("等" if len(table.open_rows) > 8 else "")
        lines.append(f"合计未定，因为{len(table.open_rows)}项未定：{shown}")
    return lines

"""In: a `Statement`. Out: how it was read, in standard words, for the person who confirms it.

Not handled: quoting; the printed sentence stands beside it.
"""

from __future__ import annotations

from extractor.model.facts.scoring import Act, Band, Statement, Step, exact
from extractor.model.scored.expression import print_number

ACTS = {
    Act.ZERO: "得0分", Act.INTERPOLATE: "在两个印出的数之间按直线计分",
    Act.PROPORTIONAL: "按比例计分", Act.RANK: "按位次计分",
    Act.BEST: "几项都符合的只按最高的一项计", Act.ROUND_UP: "不满一档的按一档计",
    Act.ROUND_DOWN: "不满一档的不计", Act.ROUND_PART: "不满一档的按比例计", Act.SCALED: "按前面分数的倍数计",
    Act.ROUNDING: "得分四舍五入", Act.GO_ON: "按同样的步长继续",
    Act.TOTAL_ZERO: "总分按0分计", Act.VETO: "一票否决", Act.BELOW_ZERO: "只扣不得", Act.CONSTRAINT: "只提要求",
}  # fmt: skip


def print_statement(statement: Statement) -> str:
    """Return what a statement was read as.

    >>> from extractor.model.facts.scoring import Edge
    >>> band = Band(subject="办结率", unit="%", low=Edge(80), high=Edge(90, closed=False))
    >>> print_statement(Statement(act=Act.AWARD, text="", points=3, bands=(band,)))
    '办结率≥80%且<90%：得3分'
    """
    when = _when(statement)
    does = _does(statement)
    return f"{when}：{does}" if when else does


def _when(statement: Statement) -> str:
    words = [] if statement.step is not None and not statement.bands else [print_band(band) for band in statement.bands]
    if statement.rest:
        return "其余情形"
    if statement.step is not None:
        words.append(_step(statement.step, statement.subject))
    elif not words and statement.names and statement.series:
        return "、".join(statement.names)
    elif not words and statement.subject:
        words.append(statement.subject)
    words += statement.also
    joined = "，或" if statement.together == "each" else "，且"
    return joined.join(word for word in words if word)


def print_band(band: Band) -> str:
    """Return a band in signs."""
    unit = band.unit
    subject = f"{band.subject or '本单位的数值'}减{band.against}" if band.against else band.subject
    low, high = band.low, band.high
    if low is not None and high is not None and low.value == high.value:
        return f"{subject}={print_number(exact(low.value))}{unit}"
    ends = []
    if low is not None:
        ends.append(f"{'≥' if low.closed else '>'}{print_number(exact(low.value))}{unit}")
    if high is not None:
        ends.append(f"{'≤' if high.closed else '<'}{print_number(exact(high.value))}{unit}")
    return subject + "且".join(ends)


def _step(step: Step, subject: str) -> str:
    toward = {"each": "", "less": "低", "more": "高"}[step.toward]
    beyond = f"超过{print_number(exact(step.beyond))}的部分" if step.beyond is not None else ""
    size = "" if step.n == 1 else print_number(exact(step.n))
    every = "" if step.once else "每"
    return f"{subject}{beyond}{every}{toward if toward not in subject else ''}{size or '1'}{step.unit}"


def _does(statement: Statement) -> str:  # noqa: C901, PLR0911 - a case for each form
    act = statement.act
    if act in ACTS:
        return ACTS[act]
    points = statement.points
    shown = _amount(statement)
    match act:
        case Act.DEDUCT | Act.DEDUCT_PER:
            return f"扣{shown}"
        case Act.CAP:
            return f"最多得{shown}"
        case Act.DEDUCT_CAP:
            return "扣完为止" if points == "full" else f"最多扣{shown}"
        case Act.FORMULA:
            return f"得分按公式（后缀式）{' '.join(statement.formula)}"
        case Act.BASE:
            return f"基础分{shown}" if points is not None else "以此为起算点"
        case Act.TOTAL_LOSS:
            return f"从总分中扣{shown}"
        case Act.NOT_GRADE:
            return f"不得评为{statement.grade}"
        case Act.JUDGED:
            return f"由考核人{'扣' if statement.grade == 'loss' else '给'}{shown if points is not None else '分'}"
        case Act.DEFINE:
            return f"{statement.subject}为{''.join(statement.formula)}" if statement.formula else "说明字母所指"
    return f"得{shown}"


def _amount(statement: Statement) -> str:
    points = statement.points
    if points is None and statement.formula:
        return f"按公式（后缀式）{' '.join(statement.formula)}"
    shown = "满分" if points == "full" or points is None else f"{print_number(exact(points))}分"
    if statement.share is not None:
        shown = f"分值的{print_number(exact(statement.share) * 100)}%"
    if statement.series:
        shown = "、".join(f"{print_number(exact(one))}分" for one in statement.series)
    return f"{shown}至{print_number(exact(statement.most))}分" if statement.most is not None else shown

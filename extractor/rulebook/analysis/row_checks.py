"""In: a row of a `Rulebook`. Out: what is wrong with its points, one function for each kind of fault.

Every function takes a `RowView` and yields what it found; `ROW_CHECKS` is all of them in the order in which they are
told. Only rows whose sentences were all understood are checked, so a misreading is never told as an office's fault.
Not handled: sums over rows, body against table, grades (`extractor.check`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from extractor.model.facts.plan import RuleKind
from extractor.model.problem import Problem, Severity
from extractor.model.scored.expression import (
    Cap,
    Expression,
    Fire,
    Floor,
    Number,
    Observed,
    Product,
    Unruled,
    print_number,
    rewrite,
    walk,
)
from extractor.model.scored.rulebook import Rulebook, RuledIndicator, ScoringRule
from extractor.rulebook.analysis.band_checks import (
    check_falling,
    check_gaps,
    check_impossible,
    check_lines,
    check_overlaps,
)
from extractor.rulebook.analysis.row_view import RowView, is_understood, view_row
from extractor.rulebook.engine import plain
from extractor.rulebook.engine.domains import Region
from extractor.rulebook.engine.lower import AppliedLimit, lower
from extractor.rulebook.engine.program import find_names

SAME_BOUND = re.compile(r"[≥≤<>=].*$")
NUMERALS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
COUNT = r"(?P<n>\d+|[一二两三四五六七八九十])"
PERIODS: tuple[tuple[re.Pattern[str], int, str], ...] = (
    (re.compile(r"每个?月|按月|逐月"), 12, "月"),
    (re.compile(r"每个?季度?|按季度?"), 4, "季度"),
    (re.compile(r"每半年"), 2, "半年"),
)
PERIOD_WORDS = re.compile(r"每个?月|每个?季度?|每半年|按[月季]度?|逐月")
THINGS = re.compile(rf"(?<![每第\d.]){COUNT}(?:个|项|家|类|名|次|篇|期|场|件|处)(?=\w)")
MOST_LOST = re.compile(r"(?:最多|最高|累计|共)扣(?:除|减)?(\d+(?:\.\d+)?)分")
SEVERAL = re.compile(r"每|各|分别")
"""Things counted beside the periods: 按月统计，每个单项达到100%的得0.2分（成武 no. 5）."""
BONUS = re.compile(r"奖扣|加扣|扣分项|加分项|减分|倒扣|附加")
GAIN = re.compile(r"(?:得|加|计|记|奖)(?P<points>\d+(?:\.\d+)?)分")


def check_row(rulebook: Rulebook, row: RuledIndicator) -> Iterator[Problem]:
    """Yield what is wrong with one row; what another fault explains is not told beside it."""
    view = view_row(rulebook, row)
    checks = ROW_CHECKS if is_understood(row) else (check_lines, check_same_bounds)
    found = [problem for check in checks for problem in check(view)]
    told = {problem.code for problem in found}
    yield from (problem for problem in found if not EXPLAINED.get(problem.code, frozenset()) & told)


EXPLAINED = {
    "points-out-of-reach": frozenset({"periods-differ", "things-out-of-reach", "rule-never-fires", "bound-impossible"}),
    "limit-never-binds": frozenset({"cap-above-points", "loss-above-points"}),
    "rule-never-fires": frozenset({"bound-impossible"}),
    "never-below": frozenset({"loss-above-limit"}),
}
"""What is not told beside a fault that is its reason."""


def check_periods(view: RowView) -> Iterator[Problem]:
    """每月报送得0.2分 on a row of 2 points: 10 months, where a year has 12."""
    for rule, points in _list_awards(view, RuleKind.AWARD, RuleKind.AWARD_PER):
        period = next((one for one in PERIODS if one[0].search(rule.reference.quote)), None)
        capped = any(other.kind is RuleKind.CAP for other in view.row.rules)
        several = SEVERAL.search(PERIOD_WORDS.sub("", rule.reference.quote)) is not None
        if period is None or view.full is None or capped or several or len(_list_gains(view)) > 1:
            continue
        _, count, unit = period
        if points * count != view.full and not view.full % points and view.full != points:
            times = view.full / points
            yield view.tell(
                "periods-differ",
                f"分值{_n(view.full)}分，每{unit}{_n(points)}分要{_n(times)}个{unit}，"
                f"一年只有{count}个{unit}（共{_n(points * count)}分）",
                f"{points} points for each of {count} periods are {points * count}, the row is worth {view.full}",
                reference=rule.reference,
            )


def check_things(view: RowView) -> Iterator[Problem]:
    """8个部门每落实一个得0.4分 on a row of 4 points: 8 × 0.4 = 3.2."""
    for rule, points in _list_awards(view, RuleKind.AWARD_PER):
        match = THINGS.search(view.row.criteria or "")
        if match is None or view.full is None or len(_list_gains(view)) > 1:
            continue
        count = Decimal(NUMERALS.get(match["n"]) or match["n"])
        if count > 1 and count * points < view.full:
            yield view.tell(
                "things-out-of-reach",
                f"分值{_n(view.full)}分，{_n(count)}×{_n(points)}分={_n(count * points)}分，达不到分值",
                f"{count} things of {points} points are {count * points}, the row is worth {view.full}",
                reference=rule.reference,
            )


def check_out_of_reach(view: RowView) -> Iterator[Problem]:
    """成立机构（3分）；制定方案（3分）；落实经费（3分） on a row of 10."""
    if view.full is not None and view.reach.high < view.full:
        yield view.tell(
            "points-out-of-reach",
            f"分值{_n(view.full)}分，按评分标准最多只能得{_n(view.reach.high)}分",
            f"worth {view.full}, but the criteria give {view.reach.high} at most",
        )


def check_never_below(view: RowView) -> Iterator[Problem]:
    """开展的得5分，未开展的得3分，不配合的扣1分: nobody gets less than 2. 其余得2分 is meant and says so."""
    names = [name for name in find_names(view.row.tree) if name in view.inputs]
    answers = all(view.inputs[name].kind in {"yes_no", "choice"} for name in names)
    tree = rewrite(view.row.tree, _close_gap) if answers else view.row.tree
    low = plain.round_half_up(lower(tree, Region(plain.TRUE, view.known)).low, view.rulebook.rounding.places)
    losses = {RuleKind.DEDUCT, RuleKind.DEDUCT_PER}
    if low > 0 and any(rule.kind in losses for rule in view.row.rules):
        yield view.tell(
            "never-below",
            f"按评分标准最低也得{_n(low)}分",
            f"the criteria never give less than {low}",
            severity=Severity.NOTE,
        )


def _close_gap(node: Any) -> Any:
    """Take for an answer that no sentence names the best of those that are named."""
    return node.high if isinstance(node, Unruled) else node


def check_awards(view: RowView) -> Iterator[Problem]:
    """An award, or a deduction, of more than the row is worth: 得8分 or 扣3分 on a row of 2."""
    fixed = _find_fixed(view.row.tree)
    bonus = BONUS.search(f"{view.row.name}{view.row.level1 or ''}{view.row.criteria or ''}") is not None
    for rule in view.row.rules:
        points = fixed.get(rule.id)
        if points is None or view.full is None:
            continue
        if points > view.full:
            yield view.tell(
                "award-above-points",
                f"分值{_n(view.full)}分，“{rule.reference.quote}”一次就给{_n(points)}分",
                "an award greater than the row's points",
                reference=rule.reference,
            )
        elif -points > view.full and not bonus:
            yield view.tell(
                "loss-above-points",
                f"分值{_n(view.full)}分，“{rule.reference.quote}”一次就扣{_n(-points)}分，又没有写倒扣",
                "a deduction greater than the row's points",
                reference=rule.reference,
            )


def check_limits(view: RowView) -> Iterator[Problem]:
    """A cap above the row's points or below an award; a most that can be lost that does not fit."""
    fixed, quotes = _find_fixed(view.row.tree), {rule.id: rule for rule in view.row.rules}
    for node in walk(view.row.tree):
        if isinstance(node, Cap) and node.rule in quotes and isinstance(node.at, Number):
            under = {part.rule for part in walk(node.of) if isinstance(part, Fire)}
            own = {rule: points for rule, points in fixed.items() if rule in under}
            yield from _check_cap(view, quotes[node.rule], node.at.value, own)
    for rule in view.row.rules:
        match = MOST_LOST.search(rule.reference.quote)
        if rule.kind is RuleKind.DEDUCT_CAP and match and view.full is not None:
            yield from _check_most_lost(view, rule, Decimal(match[1]), fixed)


def _check_cap(view: RowView, rule: ScoringRule, cap: Decimal, fixed: dict[str, Decimal]) -> Iterator[Problem]:
    if view.full is not None and cap > view.full:
        yield view.tell(
            "cap-above-points", f"分值{_n(view.full)}分，“{rule.reference.quote}”的上限{_n(cap)}分超过分值",
            f"a cap of {cap} on a row worth {view.full}", reference=rule.reference,
        )  # fmt: skip
    for other in view.row.rules:
        if fixed.get(other.id, Decimal(0)) > cap:
            yield view.tell(
                "award-above-cap",
                f"“{other.reference.quote}”给{_n(fixed[other.id])}分，超过“{rule.reference.quote}”的上限{_n(cap)}分",
                f"an award of {fixed[other.id]} under a cap of {cap}", reference=other.reference,
            )  # fmt: skip


def _check_most_lost(view: RowView, rule: ScoringRule, most: Decimal, fixed: dict[str, Decimal]) -> Iterator[Problem]:
    bonus = BONUS.search(f"{view.row.name}{view.row.criteria or ''}") is not None
    if view.full is not None and most > view.full and not bonus:
        yield view.tell(
            "loss-above-points", f"分值{_n(view.full)}分，“{rule.reference.quote}”最多可扣{_n(most)}分，又没有写倒扣",
            f"at most {most} lost of a row worth {view.full}", reference=rule.reference,
        )  # fmt: skip
    for other in view.row.rules:
        once = max(-fixed.get(other.id, Decimal(0)), _find_step(view.row.tree, other.id))
        if once > most:
            yield view.tell(
                "loss-above-limit",
                f"“{other.reference.quote}”一次就扣{_n(once)}分，“{rule.reference.quote}”却最多扣{_n(most)}分",
                f"one step costs {once}, at most {most} may be lost", reference=other.reference,
            )  # fmt: skip


def check_rules(view: RowView) -> Iterator[Problem]:
    """A sentence that can never count: 95%以上 lies wholly inside 90%以上.

    A limit that is implied as well (每降一位扣0.5分，扣完为止: no row goes below 0) is not idle for being printed.
    """
    binding = [limit for limit in view.found.limits if may_bind(limit)]
    implied = {(one.kind, one.at) for one in view.found.limits if one.rule is None and (may_bind(one) or touches(one))}
    said = {limit.rule for limit in view.found.limits if (limit.kind, limit.at) in implied}
    alive = set(view.found.fired) | {limit.rule for limit in binding} | said
    used = {node.rule for node in walk(view.row.tree) if isinstance(node, Fire)}
    limits = {node.rule for node in walk(view.row.tree) if isinstance(node, Cap | Floor)} - used - {None}
    for rule in view.row.rules:
        if rule.id in used and rule.id not in alive:
            yield view.tell(
                "rule-never-fires", f"：“{rule.reference.quote}”在任何情况下都不会用到",
                "a rule that can never fire", reference=rule.reference,
            )  # fmt: skip
        if rule.id in limits and rule.id not in alive:
            yield view.tell(
                "limit-never-binds", f"：“{rule.reference.quote}”从不起作用，其他句子已达不到这个界限",
                "a limit that nothing can exceed", severity=Severity.NOTE, reference=rule.reference,
            )  # fmt: skip


def check_same_bounds(view: RowView) -> Iterator[Problem]:
    """达到90%以上得5分…达到90%得2分: of a row that is open for it, the second of two sentences with one bound."""
    seen: dict[str, str] = {}
    for rule in view.row.rules:
        when, _, then = rule.reads_as.partition("：")
        bound = SAME_BOUND.search(when)
        if bound is None or not then.startswith("得"):
            continue
        if seen.setdefault(bound.group(), then) != then:
            yield view.tell(
                "rule-never-fires", f"：“{rule.reference.quote}”与前面的一句界限相同、分数不同",
                "a sentence with the bound of another and other points", reference=rule.reference,
            )  # fmt: skip


def may_bind(limit: AppliedLimit) -> bool:
    """Whether a limit can change an amount."""
    if limit.kind == "cap":
        return plain.compare(limit.before[1], ">", limit.at[0]) == plain.TRUE
    return plain.compare(limit.before[0], "<", limit.at[1]) == plain.TRUE


def touches(limit: AppliedLimit) -> bool:
    """Whether steps without end come down to a floor: how far they were followed is no bound."""
    return limit.kind == "floor" and plain.compare(limit.before[0], "<=", limit.at[1]) == plain.TRUE


def _list_awards(view: RowView, *kinds: RuleKind) -> Iterator[tuple[ScoringRule, Decimal]]:
    """Yield the rules of some kinds with the points that their sentence prints."""
    for rule in view.row.rules:
        match = GAIN.search(rule.reference.quote)
        if rule.kind in kinds and match:
            yield rule, Decimal(match["points"])


def _list_gains(view: RowView) -> list[ScoringRule]:
    gains = {RuleKind.AWARD, RuleKind.AWARD_PER, RuleKind.PROPORTIONAL, RuleKind.INTERPOLATE}
    return [rule for rule in view.row.rules if rule.kind in gains]


def _find_fixed(tree: Expression) -> dict[str, Decimal]:
    """Return the greatest plain number that each rule gives or takes."""
    fixed: dict[str, Decimal] = {}
    for node in walk(tree):
        if isinstance(node, Fire) and isinstance(node.of, Number):
            fixed[node.rule] = max(node.of.value, fixed.get(node.rule, node.of.value), key=abs)
    return fixed


def _find_step(tree: Expression, rule: str) -> Decimal:
    """Return what one more of what a rule counts costs."""
    for node in walk(tree):
        match node:
            case Fire(name, Product((Number(value), *_))) if name == rule and value < 0:
                return -value
            case Fire(name, Product((Observed(), *_))) if name == rule:
                return Decimal(0)
    return Decimal(0)


def _n(number: Decimal) -> str:
    return print_number(number)


ROW_CHECKS: tuple[Callable[[RowView], Iterator[Problem]], ...] = (
    check_periods,
    check_things,
    check_rules,
    check_out_of_reach,
    check_awards,
    check_limits,
    check_lines,
    check_impossible,
    check_falling,
    check_gaps,
    check_overlaps,
    check_never_below,
)

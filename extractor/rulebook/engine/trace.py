"""In: a tree and what is known of each input. Out: the span of its points, which rules fired, which limits bound.

With every input known the span is one number. Not handled: speed (`evaluate` is for many rows).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from extractor.model.expression import (
    Cap,
    Ceiling,
    Choose,
    Compare,
    Day,
    Either,
    Every,
    Expression,
    Fire,
    Floor,
    Greatest,
    Holds,
    Interpolate,
    Is,
    Least,
    Not,
    Number,
    Observed,
    Product,
    Quotient,
    Setting,
    Sum,
    Test,
    Unread,
    Unruled,
    Whole,
    count_days,
)
from extractor.model.rulebook import Input, Parameter, Rulebook
from extractor.rulebook.engine.intervals import OPPOSITE, Span, ceiling, whole

Known = Mapping[str, Span]
YES = Span(Decimal(1), Decimal(1), whole=True)
NO = Span(Decimal(0), Decimal(0), whole=True)
EITHER = Span(Decimal(0), Decimal(1), whole=True)


@dataclass(frozen=True, slots=True)
class Limit:
    """A cap or floor that changed a span."""

    kind: str
    rule: str | None
    at: Decimal
    before: Span


@dataclass(slots=True)
class Trace:
    """What happened on the way: the amount of each rule that may have fired, limits, and gaps that were met.

    A gap is kept with what is known where it is met, so the values can be told that no sentence covers.
    """

    fired: dict[str, Span] = field(default_factory=dict)
    limits: list[Limit] = field(default_factory=list)
    gaps: list[tuple[str, Known]] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)

    def fire(self, rule: str, span: Span) -> None:
        """Note what a rule gives; a rule that fires twice (省、市) gives the sum of both."""
        self.fired[rule] = self.fired[rule].plus(span) if rule in self.fired else span


def find_span(known: Input) -> Span:
    """Return all that may be observed for an input: from its minimum to where nothing changes any more.

    >>> find_span(Input(name="x", label="归集类数", kind="count", indicator="i", minimum=Decimal(0), reach=Decimal(8)))
    Span(low=Decimal('0'), high=Decimal('8'), low_open=False, high_open=False, whole=True)
    """
    if known.kind == "yes_no":
        return EITHER
    low = known.minimum if known.minimum is not None else Decimal(0)
    high = known.reach if known.reach is not None else known.maximum
    return Span(low, max(low, high if high is not None else Decimal(100)), whole=known.kind in {"count", "rank"})


def complete(rulebook: Rulebook, values: Mapping[str, Span]) -> dict[str, Span]:
    """Return what is known of every input: the observed value, else all that it may be.

    What has no upper bound may be twice as large as the largest number observed in its row: the largest number of
    all places (平阴 no. 3) is not less than one's own.
    """
    largest: dict[str, Decimal] = {}
    for item in rulebook.inputs:
        if item.name in values and item.kind != "yes_no":
            largest[item.rows[0]] = max(values[item.name].high, largest.get(item.rows[0], Decimal(0)))
    known = {}
    for item in rulebook.inputs:
        span = values.get(item.name) or find_span(item)
        if item.name not in values and item.maximum is None and item.kind != "yes_no":
            span = replace(span, high=max(span.high, 2 * largest.get(item.rows[0], Decimal(0))))
        known[item.name] = span
    for parameter in rulebook.parameters:
        known[parameter.name] = find_setting(parameter)
    return known


def find_setting(parameter: Parameter) -> Span:
    """Return what the office has set, else all that it may set."""
    if parameter.values:
        value = parameter.values[-1].value
        return Span(value, value)
    return Span(parameter.minimum, parameter.maximum if parameter.maximum is not None else Decimal(100))


def trace(node: Expression, known: Known, log: Trace) -> Span:  # noqa: C901, PLR0911, PLR0912 - a case for each node
    """Return the span of `node` and write into `log` what happened."""
    match node:
        case Number(value):
            return Span(value, value)
        case Observed(name):
            return known[name]
        case Sum(terms):
            return _fold(terms, known, log, Span.plus)
        case Product(factors):
            return _fold(factors, known, log, Span.times)
        case Quotient(over, under):
            return trace(over, known, log).over(trace(under, known, log))
        case Ceiling(of):
            return trace(of, known, log).apply(ceiling)
        case Whole(of):
            return trace(of, known, log).apply(whole)
        case Least(terms):
            return _fold(terms, known, log, lambda one, two: one.limit(two, "least"))
        case Greatest(terms):
            return _fold(terms, known, log, lambda one, two: one.limit(two, "greatest"))
        case Fire(rule, of):
            span = trace(of, known, log)
            log.fire(rule, span)
            return span
        case Cap(of, at, rule):
            return _limit("cap", rule, trace(of, known, log), trace(at, known, log), log)
        case Floor(of, at, rule):
            return _limit("floor", rule, trace(of, known, log), trace(at, known, log), log)
        case Interpolate():
            return _interpolate(node, known, log)
        case Choose():
            return _choose(node, known, log)
        case Unruled(reason, low, high):
            log.gaps.append((reason, known))
            return Span(trace(low, known, Trace()).low, trace(high, known, Trace()).high)
        case Unread(reason, low, high):
            log.unread.append(reason)
            return Span(trace(low, known, Trace()).low, trace(high, known, Trace()).high)
        case Setting(name):
            return known[name]
        case Day():
            return Span(Decimal(count_days(node)), Decimal(count_days(node)))


def _fold(terms: tuple[Expression, ...], known: Known, log: Trace, join: Callable[[Span, Span], Span]) -> Span:
    total = trace(terms[0], known, log)
    for term in terms[1:]:
        total = join(total, trace(term, known, log))
    return total


def _limit(kind: str, rule: str | None, span: Span, at: Span, log: Trace) -> Span:
    limited = span.limit(at, "least" if kind == "cap" else "greatest")
    if (limited.low, limited.high) != (span.low, span.high):
        log.limits.append(Limit(kind, rule, at.high if kind == "cap" else at.low, span))
    return limited


def interpolate(number: Decimal, node: Interpolate, low_points: Decimal, high_points: Decimal) -> Decimal:
    """Return the points of `number` on the line of `node`: one division, as the last step but one."""
    return low_points + (high_points - low_points) * (number - node.low) / (node.high - node.low)


def _interpolate(node: Interpolate, known: Known, log: Trace) -> Span:
    span = trace(node.of, known, log)
    low_points, high_points = trace(node.low_points, known, log), trace(node.high_points, known, log)
    worst = span.apply(lambda number: interpolate(number, node, low_points.low, high_points.low))
    best = span.apply(lambda number: interpolate(number, node, low_points.high, high_points.high))
    return worst.hull(best)


def _choose(node: Choose, known: Known, log: Trace) -> Span:
    spans: list[tuple[Span, Trace]] = []
    rest: Known | None = known
    for case in node.cases:
        if rest is None:
            break
        inside, rest = split(case.when, rest)
        if inside is not None:
            spans.append(_branch(case.then, inside))
    if rest is not None:
        spans.append(_branch(node.otherwise, rest))
    total = spans[0][0]
    for span, _ in spans[1:]:
        total = total.hull(span)
    _merge([part for _, part in spans], log)
    return total


def _branch(node: Expression, known: Known) -> tuple[Span, Trace]:
    part = Trace()
    return trace(node, known, part), part


def _merge(parts: list[Trace], log: Trace) -> None:
    """Add what happened in the branches that are possible; a rule of one branch only may also give nothing."""
    rules = dict.fromkeys(rule for part in parts for rule in part.fired)
    nothing = Span(Decimal(0), Decimal(0))
    for rule in rules:
        spans = [part.fired.get(rule, nothing) for part in parts]
        total = spans[0]
        for span in spans[1:]:
            total = total.hull(span)
        log.fire(rule, total)
    for part in parts:
        log.limits.extend(part.limits)
        log.gaps.extend(part.gaps)
        log.unread.extend(part.unread)


def split(test: Test, known: Known) -> tuple[Known | None, Known | None]:  # noqa: PLR0911 - a case for each node
    """Return what is known where the condition holds, and where it does not; None where that cannot be.

    >>> holds, fails = split(Compare(Observed("x"), "<", Number(Decimal(3))), {"x": Span(Decimal(0), Decimal(2))})
    >>> holds, fails
    ({'x': Span(low=Decimal('0'), high=Decimal('2'), low_open=False, high_open=False, whole=False)}, None)
    """
    match test:
        case Holds(name):
            return _with(known, name, known[name].narrow("==", Decimal(1))), _with(
                known, name, known[name].narrow("==", Decimal(0))
            )
        case Is(name, option):
            place = Decimal(known.get(f"{name}={option}", NO).low)
            return _with(known, name, known[name].narrow("==", place)), known
        case Not(of):
            holds, fails = split(of, known)
            return fails, holds
        case Compare(Observed(name), sign, Number(value)) if sign != "==":
            return (
                _with(known, name, known[name].narrow(sign, value)),
                _with(known, name, known[name].narrow(OPPOSITE[sign], value)),
            )
        case Compare():
            return _compare(test, known)
        case Every(tests):
            return _split_every(tests, known)
        case Either(tests):
            fails, holds = _split_every(tuple(Not(part) for part in tests), known)
            return holds, fails


def _split_every(tests: tuple[Test, ...], known: Known) -> tuple[Known | None, Known | None]:
    inside: Known | None = known
    can_fail = False
    only_failure: Known | None = None
    for test in tests:
        if inside is None:
            break
        inside, outside = split(test, inside)
        if outside is not None:
            only_failure = known if can_fail else outside
            can_fail = True
    return inside, only_failure if can_fail else None


def _with(known: Known, name: str, span: Span | None) -> Known | None:
    return None if span is None else {**known, name: span}


def _compare(test: Compare, known: Known) -> tuple[Known | None, Known | None]:
    left, right = trace(test.left, known, Trace()), trace(test.right, known, Trace())
    match test.sign:
        case ">=":
            always, never = left.low >= right.high, left.high < right.low
        case ">":
            always, never = left.low > right.high, left.high <= right.low
        case "<=":
            always, never = left.high <= right.low, left.low > right.high
        case "<":
            always, never = left.high < right.low, left.low >= right.high
        case "==":
            always = left.is_point and right.is_point and left.low == right.low
            never = left.high < right.low or left.low > right.high
    return None if never else known, None if always else known

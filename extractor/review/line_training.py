"""In: judged pairs with their scores. Out: the line of alignment that fits them, and how well it does on unseen ones.

One number is learned: the log odds from which two items are one measure. The usual line counts like a few decisions of
its own, so that a handful of judgements moves it little. The figure is of pairs that the line was learned without: all
decisions between two plans are left out together, since they are made by one eye on one page. Not handled: the weights
of the words, which hold for fields that no person here has judged; pairs that are easy are seldom judged, so that the
figure is of doubtful ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import exp

import msgspec

from extractor.model.compared.judged_pair import JudgedPair
from extractor.review.agreement import wilson


class LinePolicy(msgspec.Struct, frozen=True):
    """`spread`: how far (standard deviation) the line may lie from the usual one; `least_…`: how much is needed.

    `step` is how far one of the `rounds` goes at most, since a whole one overshoots where all are sure.
    """

    spread: float = 1.0
    least_pairs: int = 20
    least_each: int = 5
    least_folds: int = 3
    rounds: int = 60
    step: float = 0.5


class LineTraining(msgspec.Struct, frozen=True):
    """The line learned, and of `judged` held-out pairs how many it and the usual one put on the wrong side.

    `lacking` tells why nothing was learned, "" where something was; `low` and `high` bound the share right (Wilson).
    """

    judged: int
    same: int
    usual: float
    line: float
    folds: int = 0
    wrong_before: int = 0
    wrong_after: int = 0
    low: float = 0.0
    high: float = 1.0
    lacking: str = ""

    @property
    def helps(self) -> bool:
        """Whether the learned line was wrong less often than the usual one on pairs that it had not seen."""
        return not self.lacking and self.wrong_after < self.wrong_before


def train_line(pairs: Sequence[JudgedPair], usual: float, policy: LinePolicy | None = None) -> LineTraining:
    """Return the line that `pairs` ask for, with its figures on held-out pairs; too few pairs teach nothing.

    >>> train_line([JudgedPair("a:t1", "b:t1", 0.2, True)], -1.4).lacking
    '至少要 20 对判定（现有 1 对）'
    """
    rules = policy or LinePolicy()
    same = sum(pair.same for pair in pairs)
    lacking = _find_lacking(len(pairs), same, rules)
    if lacking:
        return LineTraining(len(pairs), same, usual, usual, lacking=lacking)
    folds = _part(pairs, rules.least_folds)
    before = after = 0
    for fold in folds:
        held = set(fold)
        line = fit_line((pair for pair in pairs if pair not in held), usual, rules)
        before += sum(_is_wrong(pair, usual) for pair in fold)
        after += sum(_is_wrong(pair, line) for pair in fold)
    low, high = wilson(len(pairs) - after, len(pairs))
    line = round(fit_line(pairs, usual, rules), 2)
    return LineTraining(len(pairs), same, usual, line, len(folds), before, after, low, high)


def fit_line(pairs: Iterable[JudgedPair], usual: float, policy: LinePolicy) -> float:
    """Return the line with the greatest posterior likelihood: logistic around it, normal around the usual one.

    >>> close = [JudgedPair(f"a:{n}", f"b:{n}", n / 10, n > 10) for n in range(20)]
    >>> 0.9 < fit_line(close, -1.4, LinePolicy(spread=3.0)) < 1.3
    True
    """
    known, line = list(pairs), usual
    for _ in range(policy.rounds):
        chances = [1 / (1 + exp(line - pair.score)) for pair in known]
        slope = sum(chance - pair.same for chance, pair in zip(chances, known, strict=True))
        slope -= (line - usual) / policy.spread**2
        bend = sum(chance * (1 - chance) for chance in chances) + 1 / policy.spread**2
        line += max(-policy.step, min(policy.step, slope / bend))
    return line


def _is_wrong(pair: JudgedPair, line: float) -> bool:
    return (pair.score >= line) != pair.same


def _find_lacking(pairs: int, same: int, rules: LinePolicy) -> str:
    if pairs < rules.least_pairs:
        return f"至少要 {rules.least_pairs} 对判定（现有 {pairs} 对）"
    if min(same, pairs - same) < rules.least_each:
        each = f"同一事项 {same}，不同事项 {pairs - same}"
        return f"同一与不同各至少要 {rules.least_each} 对（现有{each}）"
    return ""


def _part(pairs: Sequence[JudgedPair], least: int) -> list[list[JudgedPair]]:
    """Return the pairs by their plans; each alone where there are too few plans to leave any out."""
    folds: dict[tuple[str, str], list[JudgedPair]] = {}
    for pair in pairs:
        folds.setdefault(pair.plans, []).append(pair)
    return list(folds.values()) if len(folds) >= least else [[pair] for pair in pairs]

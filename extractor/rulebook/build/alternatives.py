"""In: the groups of a part, and what its row is worth. Out: the same; awards of which one alone can be had are states.

Not handled: awards that add up, which stay answers.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import partial
from itertools import takewhile
from typing import TYPE_CHECKING

from extractor.model.facts.scoring import Act, exact
from extractor.rulebook.build.alike import LEVEL, NEGATED, differ_in_one, is_ladder
from extractor.rulebook.build.dates import read_day, same_deed
from extractor.rulebook.build.numbers.stepped import Ruled

if TYPE_CHECKING:
    from extractor.rulebook.build.groups import Groups


def part_states(groups: Groups, worth: Decimal | None) -> None:  # noqa: PLR0911 - a case for each way to tell them
    """Tell alternatives (优秀得10分，良好得8分) from awards that add up (制定方案得1分，召开部署会得1分)."""
    if groups.states or groups.best is not None:
        if groups.states:
            groups.states.extend(p for p in groups.answers if p[1].act is Act.AWARD)
            groups.states.extend(groups.zeros)
            groups.answers = [p for p in groups.answers if p[1].act is not Act.AWARD]
            groups.zeros = []
        return
    awards = [pair for pair in groups.answers if pair[1].act is Act.AWARD and not pair[1].bonus]
    if len(awards) < 2 and not (
        awards and groups.zeros and is_ladder([p[1].subject for p in (*awards, *groups.zeros)])
    ):
        return
    if groups.quantities or groups.counts:
        _part_own_sentence(groups, awards)
        return
    if _is_one_question(groups, awards):
        return
    subjects = [pair[1].subject for pair in (*awards, *groups.zeros)]
    points = _list_points(awards)
    full = next((s for _, s in awards if s.points == "full"), None)
    if all(LEVEL.match(subject) for subject in subjects):
        _take_levels(groups, awards, worth)
        return
    if all(read_day(subject) for subject in subjects) and not same_deed(subjects) and not _exceeds(points, worth):
        return  # 5月底前制定方案得2分，6月底前完成排查得3分: two deeds
    run = _find_run(awards, worth) if not groups.zeros and _exceeds(points, worth) else []
    if run:
        groups.states = run
        groups.answers = [pair for pair in groups.answers if pair not in run]
        return
    if is_ladder(subjects) or (full is not None and len(awards) > 1) or _excludes(points, worth):
        groups.states = sorted([*awards, *groups.zeros], key=lambda pair: pair[1].order)
        groups.answers = [pair for pair in groups.answers if pair not in awards]
        groups.zeros = []


def _take_levels(groups: Groups, awards: list[Ruled], worth: Decimal | None) -> None:
    """省级3分，市级2分 of 3: the best is all that can be had; of 6 nothing says whether both count."""
    if _excludes(_list_points(awards), worth):
        groups.best = groups.best or awards[0]
    else:
        groups.levels = awards


def _part_own_sentence(groups: Groups, awards: list[Ruled]) -> None:
    """水质达标率100%得6分；规范化建设完成得2分，基本完成得1分: the states of a sentence without a number."""
    measured = {s.sentence for q in groups.quantities for _, s, _ in q.bands} | {s.sentence for _, s in groups.counts}
    sentences = {s.sentence for _, s in awards} - measured
    for sentence in sorted(sentences):
        own = [pair for pair in awards if pair[1].sentence == sentence]
        zeros = [pair for pair in groups.zeros if pair[1].sentence == sentence]
        if len(own) < 2 or len(sentences) > 1 or not is_ladder([s.subject for _, s in (*own, *zeros)]):
            continue
        groups.states = sorted([*own, *zeros], key=lambda pair: pair[1].order)
        groups.answers = [pair for pair in groups.answers if pair not in own]
        groups.zeros = [pair for pair in groups.zeros if pair not in zeros]


def _find_run(awards: list[Ruled], worth: Decimal | None) -> list[Ruled]:
    """由主要领导任组长的得1分，由其他领导任组长的得0.5分，组建专班的得0.5分: the first two exclude each other."""
    for start, (_, first) in enumerate(awards):
        run = [*takewhile(partial(_is_like, first.subject), awards[start:])]
        points = _list_points(run)
        rest = _list_points([pair for pair in awards if pair not in run])
        whole = worth is not None and sum(rest, max(points, default=Decimal(0))) <= worth
        if len(run) > 1 and len(set(points)) == len(run) < len(awards) and whole:
            return run
    return []


def _is_one_question(groups: Groups, awards: list[Ruled]) -> bool:
    """开展演练的得2分，未开展的不得分: one thing that was done or not."""
    if len(awards) != 1 or len(groups.zeros) != 1:
        return False
    zero = groups.zeros[0][1].subject
    core = NEGATED.sub("", zero)
    return core != zero and bool(core) and awards[0][1].subject.startswith(core)


def _excludes(points: list[Decimal], worth: Decimal | None) -> bool:
    """建成投运得4分，主体完工得2分 of 4: the best is all that the row is worth, and each other one gives less."""
    return _exceeds(points, worth) and len(set(points)) == len(points) and max(points) == worth


def _exceeds(points: list[Decimal], worth: Decimal | None) -> bool:
    return worth is not None and len(points) > 1 and sum(points) > worth >= max(points)


def _is_like(subject: str, pair: Ruled) -> bool:
    return differ_in_one(subject, pair[1].subject)


def _list_points(pairs: Sequence[Ruled]) -> list[Decimal]:
    return [exact(s.points) for _, s in pairs if isinstance(s.points, int | float)]

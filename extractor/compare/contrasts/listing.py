"""In: groups with their rows, the differences found, the plans. Out: `Contrast`s, the weightiest first.

A measure has a row for each aspect in which two plans or more print something of it (time limit, level, how often,
day, penalty, points), else one row of all that is printed; each plan's cell says whether it prints a number, words
only, a penalty only, something in a goal or safeguard, or nothing. Not handled: traits of documents.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import msgspec

from extractor.compare.contrasts.documents import contrast_documents
from extractor.compare.contrasts.policy import DEFAULT_WEIGHING, Weighing
from extractor.compare.contrasts.sayings import find_sayings
from extractor.compare.differences.rows import GroupedItem
from extractor.model.compared.alignment import Group
from extractor.model.compared.comparison import Difference
from extractor.model.compared.contrasts import Contrast, ContrastAspect, ContrastCell, Saying
from extractor.model.compared.series import State, StateKind
from extractor.model.facts.plan import Plan
from extractor.model.mappings import Mappings

NUMBERS: tuple[ContrastAspect, ...] = ("duration", "target", "frequency", "deadline")
ASPECTS: tuple[ContrastAspect, ...] = (*NUMBERS, "penalty", "scoring", "points")
NAMES: Mapping[ContrastAspect, str] = {
    "duration": "时限", "target": "目标值", "frequency": "频次", "deadline": "完成日期", "penalty": "扣分",
    "points": "分值",
    "scoring": "要求与计分", "words": "写法",
}  # fmt: skip
EMPTY: Mapping[StateKind, str] = {"absent": "全文未见", "outside": "未见（此类文件一般不列）"}
MOST = 3
"""sayings that a cell shows"""
Said = dict[tuple[str, ContrastAspect], list[Saying]]
Ranked = Mapping[tuple[str, str], list[Difference]]


class _ListedMeasure(msgspec.Struct, frozen=True):
    """A group with what each plan says of it."""

    group: Group
    said: Said
    states: Mapping[str, State]


def list_contrasts(
    groups: Sequence[tuple[Group, Sequence[GroupedItem]]],
    differences: Sequence[Difference],
    states: Sequence[State],
    plans: Sequence[Plan],
    mappings: Mappings,
) -> list[Contrast]:
    """Return what a careful reader would list, the weightiest first."""
    weighing = DEFAULT_WEIGHING
    by_group: dict[str, dict[str, State]] = {}
    for state in states:
        by_group.setdefault(state.group, {})[state.plan] = state
    found: list[Contrast] = list(contrast_documents(plans, mappings, by_group, weighing))
    ranked: dict[tuple[str, str], list[Difference]] = {}
    for difference in differences:
        ranked.setdefault((difference.group, difference.aspect), []).append(difference)
    for group, rows in groups:
        measure = _ListedMeasure(group, _collect(rows), by_group.get(group.id, {}))
        found.extend(_contrast_measure(measure, [plan.id for plan in plans], ranked, weighing))
    return sorted(found, key=lambda one: (-one.weight, one.id))


def _collect(rows: Sequence[GroupedItem]) -> Said:
    said: Said = {}
    for row in rows:
        for aspect, saying in find_sayings(row):
            known = said.setdefault((row.plan, aspect), [])
            if all(saying.quote not in one.quote for one in known):
                known[:] = [one for one in known if one.quote not in saying.quote] + [saying]
    return said


def _contrast_measure(
    measure: _ListedMeasure, plans: Sequence[str], ranked: Ranked, weighing: Weighing
) -> Iterator[Contrast]:
    """Yield a row for each aspect that two plans print; where no number meets another, one row of all that is said."""
    met = [aspect for aspect in ASPECTS if sum((plan, aspect) in measure.said for plan in plans) > 1]
    numbers = [aspect for aspect in met if aspect in NUMBERS and aspect != "deadline"]
    main = numbers[0] if numbers else _choose_main(measure, plans)
    share = _find_share(measure, plans)
    for aspect in dict.fromkeys((main, *(aspect for aspect in met if aspect != "scoring"))):
        cells = _keep_ranks([_fill(measure, plan, aspect, ranked, whole=aspect == main) for plan in plans])
        rows = ranked.get((measure.group.id, "weight" if aspect == "points" else aspect), [])
        yield Contrast(
            id=f"{measure.group.id}:{aspect}",
            group=measure.group.id,
            label=f"{measure.group.label}·{NAMES[aspect]}",
            aspect=aspect,
            weight=weighing.weigh(
                aspect, cells, share=share if aspect == main else 0.0, agree=bool(rows) and all(r.agrees for r in rows)
            ),
            cells=cells,
            note="；".join(dict.fromkeys(one.note for one in rows if one.note)),
        )


def _keep_ranks(cells: Sequence[ContrastCell]) -> tuple[ContrastCell, ...]:
    """Drop ranks that miss the first: a 2 beside a cell of several readings, which has none, tells nothing."""
    if any(cell.rank == 1 for cell in cells):
        return tuple(cells)
    return tuple(replace(cell, rank=None) for cell in cells)


def _choose_main(measure: _ListedMeasure, plans: Sequence[str]) -> ContrastAspect:
    """Return the aspect under which all that is said of a measure stands in one row."""
    return next(
        (aspect for aspect in (*NUMBERS[:3], "scoring", "penalty") if any((p, aspect) in measure.said for p in plans)),
        "words",
    )


def _find_share(measure: _ListedMeasure, plans: Sequence[str]) -> float:
    """Return the largest share of a table's points that a plan gives the measure, in per cent."""
    shares = [saying.shown for plan in plans for saying in measure.said.get((plan, "points"), ())]
    return max((_read_share(shown) for shown in shares), default=0.0)


def _read_share(shown: str) -> float:
    """Return a share in per cent.

    >>> _read_share("7.5/100分"), _read_share("5/98分（整行）")
    (7.5, 5.1)
    """
    part, _, rest = shown.partition("/")
    whole = rest.partition("分")[0]
    return round(100 * float(part) / float(whole), 1) if whole else 0.0


def _fill(measure: _ListedMeasure, plan: str, aspect: ContrastAspect, ranked: Ranked, *, whole: bool) -> ContrastCell:
    """Return what a plan prints of this aspect; of another where it has none of this; else its state and words.

    A monthly day of reporting (每月25日前) is no word on how much: other rows do not fall back to it. In the row of
    all that is said (`whole`) numbers of other aspects and last days stand behind.
    """
    others = [other for other in (*NUMBERS[:3], "penalty", "scoring", "words") if other != aspect]
    for other in (aspect, *others):
        sayings = measure.said.get((plan, other))
        if sayings:
            rank = _find_rank(plan, ranked.get((measure.group.id, other), ())) if other == aspect else None
            more = [one for n in NUMBERS if n != other for one in measure.said.get((plan, n), ())] if whole else []
            more = [one for one in more if not one.shown.startswith("每月")]
            chosen = [*sayings, *more]
            state: StateKind = "number" if more else _name_state(other)
            return ContrastCell(plan=plan, state=state, shown=_show(chosen), sayings=tuple(chosen[:MOST]), rank=rank)
    found = measure.states.get(plan)
    if found is None or found.state in EMPTY:
        kind = found.state if found else "absent"
        return ContrastCell(plan=plan, state=kind, shown=EMPTY[kind])
    saying = Saying(item=found.item, quote=found.quote, start=found.start or 0, end=found.end or 0)
    return ContrastCell(plan=plan, state=found.state, shown=found.quote, sayings=(saying,))


def _name_state(aspect: ContrastAspect) -> StateKind:
    if aspect in NUMBERS:
        return "number"
    return "penalty" if aspect == "penalty" else "points" if aspect in {"scoring", "points"} else "words"


def _show(sayings: Sequence[Saying]) -> str:
    more = len(sayings) - MOST
    return "；".join(one.quote for one in sayings[:MOST]) + (f"；另{more}处" if more > 0 else "")


def _find_rank(plan: str, differences: Sequence[Difference]) -> int | None:
    """Return the plan's best rank where one ranked difference alone stands for the aspect."""
    own = [one for one in differences if one.stricter != "none"]
    if len(own) != 1 or len(differences) != 1:
        return None
    return min((r.rank for r in own[0].readings if r.plan == plan and r.rank), default=None)

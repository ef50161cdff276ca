"""In: the tree of a row and what its parts give. Out: why the reading cannot be whole, if its points do not add up.

Awards that come to more than the row is worth are alternatives that were not seen as such; a row that cannot reach its
printed points holds words that were not read. Not handled: telling an office of its own faults (`analysis`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from extractor.language.stepping import STEPPING
from extractor.model.facts.scoring import MONEY, Act, Band, Statement, exact, unit_class
from extractor.model.scored.expression import (
    ZERO,
    Between,
    Case,
    Choose,
    Expression,
    Fire,
    Number,
    print_number,
    rewrite,
    walk,
)
from extractor.model.scored.rulebook import Input
from extractor.rulebook.build.doubts.probe import DUST
from extractor.rulebook.build.inputs import RowInputs
from extractor.rulebook.build.parts.measured import is_missed
from extractor.rulebook.build.parts.start import PartTerms
from extractor.rulebook.engine.domains import Domain
from extractor.rulebook.engine.lower import find_ends
from extractor.rulebook.engine.program import find_names, find_range

EACH_PERIOD = re.compile("每个?(?:月|季|年|周|旬|半年)")
RATE = re.compile(r"[\u4e00-\u9fff]{2}(?:率|总?额|总?量|面积|浓度|占比|时间|时长)$")
FIXED = frozenset({Act.AWARD, Act.PROPORTIONAL, Act.INTERPOLATE})

DIRECTION = re.compile(r"^(?:每)?(?:再|又|有)?[升降低高增减少多超](?:低|高|少|多|出|过|于|加|长)?(?:（.*）)?$")
POINTS = frozenset({"%", "百分点", "个百分点"})
OPPOSITES = (
    (re.compile(r"及时|按时|按期|准时|准点"), re.compile(r"迟|逾期|超期|超时|延误|滞后|晚点")),
    (re.compile(r"准确|正确|真实|合格"), re.compile(r"错|失实|不实|虚报|瞒报|造假")),
    (re.compile(r"完整|齐全|齐备|覆盖|上报|报送|建档"), re.compile(r"漏|缺")),
)
"""What a rate counts, and what is counted where it fails."""
USED = frozenset({Act.AWARD, Act.DEDUCT, Act.AWARD_PER, Act.DEDUCT_PER})
TAKING = frozenset({Act.DEDUCT, Act.DEDUCT_PER})
NEXT = (-1, 0, 1)
ALL = 100
RATE_WORDS = 3
STILL_EARNED = "没有写不足100%时是否还得分"
LONG = 8
"""A question of more letters that a sentence holds asks its condition as it stands."""
HIDDEN = frozenset({0, 1, ALL})
"""Numbers that a tree may leave out: times 1, nothing, all of a share."""


def find_most(tree: Expression, inputs: RowInputs) -> Decimal | None:
    """Return the most that a tree can give, whatever is observed; None where that is not a number."""
    most = find_ends(tree, {item.name: _range_of(item) for item in inputs.found})[1]
    return most.value if isinstance(most, Number) else None


def _range_of(item: Input) -> Domain:
    low, high = find_range(item)
    return Domain(Number(low), Number(high), whole=item.whole, options=item.options)


def find_excess(
    parts: Sequence[PartTerms], known: dict[str, Statement], worth: Decimal, inputs: RowInputs
) -> str | None:
    """Return why awards that add up cannot be meant so: they come to more than the row is worth."""
    if any(part.cap or part.worth or part.base for part in parts):
        return None
    fixed = [
        most
        for part in parts
        for term in part.gains
        if not term.bonus and known[term.rule].act in FIXED and (most := find_most(term.tree, inputs)) is not None
    ]
    if len(fixed) < 2 or sum(fixed) <= worth:
        return None
    return f"各句最多共得{print_number(sum(fixed, Decimal(0)))}分，多于分值{print_number(worth)}分"


def find_shortfall(
    ruled: Sequence[tuple[str, Statement]], parts: Sequence[PartTerms], worth: Decimal, reached: float
) -> str | None:
    """Return why the sentences that were read cannot be all: they never reach the row's points.

    Awards that are simply too few (台账齐全的得1分，归档及时的得1分 of 3) are the office's fault: `analysis` tells it.
    Where something is taken as well (整改率100%得2分，差评率超过5%扣1分 of 3), other points may be meant.
    """
    if any(part.cap or part.below for part in parts) or not any(part.gains for part in parts):
        return None
    if reached > float(worth) - DUST:
        return None
    if not any(statement.act in TAKING for _, statement in ruled):
        return None
    return f"读出的各句最多得{reached:g}分，少于分值{print_number(worth)}分"


def find_unasked(ruled: Sequence[tuple[str, Statement]], inputs: RowInputs) -> str | None:
    """Return which number that a sentence bounds is not asked for, or which step stands where a name should."""
    labels = [item.label for item in inputs.found]
    step = next((label for label in labels if STEPPING.match(label)), None)
    if step is not None:
        return f"“{step}”不是可以填写的数"
    vague = next((one.label for one in inputs.found if one.unit in POINTS and DIRECTION.match(one.label)), None)
    if vague is not None:
        return f"没有写“{vague}”从多少起算"
    for _, statement in ruled:
        for band in _list_asked(statement, ruled):
            name = RATE.search(band.subject)
            if name is not None and not any(name.group() in one for one in labels):
                return f"“{band.subject}”没有对应的填写项"
    return None


def find_unused(ruled: Sequence[tuple[str, Statement]], tree: Expression, inputs: RowInputs) -> str | None:
    """Return which printed points or bounds of the sentences that were read stand nowhere in the tree."""
    used = {abs(number) for node in walk(tree) for number in _list_numbers(node)}
    asked = [item.label for item in inputs.found if item.kind in {"yes_no", "choice"}]
    for _, statement in ruled:
        if statement.act not in USED or statement.series:
            continue
        bands = _list_asked(statement, ruled)
        edges = [
            edge.value
            for band in bands
            for edge in (band.low, band.high)
            # 甲300张以上，乙500份以上，少1张扣0.1分: what is missing is counted
            # 宣传6个村,每宣传一个: how many there are; 每月2条以上得1分: asked by the month, in words
            if edge is not None
            and not band.last  # 后三位 is asked in its own words
            and not (statement.step and (band.bare or (statement.step.toward == "less" and len(statement.bands) > 1)))
            and not EACH_PERIOD.search(statement.text)
            if not any(
                f"{band.subject}{edge.value:g}{band.unit}" in label or (len(label) > LONG and label in statement.text)
                for label in asked
            )
        ]
        points = [statement.points] if isinstance(statement.points, int | float) else []
        printed = {one: {abs(exact(one))} for one in points}
        printed |= {one: {abs(exact(one) + by) for by in NEXT} for one in edges}  # 19家 and fewer are fewer than 20
        printed |= {one: printed[one] | _in_other_money(one, {band.unit for band in bands}) for one in edges}
        lost = next((one for one, same in printed.items() if not same & used and one not in HIDDEN), None)
        if lost is not None:
            return f"“{statement.text}”中的{lost}没有用上"
    return None


def _in_other_money(number: float, units: set[str]) -> set[Decimal]:
    """8000万元 beside 1亿元 is asked as 0.8亿元."""
    sizes = [MONEY[unit] for unit in units & MONEY.keys()]
    return {abs(exact(number)) * own / other for own in sizes for other in MONEY.values()}


def find_twofold(ruled: Sequence[tuple[str, Statement]], tree: Expression, inputs: RowInputs) -> str | None:
    """Return which points may be meant otherwise: an award lost and its lack counted, or a lower part of a count.

    达标率100%得3分；每有1座不达标扣1分: one that is missing may cost 1 or all.
    10家以内每家0.3分，超过10家的部分每家0.5分: the first ten count beside what goes beyond them.
    """
    names = find_names(tree)
    asked = [item.label for item in inputs.found if item.name in names and item.unit in POINTS]
    for _, statement in ruled:
        if statement.act is Act.AWARD:
            for band in statement.bands:
                named = any(band.subject[-RATE_WORDS:] in label for label in asked)
                low = band.low.value if band.low is not None else 0
                lacking = [s for _, s in ruled if s.act is Act.DEDUCT_PER and _counts_things(s) and not _adds(s, ruled)]
                kept = any(isinstance(node, Between) and node.reason == STILL_EARNED for node in walk(tree))
                if named and low == ALL and not kept and any(_is_lack(s.subject, band.subject) for s in lacking):
                    return f"“{band.subject}”不足{ALL}{band.unit}时是否还得分，原文没有写"
        if statement.act is Act.AWARD_PER and statement.step is not None and statement.step.beyond is not None:
            unit = unit_class(statement.step.unit)
            others = [s for _, s in ruled if s is not statement and s.act is Act.AWARD_PER and s.step is not None]
            if any(unit_class(b.unit) == unit and b.high is not None for s in others for b in s.bands):
                return f"“{statement.text}”以内的部分怎样计分没有读准"
    return None


def keep_award(ruled: Sequence[tuple[str, Statement]], tree: Expression) -> Expression:
    """及时率100%得2分，每漏报1例扣0.5分: below 100 % the award is lost, or only what each lack takes."""
    lacking = [s for _, s in ruled if s.act is Act.DEDUCT_PER and _counts_things(s) and not _adds(s, ruled)]
    awards = {
        rule
        for rule, s in ruled
        if s.act is Act.AWARD
        for b in s.bands
        if b.low is not None and b.low.value == ALL and any(_is_lack(one.subject, b.subject) for one in lacking)
    }

    def keep(node: Expression) -> Expression:
        if not isinstance(node, Choose):
            return node
        branches = [*(case.then for case in node.cases), node.otherwise]
        own = [one for one in branches if isinstance(one, Fire) and one.rule in awards]
        if len(own) != 1 or not all(one is own[0] or one == ZERO for one in branches):
            return node
        kept = Between(STILL_EARNED, ZERO, own[0])
        cases = tuple(Case(case.when, kept if case.then == ZERO else case.then) for case in node.cases)
        return Choose(cases, kept if node.otherwise == ZERO else node.otherwise)

    return rewrite(tree, keep) if awards else tree


def _adds(statement: Statement, ruled: Sequence[tuple[str, Statement]]) -> bool:
    """整改率每下降1%扣0.2分；逾期未整改的每处加扣0.5分: what the rate costs is said, and the rest comes on top."""
    stepped = any(s.step is not None and s.act is Act.DEDUCT_PER and s.step.unit in POINTS for _, s in ruled)
    return statement.bonus and stepped


def _is_lack(counted: str, awarded: str) -> bool:
    """Whether what is counted is what keeps a rate below 100 %: 迟报 and 及时率."""
    opposite = any(rate.search(awarded) and lack.search(counted) for rate, lack in OPPOSITES)
    return opposite or is_missed(counted, awarded)


def _counts_things(statement: Statement) -> bool:
    """Whether things of their own are counted: 1座矿山; 有一项 counts the rates that were named before."""
    step = statement.step
    return statement.act is Act.DEDUCT_PER and step is not None and not statement.bands and step.unit != "项"


def _list_asked(statement: Statement, ruled: Sequence[tuple[str, Statement]]) -> tuple[Band, ...]:
    """Return the bands that need a number of their own.

    None where things of another kind are counted: 超过24小时的每起扣2分 (the bound says which ones), and
    接种率达到95%得5分，有1个乡未达到扣1分 (the award is what is left when none is missing).
    """
    counted = [s for _, s in ruled if s.step is not None and (s is statement or s.act is Act.DEDUCT_PER)]
    units = {unit_class(s.step.unit) for s in counted if s.step is not None}
    if statement.act is Act.CONSTRAINT:
        return ()
    if statement.act not in USED or (statement.step is None and statement.act is not Act.AWARD):
        units = set()
    return tuple(band for band in statement.bands if units <= {unit_class(band.unit)})


def _list_numbers(node: object) -> Iterator[Decimal]:
    for name in getattr(node, "__struct_fields__", ()):
        value = getattr(node, name)
        if isinstance(value, Decimal):
            yield value

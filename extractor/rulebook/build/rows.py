"""In: the statements of a row's cells. Out: its tree: parts added up, losses taken, limits kept, unread words open.

Not handled: one part by itself (`parts`), references and status (`rulebook`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from extractor.model.facts.scoring import Act, Statement, exact
from extractor.model.scored.expression import (
    ZERO,
    Between,
    Cap,
    Case,
    Choose,
    Expression,
    Fire,
    Floor,
    Number,
    Observed,
    Setting,
    UnreadRule,
    walk,
)
from extractor.model.scored.rulebook import TotalEffect
from extractor.rulebook.build.doubts.adding_up import keep_award
from extractor.rulebook.build.doubts.whole import find_doubt
from extractor.rulebook.build.inputs import RowInputs
from extractor.rulebook.build.numbers.stepped import Ruled
from extractor.rulebook.build.parts.builder import PartBuilder
from extractor.rulebook.build.parts.start import PartTerms
from extractor.rulebook.build.splitting import CellSplitter
from extractor.rulebook.build.terms import add

GAINS = frozenset({Act.AWARD, Act.AWARD_PER, Act.FORMULA, Act.PROPORTIONAL, Act.WORTH})
LOSSES = frozenset({Act.DEDUCT, Act.DEDUCT_PER})
OVER = "没有写加分能否超过分值"
LOSING_NAMES = re.compile(r"^(?:扣分|减分|倒扣)|(?:扣分|减分|倒扣)(?:项|事项|项目|指标)|奖扣|加减分")


@dataclass(slots=True)
class CellTree:
    """A cell's tree and what came of its statements. `acts`: whether any sentence scores."""

    tree: Expression | None
    effects: list[TotalEffect] = field(default_factory=list)
    closed: Expression | None = None
    unread: list[str] = field(default_factory=list)
    mute: list[str] = field(default_factory=list)


def build_cell(
    ruled: Sequence[Ruled], inputs: RowInputs, readings: list[str], table: int, *, on_top: frozenset[str] = frozenset()
) -> CellTree:
    """Return the tree of a cell; None where no sentence of it acts. `on_top`: rules of a column of extra points."""
    return _CellBuilder(ruled, inputs, readings, table, on_top).build()


class _CellBuilder:
    def __init__(
        self, ruled: Sequence[Ruled], inputs: RowInputs, readings: list[str], table: int, on_top: frozenset[str]
    ) -> None:
        self.worth = inputs.full_points
        shared = [(rule, share_out(s, self.worth)) for rule, s in ruled]
        self.ruled = [pair for pair in shared if pair[1].unread is None]
        self.unread = [pair for pair in shared if pair[1].unread is not None]
        self.inputs, self.readings, self.table, self.on_top = inputs, readings, table, on_top
        self.result = CellTree(None)

    def build(self) -> CellTree:
        constants: dict[str, Expression] = {
            s.subject: Number(_constant(s.formula[0])) for _, s in self.ruled if s.act is Act.DEFINE and s.formula
        }
        splitter = CellSplitter(self.ruled)
        parts = splitter.split()
        self.unread.extend(splitter.unread)
        built: list[PartTerms] = []
        for part in parts:
            builder = PartBuilder(part, self.inputs, self.worth, self.readings, self.table, constants)
            builder.mute = []
            built.append(builder.build())
            self.result.effects.extend(builder.effects)
            self.result.unread.extend(builder.lost)
            self.result.mute.extend(builder.mute)
        acting = [part for part in built if part.gains or part.losses or part.gates or part.worth or part.base]
        self.result.unread.extend(rule for rule, _ in self.unread)
        if not acting:
            self.result.tree = ZERO if self.result.effects else None
            return self.result
        self.result.closed = keep_award(self.ruled, self._assemble(built))
        self.result.tree = self._doubt(self._open(self.result.closed), built)
        return self.result

    def _doubt(self, tree: Expression, parts: list[PartTerms]) -> Expression:
        """Open a row whose reading cannot be whole, so that nothing definite is said of it."""
        closed = self.result.closed
        if isinstance(tree, UnreadRule) or self.worth is None or closed is None:
            return tree
        doubt = find_doubt(self.ruled, parts, closed, self.inputs, self.worth)
        return tree if doubt is None else UnreadRule(*doubt, Number(self.worth))

    # --- the row --------------------------------------------------------------------------------------------------
    def _assemble(self, parts: list[PartTerms]) -> Expression:
        gains: list[Expression] = []
        losses: list[Expression] = []
        top: list[Expression] = []
        gates: list[tuple[str, object]] = []
        floor_rule = next((part.floor_rule for part in parts if part.floor_rule), None)
        below = any(part.below for part in parts)
        caps = [part.cap for part in parts if part.cap is not None]
        for part in parts:
            own, taken = self._part(part)
            if own is not None:
                gains.append(own)
            losses.extend(taken)
            top.extend(term.tree for term in part.gains if term.rule in self.on_top)
            if own is None:
                gates.extend(part.gates)
        start = self._start(parts, gains, losses, below=below)
        total = add([*start, *gains, *losses])
        if gates:
            total = Choose(tuple(Case(test, Fire(rule, ZERO)) for rule, test in gates), total)  # type: ignore[arg-type]
        for rule, limit in caps:
            total = Cap(total, Number(limit), rule)
        capped = bool(caps)
        if self.worth is not None and not below and not capped:
            over = any(part.over for part in parts)
            total = Between(OVER, Cap(total, Number(self.worth)), total) if over else Cap(total, Number(self.worth))
        elif self.worth is None and self.inputs.settings and not below and not self._only_adds(parts, total):
            total = Cap(total, self.inputs.add_full())
        if not self._negative(below=below, floor_rule=floor_rule) and (floor_rule or not is_gain(total)):
            total = Floor(total, ZERO, floor_rule)
        return add([total, *top]) if top else total

    def _only_adds(self, parts: list[PartTerms], total: Expression) -> bool:
        """前四名分别加4、3、2、1分 without printed points: what only adds has no limit that the office would set."""
        terms = [term for part in parts for term in part.gains]
        if not terms or not all(term.bonus for term in terms) or any(isinstance(one, Setting) for one in walk(total)):
            return False
        self.inputs.settings.clear()
        return True

    def _negative(self, *, below: bool, floor_rule: str | None) -> bool:
        """Whether a row may go below zero: it says so, or it is worth nothing and only takes."""
        if below or LOSING_NAMES.search(self.inputs.name):
            return True
        return self.worth is None and self.inputs.category_points is None and floor_rule is None

    def _start(
        self, parts: list[PartTerms], gains: list[Expression], losses: list[Expression], *, below: bool
    ) -> list[Expression]:
        """Return what a row begins with: its base, its full points where it only loses, else nothing."""
        base = next((part.base for part in parts if part.base is not None), None)
        if base is not None:
            return [Fire(base[0], Number(exact(base[1].points)))] if isinstance(base[1].points, int | float) else []
        bonus_only = bool(gains) and all(term.bonus for part in parts for term in part.gains)
        gated = any(part.gates for part in parts)
        if below or (gains and not (bonus_only and losses)) or not (losses or gated):
            return []
        if self.worth is None and self.inputs.category_points is None and not any(part.floor_rule for part in parts):
            return []
        if LOSING_NAMES.search(self.inputs.name) and losses:
            return []
        if gated and not losses and not gains:  # 未报送不得分: what else earns is for a person to say
            return [Observed(self.inputs.add_judged("本指标评定得分", self.worth))]
        return [self.inputs.add_full()]

    def _part(self, part: PartTerms) -> tuple[Expression | None, list[Expression]]:
        """Return what a part gives by itself, and what it takes from the row."""
        plain = [term for term in part.gains if term.rule not in self.on_top]
        gains = add([term.tree for term in plain])
        losses: list[Expression] = [term.tree for term in part.losses]
        if part.loss_cap is not None and losses:
            losses = [Floor(add(losses), Number(-part.loss_cap[1]), part.loss_cap[0])]
        if part.worth is not None:
            worth = Number(exact(part.worth[1].points)) if isinstance(part.worth[1].points, int | float) else ZERO
            fired = Fire(part.worth[0], worth)
            own = Cap(add([gains, *losses]), worth, part.worth[0]) if plain else add([fired, *losses])
            return self._gated(part, Floor(own, ZERO)), []
        if part.base is not None:
            return None, [*([gains] if plain else []), *losses]
        if not plain:
            return None, losses
        if all(term.bonus for term in plain):
            return self._gated(part, gains), losses
        own = Floor(add([gains, *losses]), ZERO, part.floor_rule) if losses else gains
        if part.least is not None:  # 每低一个名次减0.5分，最低得5分
            own = Floor(own, Number(part.least[1]), part.least[0])
        return self._gated(part, own), []

    def _gated(self, part: PartTerms, own: Expression) -> Expression:
        if not part.gates:
            return own
        return Choose(tuple(Case(test, Fire(rule, ZERO)) for rule, test in part.gates), own)

    def _open(self, tree: Expression) -> Expression:
        """Open the tree by what unread words may give or take: a printed deduction only takes, all else may do both."""
        if not self.result.unread:
            return tree
        known = dict((*self.ruled, *self.unread))
        harmless = {rule for rule in self.result.unread if known[rule].act in {Act.RANK, Act.DEFINE, Act.ROUNDING}}
        serious = [known[rule] for rule in self.result.unread if rule not in harmless]
        if not serious:
            return tree
        reason = "；".join(dict.fromkeys(s.text for s in serious))
        full = (
            self.inputs.add_full()
            if self.worth is None and self.inputs.category_points is not None
            else Number(self.worth or Decimal(100))
        )
        takes = all(s.act in {Act.DEDUCT, Act.DEDUCT_PER} for s in serious)
        low: Expression = (
            Number(-(self.worth or Decimal(100))) if self._negative(below=False, floor_rule=None) else ZERO
        )
        return UnreadRule(reason, low, tree if takes else full)


def share_out(statement: Statement, worth: Decimal | None) -> Statement:
    """Return 得分值的60% with the points that it gives; unread where the row's points are not printed.

    >>> share_out(Statement(act=Act.AWARD, text="", points="full", share=0.6), Decimal(5)).points
    3
    """
    if statement.act is Act.PROPORTIONAL and statement.series and worth is not None:
        series = tuple(float(worth * exact(one) / 100) for one in statement.series)
        return replace(statement, act=Act.AWARD, series=series, points=None)
    if statement.share is None or statement.unread or statement.act is Act.SCALED:
        return statement
    if worth is None:
        return replace(statement, unread="分值未印出，不知道是几分的一部分")
    points = float(worth * exact(statement.share))
    return replace(statement, points=int(points) if points.is_integer() else points, share=None)


def is_gain(tree: Expression) -> bool:
    """Whether a tree is never below zero by its form: what is floored, chosen or capped of such.

    >>> is_gain(Cap(Floor(Number(Decimal(-1)), ZERO), Number(Decimal(5)))), is_gain(Number(Decimal(-1)))
    (True, False)
    """
    match tree:
        case Number(value):
            return value >= 0
        case Floor(_, Number(value)):
            return value >= 0
        case Cap(of, Number(value)):
            return value >= 0 and is_gain(of)
        case Fire(_, of):
            return is_gain(of)
        case Choose(cases, otherwise):
            return is_gain(otherwise) and all(is_gain(case.then) for case in cases)
    return False


def _constant(printed: str) -> Decimal:
    value = Decimal(printed.removesuffix("%"))
    return value / 100 if printed.endswith("%") else value

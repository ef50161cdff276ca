"""In: a row's sentences and its tree. Out: which sentence does not do in the tree what it says, tried at many values.

Every sentence promises something that can be seen without knowing how it was built: 扣1分 lowers the points by 1
somewhere, 每低1个百分点扣0.5分 by 0.5, 得满分 is reached. What holds nowhere was put together wrongly.
Not handled: words that say when a promise holds (`attached`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import islice, pairwise, product

from extractor.model.facts.scoring import Act, Band, Statement, unit_class
from extractor.model.scored.expression import (
    ZERO,
    Cap,
    Case,
    Choose,
    Expression,
    Fire,
    Node,
    Quotient,
    Setting,
    Test,
    print_number,
    rewrite,
    walk,
)
from extractor.model.scored.rulebook import Input
from extractor.rulebook.build.doubts.probe import DUST, Probe, Span, list_values
from extractor.rulebook.build.numbers.observing import is_change
from extractor.rulebook.build.numbers.quantities import FALLS
from extractor.rulebook.build.numbers.stepped import Ruled

TAKING = frozenset({Act.DEDUCT, Act.DEDUCT_PER})
GIVING = frozenset({Act.AWARD, Act.AWARD_PER})
STEPPED = frozenset({Act.AWARD_PER, Act.DEDUCT_PER})
LESS_IS_BETTER = frozenset({"天", "日", "工作日", "小时", "分钟", "名", "位"})
ORDERED = frozenset({"count", "number", "rank"})
MOST_TRIED = 240
"""How many values of a sentence's inputs are tried beside each other."""


@dataclass(slots=True)
class Promises:
    """The sentences of a row, tried on its tree; `worth` are its printed points."""

    ruled: Sequence[Ruled]
    tree: Expression
    inputs: Mapping[str, Input]
    worth: Decimal | None
    values: dict[str, tuple[float, ...]] = field(default_factory=dict)
    best: dict[str, float] = field(default_factory=dict)
    most: float = 0.0
    open_tree: Expression = ZERO
    sums: dict[tuple[float, ...], float] = field(default_factory=dict)
    """what was tried, by the values of `values` in their order: a climb comes by the same place again and again"""

    def find_broken(self) -> str | None:
        """Return which sentence does not do what it says; None where all do, or where the office sets the points."""
        if any(isinstance(node, Setting) for node in walk(self.tree)):
            return None
        self.values = list_values(self.tree, self.inputs.values())
        self.best = self._climb()
        self.most = Probe(self.inputs).measure(self.tree, self.best)[1]
        self.open_tree = rewrite(self.tree, lambda node: node.of if isinstance(node, Cap) and not node.rule else node)
        own = find_own_inputs(self.tree)
        for rule, statement in self.ruled:
            if rule in own and statement.act in TAKING | GIVING and not statement.series:
                reason = self._try(rule, statement, own[rule])
                if reason is not None:
                    return reason
        return self._find_turn(own) or self._find_upside_down(own)

    # --- the best that can be observed ---------------------------------------------------------------------------
    def _climb(self) -> dict[str, float]:
        """Return values that give the most: no larger than needed, so that a limit hides no sentence."""
        found = []
        for place in (0, -1):
            at = {name: tried[place] for name, tried in self.values.items()}
            for _ in range(2):
                for name, tried in self.values.items():
                    at[name] = max(tried, key=lambda value: (self._sum(at, name, value), value == at[name]))
            for name, tried in self.values.items():
                at[name] = max(tried, key=lambda value: (self._sum(at, name, value), -value))
            found.append(at)
        return max(found, key=lambda one: sum(Probe(self.inputs).measure(self.tree, one)))

    def _sum(self, at: Mapping[str, float], name: str, value: float) -> float:
        values = {**at, name: value}
        place = tuple(values.values())
        if place not in self.sums:
            self.sums[place] = round(sum(Probe(self.inputs).measure(self.tree, values)), 6)
        return self.sums[place]

    # --- one sentence --------------------------------------------------------------------------------------------
    def _try(self, rule: str, statement: Statement, names: frozenset[str]) -> str | None:
        points = self.worth if statement.points == "full" else statement.points
        if points is None:
            return None
        takes = statement.act in TAKING
        times = bool(statement.period)
        probe, without = Probe(self.inputs), Probe(self.inputs, frozenset({rule}))
        tree = self.tree if takes else self.open_tree  # 70%以上计30分，每超1%加0.5分: the row's points are the limit
        met = False
        for at in self._list_places(statement, names):
            probe.fired.clear()
            kept = probe.measure(tree, at)
            if rule not in probe.fired:
                continue
            met = True
            if self._does(kept, without.measure(tree, at), float(points), takes=takes, times=times):
                return None
        if not met:
            return None  # a band that no number reaches is told by `analysis`
        verb = "扣" if takes else "得"
        return f"“{statement.text}”在任何填写下都没有{verb}到{print_number(Decimal(str(points)))}分"

    def _does(self, kept: Span, left: Span, points: float, *, takes: bool, times: bool) -> bool:
        """Whether a sentence changes the points by what it says, or by what a limit lets of it."""
        for with_it, without_it in zip(kept, left, strict=True):
            change = (without_it - with_it) if takes else (with_it - without_it)
            if abs(change - points) < DUST or (times and change > DUST and abs(change % points) < DUST):
                return True
            limit = without_it if takes else with_it
            stopped = (takes and abs(with_it) < DUST) or limit > self.most - DUST
            if DUST < change < points and stopped:
                return True
        return False

    def _list_places(self, statement: Statement, names: frozenset[str]) -> Iterator[dict[str, float]]:
        lows = {name: tried[0] for name, tried in self.values.items()}
        tried = [self._list_tried(name, statement) for name in names if name in self.values]
        known = [name for name in names if name in self.values]
        for start in (self.best, lows):
            yield start
            for name, values in zip(known, tried, strict=True):
                yield from ({**start, name: value} for value in values)
            if len(known) > 1:
                for several in islice(product(*tried), MOST_TRIED):
                    yield {**start, **dict(zip(known, several, strict=True))}
        yield from self._list_beside(known, tried)

    def _list_beside(self, names: Sequence[str], tried: Sequence[tuple[float, ...]]) -> Iterator[dict[str, float]]:
        """Yield places where something else is worse than best, so that what is added can be seen below a limit."""
        for other, values in self.values.items():
            for value in () if other in names else values:
                for name, own in zip(names, tried, strict=True):
                    yield from ({**self.best, other: value, name: one} for one in own)

    def _list_tried(self, name: str, statement: Statement) -> tuple[float, ...]:
        values = self.values[name]
        if statement.step is None:
            return values
        by = float(statement.step.n)
        low, high = values[0], values[-1]
        moved = {value + way for value in values for way in (by, -by)}
        return tuple(sorted({*values, *(value for value in moved if low <= value <= high)}))

    # --- the whole row -------------------------------------------------------------------------------------------
    def _find_turn(self, own: Mapping[str, frozenset[str]]) -> str | None:
        """Return which number is better in the middle than at both ends, or worse, and no sentence prints both ends."""
        probe = Probe(self.inputs)
        quotients = [node.under for node in walk(self.tree) if isinstance(node, Quotient)]
        divided = frozenset().union(*(_list_inputs(under) for under in quotients))
        for name, tried in self.values.items():
            item = self.inputs[name]
            if item.kind not in ORDERED or name in divided or len(tried) < 3 or self._is_printed(name, item.unit, own):
                continue
            spans = [probe.measure(self.tree, {**self.best, name: value}) for value in tried]
            sure = [low for low, high in spans if high - low < DUST]
            ways = {two > one for one, two in pairwise(sure) if abs(two - one) > DUST}
            if len(ways) > 1:
                return f"“{item.label}”的分数先升后降或先降后升"
        return None

    def _find_upside_down(self, own: Mapping[str, frozenset[str]]) -> str | None:
        """Return the best award that a number outside its bounds beats: 下降5%得3分，每多降1%加0.3分 turned round."""
        probe = Probe(self.inputs)
        for rule, statement in self.ruled:
            names = [name for name in own.get(rule, ()) if name in self.values]
            if statement.act is not Act.AWARD or len(statement.bands) != 1 or len(names) != 1:
                continue
            if statement.period or "nth" in statement.names or not self._is_top(statement, own[rule], own):
                continue
            band, name = statement.bands[0], names[0]
            if unit_class(band.unit) != unit_class(self.inputs[name].unit):
                continue  # the months are counted in which it holds
            if (
                band.last
                or band.against
                or (band.bare and (band.unit in LESS_IS_BETTER or self._gains_below(band, name, own)))
                or self.inputs[name].kind not in ORDERED
            ):
                continue
            if self._goes_on_above(band, names[0], own):
                continue
            inside, outside = [0.0], [0.0]
            for value in self.values[name]:
                low = band.low is None or value >= float(band.low.value)
                high = band.high is None or value <= float(band.high.value)
                most = probe.measure(self.tree, {**self.best, name: value})[0]
                (inside if low and high else outside).append(most)
            if max(outside) > max(inside) + DUST:
                return f"“{statement.text}”没有做到反而得分更多"
        return None

    def _gains_below(self, band: Band, name: str, own: Mapping[str, frozenset[str]]) -> bool:
        """信访率12%的得8分，每下降1个百分点加1分: less is better, and the number printed is the base."""
        if is_change(band.subject) or FALLS.search(band.subject):
            return False  # 下降5%得3分，每多降1%加0.3分: more of a fall
        gains = [s.step for rule, s in self.ruled if s.act is Act.AWARD_PER and name in own.get(rule, ())]
        return any(step is not None and step.toward == "less" for step in gains)

    def _goes_on_above(self, band: Band, name: str, own: Mapping[str, frozenset[str]]) -> bool:
        """1亿元以内得2分，1亿元以上每增加0.5亿元加1分: more earns more, and the sentence behind says so."""
        if band.low is not None or band.high is None:
            return False
        edges = [
            edge.low.value
            for rule, one in self.ruled
            if one.act is Act.AWARD_PER and name in own.get(rule, ())
            for edge in one.bands
            if edge.low is not None
        ]
        return band.high.value in edges

    def _is_top(self, statement: Statement, names: frozenset[str], own: Mapping[str, frozenset[str]]) -> bool:
        """Whether no other award by the same number is higher."""
        worth = float(self.worth or 0)
        points = [
            worth if one.points == "full" else float(one.points or 0)
            for rule, one in self.ruled
            if one.act is Act.AWARD and own.get(rule) == names
        ]
        return (worth if statement.points == "full" else float(statement.points or 0)) >= max(points)

    def _is_printed(self, name: str, unit: str, own: Mapping[str, frozenset[str]]) -> bool:
        """Whether a sentence prints both ends of what it is about, so that the middle may be best.

        Awards by bounds alone (80%以上5分，85%以上3分) are as the office printed them: `analysis` tells what is odd.
        """
        about = [statement for rule, statement in self.ruled if name in own.get(rule, ())]
        if all(statement.act in {Act.AWARD, Act.ZERO} for statement in about):
            return True
        return any(
            band.low is not None and band.high is not None and band.low.value != band.high.value and band.unit == unit
            for statement in about
            for band in statement.bands
        )


def find_own_inputs(tree: Expression, *, nearest: bool = False) -> dict[str, frozenset[str]]:
    """Return for each rule of a tree the inputs that decide on its amount: in it, and in the conditions around it.

    `nearest`: only the innermost conditions, as a gate stands around the whole row.

    >>> from extractor.model.scored.expression import Holds, Number, ONE, ZERO
    >>> find_own_inputs(Choose((Case(Holds("a"), Fire("r", ONE)),), ZERO))
    {'r': frozenset({'a'})}
    """
    found: dict[str, frozenset[str]] = {}

    def visit(node: Node | Case, around: frozenset[str]) -> None:
        if isinstance(node, Choose):
            here = (frozenset() if nearest else around).union(*(_list_inputs(case.when) for case in node.cases))
            for branch in (*(case.then for case in node.cases), node.otherwise):
                visit(branch, here)
            return
        if isinstance(node, Fire):
            found[node.rule] = found.get(node.rule, frozenset()) | around | _list_inputs(node.of)
        for name in node.__struct_fields__:
            value = getattr(node, name)
            for part in value if isinstance(value, tuple) else (value,):
                if isinstance(part, Node):
                    visit(part, around)

    visit(tree, frozenset())
    return found


def _list_inputs(node: Expression | Test) -> frozenset[str]:
    return frozenset(name for part in walk(node) if isinstance(name := getattr(part, "input", None), str))

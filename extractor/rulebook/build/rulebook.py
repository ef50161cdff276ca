"""In: `Plan`. Out: `Rulebook`: each row of its tables as a tree, each scoring sentence as a rule with its place.

What cannot be read stays as text with a reason; a row without a readable sentence asks for awarded points.
Not handled: rules in the body of a plan outside its tables.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from extractor.language.folding import fold
from extractor.language.passages import build_passage
from extractor.model.facts.plan import Indicator, IndicatorPart, Number, Plan, RuleKind
from extractor.model.facts.scoring import Act, Statement
from extractor.model.paper.place import Place
from extractor.model.scored.expression import (
    ZERO,
    Cap,
    Choose,
    Expression,
    Fire,
    Floor,
    Observed,
    Sum,
    Test,
    UnreadRule,
    walk,
)
from extractor.model.scored.rulebook import (
    Category,
    Input,
    Reference,
    RowStatus,
    Rulebook,
    RuledGrade,
    RuledIndicator,
    ScoringRule,
    TotalEffect,
)
from extractor.rulebook.build.inputs import RowInputs
from extractor.rulebook.build.rows import CellTree, build_cell
from extractor.rulebook.build.settle import settle
from extractor.rulebook.build.wording import print_statement

NOT_USED = "句子读懂了，但与本行其他句子合不到一起，没有进入计算"
PERIOD = re.compile(
    r"创建期[内末]|考核期[内末]?|年内|全年|年度|每季度|本季度|[月季年]均|按[月季年]|自[^,，;；。]{1,12}之日起"
)
"""创建期末 (成武), 每季度 (郏县), 自本办法执行之日起 (郏县)."""
NOTES = frozenset(
    {
        Act.RANK,
        Act.CONSTRAINT,
        Act.DEFINE,
        Act.ROUNDING,
        Act.ROUND_UP,
        Act.ROUND_DOWN,
        Act.ROUND_PART,
        Act.BEST,
        Act.BELOW_ZERO,
        Act.GO_ON,
    }
)
"""Statements that say how others are meant; they are in no tree of their own."""
ACTING = frozenset(
    {Act.AWARD, Act.AWARD_PER, Act.DEDUCT, Act.DEDUCT_PER, Act.FORMULA, Act.PROPORTIONAL, Act.INTERPOLATE}
)
KINDS = {
    Act.BASE: RuleKind.AWARD, Act.WORTH: RuleKind.AWARD, Act.TOTAL_LOSS: RuleKind.DEDUCT, Act.TOTAL_ZERO: RuleKind.ZERO,
    Act.NOT_GRADE: RuleKind.CONSTRAINT, Act.VETO: RuleKind.ZERO,
}  # fmt: skip


def build_rulebook(plan: Plan) -> Rulebook:
    """Return the rulebook of all tables of `plan`; an empty one where it has no table.

    Points are Decimals exactly as printed. Nothing is raised for sentences that cannot be read: their rules have
    the status needs_review and a reason in Chinese.
    """
    rows = [_RowBuilder(plan, row, f"x{row.table}_{position:02d}") for position, row in _numbered(plan)]
    built = [row.build() for row in rows]
    categories = tuple(
        Category(
            table=row.table,
            name=row.level1,
            points=_decimal(row.level1_points),
            reference=_refer(plan, row.places.get("level1"), row.level1),
        )
        for row in _first_of_each(plan.indicators)
        if row.level1
    )
    grades = tuple(
        RuledGrade(
            name=g.name, minimum=_decimal(g.min), maximum=_decimal(g.max), reference=_refer(plan, g.place, g.name)
        )
        for g in plan.grades
    )
    metadata = plan.metadata
    rulebook = Rulebook(
        plan=plan.id,
        title=metadata.title,
        jurisdiction=metadata.jurisdiction,
        issuer=metadata.issuer,
        doc_number=metadata.doc_number,
        issue_date=metadata.issue_date,
        inputs=tuple(known for row in rows for known in row.inputs.found),
        categories=categories,
        indicators=tuple(built),
        grades=grades,
        effects=tuple(effect for row in rows for effect in row.effects),
        parameters=tuple(one for row in rows for one in row.inputs.settings),
    )
    return settle(rulebook)


def _numbered(plan: Plan) -> list[tuple[int, Indicator]]:
    counts: dict[int, int] = {}
    numbered = []
    for row in plan.indicators:
        counts[row.table] = counts.get(row.table, 0) + 1
        numbered.append((counts[row.table], row))
    return numbered


def _first_of_each(indicators: tuple[Indicator, ...]) -> list[Indicator]:
    first: dict[tuple[int, str | None], Indicator] = {}
    for row in indicators:
        first.setdefault((row.table, row.level1), row)
    return list(first.values())


def _decimal(number: Number | None) -> Decimal | None:
    return None if number is None else Decimal(str(number))


def _refer(plan: Plan, place: Place | None, words: str) -> Reference | None:
    if place is None:
        return None
    quote = place.words(plan.text) if plan.text else words
    return Reference(
        quote=quote, doc_number=plan.metadata.doc_number, page=place.page, start=place.start, end=place.end
    )  # fmt: skip


class _RowBuilder:
    """One row of a table on its way to a `RuledIndicator`."""

    def __init__(self, plan: Plan, indicator: Indicator, prefix: str) -> None:
        self.plan, self.indicator = plan, indicator
        self.points = _decimal(indicator.points)
        self.name = indicator.name or indicator.content or indicator.level1 or f"第{indicator.no}项"
        self.inputs = RowInputs(
            prefix=prefix,
            indicator=indicator.id,
            name=self.name,
            source=indicator.evidence or next((p.evidence for p in indicator.parts if p.evidence), None),
            full_points=self.points,
            category_points=_decimal(indicator.level1_points),
        )
        self.several = len(indicator.parts) > 1
        self.words = ""
        self.rules: list[ScoringRule] = []
        self.readings: list[str] = []
        self.effects: list[TotalEffect] = []
        self.used_by: dict[str, set[str]] = {}

    def build(self) -> RuledIndicator:
        """Return the row with its tree, its rules and its status."""
        row = self.indicator
        parts: tuple[Indicator | IndicatorPart, ...] = row.parts or (row,)
        self.words = "\n".join(part.criteria or part.content or "" for part in parts)
        trees = [self._build_part(part, number) for number, part in enumerate(parts, 1)]
        tree: Expression = trees[0]
        if len(trees) > 1:
            self.inputs.full_points = self.points
            tree = Cap(Sum(tuple(trees)), self.inputs.add_full())
        self._order_inputs()
        self._refer_inputs()
        if row.damaged:
            tree = self._open_damaged(tree)
        return RuledIndicator(
            id=row.id,
            table=row.table,
            no=row.no,
            name=self.name,
            level1=row.level1,
            points=self.points,
            points_reference=_refer(self.plan, row.places.get("points"), str(row.points)),
            status=self._status(tree),
            criteria=self.words or None,
            tree=tree,
            rules=tuple(self.rules),
            readings=tuple(dict.fromkeys(self.readings)),
            reference=_refer(self.plan, row.place, self.words or self.name),
        )

    def _open_damaged(self, tree: Expression) -> Expression:
        """Words that the print has lost may say anything: the row is open (平阴 no. 14)."""
        self.readings.append(f"原文有损（{'、'.join(self.indicator.damaged)}），请对照原件核对")
        if "criteria" not in self.indicator.damaged or isinstance(tree, Observed | UnreadRule):
            return tree
        self.rules = [replace(rule, status="needs_review", reason="原文有损") for rule in self.rules]
        return UnreadRule("评分标准原文有损", ZERO, self.inputs.add_full())

    def _order_inputs(self) -> None:
        """Put the inputs into the order in which the row names them; points that a person sets stand last."""
        ranks = {rule.id: place for place, rule in enumerate(self.rules)}

        def place(item: Input) -> tuple[bool, int]:
            return item.kind == "points", min((ranks[rule] for rule in self._users(item.name)), default=len(ranks))

        self.inputs.found.sort(key=place)

    def _refer_inputs(self) -> None:
        """Give each input the sentence that first names it, or else that its row is read from."""
        cells = [(rule.reference, fold(rule.reference.quote).replace(" ", "")) for rule in self.rules]
        whole = next((rule.reference for rule in self.rules), _refer(self.plan, self.indicator.place, self.name))
        for position, item in enumerate(self.inputs.found):
            core = item.label.split("（")[0].split(",")[-1]
            named = next((reference for reference, words in cells if core and core in words), None)
            used = self._users(item.name)
            named = named or next((rule.reference for rule in self.rules if rule.id in used), whole)
            period = item.period or _find_period(named.quote if named else "", self.words)
            self.inputs.found[position] = replace(item, reference=item.reference or named, period=period)

    def _users(self, name: str) -> set[str]:
        return self.used_by.get(name, set())

    def _status(self, tree: Expression) -> RowStatus:
        states = [rule.status for rule in self.rules if rule.status != "constraint"]
        if any(isinstance(node, UnreadRule) for node in walk(tree)):
            return "partial" if any(state == "executable" for state in states) else "needs_review"
        if not states:
            return "judged"
        unread = states.count("needs_review")
        return "executable" if not unread else "needs_review" if unread == len(states) else "partial"

    def _build_part(self, part: Indicator | IndicatorPart, number: int) -> Expression:
        points = _decimal(part.points) if self.several else self.points
        self.inputs.full_points = points
        self.inputs.source = part.evidence or self.inputs.source
        ruled = [(f"{self.inputs.prefix}_r{len(self.rules) + n}", s) for n, s in enumerate(part.statements, 1)]
        known = list(self.inputs.found)
        cell = build_cell(ruled, self.inputs, self.readings, self.indicator.table, on_top=self._on_top(ruled))
        tree = cell.tree
        used = _used_rules(cell.closed) if cell.closed is not None else set()
        used |= {effect.rule for effect in cell.effects}
        if not used and not cell.effects:
            self.inputs.found = known
            tree = None
        elif tree is not None:
            tree = self._open_unused(tree, ruled, used, cell)
        self.effects.extend(cell.effects)
        if tree is not None:
            self._note_users(cell.closed or tree)
        self.rules.extend(self._describe(rule, s, used, cell.mute) for rule, s in ruled)
        return tree if tree is not None else self._judge(number)

    def _open_unused(
        self, tree: Expression, ruled: Sequence[tuple[str, Statement]], used: set[str], cell: CellTree
    ) -> Expression:
        """A sentence that gives or takes points and is nowhere in the tree leaves the row open."""
        left = [
            s.text
            for rule, s in ruled
            if s.unread is None
            and s.act in ACTING
            and not s.rest
            and rule not in used | set(cell.mute) | set(cell.unread)
        ]
        if not left or isinstance(tree, UnreadRule):
            return tree
        return UnreadRule("；".join(left), ZERO, self.inputs.add_full())

    def _on_top(self, ruled: Sequence[tuple[str, Statement]]) -> frozenset[str]:
        """Return the rules of a column that only adds (加分标准): its points come on top of the row's."""
        gains = [(rule, s) for rule, s in ruled if s.act in {Act.AWARD, Act.AWARD_PER}]
        adding = {s.column for _, s in gains} - {s.column for _, s in gains if not s.bonus}
        others = {s.column for _, s in ruled} - adding
        return frozenset(rule for rule, s in gains if s.column in adding) if others else frozenset()

    def _note_users(self, tree: Expression) -> None:
        for node in walk(tree):
            if isinstance(node, Fire):
                self._note_inputs(node, {node.rule})
            elif isinstance(node, Choose):
                for case in node.cases:
                    self._note_inputs(case.when, {part.rule for part in walk(case.then) if isinstance(part, Fire)})

    def _note_inputs(self, tree: Expression | Test, rules: set[str]) -> None:
        for below in walk(tree):
            name = getattr(below, "input", None)
            if isinstance(name, str):
                self.used_by.setdefault(name, set()).update(rules)

    def _judge(self, number: int) -> Expression:
        """Ask for awarded points, as no sentence of the cell says how they are earned."""
        full = self.inputs.full_points
        label = f"第{number}部分评定得分" if self.several else "本指标评定得分"
        awarded = Observed(self.inputs.add_judged(label, full))
        return Cap(awarded, self.inputs.add_full()) if full is None and not self.several else awarded

    def _describe(self, rule: str, statement: Statement, used: set[str], mute: Sequence[str]) -> ScoringRule:
        place = statement.place
        quote = build_passage(statement.text, 0, len(statement.text)).printed
        reference = Reference(quote=quote, doc_number=self.plan.metadata.doc_number)
        if place is not None:
            pieces = tuple((piece.start, piece.end) for piece in place.pieces)
            reference = replace(reference, page=place.page, start=place.start, end=place.end, pieces=pieces)
        kind = KINDS.get(statement.act) or (
            RuleKind(statement.act.value) if statement.act.value in set(RuleKind) else RuleKind.CONSTRAINT
        )
        described = ScoringRule(
            id=rule, kind=kind, status="executable", reads_as=print_statement(statement), reference=reference
        )
        if statement.unread:
            return replace(described, status="needs_review", reason=statement.unread, reads_as=quote)
        if rule in used:
            return described
        if rule in mute:
            return replace(described, status="constraint", reason="数量为零时本来就不得分")
        if statement.act is Act.CONSTRAINT:
            return replace(described, status="constraint", reason="只提要求，不写得扣多少分")
        if statement.act in NOTES or statement.act in {Act.CAP, Act.DEDUCT_CAP}:
            return described if used else replace(described, status="needs_review", reason=NOT_USED)
        return replace(described, status="needs_review", reason=NOT_USED)


def _find_period(*texts: str) -> str | None:
    """Return the words that say over what time is observed, from the first text that has any: 创建期末, 月均."""
    found = (PERIOD.search(text) for text in texts)
    return next((match.group() for match in found if match), None)


def _used_rules(tree: Expression) -> set[str]:
    return {node.rule for node in walk(tree) if isinstance(node, Fire | Cap | Floor) and node.rule}

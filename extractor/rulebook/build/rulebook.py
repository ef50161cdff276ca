"""In: `Plan`. Out: `Rulebook`: each row of its tables as a tree, each scoring sentence as a rule with its place.

What cannot be read stays as text with a reason; a row without a readable sentence asks for awarded points.
Not handled: rules in the body of a plan outside its tables.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from extractor.language.folding import fold
from extractor.language.passages import build_passage
from extractor.model.expression import Cap, Expression, Fire, Floor, Observed, Sum, walk
from extractor.model.place import Passage, Place
from extractor.model.plan import Indicator, IndicatorPart, Number, Plan, RuleKind
from extractor.model.rulebook import (
    Category,
    Reference,
    RowStatus,
    Rulebook,
    RuledGrade,
    RuledIndicator,
    ScoringRule,
)
from extractor.rulebook.build.compose import Block
from extractor.rulebook.build.inputs import RowInputs
from extractor.rulebook.build.settle import settle
from extractor.rulebook.grammar import parse_criteria
from extractor.rulebook.statements import Statement, print_statement

NOT_USED = "句子读懂了，但与本行其他句子合不到一起，没有进入计算"
PERIOD = re.compile(
    r"创建期[内末]|考核期[内末]?|年内|全年|年度|每季度|本季度|[月季年]均|按[月季年]|自[^,，;；。]{1,12}之日起"
)
"""创建期末 (成武), 每季度 (郏县), 自本办法执行之日起 (郏县)."""
ANNOTATING = frozenset({RuleKind.RANK, RuleKind.CONSTRAINT})


def build_rulebook(plan: Plan) -> Rulebook:
    """Return the rulebook of all tables of `plan`; an empty one where it has no table.

    Points are Decimals exactly as printed. Nothing is raised for sentences that cannot be read: their rules have
    the status needs_review and a reason in Chinese.
    """
    rows = [_Row(plan, row, f"x{row.table}_{position:02d}") for position, row in _numbered(plan)]
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


@dataclass(slots=True)
class _Cell:
    """The words that score: `passage` for reading, `printed` for quoting; `placed` tells whether offsets are real."""

    passage: Passage
    page: int | None
    points: Decimal | None
    evidence: str | None
    placed: bool = False


class _Row:
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
        self.several = False
        self.words = ""
        self.rules: list[ScoringRule] = []
        self.readings: list[str] = []

    def build(self) -> RuledIndicator:
        """Return the row with its tree, its rules and its status."""
        row = self.indicator
        parts: tuple[Indicator | IndicatorPart, ...] = row.parts or (row,)
        cells = [self._find_cell(part) for part in parts]
        self.several = len(cells) > 1
        trees = [self._build_cell(cell, number) for number, cell in enumerate(cells, 1)]
        tree: Expression = trees[0]
        if len(trees) > 1:
            self.inputs.full_points = self.points
            tree = Cap(Sum(tuple(trees)), self.inputs.add_full())
        self.words = "".join(cell.passage.text for cell in cells if cell)
        self._refer_inputs()
        if row.damaged:
            self.readings.append(f"原文有损（{'、'.join(row.damaged)}），请对照原件核对")
        words = "\n".join(cell.passage.printed for cell in cells if cell)
        return RuledIndicator(
            id=row.id,
            table=row.table,
            no=row.no,
            name=self.name,
            level1=row.level1,
            points=self.points,
            points_reference=_refer(self.plan, row.places.get("points"), str(row.points)),
            status=self._status(),
            criteria=words or None,
            tree=tree,
            rules=tuple(self.rules),
            readings=tuple(dict.fromkeys(self.readings)),
            reference=_refer(self.plan, row.place, words or self.name),
        )

    def _refer_inputs(self) -> None:
        """Give each input the sentence that first names it, or else that its row is read from."""
        cells = [(rule.reference, fold(rule.reference.quote)) for rule in self.rules]
        whole = next((rule.reference for rule in self.rules), _refer(self.plan, self.indicator.place, self.name))
        for position, item in enumerate(self.inputs.found):
            core = item.label.split("（")[0].split(",")[-1]
            named = next((reference for reference, words in cells if core and core in words), whole)
            period = item.period or _find_period(named.quote if named else "", self.words)
            self.inputs.found[position] = replace(item, reference=named, period=period)

    def _status(self) -> RowStatus:
        states = [rule.status for rule in self.rules if rule.kind not in ANNOTATING or rule.status == "needs_review"]
        if not states:
            return "judged"
        unread = states.count("needs_review")
        return "executable" if not unread else "needs_review" if unread == len(states) else "partial"

    def _find_cell(self, part: Indicator | IndicatorPart) -> _Cell | None:
        field = "criteria" if part.criteria else "content"
        words = part.criteria or part.content
        if not words:
            return None
        place = part.places.get(field)
        points = _decimal(part.points)
        if place is not None and self.plan.text:
            passage = _read_place(self.plan.text, place)
            if passage.text == build_passage(words, 0, len(words)).text:
                return _Cell(passage, place.page, points, part.evidence, placed=True)
        page = place.page if place else None
        return _Cell(build_passage(words, 0, len(words)), page, points, part.evidence)

    def _build_cell(self, cell: _Cell | None, number: int) -> Expression:
        if cell is None:
            return self._judge(number)
        self.inputs.full_points = cell.points if self.several else self.points
        self.inputs.source = cell.evidence or self.inputs.source
        statements = parse_criteria(cell.passage.text)
        numbered = [(f"{self.inputs.prefix}_r{len(self.rules) + n}", s) for n, s in enumerate(statements, 1)]
        readable = [(rule, statement) for rule, statement in numbered if statement.unread is None]
        block = Block(self.inputs, readable)
        known = list(self.inputs.found)
        acting = [s for _, s in readable if s.kind not in ANNOTATING or s.bounds]
        tree = block.build() if acting else None
        used = _used_rules(tree) if tree is not None else set()
        if not used:
            self.inputs.found = known
            tree = None
        self.rules.extend(self._describe(cell, rule, statement, used) for rule, statement in numbered)
        if tree is None:
            return self._judge(number)
        self.readings.extend(block.readings)
        return tree

    def _judge(self, number: int) -> Expression:
        """Ask for awarded points, as no sentence of the cell says how they are earned."""
        full = self.inputs.full_points
        label = f"第{number}部分评定得分" if self.several else "本指标评定得分"
        awarded = Observed(self.inputs.add_judged(label, full))
        return Cap(awarded, self.inputs.add_full()) if full is None and not self.several else awarded

    def _describe(self, cell: _Cell, rule: str, statement: Statement, used: set[str]) -> ScoringRule:
        quote = cell.passage.printed[statement.start : statement.end]
        reference = Reference(quote=quote, doc_number=self.plan.metadata.doc_number, page=cell.page)
        if cell.placed:
            spans = cell.passage.spans(statement.start, statement.end)
            pieces = spans if len(spans) > 1 else ()
            reference = replace(reference, start=spans[0][0], end=spans[0][1], pieces=pieces)
        described = ScoringRule(
            id=rule, kind=statement.kind, status="executable", reads_as=print_statement(statement), reference=reference
        )
        if statement.unread:
            return replace(described, status="needs_review", reason=statement.unread, reads_as=quote)
        if rule in used or (statement.kind is RuleKind.RANK and used):
            return described
        if statement.kind is RuleKind.CONSTRAINT:
            return replace(described, status="constraint", reason="只提要求，不写得扣多少分")
        return replace(described, status="needs_review", reason=NOT_USED)


def _find_period(*texts: str) -> str | None:
    """Return the words that say over what time is observed, from the first text that has any: 创建期末, 月均."""
    found = (PERIOD.search(text) for text in texts)
    return next((match.group() for match in found if match), None)


def _used_rules(tree: Expression) -> set[str]:
    return {node.rule for node in walk(tree) if isinstance(node, Fire | Cap | Floor) and node.rule}


def _read_place(text: str, place: Place) -> Passage:
    passage: Passage | None = None
    for piece in place.pieces or (place,):
        part = build_passage(text, piece.start, piece.end)
        passage = part if passage is None else passage.join(part)
    return passage if passage is not None else build_passage(text, place.start, place.end)

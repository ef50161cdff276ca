"""In: the scoring sentences of a row. Out: one rule for each scoring statement, by the kinds of SPEC.md.

A statement ends with its predicate (得5分, 不得分, 按比例计分); what stands between the last predicate and this
one is its condition. Not handled: statements whose points stand in another cell (见附表).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from extractor.model.place import Passage
from extractor.model.plan import Condition, Number, Per, Rule, RuleKind
from extractor.parse.context import Context
from extractor.parse.scoring.conditions import find_bound, find_condition, find_per
from extractor.parse.scoring.predicates import Predicate, find_predicates

LIST_NUMBER = re.compile(r"^\d{1,2}[.、](?!\d)|^\(\d{1,2}\)|^[①-⑳]")


def find_rules(context: Context, passage: Passage) -> tuple[Rule, ...]:
    """Return the scoring statements of a cell, in order."""
    rules: list[Rule] = []
    text = passage.text
    monthly = False
    start = 0
    for predicate in find_predicates(text):
        sentence = _sentence_start(text, predicate.start)
        if start < sentence:
            monthly = False
            rules.extend(_constraints(context, passage, start, sentence))
            start = max(start, sentence)
        monthly = monthly or bool(re.search(r"按月(?:统计|核算|计算|考核|计分)", text[start : predicate.start]))
        left = _skip_number(text, start)
        if predicate.bracketed and rules and text[start : predicate.start] == "(":
            # …达80%以上,否则不得分(10分): points in brackets behind 否则 are for all that the sentence asks
            left = _skip_number(text, sentence)
        lead = _lead_constraints(context, passage, left, predicate)
        rules.extend(rule for rule, _ in lead)
        if lead and lead[-1][1] < predicate.start:
            left = _skip_marks(text, lead[-1][1])
        rules.append(_build_rule(context, passage, predicate, left, monthly=monthly))
        start = _skip_marks(text, predicate.end)
    rules.extend(_constraints(context, passage, start, len(text)))
    return tuple(rules)


def _sentence_start(text: str, at: int) -> int:
    return max(text.rfind(mark, 0, at) for mark in "。;\n") + 1


def _skip_number(text: str, start: int) -> int:
    match = LIST_NUMBER.match(text[start : start + 4])
    return start + match.end() if match else start


def _skip_marks(text: str, start: int) -> int:
    match = re.compile(r"[,、;。)\s]+(?:但|且|并)?").match(text, start)
    return match.end() if match else start


def _build_rule(context: Context, passage: Passage, predicate: Predicate, left: int, *, monthly: bool) -> Rule:
    text = passage.text
    words = text[left : predicate.end]
    condition_words, otherwise, _ = text[left : predicate.start].partition("否则")
    per = find_per(words, predicate.step, deduct=predicate.kind == "deduct")
    if per is None and monthly and predicate.kind in ("award", "deduct"):
        per = Per(1, "月")
    condition = None
    if predicate.kind in ("award", "deduct", "zero", "full") and (predicate.bracketed or not otherwise):
        condition = find_condition(condition_words, per)
    kind, points = _decide(predicate, per)
    if kind is RuleKind.CAP and not re.search(r"每(?:个)?(?:单项|一?项|类|方面)", words):
        per = None
    if kind not in (RuleKind.AWARD_PER, RuleKind.DEDUCT_PER, RuleKind.CAP):
        per = None
    return Rule(
        kind=kind,
        points=points,
        per=per,
        condition=condition,
        text=context.quote(passage, min(left, predicate.start), predicate.end),
        place=context.place(passage, min(left, predicate.start), predicate.end),
    )


PLAIN_KINDS = {"award": RuleKind.AWARD, "deduct": RuleKind.DEDUCT, "cap": RuleKind.CAP}
STEPPED_KINDS = {"award": RuleKind.AWARD_PER, "deduct": RuleKind.DEDUCT_PER, "cap": RuleKind.CAP}


def _decide(predicate: Predicate, per: Per | None) -> tuple[RuleKind, Number | Literal["full"] | None]:
    """Return the rule's kind and points."""
    kinds = STEPPED_KINDS if per else PLAIN_KINDS
    if predicate.kind in kinds:
        return kinds[predicate.kind], predicate.points
    if predicate.kind == "full":
        return RuleKind.AWARD, "full"
    if predicate.kind == "zero":
        return RuleKind.ZERO, 0
    if predicate.kind == "deduct_cap":
        return RuleKind.DEDUCT_CAP, predicate.points if predicate.points is not None else "full"
    return RuleKind(predicate.kind), None


def _lead_constraints(context: Context, passage: Passage, left: int, predicate: Predicate) -> list[tuple[Rule, int]]:
    """Return bounds that stand in clauses of their own before a predicate that does not score by them.

    每个部门(单位)出台制度文件不少于3件,本项按…比例计分: a bound, then a share. But 每类分别不少于20万条,每归集一类
    信息得0.5分: the bound is what each award asks for.
    """
    if predicate.kind in ("award", "deduct", "deduct_cap", "cap"):
        return []
    text = passage.text
    clause = max((match.end() for match in re.finditer(r",", text[left : predicate.start])), default=None)
    if clause is None:
        return []
    return _bounds_in(context, passage, left, left + clause)


def _constraints(context: Context, passage: Passage, start: int, end: int) -> Iterator[Rule]:
    """Yield the bounds of a stretch that holds no predicate."""
    if end > start:
        yield from (rule for rule, _ in _bounds_in(context, passage, start, end))


def _bounds_in(context: Context, passage: Passage, start: int, end: int) -> list[tuple[Rule, int]]:
    found = []
    for match in re.compile(r"[^,。;()]+").finditer(passage.text, start, end):
        bound = find_bound(match.group())
        if bound is None:
            continue
        condition: Condition | None = bound if isinstance(bound, Condition) else None
        left = match.start() + len(match.group()) - len(match.group().lstrip())
        rule = Rule(
            kind=RuleKind.CONSTRAINT,
            points=None,
            condition=condition,
            text=context.quote(passage, left, match.end()),
            place=context.place(passage, left, match.end()),
        )
        found.append((rule, match.end()))
    return found

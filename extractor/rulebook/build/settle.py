"""In: a `Rulebook` as its rows gave it. Out: the same with names made of words, own sentences, checks and seals.

A name is made of the row's and the label's words, unit and kind, so a row that is inserted renames nothing.
Not handled: what the rows compute.
"""

from __future__ import annotations

import base64
import hashlib
import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from extractor.language.folding import fold
from extractor.model.scored.expression import (
    ZERO,
    Case,
    Compare,
    Every,
    Expression,
    Fire,
    Holds,
    Is,
    Node,
    Not,
    Number,
    Observed,
    Setting,
    Sum,
    find_children,
    print_number,
    rewrite,
    walk,
)
from extractor.model.scored.rulebook import (
    CrossCheck,
    Gathering,
    Input,
    Period,
    Reference,
    Rulebook,
    RuledIndicator,
    ScoringRule,
)
from extractor.rulebook.engine.program import ALL_PLACES, find_names
from extractor.rulebook.notation.rows import build_words, canonical, find_seal

LETTERS = 7
"""Of a name, after its q_: 35 bits, so that two of a thousand are alike once in seventy million books."""
EVERY: tuple[tuple[re.Pattern[str], Period, Gathering], ...] = (
    (re.compile(r"月均|按月平均|每月平均"), "month", "mean"),
    (re.compile(r"季均|季度平均"), "quarter", "mean"),
    (re.compile(r"期末|年末|年底|截至"), "year", "last"),
    (re.compile(r"每月|按月|逐月"), "month", "sum"),
    (re.compile(r"每季度?|按季|本季度"), "quarter", "sum"),
    (re.compile(r"每半年|半年度"), "half_year", "sum"),
)
"""How the printed period is reported and gathered, in the order in which they are tried."""
PERIOD_UNITS = frozenset({"个月", "月", "个季度", "季度"})
ABSENT = re.compile(r"^(?:未出现|未发生|没有出现|没有发生|无)")


def settle(rulebook: Rulebook) -> Rulebook:
    """Return the rulebook with everything named, quoted and sealed."""
    used = {name for row in rulebook.indicators for name in find_names(row.tree)}
    used |= {name for one in rulebook.effects for part in (one.when, one.amount) if part for name in find_names(part)}
    rows = {row.id: row for row in rulebook.indicators}
    inputs = tuple(_tell_apart((item for item in rulebook.inputs if item.name in used), rows))
    parameters = tuple(one for one in rulebook.parameters if one.name in used)
    names = _name_all(inputs, rows)
    names |= {
        one.name: _name("p", [rows[one.indicator].name if one.indicator else "", one.label]) for one in parameters
    }
    rules = {
        rule.id: f"{row.id}_r{place}" for row in rulebook.indicators for place, rule in enumerate(row.rules, 1)
    }  # fmt: skip
    settled = tuple(_settle_row(row, names, rules) for row in rulebook.indicators)
    named = replace(
        rulebook,
        inputs=tuple(_settle_input(replace(item, name=names[item.name]), settled) for item in inputs),
        parameters=tuple(replace(one, name=names[one.name]) for one in parameters),
        indicators=settled,
        effects=tuple(
            replace(
                one,
                rule=rules.get(one.rule, one.rule),
                when=_rename(one.when, names, rules),
                amount=_rename(one.amount, names, rules),
            )
            for one in rulebook.effects
        ),
        checks=tuple(replace(one, holds=_rename(one.holds, names, rules)) for one in rulebook.checks),
    )  # fmt: skip
    checks = named.checks or tuple(_find_checks(named))
    words = build_words(named.inputs, named.parameters)
    sealed = tuple(replace(row, seal=find_seal(row, words)) for row in named.indicators)
    return replace(named, indicators=sealed, checks=checks)


def _tell_apart(inputs: Iterable[Input], rows: dict[str, RuledIndicator]) -> Iterator[Input]:
    """Yield the inputs with labels that occur once: a second one is told by its row, its table, then counted."""
    seen: set[str] = set()
    for item in inputs:
        row = rows.get(item.rows[0])
        wide = item.label if row is None or row.name in item.label else f"{item.label}（{row.name}）"
        numbered = f"{wide}（第{row.no}项）" if row and row.no else wide
        told = (item.label, wide, numbered, f"{numbered}（表{row.table}）" if row else numbered)
        more = (f"{told[-1]}（{number}）" for number in itertools.count(2))
        label = next(one for one in (*told, *itertools.islice(more, len(seen) + 1)) if one not in seen)
        seen.add(label)
        yield item if label == item.label else replace(item, label=label)


def _name(letter: str, words: list[str]) -> str:
    digest = hashlib.sha256("|".join(fold(word) for word in words).encode()).digest()
    return f"{letter}_{base64.b32encode(digest).decode().lower()[:LETTERS]}"


def _name_all(inputs: tuple[Input, ...], rows: dict[str, RuledIndicator]) -> dict[str, str]:
    names: dict[str, str] = {}
    taken: dict[str, int] = {}
    for item in inputs:
        row = rows.get(item.rows[0])
        name = _name("q", [row.name if row else "", item.label, item.unit, item.kind, item.of or ""])
        taken[name] = taken.get(name, 0) + 1
        names[item.name] = name if taken[name] == 1 else f"{name}_{taken[name]}"
    return names


def _rename(tree: Any, names: dict[str, str], rules: dict[str, str]) -> Any:
    def change(node: Node) -> Node:
        match node:
            case Observed(name) | Holds(name):
                return type(node)(names.get(name, name))
            case Is(name, option):
                return Is(names.get(name, name), option)
            case Setting(name):
                return Setting(names.get(name, name))
        rule = getattr(node, "rule", None)
        if rule is None:
            return node
        fields = {field: getattr(node, field) for field in node.__struct_fields__}
        return type(node)(**fields | {"rule": rules.get(rule, rule)})

    return None if tree is None else rewrite(tree, change)


def _settle_row(row: RuledIndicator, names: dict[str, str], rules: dict[str, str]) -> RuledIndicator:
    own = tuple(replace(rule, id=rules[rule.id]) for rule in row.rules)
    tree = canonical(_rename(row.tree, names, rules), [rule.id for rule in own])
    return replace(row, rules=own, tree=tree)


def _settle_input(item: Input, rows: tuple[RuledIndicator, ...]) -> Input:
    """Give an input its own sentence as quote, and say how it is reported."""
    row = next((row for row in rows if row.id in item.rows), None)
    reference = _find_sentence(item, row) if row else None
    quoted = reference or item.reference
    every, gather = _find_period(item.period or "", quoted.quote if quoted else "")
    return replace(item, reference=quoted, every=item.every or every, gather=item.gather or gather)


def _find_sentence(item: Input, row: RuledIndicator) -> Reference | None:
    """Return the sentence whose points hang on an input: it counts it, or it is asked for in its condition."""
    quoted = {rule.id: rule for rule in row.rules}
    found = [quoted[rule] for rule in dict.fromkeys(_list_rules(row.tree, item.name)) if rule in quoted]
    core = fold(item.label.split("（")[0])
    named = [rule for rule in found if core and core in fold(rule.reference.quote)]
    best: ScoringRule | None = next(iter((*named, *found)), None)
    return best.reference if best else None


def _list_rules(node: Expression, name: str) -> Iterator[str]:
    """Yield the rules whose amount uses an input, then those of the branches that it decides."""
    if isinstance(node, Fire) and name in find_names(node.of):
        yield node.rule
    for case in getattr(node, "cases", ()):
        if isinstance(case, Case) and name in find_names(case.when):
            yield from (part.rule for part in walk(case.then) if isinstance(part, Fire))
    for child in find_children(node):
        yield from _list_rules(child, name)  # type: ignore[arg-type]


def _find_period(period: str, quote: str) -> tuple[Period | None, Gathering | None]:
    for words in (period, quote):
        for pattern, every, gather in EVERY:
            if pattern.search(words):
                return every, gather
    return None, None


def _find_checks(rulebook: Rulebook) -> Iterator[CrossCheck]:
    """Yield what must hold between inputs of one row."""
    for row in rulebook.indicators:
        own = [item for item in rulebook.inputs if row.id in item.rows]
        yield from _check_periods(row, own)
        yield from _check_extremes(row, own)
        yield from _check_absence(row, own)


def _check_extremes(row: RuledIndicator, own: list[Input]) -> Iterator[CrossCheck]:
    """The own number lies between the smallest and the largest of all places (平阴 no. 3)."""
    most = next((item for item in own if item.of == ALL_PLACES and "最大" in item.label), None)
    least = next((item for item in own if item.of == ALL_PLACES and "最小" in item.label), None)
    for item in own:
        if item.of == ALL_PLACES or item.kind not in {"count", "number"}:
            continue
        for other, sign, words in ((most, "<=", "不应大于"), (least, ">=", "不应小于")):
            if other is not None:
                holds = Compare(Observed(item.name), sign, Observed(other.name))  # type: ignore[arg-type]
                yield CrossCheck(holds=holds, message=f"“{item.label}”{words}“{other.label}”", indicator=row.id)
    if most is not None and least is not None:
        holds = Compare(Observed(most.name), ">=", Observed(least.name))
        yield CrossCheck(holds=holds, message=f"“{most.label}”不应小于“{least.label}”", indicator=row.id)


def _check_periods(row: RuledIndicator, own: list[Input]) -> Iterator[CrossCheck]:
    """Months that met a standard and months that did not are no more than there are (成武 no. 4: 12)."""
    counted = [item for item in own if item.kind == "count" and item.unit in PERIOD_UNITS and item.maximum is not None]
    most = {item.maximum for item in counted}
    if len(counted) == 2 and len(most) == 1 and None not in most:
        one, two = counted
        total = Sum((Observed(one.name), Observed(two.name)))
        limit = most.pop() or ZERO.value
        words = f"“{one.label}”与“{two.label}”之和不应超过{print_number(limit)}{one.unit}"
        yield CrossCheck(holds=Compare(total, "<=", Number(limit)), message=words, indicator=row.id)


def _check_absence(row: RuledIndicator, own: list[Input]) -> Iterator[CrossCheck]:
    """未出现X is not 是 where X was counted."""
    for item in own:
        stem = ABSENT.sub("", item.label.split("（")[0])
        if item.kind != "yes_no" or stem == item.label.split("（")[0] or len(stem) < 2:
            continue
        for other in own:
            if (
                other.kind == "count"
                and stem[:2] in other.label
                and other.label.startswith(("出现", "发现", "发生", "被"))
            ):
                holds = Not(Every((Holds(item.name), Compare(Observed(other.name), ">", ZERO))))
                message = f"“{item.label}”填了是，“{other.label}”却大于0"
                yield CrossCheck(holds=holds, message=message, indicator=row.id)

"""In: two rulebooks, of two years or before and after an edit. Out: what changed, row by row, in words.

Rows are paired by id, then by name; sentences by their words. Where a sentence stayed and the tree did not, or the
other way round, that is said. Not handled: what the changes mean for scores (`engine.table` over the same data).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from extractor.model.scored.expression import print_number
from extractor.model.scored.rulebook import Input, Parameter, Rulebook, RuledGrade, RuledIndicator
from extractor.rulebook.engine.values import describe_allowed
from extractor.rulebook.notation.rows import build_words, print_row

ALIKE_NAMES = 75
"""Rows whose names are as alike as this, of 100, are the same row of two years."""
ALIKE_SENTENCES = 60
"""Sentences as alike as this are one sentence that changed."""


class RulebookChange(msgspec.Struct, frozen=True):
    """One change: where (a row's name, or a part of the file), what kind, and the words."""

    where: str
    kind: str
    text: str

    def __str__(self) -> str:
        return f"{self.where}：{self.text}"


def diff_rulebooks(old: Rulebook, new: Rulebook) -> tuple[RulebookChange, ...]:
    """Return what changed from `old` to `new`, in the order of the new file."""
    pairs = _pair_rows(old.indicators, new.indicators)
    matched = {one.id for one, _ in pairs}
    changes = list(_diff_head(old, new))
    partner = {two.id: one for one, two in pairs}
    for row in new.indicators:
        before = partner.get(row.id)
        if before is None:
            changes.append(RulebookChange(_name(row), "row-added", f"新增，{_points(row)}：{row.criteria or ''}"))
        else:
            changes += _diff_row(before, row, old, new)
    changes += [
        RulebookChange(_name(row), "row-removed", f"取消，原{_points(row)}：{row.criteria or ''}")
        for row in old.indicators
        if row.id not in matched
    ]
    changes += _diff_grades(old.grades, new.grades)
    changes += _diff_parameters(old.parameters, new.parameters)
    return tuple(changes)


def _pair_rows(
    old: Sequence[RuledIndicator], new: Sequence[RuledIndicator]
) -> list[tuple[RuledIndicator, RuledIndicator]]:
    from rapidfuzz import fuzz

    by_id = {row.id: row for row in old}
    pairs = [(by_id[row.id], row) for row in new if row.id in by_id]
    rest_old = [row for row in old if row.id not in {one.id for one, _ in pairs}]
    rest_new = [row for row in new if row.id not in {two.id for _, two in pairs}]
    likely = sorted(
        ((fuzz.ratio(one.name, two.name), x, y) for x, one in enumerate(rest_old) for y, two in enumerate(rest_new)),
        key=lambda triple: (-triple[0], triple[1], triple[2]),
    )
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    for likeness, x, y in likely:
        if likeness >= ALIKE_NAMES and x not in taken_old and y not in taken_new:
            taken_old.add(x)
            taken_new.add(y)
            pairs.append((rest_old[x], rest_new[y]))
    return pairs


def _diff_head(old: Rulebook, new: Rulebook) -> Iterator[RulebookChange]:
    for field, words in (
        ("title", "标题"),
        ("doc_number", "文号"),
        ("issue_date", "印发日期"),
        ("valid_from", "生效"),
        ("valid_to", "失效"),
    ):  # fmt: skip
        before, after = getattr(old, field), getattr(new, field)
        if before != after:
            yield RulebookChange("方案", "head", f"{words}由“{before or '无'}”改为“{after or '无'}”")
    if old.rounding != new.rounding:
        yield RulebookChange("取整", "rounding", f"小数位数由{old.rounding.places}改为{new.rounding.places}")


def _name(row: RuledIndicator) -> str:
    return f"{row.no or ''} {row.name}".strip()


def _points(row: RuledIndicator) -> str:
    return "分值未印出" if row.points is None else f"{print_number(row.points)}分"


def _diff_row(
    before: RuledIndicator, after: RuledIndicator, old: Rulebook, new: Rulebook
) -> Iterator[RulebookChange]:  # fmt: skip
    where = _name(after)
    if before.name != after.name:
        yield RulebookChange(where, "name", f"名称由“{before.name}”改为“{after.name}”")
    if before.level1 != after.level1:
        yield RulebookChange(where, "level", f"由“{before.level1 or '无'}”移到“{after.level1 or '无'}”")
    if before.points != after.points:
        yield RulebookChange(where, "points", f"分值由{_points(before)}改为{_points(after)}")
    sentences = list(_diff_sentences(where, before, after))
    yield from sentences
    one = print_row(before, build_words(old.inputs, old.parameters))
    two = print_row(after, build_words(new.inputs, new.parameters))
    if one != two:
        note = "" if sentences or before.points != after.points else "（原句没有变，请核对）"
        yield RulebookChange(where, "tree", f"算法由 {_flat(one)} 改为 {_flat(two)}{note}")
    elif sentences and any(change.kind == "sentence" for change in sentences):
        yield RulebookChange(where, "tree-kept", "原句变了而算法没有变，请核对")
    yield from _diff_inputs(where, _own(before, old), _own(after, new))


def _flat(written: Mapping[str, Any]) -> str:
    words = str(written["tree"])
    tables: dict[str, Any] = written.get("tables") or {}
    for name, lines in tables.items():
        cells = [
            f"{line['when']}→{line['points']}" if "when" in line else f"其余→{line['otherwise']}" for line in lines
        ]
        words += f"（{name}：{'；'.join(cells)}）"
    return words


def _diff_sentences(where: str, before: RuledIndicator, after: RuledIndicator) -> Iterator[RulebookChange]:
    from rapidfuzz import fuzz

    old = [rule.reference.quote for rule in before.rules]
    new = [rule.reference.quote for rule in after.rules]
    gone = [words for words in old if words not in new]
    for words in new:
        if words in old:
            continue
        best = max(gone, key=lambda other: fuzz.ratio(other, words), default=None)
        if best is not None and fuzz.ratio(best, words) >= ALIKE_SENTENCES:
            gone.remove(best)
            yield RulebookChange(where, "sentence", f"“{best}”改为“{words}”")
        else:
            yield RulebookChange(where, "sentence-added", f"增加“{words}”")
    for words in gone:
        yield RulebookChange(where, "sentence-removed", f"删去“{words}”")


def _own(row: RuledIndicator, book: Rulebook) -> dict[str, Input]:
    return {item.name: item for item in book.inputs if row.id in item.rows}


def _diff_inputs(where: str, old: Mapping[str, Input], new: Mapping[str, Input]) -> Iterator[RulebookChange]:
    for name, item in new.items():
        if name not in old:
            yield RulebookChange(where, "input-added", f"要多填“{item.label}”（{describe_allowed(item)}）")
        elif describe_allowed(old[name]) != describe_allowed(item):
            words = f"“{item.label}”允许的值由{describe_allowed(old[name])}改为{describe_allowed(item)}"
            yield RulebookChange(where, "input", words)
    for name, item in old.items():
        if name not in new:
            yield RulebookChange(where, "input-removed", f"不再填“{item.label}”")


def _diff_grades(old: Sequence[RuledGrade], new: Sequence[RuledGrade]) -> Iterator[RulebookChange]:
    def show(grade: RuledGrade) -> str:
        low = f"{print_number(grade.minimum)}分以上" if grade.minimum is not None else ""
        return low + (f"{print_number(grade.maximum)}分以下" if grade.maximum is not None else "")

    before, after = ({grade.name: show(grade) for grade in grades} for grades in (old, new))
    for name in dict.fromkeys((*before, *after)):
        if before.get(name) != after.get(name):
            words = f"由{before.get(name) or '无'}改为{after.get(name) or '无'}"
            yield RulebookChange(f"等级 {name}", "grade", words)


def _diff_parameters(old: Sequence[Parameter], new: Sequence[Parameter]) -> Iterator[RulebookChange]:
    def show(one: Parameter) -> str:
        values = [
            f"{print_number(value.value)}{one.unit}" + (f"（{value.valid_from}起）" if value.valid_from else "")
            for value in one.values
        ]
        return "、".join(values) or "未定"

    before, after = ({one.label: show(one) for one in parameters} for parameters in (old, new))
    for label in dict.fromkeys((*before, *after)):
        if before.get(label) != after.get(label):
            words = f"由{before.get(label) or '无'}改为{after.get(label) or '无'}"
            yield RulebookChange(label, "parameter", words)

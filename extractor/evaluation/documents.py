"""In: the annotation and the plan of one document. Out: its counts, added to a `Score`.

Not handled: alignment over documents, which is `groups`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from extractor.evaluation.keys import (
    citation_key,
    deadline_key,
    list_rules,
    normalize,
    parse_number,
    rule_key,
    target_key,
    unit_key,
)
from extractor.evaluation.matching import indicator_likeness, pair_up, task_likeness, title_likeness
from extractor.evaluation.score import Mismatch, Record, Score
from extractor.evaluation.wordings import score_levels, score_rule_text, score_target, score_titles
from extractor.model.facts.fields import METADATA_FIELDS, PART_FIELDS

SCORED_METADATA = tuple(field.key for field in METADATA_FIELDS if field.figure)
WORDED_FIELDS = ("title", "issuer")
"""Metadata that is compared by likeness; the rest must be equal."""
TABLE_COLUMNS = tuple((field.figure, field.key) for field in PART_FIELDS if field.figure)
SAME_TITLE, SAME_CATEGORY, SAME_TEXT = 0.9, 0.8, 95
SHOWN = 80
"""Characters of a long text that a mismatch keeps."""


def score_document(annotation: Record, plan: Record, score: Score, name: str) -> None:
    """Add all figures of one document to `score`; an empty `plan` counts as nothing found."""
    _score_metadata(annotation.get("metadata", {}), plan.get("metadata", {}), score, name)
    score_titles(annotation.get("tasks", []), plan.get("tasks", []), score, name)
    for want, have in _match_items("tasks", annotation, plan, score, name):
        _score_task(want, have, score, f"{name} task {want.get('no', have.get('no'))}")
    levelled = any("levels" in row for row in annotation.get("indicators", []))
    for want, have in _match_items("indicators", annotation, plan, score, name):
        table, no = want.get("table", have.get("table")), want.get("no", have.get("no"))
        where = f"{name} indicator {table}/{no}"
        _score_indicator(want, have, score, where)
        if "levels" in want or (not want and levelled):
            score_levels(want, have, score, where)
    _score_lists(annotation, plan, score, name)


def _score_metadata(want: Record, have: Record, score: Score, name: str) -> None:
    for field in SCORED_METADATA:
        if not want.get(field):
            continue
        seen = have.get(field)
        readings = (want[field], want.get("reads_as", {}).get(field) or want[field])
        if field in WORDED_FIELDS:
            matches = any(title_likeness(reading, seen) >= SAME_TITLE for reading in readings)
        else:
            matches = any(normalize(reading) == normalize(seen) for reading in readings)
        mismatch = Mismatch("metadata", name, field, want[field], seen)
        score.add_value("metadata", mismatch, matches=matches, wanted=True, given=bool(seen))


def _match_items(
    figure: str, annotation: Record, plan: Record, score: Score, name: str
) -> Sequence[tuple[Record, Record]]:
    """Score which items are there; return them in pairs, with an empty record where one side has none."""
    expected, found = annotation.get(figure, []), plan.get(figure, [])
    likeness = task_likeness if figure == "tasks" else indicator_likeness
    describe = _describe_task if figure == "tasks" else _describe_indicator
    pairs = pair_up(expected, found, likeness)
    score.add(figure, len(pairs), len(expected), len(found))
    left, right = {i for i, _ in pairs}, {j for _, j in pairs}
    missing = [item for i, item in enumerate(expected) if i not in left]
    extra = [item for j, item in enumerate(found) if j not in right]
    score.mismatches += [Mismatch(figure, name, "missing", describe(item)) for item in missing]
    score.mismatches += [Mismatch(figure, name, "extra", None, describe(item)) for item in extra]
    whole: list[tuple[Record, Record]] = [(expected[i], found[j]) for i, j in pairs]
    return [*whole, *((item, {}) for item in missing), *(({}, item) for item in extra)]


def _describe_task(task: Record) -> tuple[object, ...]:
    return task.get("no"), task.get("title")


def _describe_indicator(indicator: Record) -> tuple[object, ...]:
    return indicator.get("table"), indicator.get("no"), indicator.get("name")


def _score_task(want: Record, have: Record, score: Score, where: str) -> None:
    spare = [unit_key(unit) for unit in want.get("units", []) if unit.get("optional")]
    expected, found = (_keys(side, "units", unit_key) for side in (want, have))
    score.add_keys("task_units", where, expected, found, optional=spare)
    names = [[key[0] for key in keys] for keys in (expected, found, spare)]
    score.add_keys("task_unit_names", where, names[0], names[1], optional=names[2])
    score.add_keys("deadlines", where, _keys(want, "deadlines", deadline_key), _keys(have, "deadlines", deadline_key))
    score.add_keys("targets", where, _keys(want, "targets", target_key), _keys(have, "targets", target_key))


def _score_indicator(want: Record, have: Record, score: Score, where: str) -> None:
    damaged = set(want.get("damaged", []))
    _score_points(want, have, score, where)
    for figure, column in TABLE_COLUMNS:
        if column not in damaged:
            _score_column(figure, column, (want, have), score, where)
    if "units" not in damaged:
        expected, found = ([key[0] for key in _keys(side, "units", unit_key)] for side in (want, have))
        score.add_keys("indicator_units", where, expected, found)
    if not {"rules", "criteria"} & damaged:
        score.add_keys("rules", where, _rule_keys(want), _rule_keys(have))
        score_rule_text(want, have, score, where)
    if "target" not in damaged:
        score_target(want, have, score, where)


def _score_points(want: Record, have: Record, score: Score, where: str) -> None:
    """Points and category: compared only where the annotation, or an item it does not have, states them."""
    damaged = set(want.get("damaged", []))
    for figure in ("points", "level1"):
        if figure in damaged or (want or have).get(figure) is None:
            continue
        left, right = want.get(figure), have.get(figure)
        if figure == "points":
            same = parse_number(left) == parse_number(right)
        else:
            same = title_likeness(left, right) >= SAME_CATEGORY
        mismatch = Mismatch(figure, where, "differs", left, right)
        matches = bool(want and have) and same
        score.add_value(figure, mismatch, matches=matches, wanted=bool(want), given=right is not None)


def _score_column(figure: str, column: str, sides: tuple[Record, Record], score: Score, where: str) -> None:
    from rapidfuzz import fuzz

    left, right = (_join_parts(side, column) for side in sides)
    if not left and not right:
        return
    matches = bool(left and right) and fuzz.ratio(left, right) >= SAME_TEXT
    mismatch = Mismatch(figure, where, column, left[:SHOWN], right[:SHOWN])
    score.add_value(figure, mismatch, matches=matches, wanted=bool(left), given=bool(right))


def _join_parts(indicator: Record, column: str) -> str:
    """Return the words of one column, all criteria rows joined."""
    parts = indicator.get("parts") or [indicator]
    own = [part.get(column) for part in parts]
    if indicator.get("parts") and not any(own):
        own = [indicator.get(column)]
    return normalize("".join(str(words) for words in own if words))


def _rule_keys(indicator: Record) -> list[tuple[object, ...]]:
    return [rule_key(rule) for rule in list_rules(indicator)]


def _keys(record: Record, field: str, key: Callable[[Record], tuple[object, ...]]) -> list[tuple[object, ...]]:
    return [key(entry) for entry in record.get(field) or []]


def _score_lists(annotation: Record, plan: Record, score: Score, name: str) -> None:
    def phase_key(phase: Record) -> tuple[object, ...]:
        return phase.get("start"), phase.get("end")

    def grade_key(grade: Record) -> tuple[object, ...]:
        return normalize(grade.get("name")), parse_number(grade.get("min"))

    if "deadlines" in annotation:
        own = (_keys(side, "deadlines", deadline_key) for side in (annotation, plan))
        score.add_keys("plan_deadlines", name, *own)
    for figure, key in (("phases", phase_key), ("grades", grade_key)):
        score.add_keys(figure, name, _keys(annotation, figure, key), _keys(plan, figure, key))
    titles = ({citation_key(citation) for citation in side.get("citations", [])} for side in (annotation, plan))
    score.add_keys("citations", name, *titles)
    if "safeguards" in plan:
        words = ([normalize(entry.get("title")) for entry in side.get("safeguards", [])] for side in (annotation, plan))
        score.add_keys("safeguards", name, *words)

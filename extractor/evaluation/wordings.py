"""In: matched records of an annotation and a plan. Out: whether titles, rule texts, groups and targets are as printed.

These figures are strict, and are counted over what was matched. Not handled: which records match, which is `matching`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from extractor.evaluation.keys import Key, fold_strictly, list_rules, parse_number, read_as, rule_key
from extractor.evaluation.matching import list_titles, pair_up, task_likeness, title_likeness
from extractor.evaluation.score import Mismatch, Record, Score

SAME_LEVEL = 0.8


def score_titles(expected: Sequence[Record], found: Sequence[Record], score: Score, name: str) -> None:
    """Of the matched tasks: whose title is as annotated."""
    for i, j in pair_up(expected, found, task_likeness):
        want, have = expected[i].get("title"), found[j].get("title")
        if want:
            mismatch = Mismatch("titles", name, str(expected[i].get("no")), want, have)
            matches = _is_title(expected[i], have)
            score.add_value("titles", mismatch, matches=matches, wanted=True, given=bool(have))


def _is_title(task: Record, title: object) -> bool:
    """Equal after folding; `title_short` marks a long title that may end anywhere behind it."""
    have, want, short = (fold_strictly(words) for words in (title, task.get("title"), task.get("title_short")))
    allowed = [fold_strictly(words) for words in list_titles(task)]
    return have in allowed or (bool(short) and have.startswith(short) and want.startswith(have))


def score_rule_text(want: Record, have: Record, score: Score, where: str) -> None:
    """Of the rules matched by key: is the annotated text printed whole in the text of one of them?"""
    texts: dict[Key, list[str]] = defaultdict(list)
    for rule in list_rules(have):
        texts[rule_key(rule)].append(fold_strictly(rule.get("text")))
    rules: dict[Key, list[Record]] = defaultdict(list)
    for rule in list_rules(want):
        rules[rule_key(rule)].append(rule)
    for key, same in rules.items():
        _score_texts(same, texts[key], score, where)


def _score_texts(rules: list[Record], texts: list[str], score: Score, where: str) -> None:
    pairs = min(len(rules), len(texts))
    missed = []
    for rule in sorted(rules, key=lambda rule: -len(fold_strictly(rule.get("text")))):
        readings = (fold_strictly(rule.get("text")), fold_strictly(read_as(rule, "text")))
        hit = next((text for text in sorted(texts, key=len) if any(words in text for words in readings)), None)
        if hit is None:
            missed.append(rule.get("text"))
        else:
            texts.remove(hit)
    matched = min(pairs, len(rules) - len(missed))
    score.add("rule_text", matched, pairs, pairs)
    if matched < pairs:
        score.mismatches.append(Mismatch("rule_text", where, "differs", missed, texts))


def score_levels(want: Record, have: Record, score: Score, where: str) -> None:
    """Groups above a row: each found one answers one annotated one of like name and equal points."""
    expected, found = want.get("levels") or [], have.get("levels") or []
    rest, matched = list(found), 0
    for level in expected:
        hit = next((other for other in rest if _same_level(level, other)), None)
        if hit is not None:
            rest.remove(hit)
            matched += 1
    score.add("levels", matched, len(expected), len(found))
    if matched < max(len(expected), len(found)):
        score.mismatches.append(Mismatch("levels", where, "differs", expected, found))


def _same_level(want: Record, have: Record) -> bool:
    if parse_number(want.get("points")) != parse_number(have.get("points")):
        return False
    if not want.get("name"):
        return not have.get("name")
    return title_likeness(want.get("name"), have.get("name")) >= SAME_LEVEL


def score_target(want: Record, have: Record, score: Score, where: str) -> None:
    """The printed text of a target column, where the annotation has the key."""
    if "target" not in want or not (want["target"] or have.get("target")):
        return
    matches = bool(want["target"]) and fold_strictly(want["target"]) == fold_strictly(have.get("target"))
    mismatch = Mismatch("indicator_target", where, "differs", want["target"], have.get("target"))
    score.add_value(
        "indicator_target", mismatch, matches=matches, wanted=bool(want["target"]), given=bool(have.get("target"))
    )

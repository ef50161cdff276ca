"""No number of a task is lost in silence: each is in a fact, told as unread, or said to ask nothing by its own words."""

import re
from pathlib import Path

import pytest

from extractor import extract_document, load_document

HERE = Path(__file__).parent / "invented"
PAPERS = sorted(path for path in HERE.glob("round[456]/*.txt"))
NUMBER = re.compile(r"\d+(?:\.\d+)?\s*(?:%|‰|℃|[\u4e00-\u9fffA-Za-z])")
CLAUSE = re.compile(r"[^，。；\n]*$")
# what asks nothing: benefits and steps, names, thresholds, what was or is expected, what a recurrence has said
ASKS_NOTHING = re.compile(
    r"奖励|补助|补贴|慰问金|贴息|每引进|每审定|“[^”]*\d[^”]*”|以上(?:项目|自然村)|突破\d+亿元的|500强|预计|比上年增加|每两周联系|扣减|每人每年"
    r"|(?:20)?\d{2}年|每户投入"
)


def stretches(place):
    return [(piece.start, piece.end) for piece in place.pieces or (place,)] if place else []


def held(plan):
    for task in plan.tasks:
        for fact in (*task.units, *task.deadlines, *task.targets):
            yield from stretches(fact.place)
        yield from stretches(task.places.get("no"))
    for fact in (*plan.unread, *plan.deadlines, *plan.citations, *plan.phases):
        yield from stretches(fact.place)


@pytest.mark.parametrize("path", PAPERS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_each_number_of_a_task_is_a_fact_or_told(path):
    plan = extract_document(load_document(path))
    known = list(held(plan))
    for task in plan.tasks:
        for start, end in stretches(task.place):
            for match in NUMBER.finditer(plan.text, start, end):
                if any(left < match.end() and match.start() < right for left, right in known):
                    continue
                before = CLAUSE.search(plan.text[start : match.start()]).group()
                clause = before + re.split("[，。；\n]", plan.text[match.start() : end])[0]
                assert ASKS_NOTHING.search(clause), clause

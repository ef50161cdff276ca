"""A line without end is read with work in proportion to its length."""

import subprocess
import sys

import pytest

from extractor.language.grammar.clause_work import WorkingClause, find_work
from extractor.parse.body import plan_deadlines
from extractor.parse.facts.goals import finding
from extractor.parse.facts.metrics import CLAUSE_MOST

FRONT = "某县信用工作方案\n一、重点任务\n"


# In a process of its own: threads that other tests leave behind do not meet the counting of calls.
COUNT = """
import sys
from extractor.mappings import load_mappings
from extractor.model.paper.document import Document
from extractor.pipeline import extract_document

mappings, counted = load_mappings(), 0


def count(_frame, event, _arg):
    global counted
    counted += event in ("call", "c_call")


def extract(text):
    global counted
    counted = 0
    sys.setprofile(count)
    extract_document(Document("x", "x.txt", text.encode()), mappings)
    sys.setprofile(None)
    return counted


front, unit = sys.argv[1:]
extract(front + unit * 10)
print(extract(front + unit * 300), extract(front + unit * 600))
"""


@pytest.mark.parametrize("unit", ["一、甲", "每年开展2次", "检查3次,", "不少于5家、", "作为依据"])
def test_twice_the_length_takes_twice_the_calls(unit):
    done = subprocess.run(
        [sys.executable, "-c", COUNT, f"{FRONT}1.", unit], capture_output=True, text=True, timeout=120, check=True
    )
    half, whole = map(int, done.stdout.split())
    assert whole < 2.3 * half


def test_a_number_looks_at_the_words_near_it(extract, monkeypatch):
    seen = []
    build = finding.NumberInClause
    monkeypatch.setattr(finding, "NumberInClause", lambda *args: seen.append(build(*args)) or seen[-1])
    extract(FRONT + "1." + "一、甲" * 600)  # longer sentences are not read at all
    assert len(seen) > 500
    assert max(len(number.lead) for number in seen) <= CLAUSE_MOST
    assert max(len(number.rest) for number in seen) <= CLAUSE_MOST


@pytest.mark.parametrize(
    "text", ["检查结果,并作为年底考核的依据,年底前完成", "作为甲作为乙的依据和参考,好", "作为甲,好"]
)
def test_the_words_of_a_ground_are_left_out(text):
    parts = [text[start:end] for start, end in plan_deadlines.leave_out_grounds(text, 0, len(text))]
    assert "".join(parts) == {"检": "检查结果,,年底前完成", "作": ",好"}[text[0]] if "依据" in text else text


def test_each_ground_is_tried_once(monkeypatch):
    tried = []

    class Counting:
        def match(self, _text, at, _end):
            tried.append(at)

    monkeypatch.setattr(plan_deadlines, "GROUND", Counting())
    text = "作为甲" * 500
    assert list(plan_deadlines.leave_out_grounds(text, 0, len(text))) == [(0, len(text))]
    assert len(tried) == 500


def test_the_clause_of_a_place_is_found_by_halving():
    asked = []

    class Counting(tuple):
        __slots__ = ()

        def __getitem__(self, index):
            asked.append(index)
            return super().__getitem__(index)

    clauses = Counting(WorkingClause(at * 10, at * 10 + 9, 0, 100_000) for at in range(10_000))
    assert [find_work(clauses, at) for at in (0, 9, 55_558)] == [
        tuple.__getitem__(clauses, 0), None, tuple.__getitem__(clauses, 5555)
    ]  # fmt: skip
    assert len(asked) <= 3 * 20

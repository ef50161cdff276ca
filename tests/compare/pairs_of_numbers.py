"""Pairs of sentences that print a number each, what is right of them, and what the comparison makes of them.

A file holds a pair a line: field, title (or two, `left/right`), left and right sentence, `L`, `R`, `=` (which is stricter) or the kind of
unlikeness, and the two printed numbers. Item n of the left plan is aligned with item n of the right one, so that what
is measured is the comparison alone.
"""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

from extractor.compare import compare_plans
from extractor.extraction import extract_document
from extractor.model.compared.alignment import Alignment, Group, Member
from extractor.model.paper.document import Document

FOLDER = Path(__file__).parent / "pairs"
DIGITS = re.compile(r"\d+(?:\.\d+)?")


class Pair(NamedTuple):
    """One line of a file."""

    field: str
    title: str
    left: str
    right: str
    right_answer: str
    left_number: str
    right_number: str

    @property
    def comparable(self):
        return self.right_answer in "LR="


class Seen(NamedTuple):
    """What came of one pair: the ranks' sign (`L`, `R`, `=`), "beside", "silent" or "lost", and the note."""

    pair: Pair
    said: str
    note: str = ""

    @property
    def right(self):
        return self.said == self.pair.right_answer if self.pair.comparable else self.said == "beside" and self.note


def read_pairs(name):
    lines = (FOLDER / name).read_text("utf-8").splitlines()
    return [Pair(*line.split("|")) for line in lines if line and not line.startswith("#")]


def judge_pairs(name, mappings):
    fields = defaultdict(list)
    for pair in read_pairs(name):
        fields[pair.field].append(pair)
    return [seen for field, pairs in fields.items() for seen in _judge(field, pairs, mappings)]


def write_plan(place, field, pairs, side):
    titles = [pair.title.split("/")[-1 if side == "right" else 0] for pair in pairs]
    tasks = [
        f"{n}.{title}。{getattr(pair, side)}（责任单位：县{field}办公室）"
        for n, (title, pair) in enumerate(zip(titles, pairs, strict=True), 1)
    ]
    return "\n".join((f"{place}2024年{field}工作实施方案", "", "一、重点任务", *tasks, ""))


def _judge(field, pairs, mappings):
    plans = [
        extract_document(Document(key, f"{key}.txt", write_plan(place, field, pairs, side).encode()), mappings)
        for key, place, side in (("a", "东山县", "left"), ("b", "西河县", "right"))
    ]
    items = [{item.no: item for item in plan.tasks} for plan in plans]
    groups = tuple(
        Group(
            id=f"g{n}",
            label=pair.title,
            concept=None,
            members=tuple(
                Member(plan.id, own[str(n)].id, "task", own[str(n)].title)
                for plan, own in zip(plans, items, strict=True)
                if str(n) in own
            ),
            evidence=(),
        )
        for n, pair in enumerate(pairs, 1)
    )
    found = compare_plans(Alignment(plans=("a", "b"), groups=groups), plans, mappings)
    for n, pair in enumerate(pairs, 1):
        own = [one for one in found.differences if one.group == f"g{n}" and one.aspect != "unit"]
        yield _see(pair, own, plans)


def _see(pair, differences, plans):
    said, note, ranks = "silent", "", set()
    for one in differences:
        left, right = (
            [r for r in one.readings if r.plan == plan.id and _gives(r, number, plan)]
            for plan, number in zip(plans, (pair.left_number, pair.right_number), strict=True)
        )
        for a in left:
            for b in right:
                if a.rank and b.rank:
                    ranks.add("=" if a.rank == b.rank else "L" if a.rank < b.rank else "R")
                said, note = "beside", one.note
    return Seen(pair, "/".join(sorted(ranks)) or said, note)


def _gives(reading, number, plan):
    """Whether a reading gives this number: its place covers it, and what it shows is this and no other number of it."""
    if not any(m.start() < reading.end and reading.start < m.end() for m in re.finditer(re.escape(number), plan.text)):
        return False
    numbers = set(DIGITS.findall(number))
    others = set(DIGITS.findall(reading.quote)) - numbers
    return (
        not others or not numbers or any(n in re.findall(r"[1-9]\d*(?:\.\d+)?|0\.\d+", reading.shown) for n in numbers)
    )


def show(seen):
    lines = [
        f"{one.pair.field} {one.pair.left}~{one.pair.right} right {one.pair.right_answer}, said {one.said} {one.note}"
        for one in seen
        if not one.right
    ]
    like, unlike = ([one for one in seen if one.pair.comparable is kind] for kind in (True, False))
    ranked = sum(one.said not in ("beside", "silent") for one in unlike)
    wrong = sum(one.said not in ("beside", "silent") and not one.right for one in like)
    head = (
        f"comparable ranked rightly {sum(map(bool, (o.right for o in like)))} of {len(like)} (wrongly {wrong}); "
        f"unlike ranked {ranked}, with a reason {sum(bool(o.right) for o in unlike)} of {len(unlike)}"
    )
    return "\n".join((head, *lines))

"""`text[start:end]` gives the printed words, for every value of every plan."""

import json
import re

import pytest

from extractor.language.folding import fold
from extractor.language.passages import LAYOUT

PLAN_IDS = ("changqing", "chengwu", "jiaxian", "lingbi", "pingyin")
WORDED = ("text", "name", "title")
"""The field of a record that holds its printed words, in the order in which one is looked for."""
READ_FROM_WORDS = {"issue_date", "no", "points", "level1_points"}
"""Fields whose value is read from the printed words and not equal to them."""


def strip(words):
    return fold(LAYOUT.sub("", words))


def printed(place, text):
    pieces = place.get("pieces") or [place]
    return strip("".join(text[piece["start"] : piece["end"]] for piece in pieces))


def walk(record, path="plan"):
    """Give every object of a plan with its path."""
    if isinstance(record, dict):
        yield path, record
        for key, value in record.items():
            yield from walk(value, f"{path}.{key}")
    elif isinstance(record, list):
        for index, value in enumerate(record):
            yield from walk(value, f"{path}[{index}]")


@pytest.fixture(params=PLAN_IDS)
def plan(request, produced):
    folder = produced / "plans"
    text = (folder / f"{request.param}.txt").read_bytes().decode("utf-8")
    return json.loads((folder / f"{request.param}.json").read_text("utf-8")), text


def test_every_place_lies_in_the_text_and_is_not_blank(plan):
    record, text = plan
    places = [(path, place) for path, place in walk(record) if {"start", "end", "page", "bbox"} <= place.keys()]
    assert len(places) > 50
    for path, place in places:
        assert 0 <= place["start"] < place["end"] <= len(text), path
        assert printed(place, text), path


def test_every_value_is_printed_at_its_place(plan):
    record, text = plan
    seen = 0
    for path, value in walk(record):
        field = next((field for field in WORDED if isinstance(value.get(field), str)), None)
        if field is None or not value.get("place") or re.fullmatch(r"plan\.(tasks|indicators|problems)\[\d+\]", path):
            continue
        seen += 1
        words = printed(value["place"], text)
        if re.fullmatch(r"plan\.(phases|grades)\[\d+\]", path):
            # The place of a phase or a grade is the whole statement: its name with its days or bounds.
            assert strip(value[field]) in words, path
        else:
            assert strip(value[field]) == words, path
    assert seen > 10


def test_every_field_is_printed_at_the_place_that_is_kept_for_it(plan):
    record, text = plan
    for path, value in walk(record):
        for field, place in (value.get("places") or {}).items():
            words = printed(place, text)
            if field in READ_FROM_WORDS:
                continue
            assert strip(str(value[field])) == words, f"{path}.{field}"


def test_every_task_unit_deadline_target_and_rule_has_a_place(plan):
    record, _ = plan
    missing = [
        path
        for path, value in walk(record)
        if re.search(r"\.(tasks|units|deadlines|targets|rules|indicators|citations|safeguards)\[\d+\]$", path)
        and not value.get("place")
    ]
    assert missing == []

"""Every row of the vocabulary, walked through every grammar and every consumer of what is read."""

from dataclasses import replace
from datetime import date

import pytest

from extractor.language.folding import fold
from extractor.language.grammar.clause_work import ClauseWork, find_clauses
from extractor.language.quantities import load_quantity_words, unmark
from extractor.language.scanner import load_scanner
from extractor.mappings import load_mappings
from extractor.model.facts.plan import DeadlineKind
from extractor.model.timing.timing import Recurrence, Unparsed, Within
from extractor.parse.facts.deadlines import find_deadlines
from extractor.parse.facts.targets import find_targets
from extractor.report.phrasing import describe_deadline, describe_target

MAPPINGS = load_mappings()
MEASURES = [row.word for row in MAPPINGS.measures.measures]
ISSUED = date(2022, 3, 15)


@pytest.mark.parametrize("word", MEASURES)
def test_each_measure_is_read_by_the_grammar_of_targets(see, word):
    metric = "公示期" if MAPPINGS.measures.measures[MEASURES.index(word)].kind == "time" else "总数"
    context, passage = see(f"{metric}不少于3{word}。", 2024)
    found = find_targets(context, passage)
    assert [(one.op, one.value) for one in found] == [(">=", 3)], word
    assert found[0].unit in (word, word.removeprefix("个"), word[:1] if word[0] in "个支" else word)


@pytest.mark.parametrize("word", [row.word for row in MAPPINGS.measures.measures if row.kind == "time"])
def test_each_measure_of_time_is_read_by_the_grammar_of_time_limits(see, word):
    context, passage = see(f"收到申请后3{word}内办结。", 2024)
    (found,) = find_deadlines(context, passage, "body")
    assert isinstance(found.timing, Within), word
    assert found.timing.amount == 3


@pytest.mark.parametrize("row", MAPPINGS.deadlines.phrases, ids=lambda row: row.name)
def test_each_wording_of_a_time_limit_goes_through_words_counts_and_calendar(see, row):
    plain, (start, end) = unmark(row.example)
    context, passage = see(plain, 2022)
    context = replace(context, issued=ISSUED.isoformat())
    where = "label" if row.name in ("whole_term", "at_once_alone", "five_year_term") else "body"
    found = [one for one in find_deadlines(context, passage, where) if one.place.start < end and start < one.place.end]
    assert found, row.name
    for one in found:
        timing, shown = one.timing, describe_deadline(one)
        assert not isinstance(timing, Unparsed) or (one.kind is DeadlineKind.RELATIVE and one.duration is None)
        assert shown.zh
        assert "FREQ" not in shown.zh + shown.en
        if isinstance(timing, Recurrence):
            assert timing.per_year() > 0
            made = timing.ics(ISSUED)
            assert made is not None
            assert made.first >= ISSUED
        if isinstance(timing, Within) and timing.amount is not None:
            assert timing.scale() is not None


@pytest.mark.parametrize("row", MAPPINGS.targets.phrases, ids=lambda row: row.name)
def test_each_goal_in_words_is_a_target_with_words(see, row):
    plain, _ = unmark(row.example)
    context, passage = see(plain, 2024)
    (found,) = find_targets(context, passage)
    assert describe_target(found).zh


@pytest.mark.parametrize("row", MAPPINGS.clauses.clauses, ids=lambda row: row.example)
def test_each_clause_does_what_its_row_says_and_its_counter_is_a_duty(see, row):
    context, _ = see(row.example, 2024)
    example, counter = fold(row.example), fold(row.counter)
    assert find_clauses(context.mappings.clauses, example, 0, len(example), context.year)[0].work == ClauseWork(
        row.does
    )
    assert find_clauses(context.mappings.clauses, counter, 0, len(counter), context.year)[0].work is ClauseWork.DUTY


@pytest.mark.parametrize("row", MAPPINGS.deeds.deeds, ids=lambda row: row.example)
def test_each_verb_is_answered_by_its_count(see, row):
    plain, _ = unmark(row.example)
    context, passage = see(plain, 2024)
    assert len(find_targets(context, passage)) == 1
    context, passage = see(row.counter, 2024)
    assert find_targets(context, passage) == ()


@pytest.mark.parametrize("row", MAPPINGS.triggers.triggers, ids=lambda row: row.word)
def test_each_event_starts_a_time_limit(see, row):
    plain, (start, end) = unmark(row.example)
    context, passage = see(plain, 2024)
    (found,) = find_deadlines(context, passage, "body")
    assert found.trigger == plain[start:end]
    context, passage = see(row.counter, 2024)
    assert find_deadlines(context, passage, "body") == ()


@pytest.mark.parametrize("row", MAPPINGS.periods.periods, ids=lambda row: row.word)
def test_each_period_governs_a_quota_and_comes_round(see, row):
    context, passage = see(f"每{row.word}至少开展2次检查。", 2024)
    (found,) = find_targets(context, passage)
    assert (found.value, found.unit) == (2, "次")
    context, passage = see(f"每{row.word}通报进展。", 2024)
    assert len(find_deadlines(context, passage, "body")) == (row.unit != "term")


def test_a_new_wording_of_a_time_limit_needs_one_row(see):
    """The row «rolled» of `deadlines.yaml` is all that 满30日后的下一个工作日 took."""
    context, passage = see("收到之日起满30日后的下一个工作日答复。", 2024)
    (found,) = find_deadlines(context, passage, "body")
    assert (found.duration, found.working_days, found.roll) == ("P30D", False, "next_working_day")
    assert describe_deadline(found).zh == "收到之日起满30天后的下一个工作日"


def test_the_scanners_are_built_once():
    assert load_scanner(MAPPINGS.deadlines, MAPPINGS) is load_scanner(MAPPINGS.deadlines, MAPPINGS)
    assert load_quantity_words(MAPPINGS) is load_quantity_words(MAPPINGS)

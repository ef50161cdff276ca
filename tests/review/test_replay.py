"""What becomes of a decision when the plan is extracted again."""

from dataclasses import replace

import pytest

from extractor.review.journal import append_correction, parse_journal, settle
from extractor.review.records import as_json, find_records
from extractor.review.replay import DecisionOutcome, apply_corrections


def find(plan, item, field):
    return next(one.value for one in find_records(plan) if one.item == plan.items[item].id and one.field == field)


def outcomes(plan, *corrections):
    changed, replays = apply_corrections(plan, corrections)
    return changed, [replay.outcome for replay in replays]


def test_a_correction_is_carried_out_and_signed(plan, decide):
    was = find(plan, 0, "deadlines")
    one = decide(1, 0, "deadlines", "fix", "2024年11月底前", was=was, now={**was, "date": "2024-11-29"})
    changed, found = outcomes(plan, one)
    assert found == [DecisionOutcome.APPLIED]
    assert [(d.date, d.by) for d in changed.tasks[0].deadlines] == [("2024-11-29", "甲")]
    assert changed.problems == plan.problems


def test_a_confirmed_value_carries_the_reader_and_is_told_when_it_changes(plan, decide):
    was = find(plan, 1, "title")
    confirmed = decide(1, 1, "title", "right", was=was)
    changed, found = outcomes(plan, confirmed)
    assert found == [DecisionOutcome.CONFIRMED]
    assert changed.tasks[1].by == {"title": "甲"}
    other = replace(plan, tasks=(plan.tasks[0], replace(plan.tasks[1], title="完善制度")))
    changed, found = outcomes(other, confirmed)
    assert found == [DecisionOutcome.STALE]
    assert changed.problems[-1].code == "correction-stale"


@pytest.mark.parametrize(
    ("item", "field", "act", "quote", "was", "now", "outcome"),
    [
        (0, "title", "fix", None, "旧题", "新题", DecisionOutcome.STALE),
        (0, "units", "none", "县审计局", None, None, DecisionOutcome.STALE),
        ("t-nobody", "title", "fix", None, "甲", "乙", DecisionOutcome.STALE),
        (
            0,
            "units",
            "new",
            "云岭县人民政府办公室",
            None,
            {"name": "云岭县人民政府办公室", "role": "lead"},
            DecisionOutcome.APPLIED,
        ),
        (0, "units", "new", "云岭县人民政府办公室", None, {"name": "云岭县人民政府办公室"}, DecisionOutcome.REFUSED),
        (0, "title", "unsure", None, None, None, DecisionOutcome.OPEN),
        ("metadata", "issuer", "fix", None, "云岭县人民政府办公室", "云岭县河长办", DecisionOutcome.APPLIED),
    ],
)
def test_each_decision_is_done_or_told(plan, decide, item, field, act, quote, was, now, outcome):
    changed, found = outcomes(plan, decide(1, item, field, act, quote, was=was, now=now))
    assert found == [outcome]
    told = [problem.code for problem in changed.problems[len(plan.problems) :]]
    assert told == (
        [f"correction-{outcome.value}"] if outcome in {DecisionOutcome.STALE, DecisionOutcome.REFUSED} else []
    )


def test_a_decision_that_the_program_has_learned_is_no_longer_needed(plan, decide):
    now = find(plan, 0, "title")
    assert outcomes(plan, decide(1, 0, "title", "fix", was="别的", now=now))[1] == [DecisionOutcome.NEEDLESS]


def test_a_row_put_in_before_moves_no_correction(plan, decide, mappings):
    from extractor.model.paper.document import Document
    from extractor.pipeline import extract_document

    was = find(plan, 1, "units")
    one = decide(1, 1, "units", "fix", "县司法局", was=was, now={**was, "role": "lead"})
    text = plan.text.replace("（一）清理", "（一）公示名单。（责任单位：县民政局）\n（二）清理").replace(
        "（二）完善", "（三）完善"
    )
    longer = extract_document(Document("yunling", "yunling.txt", text.encode()), mappings)
    changed, found = outcomes(longer, one)
    assert found == [DecisionOutcome.APPLIED]
    unit = changed.tasks[2].units[0]
    assert (unit.name, unit.role.value, unit.by) == ("县司法局", "lead", "甲")


def test_the_last_word_counts_an_undo_is_a_line_and_a_disagreement_is_told(plan, decide):
    was = find(plan, 0, "title")
    lines = [
        decide(1, 0, "title", "fix", was=was, now="甲的题"),
        decide(2, 0, "title", "fix", was=was, now="甲改的题"),
        decide(3, 0, "title", "undo", undoes=2),
        decide(4, 0, "title", "fix", was=was, now="乙的题", person="乙"),
    ]
    settled = settle(lines)
    assert [one.number for one in settled.valid] == [4]
    assert [[one.number for one in group] for group in settled.conflicts] == [[1, 4]]
    changed, _ = apply_corrections(plan, lines)
    assert changed.tasks[0].title == "乙的题"
    assert [problem.code for problem in changed.problems[len(plan.problems) :]] == ["correction-conflict"]


def test_the_journal_reads_what_it_writes_and_survives_a_broken_last_line(plan, decide):
    one = decide(1, 0, "units", "fix", "县水利局", was=as_json(plan.tasks[0].units[0]), now=None, reason='𠮷\n引号"')
    text = append_correction(one)
    assert parse_journal(text + text) == (one, one)
    assert parse_journal(text + text[:40]) == (one,)


@pytest.mark.parametrize(("sha256", "kept"), [("same", True), ("other", False), ("", False)])
def test_a_decision_follows_its_file_to_another_name(plan, decide, sha256, kept):
    (source, *_) = plan.source
    renamed = replace(plan, id="云岭（终稿）", source=(replace(source, sha256="same"),))
    one = replace(decide(1, 0, "units", "none", "县水利局", was=as_json(plan.tasks[0].units[0])), sha256=sha256)
    changed, replays = apply_corrections(renamed, [one])
    assert ([replay.outcome for replay in replays] == [DecisionOutcome.APPLIED]) == kept
    assert (len(changed.tasks[0].units) < len(plan.tasks[0].units)) == kept

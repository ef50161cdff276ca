"""Decisions kept beside the outputs are carried out by the next run, before plans are aligned."""

import json

import pytest

from extractor.cli import main


def call(*arguments):
    with pytest.raises(SystemExit) as left:
        main([str(argument) for argument in arguments])
    return left.value.code


def test_a_run_carries_out_what_was_decided(tmp_path, plan, decide):
    from extractor.review.journal import append_correction
    from extractor.review.records import as_json

    corpus, out = tmp_path / "corpus", tmp_path / "out"
    corpus.mkdir()
    out.mkdir()
    (corpus / "yunling.txt").write_text(plan.text, "utf-8")
    was = as_json(plan.tasks[0].deadlines[0])
    one = decide(1, 0, "deadlines", "fix", "2024年11月底前", was=was, now={**was, "date": "2024-11-29"})
    gone = decide(2, 0, "units", "none", "县卫健委", was={"name": "县卫健委"})
    (out / "corrections.jsonl").write_text(append_correction(one) + append_correction(gone), "utf-8")
    assert call("run", corpus, "--out", out) == 0
    written = json.loads((out / "plans" / "yunling.json").read_text("utf-8"))
    (deadline,) = written["tasks"][0]["deadlines"]
    assert (deadline["date"], deadline["by"]) == ("2024-11-29", "甲")
    assert "correction-stale" in {problem["code"] for problem in written["problems"]}
    assert (out / "corrections.jsonl").read_text("utf-8").count("\n") == 2
    assert call("review", "agreement", out, "--first", "甲", "--second", "乙") == 0
    assert call("review", "annotations", out, "--to", tmp_path / "notes") == 0
    assert call("review", "sheet", out, "--to", tmp_path / "sheet.xlsx") == 0
    assert call("review", "apply", tmp_path / "sheet.xlsx", "--to", out, "--person", "乙", "--plan") == 0


@pytest.mark.parametrize(
    "arguments", [("review", "nowhere", "--person", "甲"), ("review", "sheet", "nowhere", "--to", "x")]
)
def test_a_folder_that_is_no_run_is_refused(tmp_path, arguments, capsys):
    assert call(*(tmp_path / part if part in {"nowhere", "x"} else part for part in arguments)) == 2
    assert "plans" in capsys.readouterr().err

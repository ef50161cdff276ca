"""The file of judgements: what may stand in it, and how a line is added from the command line."""

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.cli import main
from extractor.errors import MappingError
from extractor.judgements import append_judgement
from extractor.mappings import JUDGEMENTS, add_judgement, default_folder, load_mappings, parse_judgements
from extractor.model.judgement import Judgement
from extractor.outputs import load_alignment

ROOT = Path(__file__).parent.parent
SIGNED = ("--reason", "读过两处原文", "--person", "王某", "--date", "2026-11-21")
SIGN = {"reason": "读过两处原文", "person": "王某", "date": "2026-11-21"}
FIRST = Judgement(decision="must-link", items=("a:t1", "b:i2"), **SIGN)


@pytest.fixture
def folder(tmp_path):
    return Path(shutil.copytree(default_folder(), tmp_path / "mappings"))


@pytest.fixture
def call(capsys, folder):
    def run(*argv):
        with pytest.raises(SystemExit) as left:
            main(["judge", *argv, "--mappings", str(folder)])
        printed = capsys.readouterr()
        return left.value.code, printed.out, printed.err

    return run


def test_the_file_that_comes_along_decides_nothing(mappings):
    assert mappings.judgements.judgements == ()


def test_the_examples_in_the_file_s_comments_are_right(folder):
    path = folder / JUDGEMENTS
    text = path.read_text("utf-8")
    examples = [line.removeprefix("#") for line in text.splitlines() if line.startswith("#   - {")]
    path.write_text("judgements:\n" + "\n".join(examples) + "\n", "utf-8")
    assert len(load_mappings(folder).judgements.judgements) == len(examples) >= 3


def test_the_file_may_be_absent(folder):
    (folder / JUDGEMENTS).unlink()
    assert load_mappings(folder).judgements.judgements == ()


def test_each_command_adds_a_line_and_keeps_every_other(call, folder):
    before = (folder / JUDGEMENTS).read_text("utf-8").replace("judgements: []", "judgements:").splitlines()
    for words in (
        ("must-link", "pingyin:t2a3e18bb", "lingbi:t9e1dcd91"),
        ("cannot-link", "pingyin:tc550869c", "lingbi:t9e1dcd91"),
        ("label", "double-publicity", "双公示：“七天”#1"),
        ("concept", "lingbi:t9e1dcd91", "none"),
    ):
        code, out, err = call(*words, *SIGNED)
        assert (code, err) == (0, "")
        assert " ".join(words) in out
    after = (folder / JUDGEMENTS).read_text("utf-8").splitlines()
    assert after[: len(before)] == before
    assert len(after) == len(before) + 4
    loaded = load_mappings(folder).judgements.judgements
    assert [one.decision for one in loaded] == ["must-link", "cannot-link", "label", "concept"]
    assert loaded[2].text == "双公示：“七天”#1"
    assert all((one.reason, one.person, one.date) == ("读过两处原文", "王某", "2026-11-21") for one in loaded)


def test_deleting_the_line_undoes_it(call, folder):
    call("label", "double-publicity", "双公示", *SIGNED)
    path = folder / JUDGEMENTS
    lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join(lines[:-1]), "utf-8")
    assert load_mappings(folder).judgements.judgements == ()


BLOCK = """judgements:
    - decision: label
      group: g
      text: t
      reason: r
      person: p
      date: '2026-01-01'
# 末行，没有换行"""
WRONG = {
    "no item": (("must-link", "pingyin", "lingbi:t9e1dcd91", *SIGNED), "方案:条目"),
    "twice the same": (("must-link", "a:t1", "a:t1", *SIGNED), "两个不同的条目"),
    "no such concept": (("concept", "a:t1", "nonsense", *SIGNED), "concepts.yaml"),
    "no such day": (("label", "g", "甲", *SIGNED[:-1], "2026-02-30"), "2026-11-21"),
    "no reason": (("label", "g", "甲", "--reason", " ", *SIGNED[2:]), "缺少 reason"),
    "no person": (("label", "g", "甲", *SIGNED[:2], *SIGNED[4:]), "--person"),
    "no such decision": (("maybe", "g", "甲", *SIGNED), "must-link"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_judgement_is_refused_and_nothing_is_written(case, call, folder):
    before = (folder / JUDGEMENTS).read_bytes()
    argv, words = WRONG[case]
    code, _, err = call(*argv)
    assert code == 2
    assert words in err
    assert (folder / JUDGEMENTS).read_bytes() == before


def test_a_contradiction_is_refused_with_the_earlier_line(call, folder):
    call("must-link", "a:t1", "b:t1", *SIGNED)
    call("must-link", "b:t1", "c:t1", *SIGNED)
    code, _, err = call("cannot-link", "c:t1", "a:t1", *SIGNED)
    assert code == 2
    assert "must-link a:t1 b:t1" in err
    assert "must-link b:t1 c:t1" in err
    assert len(load_mappings(folder).judgements.judgements) == 2


def test_the_same_judgement_twice_is_refused(call):
    call("must-link", "a:t1", "b:t1", *SIGNED)
    code, _, err = call("must-link", "a:t1", "b:t1", *SIGNED)
    assert code == 2
    assert "已经有" in err


def test_a_run_goes_on_and_names_what_it_left_out(capsys, folder, tmp_path):
    lines = (
        '{decision: must-link, items: ["pingyin:t6fdf0501", "lingbi:t83e0d0ec"], reason: 一, person: 甲, date: "2026-01-01"}',
        '{decision: cannot-link, items: [lingbi:t83e0d0ec, pingyin:t6fdf0501], reason: 二, person: 乙, date: "2026-01-02"}',
        '{decision: label, group: "pingyin:t99", text: 不在, reason: 三, person: 丙, date: "2026-01-03"}',
    )
    (folder / JUDGEMENTS).write_text("judgements:\n" + "".join(f"- {line}\n" for line in lines), "utf-8")
    plans = [str(ROOT / "outputs" / "plans" / f"{name}.json") for name in ("pingyin", "lingbi")]
    with pytest.raises(SystemExit) as left:
        main(["align", *plans, "--out", str(tmp_path / "alignment.json"), "--mappings", str(folder)])
    assert left.value.code == 0
    err = capsys.readouterr().err
    assert err.count("\n") == 1
    assert "cannot-link lingbi:t83e0d0ec pingyin:t6fdf0501" in err
    assert "2026-01-01" in err
    alignment = load_alignment(tmp_path / "alignment.json")
    assert [one.person for one in alignment.judgements] == ["甲"]
    assert len(alignment.problems) == 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("judgements:\n- {decision: must-link, items: [a:t1, b:t1]}\n", "judgements[0]"),
        ("judgements:\n- {decision: perhaps, reason: r, person: p, date: '2026-01-01'}\n", "must-link"),
        ("judgements:\n- {decision: label, group: g, text: t, reason: r, person: p, date: 2026-01-01}\n", "date"),
        ("judgements:\n- {decision: label, group: g, text: t, because: r, person: p}\n", "because"),
        ("judgements:\n- {decision: label, group: g, items: [a:b], text: t, reason: r, person: p, date: x}", "用不着"),
        ("judgement: []\n", "允许的键"),
    ],
)  # fmt: skip
def test_a_broken_file_is_named_with_key_and_what_is_allowed(text, words, folder):
    (folder / JUDGEMENTS).write_text(text, "utf-8")
    with pytest.raises(MappingError, match=r"judgements\.yaml") as caught:
        load_mappings(folder)
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        "judgements: [{decision: label, group: g, text: t, reason: r, person: p, date: '2026-01-01'}]\n",
        "judgements: &all []\n",
    ],
)
def test_a_list_that_no_line_can_be_added_to_is_left_as_it_is(text, folder):
    path = folder / JUDGEMENTS
    path.write_text(text, "utf-8")
    with pytest.raises(MappingError, match="末尾"):
        add_judgement(FIRST, folder)
    assert path.read_text("utf-8") == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# 说明，没有换行",
        "judgements: []",
        "judgements:   [ ]  # 空\n# 之后的说明\n",
        "judgements:\n",
        "judgements:\n- {decision: label, group: g, text: t, reason: r, person: p, date: '2026-01-01'}\n",
        BLOCK,
    ],
)
def test_a_line_is_added_whatever_the_layout(text):
    path = Path(JUDGEMENTS)
    before = parse_judgements(path, text).judgements
    longer = append_judgement(text, FIRST)
    assert parse_judgements(path, longer).judgements == (*before, FIRST)
    assert [line for line in text.splitlines() if line.lstrip().startswith("#")] == [
        line for line in longer.splitlines() if line.lstrip().startswith("#")
    ]


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"], exclude_characters="\0"), min_size=1).filter(
    str.strip
)


@given(WORDS, WORDS, WORDS)
def test_any_words_come_back_as_they_were_given(text, reason, person):
    judgement = Judgement(
        decision="label", group="double-publicity", text=text, reason=reason, person=person, date="2026-11-21"
    )
    written = append_judgement("judgements: []\n", judgement)
    assert parse_judgements(Path(JUDGEMENTS), written).judgements == (judgement,)

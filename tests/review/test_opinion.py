"""`review train` learns from confirmed values; where the model and the rules disagree a run has a doubt, if asked."""

import json
from dataclasses import replace

import pytest

from extractor.cli import main
from extractor.errors import UsageError
from extractor.model.correction import Anchor, Correction
from extractor.model.paper.document import Document
from extractor.pipeline import extract_document, run_pipeline
from extractor.review import apply_corrections
from extractor.review.journal import append_correction
from extractor.review.opinion.advice import CODE, SecondOpinion, add_opinion, find_trusted
from extractor.review.opinion.examples import FIELDS, gather_sentences, list_values
from extractor.review.opinion.storing import load_opinion, save_opinion
from extractor.review.opinion.training import FieldFigures, OpinionPolicy, train_opinion
from extractor.review.queue import build_queue

BODIES = (
    "县教育局",
    "县民政局",
    "县水利局",
    "县司法局",
    "县财政局",
    "县林业局",
    "县审计局",
    "县统计局",
    "县公安局",
    "县信访局",
)
WORK = (
    "规范校车管理",
    "整治河道",
    "公开办事指南",
    "排查消防隐患",
    "核实低保对象",
    "培训网格员",
    "改造老旧管网",
    "开展普法宣传",
)
PLACES = ("云岭县", "清河县", "石桥县", "东平县")


def write_text(number):
    place = PLACES[number]
    lines = [f"{place}2024年重点工作实施方案", "一、重点任务"]
    for at in range(12):
        lead, other = BODIES[(at + number) % 10], BODIES[(at * 3 + number + 1) % 10]
        lines.append(
            f"（{'一二三四五六七八九十'[at] if at < 10 else '十' + '一二'[at - 10]}）{WORK[(at + number) % 8]}。"
            f"2024年{(at + number) % 12 + 1}月底前完成。（牵头单位：{lead}；配合单位：{other}）"
        )
    return "\n".join([*lines, f"{place}人民政府办公室", "2024年1月8日", ""])


@pytest.fixture(scope="module")
def four(mappings):
    return [extract_document(Document(f"p{at}", f"p{at}.txt", write_text(at).encode()), mappings) for at in range(4)]


def confirm(plan, first=1):
    return [
        Correction(
            number=first + at, plan=plan.id, sha256="", item=one.item, field=one.field, act="right", person="甲",
            date="2026-11-26", was=one.value, anchor=Anchor(quote=one.place.words(plan.text),
            before=plan.text[max(0, one.place.start - 12):one.place.start],
            after=plan.text[one.place.end:one.place.end + 12]),
        )
        for at, one in enumerate(list_values(plan)) if one.place
    ]  # fmt: skip


def gather(plan, decisions):
    return list(gather_sentences(apply_corrections(plan, decisions)[0], decisions))


def test_a_sentence_teaches_only_where_every_value_was_judged(four):
    plan, decisions = four[0], confirm(four[0])
    whole = gather(plan, decisions)
    assert sum(len(one.spans) for one in whole) == len(decisions)
    for one in whole:
        assert {one.words[span.start : span.end] for span in one.spans} <= {
            value.place.words(plan.text) for value in list_values(plan)
        }
    assert {span.field for one in whole for span in one.spans} == {"units", "deadlines"}
    short = gather(plan, [one for one in decisions if one.number != 2])
    assert sum(len(one.spans) for one in short) < len(decisions)
    assert gather(plan, []) == []


def test_a_confirmed_value_keeps_its_place_where_another_item_prints_the_same_line(four):
    plan = apply_corrections(four[0], confirm(four[0]))[0]
    assert [one.place for one in list_values(plan)] == [one.place for one in list_values(four[0])]


def test_words_that_a_person_took_away_teach_as_none(four):
    plan, decisions = four[0], confirm(four[0])
    denied = [
        replace(one, act="none") for one in decisions if one.item == plan.tasks[0].id and one.field == "deadlines"
    ]
    (one,) = [one for one in gather(plan, denied) if denied[0].anchor.quote in one.words]
    assert one.spans == ()


@pytest.mark.parametrize(
    ("plans", "policy", "words"),
    [
        (1, OpinionPolicy(), "至少要 60 个"),
        (1, OpinionPolicy(least_values=10, least_field=10), "至少要 2 份"),
        (2, OpinionPolicy(least_field=500), "至少要有一类满 500 个"),
    ],
)
def test_too_little_teaches_nothing(four, plans, policy, words):
    sentences = [one for plan in four[:plans] for one in gather(plan, confirm(plan))]
    found = train_opinion(sentences, policy)
    assert words in found.lacking
    assert found.nlp is None


@pytest.fixture(scope="module")
def learned(four):
    sentences = [one for plan in four for one in gather(plan, confirm(plan))]
    return train_opinion(sentences, OpinionPolicy(most_folds=2))


@pytest.mark.slow
def test_it_finds_values_of_plans_that_it_did_not_see(learned, four):
    asked = {field: sum(one.field == field for plan in four for one in list_values(plan)) for field in FIELDS}
    assert {one.field: one.n for one in learned.figures} == {field: n for field, n in asked.items() if n}
    assert all(one.f1 > 0.8 for one in learned.figures)


@pytest.mark.slow
def test_the_same_decisions_give_the_same_model(four):
    sentences = [one for plan in four[:2] for one in gather(plan, confirm(plan))]
    rules = OpinionPolicy(rounds=2, least_values=40)
    one, other = (train_opinion(sentences, rules) for _ in range(2))
    assert one.figures == other.figures
    assert one.nlp.to_bytes() == other.nlp.to_bytes()


@pytest.mark.slow
def test_where_it_and_the_rules_disagree_is_a_doubt(learned, four):
    opinion = SecondOpinion(learned.nlp, learned.figures)
    plan = four[1]
    assert [one for one in add_opinion(plan, opinion).doubts if one.code == CODE] == []
    task = plan.tasks[2]
    poor = replace(task, units=task.units[1:])
    spoilt = replace(plan, tasks=(*plan.tasks[:2], poor, *plan.tasks[3:]))
    (doubt,) = [one for one in add_opinion(spoilt, opinion).doubts if one.code == CODE]
    assert (doubt.item, doubt.field, doubt.text) == (task.id, "units", task.units[0].name)
    (question,) = [one for one in build_queue([add_opinion(spoilt, opinion)]) if doubt.message in one.reasons]
    assert (question.kind, question.anchor.quote) == ("missing", task.units[0].name)
    denied = Correction(
        number=1, plan=plan.id, sha256="", item=task.id, field="units", act="none", person="甲", date="2026-11-26",
        anchor=Anchor(quote=doubt.text, before=plan.text[doubt.place.start - 12:doubt.place.start]),
    )  # fmt: skip
    assert [one for one in add_opinion(spoilt, opinion, [denied]).doubts if one.code == CODE] == []


@pytest.mark.slow
def test_a_value_that_it_does_not_see_is_a_doubt_of_that_value_alone(learned, four):
    opinion = SecondOpinion(learned.nlp, learned.figures)
    task, text = four[1].tasks[2], four[1].text
    start = text.index(task.title[:4], task.place.start)
    wrong = replace(
        task.units[0], name=text[start : start + 4], place=replace(task.units[0].place, start=start, end=start + 4)
    )
    plan = replace(four[1], tasks=(replace(task, units=(*task.units, wrong)),))
    (doubt,) = [one for one in add_opinion(plan, opinion).doubts if one.code == CODE]
    assert doubt.text == wrong.name
    asked = [one for one in build_queue([add_opinion(plan, opinion)]) if doubt.message in one.reasons]
    assert [one.value["name"] for one in asked] == [wrong.name]
    silent = replace(opinion, figures=tuple(replace(one, right=one.n // 2) for one in opinion.figures))
    assert add_opinion(plan, silent).doubts == plan.doubts


@pytest.mark.slow
def test_train_writes_a_pipeline_and_only_a_run_that_asks_uses_it(tmp_path, four, capsys):
    corpus, out = tmp_path / "corpus", tmp_path / "out"
    corpus.mkdir()
    for at, plan in enumerate(four):
        (corpus / f"p{at}.txt").write_text(plan.text, "utf-8")
    call("run", corpus, "--out", out)
    decided = [one for at, plan in enumerate(four) for one in confirm(plan, 1 + 100 * at)]
    (out / "corrections.jsonl").write_text("".join(map(append_correction, decided)), "utf-8")
    capsys.readouterr()
    assert call("review", "train", out) == 0
    told = capsys.readouterr().out
    assert f"核对过的值 {len(decided)} 个" in told
    assert "单位 n=96" in told
    assert "只有模型读出的单位、时限；模型没有看出的单位、时限" in told
    model = out / "second-opinion"
    assert [path.name for path in out.iterdir() if path.name.startswith(".second")] == []
    (out / "corrections.jsonl").unlink()
    strange = "云岭县2024年防汛工作方案\n一、任务\n（一）整治河道。请县水利局于本月办好。（牵头单位：县财政局）\n"
    (corpus / "p0.txt").write_text(strange, "utf-8")
    assert call("run", corpus, "--out", out) == 0
    assert CODE not in (out / "plans" / "p0.json").read_text("utf-8")
    assert call("run", corpus, "--out", out, "--second-opinion", model) == 0
    doubts = [one for path in (out / "plans").glob("*.json") for one in json.loads(path.read_text("utf-8"))["doubts"]]
    assert all(one["message"] and one["message_en"].isascii() for one in doubts)


def test_too_few_decisions_write_nothing(tmp_path, four, capsys):
    out = tmp_path / "out"
    (tmp_path / "p0.txt").write_text(four[0].text, "utf-8")
    call("extract", tmp_path / "p0.txt", "--out", out / "plans")
    (out / "corrections.jsonl").write_text("".join(map(append_correction, confirm(four[0]))), "utf-8")
    assert call("review", "train", out) == 0
    assert "至少要 60 个核对过的单位、时限、目标（现有 36 个），不学" in capsys.readouterr().out
    assert not (out / "second-opinion").exists()


@pytest.mark.parametrize("content", [None, "{}", '{"lang": "zh", "pipeline": []}'])
def test_a_folder_that_is_no_model_is_refused_in_one_line(tmp_path, content, capsys):
    if content is not None:
        (tmp_path / "meta.json").write_text(content, "utf-8")
    with pytest.raises(UsageError, match="模型"):
        load_opinion(tmp_path)
    assert call("run", tmp_path, "--out", tmp_path / "out", "--second-opinion", tmp_path) == 2
    assert "review train" in capsys.readouterr().err


@pytest.mark.slow
def test_what_is_written_is_read_back(learned, four, tmp_path, mappings):
    opinion = SecondOpinion(learned.nlp, learned.figures)
    save_opinion(opinion, tmp_path / "model")
    back = load_opinion(save_opinion(opinion, tmp_path / "model"))
    assert back.figures == opinion.figures
    assert add_opinion(four[0], back).doubts == add_opinion(four[0], opinion).doubts
    documents = [Document("p0", "p0.txt", four[0].text.encode())]
    plain, asked = (run_pipeline(documents, mappings, second_opinion=one) for one in (None, back))
    assert len(plain.plans[0].doubts) <= len(asked.plans[0].doubts)


@pytest.mark.parametrize(
    ("n", "given", "right", "trusted"),
    [
        (324, 212, 192, (True, False)),  # mostly right in what it finds, finds too few
        (52, 26, 24, (True, False)),
        (100, 100, 90, (True, True)),
        (31, 2, 2, (False, False)),  # two of two are no reason
        (40, 100, 38, (False, True)),
        (40, 0, 0, (False, False)),
        (0, 0, 0, (False, False)),
    ],
)
def test_a_field_raises_only_the_doubts_that_its_figures_carry(n, given, right, trusted):
    alone, unseen = find_trusted([FieldFigures("units", n, given, right)])
    assert (bool(alone), bool(unseen)) == trusted


def test_figures_of_nothing_are_no_fault():
    assert (FieldFigures("units", 0, 0, 0).f1, FieldFigures("units", 3, 0, 0).precision) == (0.0, 0.0)


def call(*arguments):
    with pytest.raises(SystemExit) as left:
        main([str(argument) for argument in arguments])
    return left.value.code

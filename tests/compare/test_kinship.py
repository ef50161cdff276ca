"""What texts share word for word, and which clause of a task another plan has."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.compare.standing import order_plans
from extractor.compare.text_reuse.alike_clauses import compare_clauses, is_followed
from extractor.compare.text_reuse.clause_splitting import Stretch
from extractor.compare.text_reuse.report import compare_texts
from extractor.compare.text_reuse.shared_passages import find_kinships, measure_run, widen
from extractor.compare.text_reuse.shingles import build_wording, cut_shingles
from extractor.model.facts.plan import Metadata, Plan, SourceInfo, Task
from extractor.model.paper.place import Place

SOURCE = (SourceInfo(name="x", sha256="", media_type="text/plain", pages=None, how="utf-8"),)
TEXTS = st.text(alphabet="信用平台，。\n报送12%“”", max_size=60)


def locate(_plan, _offset):
    return None


def make_plan(plan_id, *sentences):
    """A plan of one task for each sentence."""
    text = "\n".join(sentences)
    tasks = []
    for index, sentence in enumerate(sentences):
        start = text.index(sentence)
        place = Place(start, start + len(sentence))
        tasks.append(Task(id=f"t{index}", no=None, section=None, title=sentence[:6], text=sentence, place=place))
    return Plan(id=plan_id, source=SOURCE, metadata=Metadata(), tasks=tuple(tasks), text=text)


def compare(*texts):
    wordings = [build_wording(str(index), text) for index, text in enumerate(texts)]
    return list(find_kinships(wordings, locate))


def find_pair(five, one, other):
    return next(k for k in five.kinships if {k.left, k.right} == {one, other})


def test_a_third_of_changqing_stands_in_pingyin(five):
    """31.3 % of 长清's distinct runs of eight characters stand in 平阴, 17.0 % the other way."""
    kin = find_pair(five, "changqing", "pingyin")
    assert kin.left == "changqing"
    assert (round(100 * kin.left_share, 1), round(100 * kin.right_share, 1)) == (31.3, 17.0)


def test_every_other_pair_shares_next_to_nothing(five):
    others = [k for k in five.kinships if {k.left, k.right} != {"changqing", "pingyin"}]
    assert max(max(k.left_share, k.right_share) for k in others) <= 0.0235


def test_shares_are_those_of_a_slow_count(five, texts):
    for kin in five.kinships:
        left, right = (cut_shingles(build_wording("", texts[plan]).words) for plan in (kin.left, kin.right))
        assert kin.shared == sum(shingle in right for shingle in left)
        assert kin.left_share == pytest.approx(kin.shared / len(left), abs=1e-4)
        assert kin.right_share == pytest.approx(kin.shared / len(right), abs=1e-4)


def test_both_cite_the_notice_of_their_city(five):
    assert find_pair(five, "changqing", "pingyin").parents == ("济南市:济信用办[2022]1号",)


def test_passages_are_printed_in_both_and_alike(five, texts):
    passages = [passage for kin in five.kinships for passage in kin.passages]
    assert len(passages) > 30
    for passage in passages:
        words = []
        for side in (passage.left, passage.right):
            assert texts[side.plan][side.start : side.end] == side.quote
            words.append(build_wording("", side.quote).words)
        assert words[0] == words[1]
        assert len(words[0]) == passage.length >= 12


def test_the_longest_passage_of_the_two(five):
    """The task on objections and repair is the same in both but for its number."""
    kin = find_pair(five, "changqing", "pingyin")
    longest = max(kin.passages, key=lambda passage: passage.length)
    assert (longest.left.item, longest.right.item) == ("t897dce5c", "t5291f085")
    assert longest.left.quote.startswith("开展企业异议处理和信用修复工作。落实国家、省市相关规定")


def test_page_breaks_and_punctuation_change_nothing():
    (kin,) = compare("确保“双公示”信息上报率、合规率达到100%。", '确保"双公示"信息上报率,合规率达\n\n到 100%')
    assert (kin.left_share, kin.right_share) == (1.0, 1.0)


def test_one_changed_character_costs_its_runs_only():
    (kin,) = compare("甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳", "甲乙丙丁戊己庚辛壬癸子丑寅卯辰午")
    assert (kin.shared, kin.left_share) == (8, round(8 / 9, 4))
    (passage,) = kin.passages
    assert passage.length == 15


@given(TEXTS, TEXTS)
def test_kinship_is_the_same_from_both_sides(one, other):
    there, back = compare(one, other), compare(other, one)
    assert [(k.left_share, k.right_share, k.shared) for k in there] == [
        (k.right_share, k.left_share, k.shared) for k in back
    ]
    for kin in there:
        assert 0 < kin.left_share <= 1
        assert 0 < kin.right_share <= 1
        for passage in kin.passages:
            assert one[passage.left.start : passage.left.end] == passage.left.quote
            assert other[passage.right.start : passage.right.end] == passage.right.quote


@given(st.lists(st.sampled_from(["信用", "平台，", "报\n送。", "12%"]), min_size=4, max_size=30).map("".join))
def test_a_text_stands_in_itself(text):
    (kin,) = compare(text, text)
    assert (kin.left_share, kin.right_share) == (1.0, 1.0)


@given(TEXTS, st.integers(0, 60), st.integers(0, 60))
def test_a_run_is_as_long_as_it_can_be(text, at, there):
    at, there = min(at, len(text)), min(there, len(text))
    length = measure_run(text, at, text, there)
    assert text[at : at + length] == text[there : there + length]
    ends = at + length == len(text) or there + length == len(text)
    assert ends or text[at + length] != text[there + length]


@given(TEXTS, st.integers(0, 60), st.integers(0, 60))
def test_widening_takes_marks_only(text, one, other):
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    left, right = widen(text, start, end)
    assert 0 <= left <= start <= end <= right <= len(text)
    assert not build_wording("", text[left:start] + text[end:right]).words


@given(st.text(max_size=80))
def test_bare_words_know_where_they_stand(text):
    wording = build_wording("", text)
    assert len(wording.words) == len(wording.offsets)
    assert list(wording.offsets) == sorted(set(wording.offsets))
    assert all(text[offset].isalnum() or not text[offset].isascii() for offset in wording.offsets)


def test_many_texts_with_one_passage_are_not_compared_all_with_all():
    same = "开展企业异议处理和信用修复工作落实国家省市相关规定"
    found = compare(*(f"{same}{chr(0x4E00 + index) * 9}" for index in range(100)))
    assert len(found) == 99 * 8 - sum(range(8))  # each with its next eight
    assert all(kin.shared >= len(same) - 7 for kin in found)


# Clauses.


def origins(five, plan):
    found = {}
    for clause in five.clauses:
        if clause.here.plan == plan:
            found[clause.origin] = found.get(clause.origin, 0) + 1
    return found


def find_clause(five, plan, words):
    return next(c for c in five.clauses if c.here.plan == plan and words in "".join(c.here.quote.split()))


def test_the_two_of_one_parent_inherit_and_the_others_do_not(five):
    assert "inherited" not in origins(five, "changqing"), "the older one takes nothing from the younger"
    assert origins(five, "pingyin")["inherited"] >= 30
    for plan in ("chengwu", "lingbi"):
        found = origins(five, plan)
        assert found["new"] > 30 * (found.get("inherited", 0) + found.get("adapted", 0))


@pytest.mark.parametrize(
    ("words", "origin", "item"),
    [
        ("落实和细化出台信用制度文件", "new", None),
        ("7个工作日内上传至市信用平台", "new", None),
        ("组织诚信示范商圈等试点创建活动", "new", None),
        ('加大全国"信易贷"平台推广', "new", None),
    ],
)
def test_clauses_of_the_older_plan_are_its_own(five, words, origin, item):
    """长清 was issued on 23 May 2022, 平阴 on 2 June."""
    clause = find_clause(five, "changqing", words)
    assert clause.origin == origin
    assert (clause.other.item if clause.other else None) == item


def test_each_clause_is_printed_where_it_says(five, texts, plans):
    items = {(plan.id, task.id) for plan in plans for task in plan.tasks}
    for clause in five.clauses:
        for side in filter(None, (clause.here, clause.other)):
            assert texts[side.plan][side.start : side.end] == side.quote
        assert (clause.here.plan, clause.here.item) in items
        assert 0 <= clause.likeness <= 1
        assert (clause.origin == "new") == (clause.other is None)
        assert (clause.origin == "inherited") == (clause.likeness == 1)


def test_clauses_of_one_plan_do_not_overlap(five):
    last = {}
    for clause in five.clauses:
        assert clause.here.start >= last.get(clause.here.plan, 0) - 1  # a quotation mark may belong to both
        last[clause.here.plan] = clause.here.end


def test_lists_of_bodies_are_no_clauses(five):
    assert not [c for c in five.clauses if c.here.quote.startswith(("责任科室", "责任单位", "完成时限"))]


PARENT = (
    "各部门要按月报送信用信息归集工作台账，确保数据真实准确完整及时",
    "严格执行信用修复流程和办理时限的有关要求，主动告知当事人申请的渠道",
)


def test_planted_copies_are_found(mappings):
    copy = make_plan("copy", *PARENT)
    changed = make_plan("changed", PARENT[0].replace("按月", "按季度"), "开展诚信经营示范街区创建评选表彰工作")
    found = compare_texts([copy, changed], mappings).clauses
    by_words = {clause.here.quote: clause.origin for clause in found if clause.here.plan == "changed"}
    assert by_words == {
        "各部门要按季度报送信用信息归集工作台账": "adapted",
        "确保数据真实准确完整及时": "inherited",
        "开展诚信经营示范街区创建评选表彰工作": "new",
    }


def test_a_clause_inside_a_longer_sentence_is_inherited():
    mine = Stretch(0, 0, 13, "确保数据真实准确完整及时有效")
    words = "同时各部门要确保数据真实准确完整及时有效并留存备查"
    match = compare_clauses(mine, Stretch(1, 6, 20, words[6:20]), words)
    assert (match.likeness, words[match.start : match.end]) == (1.0, mine.words)


def test_short_names_of_the_field_are_no_kinship():
    mine = Stretch(0, 0, 10, "开展信用分级分类监管")
    match = compare_clauses(mine, Stretch(1, 0, 10, "开展信用分级分类监管"), "开展信用分级分类监管")
    assert not is_followed(mine, match, set())
    assert is_followed(mine, match, {(0, 1)})
    assert is_followed(mine, match, {(1, 0)})


def test_plans_without_their_text_have_no_kin(plans, mappings):
    found = compare_texts([replace(plan, text="") for plan in plans], mappings)
    assert (found.kinships, found.clauses, found.parents) == ((), (), ())
    assert found.citations


def test_no_plans_at_all(mappings):
    assert compare_texts([], mappings).kinships == ()


def test_the_order_of_plans_changes_nothing(plans, five, mappings):
    turned = compare_texts(plans[::-1], mappings, order_plans(plans[::-1]))

    def pairs(kinships):
        return {frozenset(((k.left, k.left_share), (k.right, k.right_share), ("", k.shared))) for k in kinships}

    def told(clauses):
        return {(c.here.plan, c.here.start): (c.origin, c.likeness) for c in clauses}

    assert pairs(turned.kinships) == pairs(five.kinships)
    assert told(turned.clauses) == told(five.clauses)


def test_a_family_of_copies_is_still_followed(mappings):
    """Where every run of four characters is in more clauses than are looked up, the nearest plans are asked."""
    plans = [make_plan(f"p{index:02}", *PARENT) for index in range(50)]
    found = compare_texts(plans, mappings)
    assert {clause.origin for clause in found.clauses} == {"inherited"}
    assert max(sum(plan.id in (k.left, k.right) for k in found.kinships) for plan in plans) < 50


def test_a_text_that_says_one_thing_over_and_over(mappings):
    """Repeated words must not be compared all with all."""
    text = "信用" * 10_000
    (kin,) = compare(text, text)
    assert (kin.left_share, len(kin.passages)) == (1.0, 1)
    plans = [make_plan(name, "，".join(["加强信用信息归集共享工作"] * 400)) for name in "ab"]
    assert {clause.origin for clause in compare_texts(plans, mappings).clauses} == {"inherited"}

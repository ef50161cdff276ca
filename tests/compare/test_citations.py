"""Whose document is cited, and what an unseen parent is likely to have said."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.compare.text_reuse.citations import find_code, resolve_citations, tell_place
from extractor.compare.text_reuse.inferred_sources import TOKEN, list_cited, merge_wordings
from extractor.compare.text_reuse.report import compare_texts
from extractor.model.facts.plan import Citation, Metadata, Plan, SourceInfo, Task
from extractor.model.paper.place import Place

SOURCE = (SourceInfo(name="x", sha256="", media_type="text/plain", pages=None, how="utf-8"),)
JINAN = ("平阴县", "济南市", "山东省")
JINING = ("鱼台县", "济宁市", "山东省")
LETTERS = {"鲁": "山东省", "皖": "安徽省", "京": "北京市"}
WORDS = st.text(alphabet="每月25日前上传信用6", max_size=20)


def make_plan(plan_id, places, *citations, sentence=""):
    county, city, province = places
    task = Task(id="t1", no=None, section=None, title="任务", text=sentence, place=Place(0, len(sentence)))
    return Plan(
        id=plan_id,
        source=SOURCE,
        metadata=Metadata(jurisdiction=county, parent=city, province=province),
        citations=citations,
        tasks=(task,),
        text=sentence,
    )


@pytest.mark.parametrize(
    ("places", "title", "number", "place"),
    [
        # 平阴 and 长清 call one notice by two titles
        (JINAN, "关于开展济南市区县信用状况监测分析的通知", "济信用办〔2022〕1号", "济南市"),
        (("长清区", "济南市", "山东省"), "落实信用状况监测工作实施方案", "济信用办〔2022〕1号", "济南市"),
        # the same code is Jining's where a county of Jining cites it
        (JINING, "任务分工方案", "济信用办〔2020〕14号", "济宁市"),
        # a title that begins with a place counts before the code
        (JINAN, "济宁市2020年城市信用状况监测预警指标任务分工方案", "济信用办〔2020〕14号", "济宁市"),
        (JINAN, "平阴县信用体系建设工作实施方案", None, "平阴县"),
        (JINAN, "国务院办公厅关于加快推进社会信用体系建设的指导意见", "国办发〔2019〕35号", "国家"),
        (JINAN, "指导意见", "国办发〔2019〕35号", "国家"),
        (JINAN, "关于进一步推进城市信用体系建设的通知", "鲁发改信用〔2020〕1275号", "山东省"),
        (JINAN, "实施方案", "皖信用办〔2021〕3号", "安徽省"),
        # the county's own longer code beats the city's single character
        (("济阳区", "济南市", "山东省"), "实施方案", "济阳信用办〔2022〕2号", "济阳区"),
        # nothing there by which it could be told
        (JINAN, "负面清单", None, None),
        (("济阳区", "济南市", "山东省"), "实施方案", "济信用办〔2022〕1号", None),
        (("成武县", "菏泽市", "山东省"), "实施方案", "济信用办〔2022〕1号", None),
        ((), "实施方案", "济信用办〔2022〕1号", None),
        (JINAN, "关于推进县域信用体系建设的意见", None, None),
        (JINAN, "落实市政府部署实施方案", None, None),
    ],
)
def test_whose_document(places, title, number, place):
    told = tell_place(Citation(title=title, doc_number=number), places, LETTERS)
    assert told.place == place
    assert told.why


def test_an_ambiguous_code_names_both_places():
    told = tell_place(Citation(title="方案", doc_number="济信用办〔2022〕1号"), ("济阳区", "济南市"), {})
    assert told.place is None
    assert "济阳区或济南市" in told.why


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("济信用办〔2022〕1号", "济信用办"),
        ("平行审发[2022]5号", "平行审发"),
        ("(2022)-057号", ""),
        (None, ""),
        ("", ""),
    ],
)
def test_codes(number, code):
    assert find_code(number) == code


def test_citations_of_the_five(five, texts):
    told = {(c.plan, c.title[:6]): c.issuer_place for c in five.citations}
    assert told["changqing", "国务院办公厅"] == "国家"
    assert told["chengwu", "菏泽市公共信"] == "菏泽市"
    assert told["jiaxian", "河南省公共信"] == "河南省"
    assert told["lingbi", "宿州市社会信"] == "宿州市"
    assert [(c.plan, c.title) for c in five.citations if not c.resolved] == [("chengwu", "负面清单")]
    for citation in five.citations:
        assert citation.resolved == (citation.issuer_place is not None) == (citation.key is not None)
        assert texts[citation.plan][citation.start : citation.end]


def test_one_document_under_two_titles_has_one_key(five):
    keys = {c.plan: c.key for c in five.citations if c.doc_number and "济信用办" in c.doc_number}
    assert keys == {"changqing": "济南市:济信用办[2022]1号", "pingyin": "济南市:济信用办[2022]1号"}


def test_the_same_number_of_two_cities_is_two_documents():
    cited = Citation(title="方案", doc_number="济信用办〔2022〕1号")
    found = list(resolve_citations([make_plan("a", JINAN, cited), make_plan("b", JINING, cited)], {}))
    assert [c.key for c in found] == ["济南市:济信用办[2022]1号", "济宁市:济信用办[2022]1号"]
    assert list_cited(found) == {"a": ("济南市:济信用办[2022]1号",), "b": ("济宁市:济信用办[2022]1号",)}


def test_a_plan_of_the_corpus_is_known():
    parent = Plan(
        id="city",
        source=SOURCE,
        metadata=Metadata(title="通知", jurisdiction="济南市", province="山东省", doc_number="济信用办〔2022〕1号"),
    )
    cited = Citation(title="关于监测分析的通知", doc_number="济信用办[2022] 1号")
    (found,) = resolve_citations([make_plan("a", JINAN, cited), parent], {})
    assert found.plan_in_corpus == "city"


# The parent that was not seen.


def test_the_parent_of_the_two(five, texts):
    (parent,) = five.parents
    assert parent.inferred is True
    assert (parent.doc_number, set(parent.children)) == ("济信用办〔2022〕1号", {"changqing", "pingyin"})
    assert len(parent.titles) == 2
    wordings = [clause.wording for clause in parent.clauses]
    assert "〔7｜15〕个工作日内上传至市信用平台" in wordings
    assert "严格按照异议处理和信用修复流程和时限要求" in wordings
    for clause in parent.clauses:
        assert len({child.plan for child in clause.children}) == 2
        assert clause.agrees == ("〔" not in clause.wording)
        for child in clause.children:
            assert texts[child.plan][child.start : child.end] == child.quote


def test_no_word_of_a_child_is_given_twice(five):
    (parent,) = five.parents
    for plan in parent.children:
        spans = sorted((c.start, c.end) for clause in parent.clauses for c in clause.children if c.plan == plan)
        # a quotation mark may belong to two neighbours
        assert all(end - 1 <= start for (_, end), (start, _) in pairwise(spans))


SENTENCE = "各部门要按月报送信用信息归集工作台账，确保数据真实准确完整及时"


def test_a_planted_parent(mappings):
    cited = Citation(title="通知", doc_number="济信用办〔2022〕9号")
    plans = [
        make_plan("a", JINAN, cited, sentence=SENTENCE),
        make_plan("b", JINAN, cited, sentence=SENTENCE.replace("按月", "每季度")),
        make_plan("c", JINING, cited, sentence=SENTENCE),
    ]
    (parent,) = compare_texts(plans, mappings).parents
    assert parent.children == ("a", "b")
    assert [clause.wording for clause in parent.clauses] == [
        "各部门要〔按月｜每季度〕报送信用信息归集工作台账",
        "确保数据真实准确完整及时",
    ]


def test_a_parent_that_is_there_is_not_inferred(mappings):
    cited = Citation(title="通知", doc_number="济信用办〔2022〕9号")
    parent = Plan(
        id="city",
        source=SOURCE,
        metadata=Metadata(title="通知", jurisdiction="济南市", doc_number="济信用办〔2022〕9号"),
        text=SENTENCE,
    )
    children = [make_plan(name, JINAN, cited, sentence=SENTENCE) for name in "ab"]
    assert compare_texts([*children, parent], mappings).parents == ()


@given(WORDS, WORDS)
def test_both_wordings_can_be_read_out_of_the_merged_one(one, other):
    merged = merge_wordings(one, other)
    parts = [part.split("｜") for part in merged.replace("〔", "\0〔").replace("〕", "\0").split("\0")]
    sides = ["".join(part[side if len(part) > 1 else 0].removeprefix("〔") for part in parts) for side in (0, 1)]
    assert sides == [one, other]


def test_numbers_change_as_a_whole():
    assert TOKEN.findall("每月25日") == ["每", "月", "25", "日"]
    assert merge_wordings("每月25日前", "每月26日前") == "每月〔25｜26〕日前"

"""Which plans are the same, and which only look alike."""

import pytest

from extractor.corpus.sorting_out import sort_out
from extractor.extraction import extract_document
from extractor.model.paper.document import Document

TASKS = "".join(
    f"{number}.{what}。（责任单位：县水利局；完成时限：2024年{number}月底前）\n"
    for number, what in enumerate(
        ("清理河道垃圾，每季度至少巡查2次", "设立河长公示牌，更新联系电话", "整治入河排污口，完成率不低于95%", "开展水质监测并按月公布结果"), 1
    )
)  # fmt: skip
TEXT = "青岚县人民政府办公室关于印发青岚县2024年河湖长制工作要点的通知\n青政办发〔2024〕8号\n一、重点任务\n" + TASKS


def sort(mappings, *texts):
    plans = [extract_document(Document(f"d{n}", f"d{n}.txt", text.encode()), mappings) for n, text in enumerate(texts)]
    kept, left_out = sort_out(plans)
    return [plan.id for plan in kept], [str(one) for one in left_out]


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("spaces and marks", TEXT.replace("，", ", ").replace("\n", "\n\n")),
        ("a slip of recognition", TEXT.replace("污口", "汚囗")),
        ("without its number", TEXT.replace("青政办发〔2024〕8号\n", "")),
        ("a page's words added", TEXT + "打印本页\n"),
    ],
)
def test_the_same_plan_in_two_forms_is_used_once(name, other, mappings):
    kept, left_out = sort(mappings, TEXT, other)
    assert (kept, len(left_out)) == (["d0"], 1), name
    assert "d0.txt 是同一份方案" in left_out[0]


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("the next year", TEXT.replace("2024", "2025")),
        ("a neighbour after one model", TEXT.replace("青岚县", "白石县").replace("青政", "白政")),
        ("another number", TEXT.replace("8号", "18号")),
        ("half of it", TEXT[: len(TEXT) * 2 // 3]),
        ("another field", TEXT.replace("河", "林").replace("水", "木").replace("排污", "火源").replace("湖", "草")),
    ],
)
def test_what_only_looks_alike_stays(name, other, mappings):
    assert sort(mappings, TEXT, other) == (["d0", "d1"], []), name


def test_plans_that_tell_no_place_are_the_same_only_letter_by_letter(mappings):
    bare = "河湖长制工作要点\n一、重点任务\n" + TASKS
    assert sort(mappings, bare, bare.replace("95%", "96%"))[0] == ["d0", "d1"]
    assert sort(mappings, bare, bare.replace("，", ","))[0] == ["d0"]


def test_the_fuller_reading_is_kept_whatever_the_order(mappings):
    flat = TEXT.replace("\n3.", "")
    assert sort(mappings, flat, TEXT)[0] == ["d1"]
    assert sort(mappings, TEXT, flat)[0] == ["d0"]


def test_what_is_no_plan_is_told_but_where_nothing_is_a_plan_all_stay(mappings):
    note = "今天天气很好。我们去公园玩。"
    kept, left_out = sort(mappings, TEXT, note)
    assert (kept, left_out[0].startswith("d1.txt: ")) == (["d0"], True)
    assert sort(mappings, note) == (["d0"], [])

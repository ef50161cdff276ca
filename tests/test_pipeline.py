"""The whole flow: the same with every executor, and never stopped by one bad document."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from extractor.model.paper.document import Document
from extractor.outputs import encode, write_plan
from extractor.pipeline import Result, extract_documents, run_pipeline

GOOD = "某县社会信用体系建设实施方案\n一、重点任务\n1.开展诚信宣传。（责任单位：县财政局；完成时限：2022年11月底前）\n"
UNREADABLE = {
    "empty": b"",
    "blank": b" \r\n\t\n",
    "picture": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40,
    "zip": b"PK\x03\x04" + bytes(range(256)) * 40,
    "nul": b"\0" * 5000,
    "noise": bytes((index * 197 + 31) % 256 for index in range(5000)),
}
READABLE = {
    "nul inside": GOOD.replace("财政", "财\0政").encode(),
    "lone surrogate": GOOD.encode() * 20 + b"\xed\xa0\x80",
    "cut character": GOOD.encode()[:-2],
    "utf-16": GOOD.encode("utf-16"),
    "gb18030": GOOD.encode("gb18030"),
    "no plan": "今天天气很好。我们去公园玩，买了三斤苹果，花了20元。".encode(),
    "no numbers": "关于加强诚信建设的方案\n请各单位认真落实。\n联系人：张三".encode(),
    "one line": ("一、甲" * 20_000).encode(),
    "only digits": b"1234567890" * 500,
    "brackets": ("（" * 5_000 + "责任单位：" + "）" * 5_000).encode(),
}


def build_documents(contents):
    return [Document(name, f"{name}.txt", content) for name, content in contents.items()]


def test_the_five_plans_come_through(corpus, mappings):
    result = run_pipeline(corpus, mappings)
    assert isinstance(result, Result)
    assert [plan.id for plan in result.plans] == [document.id for document in corpus]
    assert result.failures == ()
    assert result.alignment.plans == result.comparison.plans == tuple(plan.id for plan in result.plans)
    assert "report.html" in {file.path for file in result.report.files}


def test_the_result_is_the_same_with_another_executor(corpus, mappings, plans):
    with ThreadPoolExecutor(2) as executor:
        again, failures = extract_documents(corpus, mappings, executor=executor)
    assert failures == ()
    assert [encode(plan) for plan in again] == [encode(plan) for plan in plans]


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_cannot_be_read_is_told_in_one_line_and_stops_no_other(name, mappings):
    documents = build_documents(
        {"good": GOOD.encode(), name: UNREADABLE[name], "other": GOOD.replace("县", "市").encode()}
    )
    result = run_pipeline(documents, mappings)
    assert [plan.id for plan in result.plans] == ["good", "other"]
    (failure,) = result.failures
    assert failure.name == f"{name}.txt"
    assert "\n" not in str(failure)
    assert "程序内部错误" not in str(failure)
    assert any("一" <= mark <= "龥" for mark in str(failure).removeprefix(failure.name))


@pytest.mark.parametrize("name", READABLE)
def test_what_can_be_read_gives_a_plan_that_can_be_written(name, mappings, tmp_path):
    result = run_pipeline(build_documents({name: READABLE[name]}), mappings)
    assert [str(failure) for failure in result.failures] == []
    write_plan(result.plans[0], tmp_path)


@pytest.mark.parametrize("name", ["no plan", "no numbers", "only digits"])
def test_no_task_is_invented(name, mappings):
    (plan,), _ = extract_documents(build_documents({name: READABLE[name]}), mappings)
    assert (plan.tasks, plan.indicators) == ((), ())
    assert plan.problems


def test_no_document_at_all_gives_an_empty_result(mappings):
    result = run_pipeline([], mappings)
    assert (result.plans, result.failures, result.alignment.groups) == ((), (), ())


@pytest.mark.slow
def test_a_text_of_fifty_megabytes_ends_in_time(mappings):
    """Not a plan that anybody wrote: it must end, and end in a plan or one line."""
    paragraph = "为深入推进社会信用体系建设，结合工作实际，制定本方案。" * 40 + "\n"
    content = (paragraph * (50_000_000 // len(paragraph.encode()))).encode()
    plans, failures = extract_documents([Document("big", "big.txt", content)], mappings)
    assert len(plans) + len(failures) == 1
    assert "程序内部错误" not in " ".join(map(str, failures))

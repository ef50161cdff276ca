"""What the text says lies elsewhere is told."""

from dataclasses import replace

import pytest

from extractor.check import check_plan
from extractor.model.facts.plan import Metadata, Plan, SourceInfo

SOURCE = (SourceInfo(name="a.html", sha256="", media_type="text/html", pages=None, how="html"),)
HINTS = (
    ("某县方案\n第1页 共3页\n", ["page"]),
    ("某县方案\n1/4页\n", ["page"]),
    ("某县方案\n上一页 1 2 3 下一页\n", ["page"]),
    ("附件：1.考核细则.doc\n2.任务分解表.xlsx\n", ["link"]),
    ("本方案共3项措施。详见a.html\n", []),
    ("加强绿化.建设公园。共享单车规范停放。\n", []),
)


@pytest.mark.parametrize(("text", "kinds"), HINTS)
def test_hints(mappings, text, kinds):
    plan = check_plan(Plan(id="a", source=SOURCE, metadata=Metadata(), text=text), mappings)
    found = [entry for entry in plan.unread if entry.kind in ("page", "link")]
    assert [entry.kind.value for entry in found] == kinds
    assert all(text[entry.place.start : entry.place.end] == entry.text for entry in found)


MESSAGES = (
    ("某县方案\n第1页 共3页\n", 1, ["page 共3页: 文中写“共3页”，只读到 1 页，其余各页不在本文件内"]),
    ("某县方案\n共1页\n", 1, []),
    ("某县方案\n共2页，第1/4页\n", 1, ["page 共2页: 文中写“共2页”，只读到 1 页，其余各页不在本文件内"]),
    ("某县方案\n11/4页\n", 1, []),
    ("某县方案\n共3页\n共5页\n", 1, ["page 共3页: 文中写“共3页”，只读到 1 页，其余各页不在本文件内"]),
    (
        "某县方案\n上一页 1 2 3 下一页\n点击查看更多\n",
        1,
        ["page \n上一页 1 2 3 下一页: 网页还有下一页或未展开的部分，不在本文件内"],
    ),
    (
        "附件：1.考核细则.doc\n2.任务分解表.xlsx\n",
        1,
        [
            "link 考核细则.doc\n2.任务分解表.xlsx: 文中的附件 2 个要另行下载，没有随本文件读入：“考核细则.doc、任务分解表.xlsx”"
        ],
    ),
    ("见a.html与b.pdf\n", 1, ["link html与b.pdf: 文中的附件 1 个要另行下载，没有随本文件读入：“html与b.pdf”"]),
    ("某县方案\n第1页 共3页\n", 2, ["page 共3页: 文中写“共3页”，只读到 2 页，其余各页不在本文件内"]),
    ("某县方案\n共2页\n", 2, []),
    # names far apart are told as one entry at the first of them
    (
        f"附件：考核细则.doc{'。' * 700}任务分解表.xlsx\n",
        1,
        ["link 考核细则.doc: 文中的附件 2 个要另行下载，没有随本文件读入：“考核细则.doc、任务分解表.xlsx”"],
    ),
    (
        f"附件：{'考核细则' * 20}.doc，{'任务分解' * 20}.doc\n",
        1,
        [
            "link 考核细则考核细则考核细则考核细则考核细则考核细则考核细则考核: 文中的附件 2 个要另行下载，没有随本文件读入：“考核细则考核细则考核细则考核细则考核细则考核细则考核细则考核细则考核细则考核细则考核细则考核细则考核细则考核细则考核细则考核细则考核细则考核细则考核细则考核细则.doc、任务分解任务分解任务分解任务分解任务分解任务分解任务分解任务分解任务分…”"
        ],
    ),
)


@pytest.mark.parametrize(("text", "pages", "lines"), MESSAGES)
def test_what_lies_elsewhere_is_told_in_words(mappings, text, pages, lines):
    source = (replace(SOURCE[0], pages=pages),)
    plan = check_plan(Plan(id="a", source=source, metadata=Metadata(), text=text), mappings)
    found = [entry for entry in plan.unread if entry.kind in ("page", "link")]
    assert [f"{entry.kind.value} {entry.text[:30]}: {entry.message}" for entry in found] == lines

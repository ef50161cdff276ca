"""What the text says lies elsewhere is told."""

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

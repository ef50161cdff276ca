"""Small plans to correct, and the five with their alignment."""

import pytest

from extractor.align import align_plans
from extractor.model.correction import Anchor, Correction
from extractor.model.paper.document import Document
from extractor.pipeline import extract_document

TEXT = """云岭县2024年河湖长制工作要点
一、重点任务
（一）清理河道垃圾。每月至少开展2次巡查。（牵头单位：县水利局；配合单位：县财政局；完成时限：2024年11月底前）
（二）完善治理制度。2024年6月30日前印发办法。（责任单位：县司法局、县水利局）
云岭县人民政府办公室
2024年3月1日
"""


@pytest.fixture(scope="session")
def plan(mappings):
    return extract_document(Document("yunling", "yunling.txt", TEXT.encode()), mappings)


@pytest.fixture(scope="session")
def aligned(plans, mappings):
    return align_plans(plans, mappings)


@pytest.fixture
def decide(plan):
    """Make a correction of the small plan; the item is named by its place in the plan's list of items."""

    def build(number, item, field, act, quote=None, **more):
        name = plan.items[item].id if isinstance(item, int) else item
        where = Anchor(quote=quote) if quote else None
        options = {"person": "甲", "date": "2026-11-26", **more}
        return Correction(
            number=number, plan="yunling", sha256="", item=name, field=field, act=act, anchor=where, **options
        )

    return build

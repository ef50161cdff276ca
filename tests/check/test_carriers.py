"""What of a clause a fact should hold, and that its words are gone through once."""

from dataclasses import replace

import pytest

from extractor.check.carriers import Carried, CarrierFinder
from extractor.language.quantities import load_quantity_words


class CountingFinder:
    """A pattern that counts how often it is tried."""

    def __init__(self, pattern):
        self.pattern, self.tried = pattern, 0

    def finditer(self, *where):
        self.tried += 1
        return self.pattern.finditer(*where)


def test_the_quantities_of_a_clause_are_looked_for_once(mappings):
    words = load_quantity_words(mappings)
    finder = CountingFinder(words.finder)
    carriers = CarrierFinder(replace(words, finder=finder), mappings.roles)
    found = list(carriers.find("6月底前新建公厕20座,由县城管局负责"))
    assert [one.kind for one in found] == [Carried.TIME, Carried.SAID, Carried.QUANTITY]
    assert finder.tried == 1


CLAUSES = (
    ("6月底前新建公厕20座", ["time 6月底前", "quantity 20座 20"]),
    ("每月巡查2次", ["time 每月", "quantity 2次 2"]),
    ("扣0.5分", ["points 扣0.5分", "quantity 0.5分 0.5"]),
    ("满分100分", []),
    ("总分100分", []),
    ("得满分", ["points 得满分"]),
    ("由县民政局负责", ["said 由县民政局负责"]),
    ("县财政局牵头", ["said 县财政局牵头"]),
    ("责任单位:县民政局、县财政局", ["body 县民政局", "body 县财政局"]),
    ("责任单位:县民政局、县财政局;完成时限:6月底", ["time 6月底", "time 6月底", "body 县民政局", "body 县财政局"]),
    ("责任单位:县民政局;县财政局到场", ["body 县民政局"]),
    ("责任单位:县民政局,县财政局", ["body 县民政局", "body 县财政局"]),
    ("到3", ["quantity 3"]),
    ("责任单位:县民政局 完成时限:尽快", ["time 尽快", "body 县民政局"]),
    ("(县教育局、县人社局按职责分工负责)", ["body 县教育局", "body 县人社局"]),
    ('建设"15分钟生活圈"', []),
    ("落实《水法》(2016年修订)", []),
    ("水河[2020]36号", []),
    ("第3批抽查", []),
    ("完成2023年任务", []),
    ("拨打0530-5551234", []),
    ("一批项目", []),
    ("一系列制度", []),
    ("事故为零", ["quantity 为零"]),
    ("零火点", ["quantity 零火点"]),
    ("半天内办结", ["quantity 半天"]),
    ("过半完成", ["quantity 过半"]),
    ("只表彰一家", ["quantity 只表彰一家"]),
    ("接入探头3600路", ["quantity 3600路 3600"]),
    ("3.15活动", []),
    ("提高到0.62", ["quantity 0.62"]),
    ("进入全省前10", ["quantity 10"]),
    ("编入A4纸", []),
    ("第一时间响应", ["time 第一时间"]),
    ("年底前", ["time 年底前"]),
    ("三项措施", []),
    ("牵头单位:县水利局(首位单位为牵头单位,下同)", ["body 县水利局"]),
    ("配合单位:无", []),
    ("完成时限:长期", ["time 长期"]),
    ("完成时限:另定", []),
    ("推广机制12个", ["quantity 12个 12"]),
    ("降到15%", ["quantity 降到15% 15"]),
    ("共100分", ["points 共100分", "quantity 100分 100"]),
    ("投入1.5亿元", ["quantity 1.5亿元 1.5"]),
    ("5个方面", ["quantity 5个 5"]),
    ("2024年", []),
    ("按比例得分", ["points 比例得分"]),
    ("2至3次", ["quantity 2至3次 2 3"]),
)


@pytest.mark.parametrize(("clause", "carried"), CLAUSES)
def test_what_a_clause_carries(mappings, clause, carried):
    found = CarrierFinder(load_quantity_words(mappings), mappings.roles).find(clause)
    assert [
        " ".join([one.kind, clause[one.start : one.end], *map(str, sorted(one.numbers))]) for one in found
    ] == carried

"""Which names of bodies stand where duties are given, behind no label that is known."""

import pytest

from extractor.check.named_bodies import BodyFinder

SENTENCES = (
    ("整治渠道(县财政局、县民政局)", ["县财政局", "县民政局"]),
    ("整治渠道(县财政局、县民政局;时间:尽快)", ["县财政局", "县民政局"]),
    ("整治渠道(挂帅单位:县侨联)", ["县侨联"]),
    ("整治渠道(县财政局、县民政局)并验收", ["县财政局", "县民政局"]),
    ("整治渠道(县财政局)并验收", []),
    ("整治渠道(县财政局)", ["县财政局"]),
    ("县文明办、各镇政府、县融媒体中心", ["县文明办", "各镇政府", "县融媒体中心"]),
    ("县文明办、各镇政府、融媒", []),
    ("县文明办、甲、乙、丙", []),
    ("县体育局:利用体育场馆避险", ["县体育局"]),
    ("县体育局、县教育局:利用体育场馆避险", ["县体育局、县教育局"]),
    ("学校:开放操场并登记", []),
    ("县体育局:开放", []),
    ("整治渠道(县水利局(河长办)、县财政局;完成时间:6月)", ["县水利局(河长办)", "县财政局"]),
    ("整治渠道(县财政局、县民政局", ["县财政局", "县民政局"]),
    ("整治渠道(学校、车站)", []),
    ("整治渠道(县财政局、学校、车站)", []),
    ("整治渠道(县财政局、县民政局、学校、车站、码头)", []),
    ("各有关单位", []),
    ("(各有关单位)", []),
    ("(有关部门)", []),
    ("1.县教育局:负责校车检查", ["县教育局"]),
    ("重点单位:县水利局、县财政局", []),
    ("整治(县水利局/县财政局)", ["县水利局", "县财政局"]),
    ("整治(县水利局,县财政局)", ["县水利局", "县财政局"]),
    ("整治【县水利局、县财政局】", ["县水利局", "县财政局"]),
)


@pytest.mark.parametrize(("words", "names"), SENTENCES)
def test_names_that_answer(mappings, words, names):
    assert [words[start:end] for start, end in BodyFinder(mappings.units).find_names(words)] == names


CELLS = (
    ("县水利局、县财政局", True),
    ("县水利局", True),
    ("县水利局、渠道", False),
    ("按期清淤", False),
    ("各有关单位", False),
)


@pytest.mark.parametrize(("words", "named"), CELLS)
def test_cells_of_nothing_but_bodies(mappings, words, named):
    assert BodyFinder(mappings.units).is_cell(words) is named

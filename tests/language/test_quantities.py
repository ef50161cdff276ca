"""Numbers with their measures and relations, by the words of `mappings/`."""

import shutil
from dataclasses import replace

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.language.folding import fold
from extractor.language.numerals import NUMERIC
from extractor.language.quantities import find_faults, load_quantity_words
from extractor.mappings import default_folder, load_mappings

READ = (
    # text, value, most, unit, sign, change, approximate
    ("提高5个百分点", 5, None, "个百分点", ">=", "rise", False),
    ("下降三成以上", 30, None, "%", ">=", "fall", False),
    ("压减至3个工作日以内", 3, None, "个工作日", "<=", None, False),
    ("提高至75%以上", 75, None, "%", ">=", None, False),
    ("降至5%以下", 5, None, "%", "<", None, False),
    ("20—30座", 20, 30, "座", None, None, False),
    ("250-1500头", 250, 1500, "头", None, None, False),
    ("两三次", 2, 3, "次", None, None, True),
    ("一百零五家", 105, None, "家", None, None, False),
    ("30余家", 30, None, "家", None, None, True),
    ("3万多亩", 3, None, "万亩", None, None, True),
    ("三亿五千万元", 350_000_000, None, "元", None, None, False),
    ("12,500万元", 12500, None, "万元", None, None, False),
    ("不超过0.01%", 0.01, None, "%", "<=", None, False),
    ("小于十万分之一（含）", 1e-5, None, "", "<=", None, False),
    ("约3公里", 3, None, "公里", None, None, True),
    ("覆盖70%左右", 70, None, "%", "==", None, True),
    ("8000人次", 8000, None, "人次", None, None, False),
    ("3万平方米", 3, None, "万平方米", None, None, False),
)


@pytest.fixture(scope="module")
def words(mappings):
    return load_quantity_words(mappings)


@pytest.mark.parametrize(("text", "value", "most", "unit", "sign", "change", "approximate"), READ)
def test_quantities(words, text, value, most, unit, sign, change, approximate):
    (found,) = words.find(fold(text))
    assert (float(found.value), found.most, found.unit) == (value, most, unit)
    assert (found.op, found.change, found.approximate) == (sign, change, approximate)


@pytest.mark.parametrize("text", ["12部门联合", "3条例", "2支部", "5处置", "6名额"])
def test_a_short_measure_is_no_beginning_of_a_longer_word(words, text):
    assert [one.unit for one in words.find(text)] == [""]


def test_every_row_of_the_packaged_files_reads_its_example_and_not_its_counter(words, mappings):
    rows = (*mappings.measures.measures, *mappings.relations.relations, *mappings.relations.changes)
    assert list(find_faults(words, rows)) == []


def test_a_researcher_s_measure_needs_no_python(tmp_path):
    folder = shutil.copytree(default_folder(), tmp_path / "mappings")
    path = folder / "measures.yaml"
    row = "  - {word: 畦, kind: count, example: 建成〔3畦〕, counter: 畦田}\n"
    path.write_text(path.read_text("utf-8") + row, "utf-8")
    assert [one.unit for one in load_quantity_words(load_mappings(folder)).find("建成菜地3畦")] == ["畦"]


SCALED = (("万条", 3, 30000, "条"), ("公里", 2, 2000, "米"), ("小时", 48, 2, "天"), ("公顷", 1, 10000, "平方米"))


@pytest.mark.parametrize(("unit", "value", "scaled", "base"), SCALED)
def test_measures_convert_inside_their_kind(words, unit, value, scaled, base):
    assert words.find_measure(unit).scale(value) == (scaled, base)


MEASURES = (
    # unit, kind, base, factor
    ("", "none", "", 1),
    ("万", "none", "", 10_000),
    ("亿条", "count", "条", 100_000_000),
    ("万元/亩", "money", "万元/亩", 1),
    ("畦/亩", "none", "畦/亩", 1),
    ("畦", "none", "畦", 1),
    ("家(个)", "count", "家", 1),
    ("万人次", "count", "人次", 10_000),
)


@pytest.mark.parametrize(("unit", "kind", "base", "factor"), MEASURES)
def test_what_a_printed_unit_measures(words, unit, kind, base, factor):
    found = words.find_measure(unit)
    assert (found.kind, found.base, found.factor) == (kind, base, factor)


SIGNS = (
    # word before, word behind, that the number belongs to it, relation
    ("达到", None, None, ">="), ("达到", "以上", None, ">="), ("达到", "以下", None, "<"), ("不低于", "以下", None, ">="),
    (None, "以下", None, "<"), ("小于", None, None, "<"), ("小于", None, "(含)", "<="), ("大于", None, "(含)", ">="),
    ("不低于", None, "(含)", ">="), (None, None, "(含)", None), ("没有", "没有", None, None),
)  # fmt: skip


@pytest.mark.parametrize(("before", "after", "included", "sign"), SIGNS)
def test_the_relation_of_the_words_around_a_number(words, before, after, included, sign):
    assert words.find_sign(before, after, included) == sign


STATED = (
    # text, relation, its words, change, approximate, where the number begins
    ("提高到75%", ">=", "提高到", None, False, 3),
    ("较上年下降3%", ">=", "下降", "fall", False, 5),
    ("提高至75%左右", "==", "提高至", None, True, 3),
    ("降至5%", "<=", "降至", None, False, 2),
    ("3家上下", "==", "", None, True, 0),
    ("不低于20-30家", ">=", "不低于", None, False, 3),
)


@pytest.mark.parametrize(("text", "sign", "stated", "change", "approximate", "number"), STATED)
def test_what_is_said_of_a_number(words, text, sign, stated, change, approximate, number):
    (found,) = words.find(text)
    assert (found.op, found.stated, found.change, found.approximate) == (sign, stated, change, approximate)
    assert found.number == number


def test_a_day_of_the_week_is_no_count(words):
    assert list(words.find("每周五对储配站巡检")) == []
    assert list(words.find("每星期五对储配站巡检")) == []
    assert [one.unit for one in words.find("配备五对")] == ["对"]


def test_a_row_whose_example_is_not_read_is_told(words, mappings):
    measure = next(row for row in mappings.measures.measures if row.word == "座")
    wrong = msgspec.structs.replace(measure, example="新建〔座〕", counter="新建20座")
    assert [word for word, _ in find_faults(words, [wrong])] == ["座", "座"]
    bare = msgspec.structs.replace(measure, counter="没有")
    assert len(list(find_faults(words, [bare]))) == 1
    relation = next(row for row in mappings.relations.relations if row.side == "after")
    other = msgspec.structs.replace(relation, example="新建〔20座〕", counter=relation.word)
    assert len(list(find_faults(words, [other]))) == 1


class CountingFinder:
    """A pattern that counts how often it is tried."""

    def __init__(self, pattern):
        self.pattern, self.tried = pattern, 0

    def finditer(self, *where):
        self.tried += 1
        return self.pattern.finditer(*where)


@pytest.mark.parametrize(
    ("text", "tried"),
    [("加强河道巡查,落实保洁责任", 0), ("每月巡河不少于", 0), ("过半数村庄", 1), ("两次", 1), ("巡河3次", 1)],
)
def test_the_long_pattern_is_tried_only_where_a_number_can_be(words, text, tried):
    finder = CountingFinder(words.finder)
    assert bool(list(replace(words, finder=finder).find(text))) == bool(list(words.finder.finditer(text)))
    assert finder.tried == tried


@given(st.text(alphabet="约达到不低于提高至了0九半数分之三成一百万亿个次%(含)以上 ,-至", max_size=12))
def test_every_quantity_holds_one_of_the_characters_that_are_looked_for_first(words, text):
    assert all(NUMERIC.search(match.group()) for match in words.finder.finditer(text))

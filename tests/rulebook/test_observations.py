"""What a county fills in: three formats, and every way to fill it in wrongly."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest

from extractor.errors import ExtractorError
from extractor.rulebook import build_inputs_workbook, read_observations, score
from tests.rulebook.support import find_names, put_names


def fill(book, values):
    """Fill in the template as a person would, and save it."""
    workbook = openpyxl.load_workbook(io.BytesIO(build_inputs_workbook(book)))
    sheet = workbook["观测值"]
    names = find_names(book)
    known = {names[name]: value for name, value in values.items()}
    for row in sheet.iter_rows(min_row=5):
        if row[0].value in known:
            row[3].value = known[row[0].value]
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def test_template_has_a_row_with_validation_for_each_input(books):
    workbook = openpyxl.load_workbook(io.BytesIO(build_inputs_workbook(books["chengwu"])))
    sheet = workbook["观测值"]
    assert [cell.value for cell in sheet["A"]][4:] == [item.name for item in books["chengwu"].inputs]
    checks = {str(check.sqref): check for check in sheet.data_validations.dataValidation}
    kinds = {item.name: item.kind for item in books["chengwu"].inputs}
    for row in sheet.iter_rows(min_row=5):
        check = checks[row[3].coordinate]
        assert (check.type == "list") == (kinds[row[0].value] == "yes_no")
    assert any(check.formula1 == '"是,否"' for check in checks.values())


def test_template_is_the_same_every_time(books):
    assert build_inputs_workbook(books["jiaxian"]) == build_inputs_workbook(books["jiaxian"])


def test_three_formats_say_the_same(books):
    book = books["chengwu"]
    workbook = read_observations(fill(book, {"x1_01_1": 23, "x1_03_1": 0.3, "x1_16_1": "是"}), "a.xlsx")
    table = read_observations(
        put_names(book, "编号,观测值\nx1_01_1,23\nx1_03_1,0.3\nx1_16_1,是\nx1_02_1,\n").encode("gb18030"), "a.csv"
    )
    mapping = read_observations(
        put_names(book, "x1_01_1: 23\nx1_03_1: 0.3\nx1_16_1: 是\nx1_02_1:\n").encode(), "a.yaml"
    )
    cards = [score(book, observations) for observations in (workbook, table, mapping)]
    assert cards[0].tables == cards[1].tables == cards[2].tables
    assert cards[0].indicators[0].points.low == 16


def test_label_serves_as_name_where_it_is_the_only_one(books):
    observations = read_observations("创建期内出现列入失信被执行人的政府及其机构: 3".encode(), "a.yaml")
    assert score(books["chengwu"], observations).indicators[1].points.low == 7


BAD = [
    ("x1_01_1: 0", ["x1_01_1", "超出范围", "不小于1"]),
    ("x1_04_1: 13", ["超出范围", "0到12之间的整数"]),
    ("x1_04_1: 3.5", ["不是整数"]),
    ("x1_03_1: 120", ["超出范围", "0到100"]),
    ("x1_01_1: '1,200'", ["千位逗号", "1200"]),
    ("x1_01_1: '１２'", ["全角", "请写12"]),
    ("x1_02_1: 3%", ["百分号", "单位是家"]),
    ("x1_02_1: 三", ["中文数字"]),
    ("x1_03_1: 百分之三", ["中文数字"]),
    ("x1_02_1: 3家", ["带有单位"]),
    ("x1_02_1: 很多", ["不是数"]),
    ("x1_02_1: .inf", ["不是数"]),
    ("x1_02_1: nan", ["不是数"]),
    ("x1_02_1: 1e9999", ["数太长"]),
    ("x1_16_1: 也许", ["不是是或否", "是 或 否"]),
    ("x1_16_1: 1", ["不是是或否"]),
    ("x1_01_1z: 3", ["x1_01_1z", "最接近", "x1_01_1"]),
    ("x1_01_1: 3\nx1_01_1: 4", ["第2行", "已经填过"]),
    ("x1_01_1: [3]", ["第1行", "一个值"]),
    ("- x1_01_1", ["第1行", "编号: 观测值"]),
    ("x1_01_1: 3\n  y: 4", ["YAML"]),
]


def test_a_number_without_end_is_told_alike_in_every_file(books):
    """1e9999 is a number, so it is not told as none; in YAML the bound of the file tells it, elsewhere the value's."""
    for name, text in (
        ("a.yaml", "x1_02_1: 1e9999"),
        ("a.yaml", "x1_02_1: '1e9999'"),
        ("a.csv", "编号,观测值\nx1_02_1,1e9999"),
    ):
        with pytest.raises(ExtractorError, match="数太长"):
            score(books["chengwu"], read_observations(put_names(books["chengwu"], text).encode(), name))


@pytest.mark.parametrize(("text", "words"), BAD)
def test_bad_value_gets_one_line_and_nothing_is_scored(books, text, words):
    with pytest.raises(ExtractorError) as caught:
        score(books["chengwu"], read_observations(put_names(books["chengwu"], text).encode(), "某县.yaml"))
    message = str(caught.value)
    assert message.startswith("某县.yaml: ")
    assert "\n" not in message
    for word in words:
        assert put_names(books["chengwu"], word) in message


def test_bad_row_of_a_workbook_is_named(books):
    content = fill(books["chengwu"], {"x1_02_1": "三家"})
    with pytest.raises(ExtractorError, match=r"某县\.xlsx: 工作表“观测值”第6行"):
        score(books["chengwu"], read_observations(content, "某县.xlsx"))


def test_formula_is_read_as_the_value_saved_with_it():
    from xlsxwriter import Workbook

    buffer = io.BytesIO()
    workbook = Workbook(buffer, {"in_memory": True})
    sheet = workbook.add_worksheet()
    sheet.write_row(0, 0, ["编号", "观测值"])
    sheet.write(1, 0, "x1_02_1")
    sheet.write_formula(1, 1, "=1+2", None, 3)
    workbook.close()
    observations = read_observations(buffer.getvalue(), "a.xlsx")
    assert [value.text for value in observations.values] == ["3"]


def test_formula_without_a_value_is_refused(books):
    content = fill(books["chengwu"], {"x1_02_1": "=1+2"})  # openpyxl saves no result
    with pytest.raises(ExtractorError, match="第6行是公式"):
        read_observations(content, "a.xlsx")


def test_macros_are_never_looked_at(books):
    content = fill(books["chengwu"], {"x1_02_1": 3})
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(buffer, "w") as new:
        for entry in old.infolist():
            new.writestr(entry, old.read(entry))
        new.writestr("xl/vbaProject.bin", b"\xff" * 64)
    assert read_observations(buffer.getvalue(), "a.xlsx").values[0].text == "3"


@pytest.mark.parametrize(
    ("content", "name", "word"),
    [
        (b"", "a.xlsx", "不是 .xlsx"),
        (b"PK\x03\x04", "a.xlsx", "不是 .xlsx"),
        (b"x", "a.ods", "不认识"),
        ("编号,值\nx,1".encode(), "a.csv", "表头"),
        (b"\xff\xfe\x00", "a.csv", "编码"),
        ("编号,观测值\n,3".encode(), "a.csv", "没有编号"),
    ],
)
def test_other_files_are_refused(content, name, word):
    with pytest.raises(ExtractorError, match=word):
        read_observations(content, name)


def test_entities_in_a_workbook_are_refused(books):
    content = fill(books["chengwu"], {})
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(buffer, "w") as new:
        for entry in old.infolist():
            bomb = b'<!DOCTYPE a [<!ENTITY b "c">]>' if entry.filename == "xl/workbook.xml" else b""
            new.writestr(entry, bomb + old.read(entry))
    with pytest.raises(ExtractorError, match="不允许的声明"):
        read_observations(buffer.getvalue(), "a.xlsx")

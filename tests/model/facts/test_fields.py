"""Every field that people see is told once; a column beyond them rides in `columns` and is in every output."""

import csv
import io
import json
import shutil
import zipfile
from dataclasses import fields

import pytest

from extractor.model.facts.codebook import FIELDS
from extractor.model.facts.fields import METADATA_FIELDS, OTHER_COLUMNS, PART_FIELDS, ROW_FIELDS, describe_fields
from extractor.model.facts.plan import Indicator, IndicatorPart, Metadata

HEAD, CELL = "责任区域", "城东片区与沿河三镇"
TEXT = (
    "某县2024年河湖管护考核指标\n\n序号\t指标\t分值\t评分标准\t责任区域\t责任单位\n"
    f"1\t巡查\t60\t每少1次扣1分。\t{CELL}\t县水利局\n2\t保洁\t40\t发现垃圾每处扣2分。\t全县\t县住建局\n"
)


def test_each_field_of_the_registry_is_one_of_its_class():
    for listed, kind in ((ROW_FIELDS, Indicator), (PART_FIELDS, IndicatorPart), (METADATA_FIELDS, Metadata)):
        assert {field.key for field in (*listed, *([OTHER_COLUMNS] if kind is not Metadata else []))} <= {
            field.name for field in fields(kind)
        }


def test_every_element_of_a_plan_is_in_the_registry():
    assert {field.name for field in fields(Metadata)} - {"by", "places"} == {field.key for field in METADATA_FIELDS}


def test_the_schema_says_what_the_registry_says():
    assert describe_fields().items() <= FIELDS.items()


@pytest.fixture(scope="module")
def outputs(tmp_path_factory, request):
    """All outputs of a table with a column that only `columns.yaml` of a user knows."""
    from extractor.cli import main

    folder = tmp_path_factory.mktemp("dummy")
    shutil.copytree(request.config.rootpath / "mappings", folder / "mappings")
    words = (folder / "mappings" / "columns.yaml").read_text("utf-8")
    added = words.replace("  - field: other\n    headings: [", f"  - field: other\n    headings: [{HEAD}, ", 1)
    assert added != words
    (folder / "mappings" / "columns.yaml").write_text(added, "utf-8")
    (folder / "corpus").mkdir()
    (folder / "corpus" / "a.txt").write_text(TEXT, "utf-8")
    with pytest.raises(SystemExit) as left:
        main(["run", str(folder / "corpus"), "--out", str(folder / "out"), "--mappings", str(folder / "mappings")])
    assert left.value.code == 0
    return folder / "out"


def test_the_plan_has_it_with_its_place(outputs):
    row = json.loads((outputs / "plans" / "a.json").read_text("utf-8"))["indicators"][0]
    place = row["places"][HEAD]
    assert row["columns"] == {HEAD: CELL}
    assert (outputs / "plans" / "a.txt").read_text("utf-8")[place["start"] : place["end"]] == CELL


def test_the_tables_have_it(outputs):
    content = (outputs / "tables" / "indicators.csv").read_text("utf-8-sig")
    row = next(csv.DictReader(io.StringIO(content, newline="")))
    assert row["columns"] == f"{HEAD}：{CELL}"


def test_the_codebook_tells_of_it(outputs):
    rows = csv.DictReader(io.StringIO((outputs / "tables" / "codebook.csv").read_text("utf-8-sig"), newline=""))
    assert ("indicators", "columns", "其他栏目") in [(row["table"], row["column"], row["zh"]) for row in rows]


def test_workbook_and_page_show_it(outputs):
    with zipfile.ZipFile(outputs / "comparison.xlsx") as book:
        assert CELL in book.read("xl/sharedStrings.xml").decode("utf-8")
    page = (outputs / "report.html").read_text("utf-8")
    assert HEAD in page
    assert CELL in page


def test_the_terminal_shows_it(outputs, capsys):
    from extractor.cli import main

    with pytest.raises(SystemExit):
        main(["show", str(outputs / "plans" / "a.json")])
    assert f"{HEAD}：{CELL}" in capsys.readouterr().out

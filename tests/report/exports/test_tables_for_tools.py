"""Parquet, Stata, frames, clause pairs, PMC, GraphML, methods: each read back by another program's library."""

import csv
import importlib
import io
import json
import keyword
import re
from datetime import date
from xml.etree import ElementTree as ET

import pytest

from extractor import exporters
from extractor.commands.exporting import NAMES
from extractor.exporters import EXPORTERS, run_exporters
from extractor.model.exporting import Accuracy, ExportRequest
from extractor.report.dataset import build_material
from extractor.report.exports import build_frames
from extractor.report.exports.building import build_all_tables
from extractor.report.exports.methods import build_methods
from extractor.report.exports.tabular.pairs import build_pairs_table
from extractor.report.exports.tabular.pmc import build_pmc_table
from extractor.report.exports.tabular.stata import _write, name_variables
from extractor.report.labels import FLAGS

FORMATS = tuple(exporter.name for exporter in EXPORTERS)


@pytest.fixture(scope="module")
def material(comparison, alignment, plans):
    return build_material(comparison, alignment, plans, "zh")


@pytest.fixture(scope="module")
def tables(material):
    return build_all_tables(material)


def build(comparison, alignment, plans, name):
    built, failed = run_exporters(ExportRequest(tuple(plans), alignment, comparison), [name])
    assert not failed
    return {file.path: file.content for file in built.files}


def test_the_command_offers_what_the_package_makes():
    assert tuple(NAMES.replace(",", " ").split()) == FORMATS


def as_stated(cell):
    return None if cell != cell or cell is None or str(cell) in ("NaT", "<NA>") else cell  # noqa: PLR0124 - NaN


def test_parquet_gives_every_table_back(comparison, alignment, plans, tables):
    parquet = pytest.importorskip("pyarrow.parquet")
    files = build(comparison, alignment, plans, "parquet")
    assert files == build(comparison, alignment, plans, "parquet")
    for name, table in tables.items():
        read = parquet.read_table(io.BytesIO(files[f"parquet/{name}.parquet"]))
        assert read.column_names == [column.name for column in table.columns]
        flags = {column.name for column in table.columns if column.vocabulary is FLAGS}
        for row, stated in zip(read.to_pylist(), table.rows, strict=True):
            cells = zip(row.items(), stated, strict=True)
            assert all(cell == (value and value == "1" if name in flags else value) for (name, cell), value in cells)
        for column, field in zip(table.columns, read.schema, strict=True):
            assert (str(field.type) == "bool") == (column.name in flags)
            assert str(field.type).startswith("dictionary") or column.vocabulary in (None, FLAGS)
        assert [field.metadata[b"zh"].decode() for field in read.schema] == [column.zh for column in table.columns]
    explained = {
        row["column"] for row in csv.DictReader(io.StringIO(files["parquet/codebook.csv"].decode("utf-8-sig")))
    }
    assert {
        column.name for name, table in tables.items() if name != "codebook" for column in table.columns
    } <= explained


RESERVED_IN_R = {
    "if",
    "else",
    "repeat",
    "while",
    "function",
    "for",
    "next",
    "break",
    "in",
    "TRUE",
    "FALSE",
    "NULL",
    "Inf",
    "NaN",
    "NA",
}


def test_a_column_has_one_name_in_every_form(tables):
    """What R, Stata or Python reserve is no column, so that no form has to rename one."""
    for table in tables.values():
        names = [column.name for column in table.columns if column.name.isascii()]
        assert name_variables(names) == names
        assert [name for name in names if name in RESERVED_IN_R or keyword.iskeyword(name)] == []


@pytest.mark.parametrize(
    ("given", "named"),
    [
        (["if", "IN", "_n", "str20", "strL", "with"], ["if_", "IN_", "_n_", "str20_", "strL_", "with_"]),
        (["end", "function", "start"], ["end", "function", "start"]),
        (["第①类", "½", "a b", "a.b", ""], ["第_类", "_", "a_b", "a_b_2", "__2"]),
        (["甲" * 40, "甲" * 41], ["甲" * 32, "甲" * 28 + "_2"]),
    ],
)
def test_names_that_stata_takes(given, named):
    pandas = pytest.importorskip("pandas")
    assert name_variables(given) == named
    content = build_file(pandas, {name: [1.0] for name in named})
    with pandas.io.stata.StataReader(io.BytesIO(content)) as reader:
        assert list(reader.read().columns) == named


def build_file(pandas, columns):
    content = io.BytesIO()
    _write(pandas.DataFrame(columns), content, dict.fromkeys(columns, "a"), write_index=False)
    return content.getvalue()


def test_stata_gives_every_table_back_with_labels(comparison, alignment, plans, tables):
    pandas = pytest.importorskip("pandas")
    files = build(comparison, alignment, plans, "stata")
    assert files == build(comparison, alignment, plans, "stata")
    for name, table in tables.items():
        if not table.rows:
            assert f"stata/{name}.dta" not in files
            continue
        if name == "codebook":
            continue  # its names are those of these files: the next test
        with pandas.io.stata.StataReader(io.BytesIO(files[f"stata/{name}.dta"])) as reader:
            frame = reader.read()
            labels = reader.variable_labels()
        assert list(labels) == name_variables([column.name for column in table.columns])
        assert len(frame) == len(table.rows)
        for column, variable in zip(table.columns, labels, strict=True):
            assert labels[variable] == column.label.both("zh")[:80]
            values = [row[table.index(column.name)] for row in table.rows]
            read = [as_stated(cell) for cell in frame[variable]]
            if column.vocabulary:
                assert read == [v and column.vocabulary[v].both("zh") for v in values]
            elif column.kind == "date":
                assert [cell and cell.date() for cell in read] == values
            else:
                assert [cell or "" for cell in read] == [cell or "" for cell in values] or read == values


def test_stata_s_codebook_names_its_variables_and_its_kinds_of_missing(comparison, alignment, plans, tables):
    pandas = pytest.importorskip("pandas")
    files = build(comparison, alignment, plans, "stata")

    def read(name):
        with pandas.io.stata.StataReader(io.BytesIO(files[f"stata/{name}.dta"]), convert_missing=True) as reader:
            return reader.read(convert_categoricals=False, convert_dates=False)

    codebook = read("codebook")
    named = set(zip(codebook["table"], codebook["column"], strict=True))
    for name in [path.removeprefix("stata/").removesuffix(".dta") for path in files if path.endswith(".dta")]:
        if name != "codebook":
            assert {(name, variable) for variable in read(name).columns} <= named
    assert list(codebook["code"])[-3:] == [".a", ".b", ".c"]
    blank = {str(cell) for cell in read("units")["function_id"] if not isinstance(cell, float)}
    assert blank <= {".b"}
    assert {str(cell) for cell in read("indicators")["points"] if not isinstance(cell, float)} <= {".a"}
    rows = [row for row in tables["differences"].rows if row[tables["differences"].index("rank")] is None]
    told = [str(cell) for cell in read("differences")["rank"] if not isinstance(cell, float)]
    assert told == [".c"] * len(rows)


def test_flags_are_booleans_and_codes_categories_in_frames(comparison, alignment, plans):
    pandas = pytest.importorskip("pandas")
    units = build_frames(plans, alignment, comparison)["units"]
    assert str(units["generic"].dtype) == "boolean"
    assert isinstance(units["role"].dtype, pandas.CategoricalDtype)
    assert list(units["role"].cat.categories) == ["lead", "responsible", "participant"]
    polars = pytest.importorskip("polars")
    units = build_frames(plans, alignment, comparison, library="polars")["units"]
    assert units["generic"].dtype == polars.Boolean
    assert units["role"].dtype == polars.Enum(["lead", "responsible", "participant"])


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_frames_hold_the_tables(library, comparison, alignment, plans, tables):
    pytest.importorskip(library)
    frames = build_frames(plans, alignment, comparison, library=library)
    assert frames.keys() == tables.keys()
    for name, table in tables.items():
        assert list(frames[name].columns) == [column.name for column in table.columns]
        assert len(frames[name]) == len(table.rows)
    values = [as_stated(value) for value in frames["targets"]["value"]]
    assert values == [target.value for plan in plans for task in plan.tasks for target in task.targets]


def test_frames_of_plans_alone_have_no_empty_comparison(plans):
    pytest.importorskip("pandas")
    frames = build_frames(plans)
    assert {"plans", "tasks", "units", "codebook"} <= frames.keys()
    assert not {"matrix", "differences", "pairs"} & frames.keys()


def test_a_missing_package_is_told_in_one_line(monkeypatch, comparison, alignment, plans):
    def lost_only(missing):
        def load(name):
            if name == missing:
                raise ModuleNotFoundError(name=name)
            return importlib.import_module(name)

        return load

    monkeypatch.setattr(exporters, "import_module", lost_only("pyarrow"))
    built, (failure,) = run_exporters(ExportRequest(tuple(plans), alignment, comparison), ["methods", "parquet"])
    assert failure.name == "parquet"
    assert "pyarrow" in str(failure)
    assert ".[export]" in str(failure)
    assert {file.path for file in built.files} == {"methods.zh.md", "methods.en.md"}


def test_pairs_have_likeness_levels_and_days_apart(material, alignment, plans):
    table = build_pairs_table(material)
    issued = {plan.id: date.fromisoformat(plan.metadata.issue_date) for plan in plans}
    rows = [dict(zip([c.name for c in table.columns], row, strict=True)) for row in table.rows]
    items = [row for row in rows if row["unit"] == "item"]
    assert len(items) == len({(e.left, e.right) for group in alignment.groups for e in group.evidence})
    for row in items:
        assert row["days_apart"] == (issued[row["right_plan"]] - issued[row["left_plan"]]).days
        assert row["likeness"] == 0.93
        assert row["left_level"] is None, "the annotations state no code"


def test_pmc_is_the_sum_of_the_means(material, plans):
    table = build_pmc_table(material)
    names = [column.name for column in table.columns]
    for row, plan in zip(table.rows, plans, strict=True):
        cells = dict(zip(names, row, strict=True))
        total = 0.0
        for name in [name for name in names if name.startswith("x") and "_" not in name]:
            inner = [cells[other] for other in names if other.startswith(f"{name}_")]
            assert set(inner) <= {0, 1}
            assert cells[name] == round(sum(inner) / len(inner), 4)
            total += sum(inner) / len(inner)
        assert cells["pmc"] == round(total, 4)
        assert cells["x5_2"] == int(any(indicator.points is not None for indicator in plan.indicators))


def test_graphs_have_every_item_and_body(comparison, alignment, plans):
    networkx = pytest.importorskip("networkx")
    files = build(comparison, alignment, plans, "graphml")
    for plan in plans:
        graph = networkx.parse_graphml(files[f"graphml/{plan.id}.graphml"].decode())
        kinds = [values["kind"] for _, values in graph.nodes(data=True)]
        assert kinds.count("task") == len(plan.tasks)
        assert kinds.count("indicator") == len(plan.indicators)
        weights = sum(values["weight"] for *_, values in graph.edges(data=True))
        assert weights == sum(len(item.units) for item in plan.items)
    common = networkx.parse_graphml(files["graphml/measures-functions.graphml"].decode())
    for name, content in files.items():
        graph = networkx.parse_graphml(content.decode())
        assert type(graph) is networkx.Graph, name
        assert all(re.fullmatch(r"n\d+", node) for node in graph), "GraphML takes no other ids"
        assert all(isinstance(values.get("generic", False), bool) for _, values in graph.nodes(data=True))
        assert all(values[values["role"]] > 0 for *_, values in graph.edges(data=True))
    kinds = [values["kind"] for _, values in common.nodes(data=True)]
    assert kinds.count("measure") == len(alignment.groups)


def test_methods_claim_only_figures_that_were_given(material, plans):
    plain = {file.path: file.content.decode() for file in build_methods(material, {})}
    assert "F1" not in plain["methods.zh.md"] + plain["methods.en.md"]
    assert f"任务 {sum(len(plan.tasks) for plan in plans)} 项" in plain["methods.zh.md"]
    figures = {"tasks": Accuracy(9, 10, 12, 0.75, 0.9, 0.8181818), "other": Accuracy(1, 1, 1, 1.0, 1.0, 1.0)}
    told = {file.path: file.content.decode() for file in build_methods(material, figures)}
    assert "任务 F1 0.818（P 0.75，R 0.9，n=10）" in told["methods.zh.md"]
    assert "tasks F1 0.818 (P 0.75, R 0.9, n=10)" in told["methods.en.md"]


def test_words_that_try_to_run_stay_words(hostile):
    comparison, alignment, plans = hostile
    for name in FORMATS:
        built, failed = run_exporters(ExportRequest(tuple(plans), alignment, comparison, "en"), [name])
        assert not failed
        for file in built.files:
            if file.path.endswith(".graphml"):
                assert ET.fromstring(file.content).tag.endswith("graphml")  # noqa: S314 - our own file
            elif file.path.endswith(".json"):
                assert json.loads(file.content)
            else:
                assert file.content
            assert ".." not in file.path

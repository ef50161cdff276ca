"""What `corpus.csv` tells of superiors, replaced plans and fields: found by name, file or id, and used in comparing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import extractor
from extractor.align import align_plans
from extractor.compare.comparison import compare_plans
from extractor.compare.standing import order_plans
from extractor.corpus.gathering import find_links, list_replaced
from extractor.corpus.telling import tell_corpus
from extractor.model.corpus import CorpusRow, ToldLinks
from extractor.model.paper.document import Document
from extractor.report.dataset import build_material
from extractor.report.tables.compared.groups import build_coverage_table, build_matrix_table
from extractor.report.tables.compared.ladders import build_ladder_table

CASES = Path(__file__).parents[1] / "compare" / "cases"


def document(file, **told):
    return Document(Path(file).stem, Path(file).name, b"", row=CorpusRow(file=file, **told))


CITY = (document("市/市方案.pdf", plan="青禾市2024"), document("旧.docx"))


@pytest.mark.parametrize("name", ["青禾市2024", "市方案.pdf", "市/市方案.pdf", "市方案"])
def test_a_superior_is_called_by_plan_file_or_id(name):
    city = replace(CITY[0], id="青禾市2024")
    links = find_links([city, document("县.txt", superior=name)])
    assert links == ToldLinks(superiors=frozenset({("县", "青禾市2024")}))


@pytest.mark.parametrize("name", ["旧", "旧.docx"])
def test_a_replaced_plan_is_called_by_file_or_id(name):
    assert list_replaced([*CITY, document("新.docx", replaces=name)]) == {("新", "旧")}


@pytest.mark.parametrize("column", ["superior", "replaces"])
def test_a_name_that_nobody_has_is_told_and_not_used(column):
    links = find_links([*CITY, document("县.txt", **{column: "省里的方案"})])
    assert not links.superiors
    assert not links.replaced
    assert "省里的方案" in tell_corpus((), links)[0]


def test_no_plan_is_its_own_superior():
    assert not find_links([document("县.txt", superior="县.txt")]).superiors


@pytest.fixture(scope="module")
def read():
    def read(case, **data):
        paths = sorted((CASES / case).glob("*.txt"))
        plans = [extractor.extract_document(extractor.load_document(path)) for path in paths]
        return tuple(replace(plan, metadata=replace(plan.metadata, **data)) for plan in plans)

    return read


def compare(plans, **links):
    alignment = extractor.align_plans(plans)
    compared = compare_plans(
        alignment, plans, extractor.load_mappings(), links=ToldLinks(**{k: frozenset(v) for k, v in links.items()})
    )
    return alignment, compared


def test_a_county_stands_against_the_plan_named_as_superior(read):
    plans = read("vertical", level=None, parent=None, province=None)
    assert not compare(plans)[1].gaps
    gaps = compare(plans, superiors={("xian", "shi")})[1].gaps
    assert {(gap.superior, gap.plan) for gap in gaps} == {("shi", "xian")}
    assert {gap.verdict for gap in gaps} - {"own", "not_taken_up"} == {"stricter"}


def test_what_is_told_goes_before_what_levels_say(read):
    plans = read("vertical")
    gaps = compare(plans, superiors={("shi", "xian")})[1].gaps
    assert {(gap.superior, gap.plan) for gap in gaps} == {("xian", "shi")}


def test_a_replaced_plan_is_the_older_year_and_no_rung_of_the_ladder(read):
    dated = read("versions")
    alignment, compared = compare(dated)
    (pair,) = {(change.earlier, change.later) for change in compared.changes}
    plans = tuple(replace(p, metadata=replace(p.metadata, year=None, issue_date=None)) for p in dated)
    assert not compare(plans)[1].changes
    alignment, compared = compare(plans, replaced={pair[::-1]})
    assert {(change.earlier, change.later) for change in compared.changes} == {pair}
    material = build_material(compared, alignment, plans, "zh")
    table = build_ladder_table(material)
    assert table.rows
    for row in table.rows:
        cells = {column.name: cell for column, cell in zip(table.columns, row, strict=True)}
        assert material.names[pair[0]] not in f"{cells['strictest']}{cells['loosest']}"


def test_a_plan_never_follows_what_replaced_it(read):
    plans = tuple(replace(p, metadata=replace(p.metadata, year=None, issue_date=None)) for p in read("versions"))
    old, new = (plan.id for plan in plans)
    assert order_plans(plans, ToldLinks(replaced=frozenset({(new, old)}))) == {(1, 0)}


@pytest.mark.parametrize(("years", "follows"), [(("2023", "2024"), True), (("2021-2025", "2024"), False)])
def test_years_follow_each_other_and_no_period_that_holds_them(read, years, follows):
    plans = read("versions")
    plans = tuple(replace(p, metadata=replace(p.metadata, year=year)) for p, year in zip(plans, years, strict=True))
    assert bool(compare(plans)[1].changes) is follows


def test_two_plans_of_one_place_count_as_one_place(read):
    plans = read("versions")
    assert len({plan.metadata.jurisdiction for plan in plans}) == 1
    alignment, compared = compare(plans)
    material = build_material(compared, alignment, plans, "zh")
    for table in (build_coverage_table(material), build_matrix_table(material)):
        at = [column.name for column in table.columns].index("places")
        assert {row[at] for row in table.rows} <= {0, 1}
    assert any(section.all_have for section in compared.sections)
    assert all(section.all_have == section.one_has for section in compared.sections)


def test_plans_of_which_a_person_tells_two_fields_share_no_group(read):
    plans = read("vertical")
    told = tuple(
        replace(p, metadata=replace(p.metadata, field=field, by={"field": "corpus.csv"}))
        for p, field in zip(plans, ("甲领域", "乙领域"), strict=True)
    )
    known = extractor.load_mappings()
    shared = {
        name: sum(len({member.plan for member in group.members}) > 1 for group in align_plans(own, known).groups)
        for name, own in (("one", plans), ("two", told))
    }
    assert shared["one"] > 0
    assert shared["two"] == 0


def test_several_fields_are_told_once(read):
    plans = read("vertical")
    assert tell_corpus(plans, ToldLinks()) == ()
    mixed = (plans[0], replace(plans[1], metadata=replace(plans[1].metadata, field="防汛")))
    (line,) = tell_corpus(mixed, ToldLinks())
    assert line.startswith("语料有 2 个领域（")
    assert "防汛 1 份" in line
    assert "across fields" in line

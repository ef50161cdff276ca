"""The REFI-QDA project: what the standard's schema asks for, and codings that mark the printed words."""

import io
import re
import zipfile
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from extractor.model.compared.alignment import Alignment
from extractor.model.compared.comparison import Comparison
from extractor.report.dataset import build_material
from extractor.report.exports.coding.refi import CODEBOOK, PROJECT, build_refi
from extractor.report.exports.coding.refi_codes import build_codes, find_coded

GUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")

# The part of the standard's schema (version 1.0, of REFI-QDA 1.5) that the files use:
# element -> (required attributes, other attributes, children in their order).
SCHEMA = {
    "Project": ({"name"}, {"origin", "creatingUserGUID", "creationDateTime"}, ("Users", "CodeBook", "Variables", "Cases", "Sources", "Sets")),
    "Users": (set(), set(), ("User",)),
    "User": ({"guid"}, {"name"}, ()),
    "CodeBook": (set(), {"origin"}, ("Codes",)),
    "Codes": (set(), set(), ("Code",)),
    "Code": ({"guid", "name", "isCodable"}, {"color"}, ("Description", "Code")),
    "Variables": (set(), set(), ("Variable",)),
    "Variable": ({"guid", "name", "typeOfVariable"}, set(), ("Description",)),
    "Cases": (set(), set(), ("Case",)),
    "Case": ({"guid"}, {"name"}, ("Description", "VariableValue", "SourceRef")),
    "SourceRef": ({"targetGUID"}, set(), ()),
    "Sets": (set(), set(), ("Set",)),
    "Set": ({"guid", "name"}, set(), ("Description", "MemberSource")),
    "MemberSource": ({"targetGUID"}, set(), ()),
    "Sources": (set(), set(), ("TextSource",)),
    "TextSource": (
        {"guid"}, {"name", "plainTextPath", "creatingUser", "creationDateTime"}, ("Description", "PlainTextSelection", "VariableValue"),
    ),
    "PlainTextSelection": ({"guid", "startPosition", "endPosition"}, {"name", "creatingUser", "creationDateTime"}, ("Coding",)),
    "Coding": ({"guid"}, {"creatingUser", "creationDateTime"}, ("CodeRef",)),
    "CodeRef": ({"targetGUID"}, set(), ()),
    "VariableValue": (set(), set(), ("VariableRef", "TextValue", "DateValue")),
    "VariableRef": ({"targetGUID"}, set(), ()),
    "Description": (set(), set(), ()),
    "TextValue": (set(), set(), ()),
    "DateValue": (set(), set(), ()),
}  # fmt: skip


def check(element, namespace):
    tag = element.tag.removeprefix(f"{{{namespace}}}")
    required, allowed, children = SCHEMA[tag]
    names = {name for name in element.attrib if not name.startswith("{")}
    assert required <= names <= required | allowed, tag
    for name in ("guid", "targetGUID", "creatingUser", "creatingUserGUID"):
        assert GUID.fullmatch(element.get(name, "0" * 8 + "-0000" * 3 + "-" + "0" * 12))
    order = [children.index(child.tag.removeprefix(f"{{{namespace}}}")) for child in element]
    assert order == sorted(order), tag
    for child in element:
        check(child, namespace)


@pytest.fixture(scope="module")
def material(comparison, alignment, plans):
    return build_material(comparison, alignment, plans, "zh")


@pytest.fixture(scope="module")
def files(material):
    return {file.path: file.content for file in build_refi(material)}


@pytest.fixture(scope="module")
def project(files):
    archive = zipfile.ZipFile(io.BytesIO(files["refi/plans.qdpx"]))
    return archive, ET.fromstring(archive.read("project.qde"))  # noqa: S314 - our own file


def find_all(root, tag):
    return root.iter(f"{{{PROJECT}}}{tag}")


def test_project_and_codebook_have_the_structure_of_the_standard(files, project):
    check(project[1], PROJECT)
    check(ET.fromstring(files["refi/codebook.qdc"]), CODEBOOK)  # noqa: S314 - our own file


def test_all_guids_differ_and_all_references_lead_somewhere(project):
    guids = [element.get("guid") for element in project[1].iter() if element.get("guid")]
    assert len(set(guids)) == len(guids)
    targets = {element.get("targetGUID") for element in project[1].iter() if element.get("targetGUID")}
    assert targets <= set(guids)
    assert len(targets) > 10


def test_every_source_stands_in_the_archive_with_the_plan_s_own_text(project, plans):
    archive, root = project
    texts = [
        archive.read(f"Sources/{source.get('plainTextPath').removeprefix('internal://')}").decode()
        for source in find_all(root, "TextSource")
    ]
    assert texts == [plan.text for plan in plans]


def test_codings_mark_the_printed_words(material, plans):
    for plan in plans:
        marked = {(coded.start, coded.end, code) for coded in find_coded(material, plan) for code in coded.codes}
        for item in plan.items:
            for unit in item.units:
                if unit.place:
                    assert (unit.place.start, unit.place.end, f"unit:{unit.role.value}") in marked
        assert len(marked) > 50


def test_items_carry_their_concepts(material, alignment, plans):
    group = next(group for group in alignment.groups if group.concept)
    member = group.members[0]
    plan = next(plan for plan in plans if plan.id == member.plan)
    item = next(item for item in plan.items if item.id == member.item)
    coded = next(c for c in find_coded(material, plan) if c.start == item.place.start and len(c.codes) > 1)
    assert f"concept:{group.concept}" in coded.codes
    assert f"concept:{group.concept}" in {
        inner.key for code in build_codes(material) for level in code.inner for inner in level.inner
    }


def test_words_that_are_markup_stay_words(hostile):
    material = build_material(*hostile, "zh")
    files = {file.path: file.content for file in build_refi(material)}
    archive = zipfile.ZipFile(io.BytesIO(files["refi/plans.qdpx"]))
    root = ET.fromstring(archive.read("project.qde"))  # noqa: S314 - our own file
    check(root, PROJECT)
    text = archive.read(next(name for name in archive.namelist() if name.startswith("Sources/"))).decode()
    assert len(text) == len(hostile[2][0].text)
    names = {selection.get("name") for selection in find_all(root, "PlainTextSelection")}
    assert "县财<img>政局" in names


def test_the_bytes_depend_on_the_material_alone(material, files):
    assert {file.path: file.content for file in build_refi(material)} == files


def test_places_are_cases_and_the_program_is_the_user(project, plans):
    root = project[1]
    cases = list(find_all(root, "Case"))
    assert {case.get("name") for case in cases} == {plan.metadata.jurisdiction for plan in plans}
    sources = {source.get("guid") for source in find_all(root, "TextSource")}
    assert {ref.get("targetGUID") for ref in find_all(root, "SourceRef")} == sources
    assert [user.get("name") for user in find_all(root, "User")] == ["extractor"]
    assert {s.get("creationDateTime") for s in find_all(root, "TextSource")} == {
        f"{plan.metadata.issue_date}T00:00:00Z" if plan.metadata.issue_date else "1970-01-01T00:00:00Z"
        for plan in plans
    }


def test_a_renamed_file_is_the_same_source_and_a_person_is_a_user(plans):
    def guids(plan):
        alone = Alignment(plans=(plan.id,), groups=())
        nothing = Comparison(plans=(plan.id,), overlaps=(), differences=(), coverage=())
        built = next(file for file in build_refi(build_material(nothing, alone, [plan], "zh")) if "qdpx" in file.path)
        root = ET.fromstring(zipfile.ZipFile(io.BytesIO(built.content)).read("project.qde"))  # noqa: S314 - our own
        check(root, PROJECT)
        return {e.get("guid") for e in root.iter()}, [user.get("name") for user in find_all(root, "User")]

    plan = plans[0]
    assert guids(plan)[0] == guids(replace(plan, id="renamed"))[0]
    corrected = replace(plan, tasks=(replace(plan.tasks[0], by={"title": "李四"}), *plan.tasks[1:]))
    assert guids(corrected)[1] == ["extractor", "李四"]

"""In: material of a report. Out: a REFI-QDA project (.qdpx) and its codebook (.qdc), standard 1.5.

NVivo, MAXQDA, ATLAS.ti and QualCoder read both. Sources are the plans' plain texts, positions count Unicode code
points from 0, half-open; all GUIDs are made from what is printed. Places are cases, the program and those who corrected
values are users, the day of issue stands for the time. Written by hand: no
library that is kept writes the standard. Not handled: page images and rich text.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from datetime import date
from xml.sax.saxutils import quoteattr
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from extractor.language.tidying import tidy
from extractor.model.facts.plan import Plan
from extractor.model.report import ReportFile
from extractor.report.dataset import Material
from extractor.report.exports.coding.markup import clean_xml, escape_xml
from extractor.report.exports.coding.refi_codes import Code, Coded, build_codes, find_coded
from extractor.report.exports.identity import identify_plan, make_guid
from extractor.report.labels import Wording
from extractor.report.quoting import cite_plan
from extractor.report.tables.table import as_date

PROJECT, CODEBOOK = "urn:QDA-XML:project:1.0", "urn:QDA-XML:codebook:1.0"
SCHEMAS = {
    PROJECT: "http://schema.qdasoftware.org/versions/Project/v1.0/Project.xsd",
    CODEBOOK: "http://schema.qdasoftware.org/versions/Codebook/v1.0/Codebook.xsd",
}
INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
ORIGIN = "extractor"
HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'
NAME = Wording("县级方案", "County plans")
VARIABLES = (
    ("jurisdiction", "地区 place"),
    ("jurisdiction_code", "区划代码 place code"),
    ("province", "省份 province"),
    ("doc_number", "文号 document number"),
    ("issue_date", "成文日期 date of issue"),
    ("issuer", "发文机关 issuer"),
    ("year", "年度 year"),
    ("field", "领域 field"),
)
"""Elements of a document that stand as variables of its source, for tables of codes by place."""
PLACE_VARIABLES = VARIABLES[:3]
"""Those of a place, which its case has."""
SETS = {
    "province": Wording("省份", "Province"),
    "year": Wording("年度", "Year"),
    "level": Wording("层级", "Level"),
    "field": Wording("领域", "Field"),
}
NO_MOMENT = "1970-01-01T00:00:00Z"
"""Stands for the day of issue of a plan that states none."""


def build_refi(material: Material) -> Iterator[ReportFile]:
    """Yield `refi/plans.qdpx` and `refi/codebook.qdc`."""
    codes = build_codes(material)
    yield ReportFile("refi/plans.qdpx", _zip_project(material, codes))
    codebook = f"{_open('CodeBook', CODEBOOK, origin=ORIGIN)}{write_codes(codes)}</CodeBook>\n"
    yield ReportFile("refi/codebook.qdc", (HEAD + codebook).encode("utf-8"))


def _zip_project(material: Material, codes: tuple[Code, ...]) -> bytes:
    content = io.BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as archive:
        _add(archive, "project.qde", "".join(_write_project(material, codes)))
        for plan in material.plans:
            _add(archive, f"Sources/{guid_of_source(plan)}.txt", plan.text)
    return content.getvalue()


def _add(archive: ZipFile, name: str, text: str) -> None:
    entry = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    entry.compress_type = ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    # One character stands for one that UTF-8 cannot write, so that positions stay.
    archive.writestr(entry, text.encode("utf-8", errors="replace"))


def guid_of_source(plan: Plan) -> str:
    """Return the GUID of a plan's text: made from what is printed, so that a renamed file stays the same source."""
    return make_guid("source", identify_plan(plan), plan.text)


def guid_of_user(name: str | None) -> str:
    """Return the GUID of the program, or of a person who corrected a value."""
    return make_guid("user", name or ORIGIN)


def _write_project(material: Material, codes: tuple[Code, ...]) -> Iterator[str]:
    coded = {plan.id: find_coded(material, plan) for plan in material.plans}
    days = [write_moment(plan) for plan in material.plans]
    yield HEAD
    yield _open(
        "Project", PROJECT, name=NAME.both(material.lang), origin=ORIGIN, creatingUserGUID=guid_of_user(None),
        creationDateTime=max(days, default=NO_MOMENT),
    )  # fmt: skip
    yield "<Users>\n"
    persons = {one.by for found in coded.values() for one in found if one.by}
    for name in (None, *sorted(persons)):
        yield f'<User guid="{guid_of_user(name)}" name={quoteattr(clean_xml(name or ORIGIN))}/>\n'
    yield f"</Users>\n<CodeBook>{write_codes(codes)}</CodeBook>\n<Variables>\n"
    for field, name in VARIABLES:
        kind = "Date" if field == "issue_date" else "Text"
        yield f'<Variable guid="{make_guid("variable", field)}" name="{name}" typeOfVariable="{kind}"/>\n'
    yield "</Variables>\n"
    if material.plans:
        yield from _write_cases(material)
        yield "<Sources>\n"
        for plan in material.plans:
            yield from _write_source(material, plan, coded[plan.id])
        yield "</Sources>\n"
        yield from _write_sets(material)
    yield "</Project>\n"


def _write_cases(material: Material) -> Iterator[str]:
    """Yield a case for each place, with its variables and the texts of its plans."""
    places: dict[str, list[Plan]] = {}
    for plan in material.plans:
        about = plan.metadata
        places.setdefault(about.jurisdiction_code or about.jurisdiction or material.names[plan.id], []).append(plan)
    yield "<Cases>\n"
    for key, plans in places.items():
        name = tidy(plans[0].metadata.jurisdiction or material.names[plans[0].id])
        yield f'<Case guid="{make_guid("case", key)}" name={quoteattr(clean_xml(name))}>\n'
        yield from _write_values(plans[0], PLACE_VARIABLES)
        yield from (f'<SourceRef targetGUID="{guid_of_source(plan)}"/>\n' for plan in plans)
        yield "</Case>\n"
    yield "</Cases>\n"


def _write_sets(material: Material) -> Iterator[str]:
    """Yield a set of texts for each province, year, level and field that a plan states."""
    found: dict[tuple[str, str], list[Plan]] = {}
    for field, label in SETS.items():
        for plan in material.plans:
            if value := getattr(plan.metadata, field):
                found.setdefault((field, f"{label.first(material.lang)}：{tidy(str(value))}"), []).append(plan)
    if not found:
        return
    yield "<Sets>\n"
    for (field, name), plans in found.items():
        members = "".join(f'<MemberSource targetGUID="{guid_of_source(plan)}"/>' for plan in plans)
        yield f'<Set guid="{make_guid("set", field, name)}" name={quoteattr(clean_xml(name))}>{members}</Set>\n'
    yield "</Sets>\n"


def _write_source(material: Material, plan: Plan, coded: Iterable[Coded]) -> Iterator[str]:
    guid, moment = guid_of_source(plan), write_moment(plan)
    name = quoteattr(clean_xml(f"{material.names[plan.id]} {plan.id}"))
    made = f'creatingUser="{guid_of_user(None)}" creationDateTime="{moment}"'
    yield f'<TextSource guid="{guid}" name={name} plainTextPath="internal://{guid}.txt" {made}>\n'
    yield f"<Description>{escape_xml(cite_plan(plan))}</Description>\n"
    for one in coded:
        keys = (guid, str(one.start), str(one.end), *one.codes)
        made = f'creatingUser="{guid_of_user(one.by)}" creationDateTime="{moment}"'
        yield (
            f'<PlainTextSelection guid="{make_guid("selection", *keys)}" name={quoteattr(clean_xml(one.name))} '
            f'startPosition="{one.start}" endPosition="{one.end}" {made}>'
        )
        for code in one.codes:
            yield (
                f'<Coding guid="{make_guid("coding", code, *keys)}" {made}>'
                f'<CodeRef targetGUID="{make_guid("code", code)}"/></Coding>'
            )
        yield "</PlainTextSelection>\n"
    yield from _write_values(plan, VARIABLES)
    yield "</TextSource>\n"


def write_moment(plan: Plan) -> str:
    """Return the start of a plan's day of issue: no clock is read, and the standard knows no day without a time."""
    day = as_date(plan.metadata.issue_date)
    return f"{day.isoformat()}T00:00:00Z" if isinstance(day, date) else NO_MOMENT


def _write_values(plan: Plan, variables: Iterable[tuple[str, str]]) -> Iterator[str]:
    for field, _ in variables:
        value = getattr(plan.metadata, field)
        if not value or (field == "issue_date" and isinstance(as_date(value), str)):
            continue
        tag = "DateValue" if field == "issue_date" else "TextValue"
        yield (
            f'<VariableValue><VariableRef targetGUID="{make_guid("variable", field)}"/>'
            f"<{tag}>{escape_xml(str(value))}</{tag}></VariableValue>\n"
        )


def write_codes(codes: Iterable[Code]) -> str:
    """Return the element `Codes`, which project and codebook share."""
    return f"<Codes>\n{''.join(map(_write_code, codes))}</Codes>"


def _write_code(code: Code) -> str:
    note = f"<Description>{escape_xml(code.note)}</Description>" if code.note else ""
    inner = "".join(map(_write_code, code.inner))
    head = f'guid="{make_guid("code", code.key)}" name={quoteattr(clean_xml(code.name))}'
    return f'<Code {head} isCodable="{str(code.codable).lower()}" color="{code.colour}">{note}{inner}</Code>\n'


def _open(tag: str, namespace: str, **attributes: str) -> str:
    written = "".join(f" {name}={quoteattr(value)}" for name, value in attributes.items())
    place = f'xmlns:xsi="{INSTANCE}" xsi:schemaLocation="{namespace} {SCHEMAS[namespace]}"'
    return f'<{tag} xmlns="{namespace}" {place}{written}>\n'

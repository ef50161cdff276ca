"""In: material of a report. Out: a REFI-QDA project (.qdpx) and its codebook (.qdc), standard 1.5.

NVivo, MAXQDA, ATLAS.ti and QualCoder read both. Sources are the plans' plain texts, positions count Unicode code
points from 0, half-open; all GUIDs are made from what they name. Not handled: page images and rich text.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import quoteattr
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from extractor.model.facts.plan import Plan
from extractor.model.report import ReportFile
from extractor.report.dataset import Material
from extractor.report.exports.markup import clean_xml, escape_xml
from extractor.report.exports.refi_codes import Code, build_codes, find_coded, make_guid
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
)
"""Elements of a document that stand as variables of its source, for tables of codes by place."""


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
            _add(archive, f"Sources/{make_guid('source', plan.id)}.txt", plan.text)
    return content.getvalue()


def _add(archive: ZipFile, name: str, text: str) -> None:
    entry = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    entry.compress_type = ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    # One character stands for one that UTF-8 cannot write, so that positions stay.
    archive.writestr(entry, text.encode("utf-8", errors="replace"))


def _write_project(material: Material, codes: tuple[Code, ...]) -> Iterator[str]:
    user = make_guid("user", ORIGIN)
    yield HEAD
    yield _open("Project", PROJECT, name=NAME.both(material.lang), origin=ORIGIN, creatingUserGUID=user)
    yield f'<Users><User guid="{user}" name="{ORIGIN}"/></Users>\n'
    yield f"<CodeBook>{write_codes(codes)}</CodeBook>\n<Variables>\n"
    for field, name in VARIABLES:
        kind = "Date" if field == "issue_date" else "Text"
        yield f'<Variable guid="{make_guid("variable", field)}" name="{name}" typeOfVariable="{kind}"/>\n'
    yield "</Variables>\n"
    if material.plans:
        yield "<Sources>\n"
        for plan in material.plans:
            yield from _write_source(material, plan, user)
        yield "</Sources>\n"
    yield "</Project>\n"


def _write_source(material: Material, plan: Plan, user: str) -> Iterator[str]:
    guid = make_guid("source", plan.id)
    name = quoteattr(clean_xml(f"{material.names[plan.id]} {plan.id}"))
    yield f'<TextSource guid="{guid}" name={name} plainTextPath="internal://{guid}.txt" creatingUser="{user}">\n'
    yield f"<Description>{escape_xml(cite_plan(plan))}</Description>\n"
    for coded in find_coded(material, plan):
        keys = (plan.id, str(coded.start), str(coded.end), *coded.codes)
        yield (
            f'<PlainTextSelection guid="{make_guid("selection", *keys)}" name={quoteattr(clean_xml(coded.name))} '
            f'startPosition="{coded.start}" endPosition="{coded.end}" creatingUser="{user}">'
        )
        for code in coded.codes:
            yield (
                f'<Coding guid="{make_guid("coding", code, *keys)}" creatingUser="{user}">'
                f'<CodeRef targetGUID="{make_guid("code", code)}"/></Coding>'
            )
        yield "</PlainTextSelection>\n"
    yield from _write_values(plan)
    yield "</TextSource>\n"


def _write_values(plan: Plan) -> Iterator[str]:
    for field, _ in VARIABLES:
        value = getattr(plan.metadata, field)
        if not value or (field == "issue_date" and isinstance(as_date(value), str)):
            continue
        tag = "DateValue" if field == "issue_date" else "TextValue"
        yield (
            f'<VariableValue><VariableRef targetGUID="{make_guid("variable", field)}"/>'
            f"<{tag}>{escape_xml(value)}</{tag}></VariableValue>\n"
        )


def write_codes(codes: Iterable[Code]) -> str:
    """Return the element `Codes`, which project and codebook share."""
    return f"<Codes>\n{''.join(map(_write_code, codes))}</Codes>"


def _write_code(code: Code) -> str:
    note = f"<Description>{escape_xml(code.note)}</Description>" if code.note else ""
    inner = "".join(map(_write_code, code.inner))
    head = f'guid="{make_guid("code", code.key)}" name={quoteattr(clean_xml(code.name))} isCodable="true"'
    return f'<Code {head} color="{code.colour}">{note}{inner}</Code>\n'


def _open(tag: str, namespace: str, **attributes: str) -> str:
    written = "".join(f" {name}={quoteattr(value)}" for name, value in attributes.items())
    place = f'xmlns:xsi="{INSTANCE}" xsi:schemaLocation="{namespace} {SCHEMAS[namespace]}"'
    return f'<{tag} xmlns="{namespace}" {place}{written}>\n'

"""In: nothing. Out: the fields that people see, each told once: key, names, notes, kind, owner, width and figure.

Tables, workbook, page, terminal, evaluation, codebook and schemas iterate these lists, so that a field that is added
here is in all of them. What a table holds beyond them rides in `columns`, by its head, and is shown after them.
Not handled: values and vocabularies, which the dataclasses tell; columns that are counted or joined for one output.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

FieldKind = Literal["text", "number", "date"]


Pair = tuple[str, str]
"""Chinese and English."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field: `key` is its name in the JSON, `label` and `note` are for people, `owner` is the class that has it.

    `column` is its name in CSV files where it is not the key; `figure` the line of the accuracy table that counts it;
    `width` is in characters of a workbook.
    """

    key: str
    label: Pair
    note: Pair
    width: int = 12
    kind: FieldKind = "text"
    column: str | None = None
    figure: str | None = None
    owner: str = "Metadata"

    @property
    def zh(self) -> str:
        """Its Chinese name."""
        return self.label[0]

    @property
    def en(self) -> str:
        """Its English name."""
        return self.label[1]

    @property
    def name(self) -> str:
        """Its name in CSV files."""
        return self.column or self.key


_ROW = (
    Field(
        "criteria",
        ("评分标准", "criteria"),
        ("评分标准或指标释义", "scoring sentences or definition"),
        60,
        figure="criteria",
    ),
    Field("content", ("考核内容", "content"), ("考核内容", "what is assessed"), 30, figure="columns"),
    Field("evidence", ("考核依据", "evidence"), ("考核依据", "evidence asked for"), 24, figure="columns"),
    Field("method", ("考核方式", "method"), ("考核方式", "how it is assessed"), 18, figure="columns"),
    Field(
        "target",
        ("目标值", "target"),
        ("目标值栏原文", "printed text of the target column"),
        14,
        figure="indicator_target",
    ),
)
ROW_FIELDS: tuple[Field, ...] = tuple(replace(field, owner="Indicator") for field in _ROW)
"""What an assessment table says of a row, in the order of reading. A part has those of `PART_FIELDS`."""
PART_FIELDS = tuple(field for field in ROW_FIELDS if field.key != "target")
BEYOND = ("表中其余各栏，按表头", "what the table holds beyond the named fields, by head")
OTHER_COLUMNS = Field("columns", ("其他栏目", "other columns"), BEYOND, 30, owner="Indicator")
_LEVELS = ("层级：国家、省、市、县、部门、乡镇", "nation, province, city, county, department or township")
_FIELD = ("领域，如社会信用、河长制", "field, such as social credit or river chiefs")
METADATA_FIELDS: tuple[Field, ...] = (
    Field("title", ("标题", "title"), ("文件标题", "title of the document"), 44, figure="metadata"),
    Field("kind", ("文种", "kind"), ("文种，文件对自己的称呼", "what the plan calls itself"), figure="metadata"),
    Field("doc_number", ("文号", "document number"), ("发文字号", "number of the document"), 22, figure="metadata"),
    Field("issuer", ("发文机关", "issuer"), ("发文机关", "issuing body"), 26, figure="metadata"),
    Field("signatory", ("签发人", "signatory"), ("签发人；无则空", "who signed; empty where none"), 10),
    Field(
        "issue_date",
        ("成文日期", "date of issue"),
        ("成文日期（ISO 8601）", "date of issue (ISO 8601)"),
        kind="date",
        figure="metadata",
    ),
    Field(
        "jurisdiction",
        ("地区", "place"),
        ("行政区划名称（正式名称）", "official name of the place"),
        11,
        figure="metadata",
    ),
    Field(
        "jurisdiction_code",
        ("区划代码", "place code"),
        ("GB/T 2260 代码", "code of GB/T 2260"),
        10,
        column="place_code",
    ),
    Field("parent", ("上级", "parent"), ("上级地区", "parent of the place"), 10),
    Field("province", ("省份", "province"), ("所属省份", "province"), 10),
    Field("level", ("层级", "level"), _LEVELS, 10),
    Field("year", ("年度", "year"), ("年度或时期：2024、2021-2025", "year or period: 2024, 2021-2025"), 10),
    Field("field", ("领域", "field"), _FIELD, 14),
)
"""What identifies a plan, in the order of reading."""


def list_fields() -> Iterator[Field]:
    """Yield every field that is told here."""
    yield from ROW_FIELDS
    yield OTHER_COLUMNS
    yield from METADATA_FIELDS


def describe_fields() -> dict[str, tuple[str, str]]:
    """Return the notes of all fields by "owner.key", for schemas.

    >>> describe_fields()["Indicator.target"]
    ('目标值栏原文', 'printed text of the target column')
    """
    notes = {f"{field.owner}.{field.key}": field.note for field in list_fields()}
    parts = {f"IndicatorPart.{field.key}": field.note for field in (*PART_FIELDS, OTHER_COLUMNS)}
    return notes | parts | {"Task.columns": BEYOND}

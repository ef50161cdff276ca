"""In: the words of a table's head and `columns.yaml`. Out: what a column of that head may hold, best first.

A head is composed: 绩效评价指标 + 解释. Years, numbers and brackets in it say nothing: 2024年目标值, 分值（100分）.
Not handled: what the cells below the head hold, which may overrule it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

import msgspec

from extractor.language.folding import fold
from extractor.language.needs import compile_late
from extractor.model.mappings import ColumnField, ColumnsFile

MOST = 20
"""Characters of a head without its brackets; 被考核单位自评得分 has 9."""
REMARK = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
# 2024年目标值, 2021-2025年, 分值100, 权重%: what a head says beside the field
AMOUNT = re.compile(r"(?:20\d{2}|\d{1,2})(?:[-~至—]\d{2,4})?(?:年度?|月份?|季度)?(?:底|末)?|[\d.]+[分%]?|[%‰★▲※*]")
STAGE_HEAD = re.compile(
    r"(?:20\d{2}年)?(?:\d{1,2}(?:-\d{1,2})?月份?(?:\d{1,2}日|上旬|中旬|下旬)?|第?[一二三四1-4]季度|[上下]半年)(?:底|末)?(?:之?前|以前)?"
)
"""3月底前, 第二季度, over what is done then"""
STAGE_LIMIT = compile_late(r"[底末前]$")
"""3月底前 says by when, 第二季度 and 4月 only when"""
NOISE = re.compile(r"[\s()\[\]:/、,.·\-—_和]|(?<!参)与|(?<![普涉])及")
SENTENCE = re.compile(r"[。;!?]|,.*,")
PERSONS_OF = compile_late(
    r"(?:单位|部门)(?:的|主要|具体|分管|第一)*(?:负责人|责任人|联系人|联络员|领导|经办人|(?:联系|办公)?电话|联系方式)$"
)
"""责任单位负责人 holds persons; 责任单位/责任人 and 责任单位及责任人 hold bodies as well"""
EXACT = ("other", "evidence")
"""Fields whose whole heads may end with the word of a body: 计量单位, 数据来源单位."""
DEPTH = {"一级": 1, "二级": 2, "三级": 3, "四级": 4}


class HeadReading(msgspec.Struct, frozen=True):
    """One field that a head may name. `whole` tells that its words say nothing else, `depth` is that of 二级指标."""

    field: ColumnField
    whole: bool
    length: int
    depth: int = 0


@lru_cache(maxsize=4096)
def read_head(columns: ColumnsFile, path: tuple[str, ...]) -> tuple[HeadReading, ...]:
    """Return the fields that a head may name, best first; `path` holds it and the heads above, outermost first.

    责任单位 over 牵头 is a column of leading bodies; where the head itself says nothing, the one above speaks.
    """
    leaf = plain_head(path[-1]) if path else ""
    if not leaf and len(path) > 1:
        return read_head(columns, path[:-1])
    if not leaf or len(leaf) > MOST or SENTENCE.search(path[-1]):
        return ()
    found = _read_words(columns, leaf)
    if found and found[0].whole and found[0].field in EXACT:
        return found
    persons = found and PERSONS_OF.search(fold(path[-1]))
    bodies = None if persons else _read_bodies(columns, leaf, tuple(map(plain_head, path[:-1])))
    if bodies is not None:
        return (bodies,)
    if found:
        return found
    return read_head(columns, path[:-1]) if len(path) > 1 else ()


@lru_cache(maxsize=4096)
def plain_head(text: str) -> str:
    """Return what a head says: brackets, years, numbers, marks and blanks left out.

    >>> plain_head("2024年目标值"), plain_head("分 值（100分）"), plain_head("责任单位/责任人"), plain_head("（分值）")
    ('目标值', '分值', '责任单位责任人', '分值')
    >>> plain_head("参与单位"), plain_head("目标及时限")
    ('参与单位', '目标时限')
    """
    folded = fold(text)
    bare = NOISE.sub("", AMOUNT.sub("", REMARK.sub("", folded)))
    return bare or NOISE.sub("", AMOUNT.sub("", folded))


def names_column(columns: ColumnsFile, text: str) -> bool:
    """Tell whether the words of a cell could be the head of a column."""
    return bool(read_head(columns, (text,)))


def speaks_of(words: Sequence[str], text: str) -> bool:
    """Tell whether a head or a caption speaks of one of `words`."""
    return any(word in text for word in words)


def _read_bodies(columns: ColumnsFile, leaf: str, above: tuple[str, ...]) -> HeadReading | None:
    """Return the reading of a head of bodies: 牵头责任部门, or 牵头 below 责任单位."""
    whole = "".join(above) + leaf
    named = any(leaf.endswith(word) for word in columns.body_words) or (
        "责任" in leaf and any(word in leaf for word in ("单位", "部门"))
    )
    below = any(part.endswith(columns.body_words) for part in above)
    if not named and not below:
        return None
    if leaf in columns.row_body_words and not above:
        return HeadReading("body", whole=True, length=len(leaf))
    if not named and not any(word in leaf for word in (*columns.lead_words, *columns.participant_words)):
        return None
    return HeadReading(_role(columns, leaf) or _role(columns, whole) or "units", whole=True, length=len(leaf))


def _role(columns: ColumnsFile, text: str) -> ColumnField | None:
    leads = any(word in text for word in columns.lead_words)
    helps = any(word in text for word in columns.participant_words)
    if leads and not helps:
        return "lead_units"
    return "participants" if helps and not leads else None


def _read_words(columns: ColumnsFile, leaf: str) -> tuple[HeadReading, ...]:
    depth = next((DEPTH[word] for word in columns.ordinals if word in leaf and word in DEPTH), 0)
    found: list[tuple[tuple[bool, int, int], HeadReading]] = []
    for rank, column in enumerate(columns.columns):
        reading = _match(columns, column.headings, column.endings, column.of, leaf)
        if reading is not None:
            whole, length = reading
            found.append(((not whole, -length, rank), HeadReading(column.field, whole, length, depth)))
    found.sort(key=lambda pair: pair[0])
    unique = {reading.field: reading for _, reading in reversed(found)}
    return tuple(sorted(unique.values(), key=[reading for _, reading in found].index))


def _match(
    columns: ColumnsFile, headings: Sequence[str], endings: Sequence[str], of: str | None, leaf: str
) -> tuple[bool, int] | None:
    if leaf in headings:
        return True, len(leaf)
    for ending in sorted(endings, key=len, reverse=True):
        if not leaf.endswith(ending):
            continue
        rest = leaf[: -len(ending)]
        if of == "measuring" and not speaks_of(columns.measuring, rest):
            continue
        return not rest, len(ending)
    return None

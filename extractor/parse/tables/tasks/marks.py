"""In: a row of a matrix whose columns are bodies, and the key of its marks. Out: the bodies that the row marks.

●牵头 ○配合 is looked for in the whole text; a mark without a key says no more than that the body answers, and where
several kinds of marks have none that is told. Not handled: matrices with their bodies as rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from extractor.language.folding import fold
from extractor.language.needs import compile_late
from extractor.model.facts.plan import Role, Unit
from extractor.model.mappings import ColumnsFile
from extractor.model.paper.outline import Row
from extractor.model.problem import Problem, Severity
from extractor.parse.context import Context
from extractor.parse.facts.unit_roles import merge_repeated
from extractor.parse.facts.units import find_cell_units
from extractor.parse.tables.column_profiles import MARK_WORDS, MARKS
from extractor.parse.tables.table_kinds import TableReading

KEY = compile_late(
    rf"[\"(]?(?P<mark>[{MARKS}])[\")]?(?:号|标记)?的?(?:单位|部门)?(?:代表|表示|指|为|是|:|-|—)*(?P<words>[^{MARKS},。;、\s]{{0,8}})"
)
BODIES = compile_late(r"[牵主配协参负责]")


def find_key(context: Context) -> dict[str, Role]:
    """Return what each mark says of a body, as the document explains it."""
    columns = context.mappings.columns
    found: dict[str, Role] = {}
    for match in KEY.finditer(fold(context.source.text)):
        if BODIES.search(match["words"]):
            found.setdefault(match["mark"], read_mark_word(columns, match["words"]))
    return found


def read_mark_word(columns: ColumnsFile, words: str) -> Role:
    """Return the role that 牵头, 配合 or 负责 gives."""
    if any(word in words for word in columns.participant_words):
        return Role.PARTICIPANT
    return Role.LEAD if any(word in words for word in columns.lead_words) else Role.RESPONSIBLE


def read_marks(context: Context, reading: TableReading, row: Row, key: Mapping[str, Role]) -> tuple[Unit, ...]:
    """Return the bodies whose columns a row marks."""
    return merge_repeated(tuple(_list_marked(context, reading, row, key)))


def _list_marked(context: Context, reading: TableReading, row: Row, key: Mapping[str, Role]) -> Iterator[Unit]:
    for column in reading.columns("mark"):
        mark = row.cells[column].passage.text
        path = reading.grid.head_path(column)
        if mark and path:
            worded = MARK_WORDS.fullmatch(mark)
            role = read_mark_word(context.mappings.columns, mark) if worded else key.get(mark, Role.RESPONSIBLE)
            yield from find_cell_units(context, path[-1], role)


def find_unkeyed(context: Context, reading: TableReading, key: Mapping[str, Role]) -> Iterator[Problem]:
    """Yield a problem where several kinds of marks stand in a matrix and nothing says what they mean."""
    cells = [row.cells[column].passage for row in reading.grid.rows for column in reading.columns("mark")]
    marks = {cell.text: cell for cell in cells if cell and not MARK_WORDS.fullmatch(cell.text)}
    unknown = [mark for mark in sorted(marks) if mark not in key]
    if len(marks) > 1 and unknown:
        yield Problem(
            "parse", "marks-without-key", Severity.WARNING, context.place(marks[unknown[0]]),
            f"第{reading.grid.number}张表的记号{'、'.join(unknown)}没有说明，按负责单位读，请核对",
            f"Nothing says what the marks {', '.join(unknown)} of table {reading.grid.number} mean",
        )  # fmt: skip

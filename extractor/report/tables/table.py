"""In: nothing. Out: `TidyTable`, a tidy table that explains its columns, and the columns that many tables share.

Workbook and CSV are both written from these tables, so that they cannot differ. Not handled: colours and heights.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal, Protocol, TypeVar

from extractor.language.tidying import tidy
from extractor.model.facts.fields import Field
from extractor.model.facts.plan import Indicator, Plan, Task
from extractor.model.paper.place import Place
from extractor.report.dataset import Material
from extractor.report.labels import KINDS, Vocabulary, Wording
from extractor.report.quoting import find_page, print_sentence, print_words

Cell = str | int | float | date | None
Row = tuple[Cell, ...]
Found = TypeVar("Found", bound="OfItem")
Blank = Literal["not_stated", "not_in_vocabulary", "not_computable"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `name` is stable and for programs, `zh` and `en` for people, the notes for the codebook.

    `vocabulary` gives the words for the codes that the column holds. `width` is in characters of a workbook.
    `blank` says what an empty cell means: the paper does not state it, it states what no vocabulary of ours has, or it
    cannot be computed.
    """

    name: str
    zh: str
    en: str
    note_zh: str
    note_en: str
    kind: Literal["text", "number", "date"] = "text"
    width: int = 12
    vocabulary: Vocabulary | None = None
    blank: Blank = "not_stated"

    @property
    def label(self) -> Wording:
        """The heading."""
        return Wording(self.zh, self.en)

    @property
    def note(self) -> Wording:
        """What the column holds."""
        return Wording(self.note_zh, self.note_en)


def make_column(field: Field, vocabulary: Vocabulary | None = None) -> Column:
    """Return the column of a field of the registry."""
    return Column(field.name, *field.label, *field.note, field.kind, field.width, vocabulary=vocabulary)


@dataclass(frozen=True, slots=True)
class TidyTable:
    """One tidy table: every row is one thing of one kind."""

    name: str
    label: Wording
    note: Wording
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    def index(self, column: str) -> int:
        """Return the position of a column by its name."""
        return next(i for i, found in enumerate(self.columns) if found.name == column)


PLAN_COLUMNS = (
    Column("plan", "方案", "plan", "方案的标识", "id of the plan", width=11),
    Column("place", "地区", "place", "方案所属地区", "place the plan is for", width=11),
)
ITEM_COLUMNS = (
    *PLAN_COLUMNS,
    Column(
        "item",
        "条目",
        "item",
        "任务或指标的标识，在方案内唯一",
        "id of the task or indicator, unique in its plan",
        width=9,
    ),
    Column("item_kind", "类别", "kind", "任务或指标", "task or indicator", width=7, vocabulary=KINDS),
    Column("item_no", "序号", "no.", "原文的序号；无则空", "number as printed; empty where none", width=6),
    Column(
        "item_title",
        "条目名称",
        "title",
        "任务首句或指标名称",
        "first clause of the task, or name of the indicator",
        width=30,
    ),
)
PLACE_COLUMNS = (
    Column(
        "printed",
        "原文",
        "printed words",
        "原文字句，仅去掉排版空白",
        "words as printed, without layout blanks",
        width=36,
    ),
    Column("sentence", "所在句", "sentence", "含该字句的原句", "printed sentence that holds the words", width=60),
    Column(
        "start",
        "起",
        "start",
        "在方案文本（<方案>.txt）中的起始字符，从 0 起",
        "first character in the plan's text (<plan>.txt), from 0",
        "number",
        8,
    ),
    Column("end", "止", "end", "终止字符，不含本身", "character after the last", "number", 8),
    Column("page", "页", "page", "页码；无页的格式为空", "page; empty for formats without pages", "number", 6),
)
GROUPS_COLUMN = Column(
    "groups", "对齐组", "groups", "所在对齐组的标识，以空格分隔", "ids of its groups, parted by blanks", width=18
)


def plan_cells(material: Material, plan: Plan) -> Row:
    """Return the cells of `PLAN_COLUMNS`."""
    return (plan.id, material.names[plan.id])


def item_cells(material: Material, plan: Plan, item: Task | Indicator) -> Row:
    """Return the cells of `ITEM_COLUMNS`."""
    kind = "task" if isinstance(item, Task) else "indicator"
    return (plan.id, material.names[plan.id], item.id, kind, item.no, title_of(item))


class OfItem(Protocol):
    """Whatever was found of one item of one plan."""

    @property
    def plan(self) -> str:
        """The plan's id."""

    @property
    def item(self) -> str:
        """The item's id."""


def item_rows(material: Material, found: Iterable[Found], cells: Callable[[Found], Row]) -> tuple[Row, ...]:
    """Return one row for each thing found of an item: the cells of `ITEM_COLUMNS`, then its own."""
    plans = {plan.id: plan for plan in material.plans}
    return tuple(
        (*item_cells(material, plans[one.plan], material.items[one.plan, one.item]), *cells(one)) for one in found
    )


def place_cells(plan: Plan, place: Place | None, fallback: str | None) -> Row:
    """Return the cells of `PLACE_COLUMNS`; `fallback` is printed where no place was kept."""
    if place is None:
        return (print_words(plan, None, fallback), None, None, None, None)
    return (print_words(plan, place, fallback), print_sentence(plan, place), place.start, place.end, find_page(place))


def title_of(item: Task | Indicator) -> str:
    """Return the title of a task or the name of an indicator, "" where the name is unreadable."""
    return tidy((item.title if isinstance(item, Task) else item.name) or "")


def show(text: str | None) -> str | None:
    """Return printed words for display, None where nothing is stated."""
    return None if text is None else tidy(text)


def as_date(written: str | None) -> Cell:
    """Return an ISO date as a date; as it is written where the calendar does not know it.

    >>> as_date("2022-11-30"), as_date("2022-13"), as_date(None)
    (datetime.date(2022, 11, 30), '2022-13', None)
    """
    if written is None:
        return None
    try:
        return date.fromisoformat(written)
    except ValueError:
        return written

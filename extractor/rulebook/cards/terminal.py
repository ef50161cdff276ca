"""In: a scorecard, next points. Out: their lines for a terminal, folded to its width with the indentation kept.

Not handled: colours; what the lines say (`lines`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from unicodedata import east_asian_width

from extractor.model.scored.expression import print_number
from extractor.model.scored.scenarios import NextPoint
from extractor.model.scored.scorecard import Scorecard
from extractor.rulebook.cards.lines import describe_card, describe_row, describe_table, find_mark, show_points

MOST_POINTS = 10
"""Next points that are told in the terminal; the page has all."""
LEAST_ROOM = 20
"""Columns that are left beside the indentation; a narrower terminal folds by itself."""


def list_card_lines(card: Scorecard) -> Iterator[str]:
    """Yield the lines of a scorecard: each row with what there is to say of it, then the totals."""
    yield f"得分单：{describe_card(card)}"
    for row in card.indicators:
        full = "—" if row.full is None else print_number(row.full)
        yield f"  {row.no or ''} {row.name}：{show_points(row.points)}/{full}{find_mark(row)}"
        yield from (f"      {line}" for line in describe_row(row))
    for table in card.tables:
        grades = f"，{'、'.join(table.grades)}" if table.grades else ""
        full = "—" if table.full is None else print_number(table.full)
        yield f"表{table.table}合计：{show_points(table.points)}/{full}{grades}"
        yield from (f"  {words}" for words in describe_table(table))


def list_next_lines(points: Sequence[NextPoint]) -> Iterator[str]:
    """Yield what a step of each input is worth, where it is worth anything, and the nearest jump."""
    for point in points[:MOST_POINTS]:
        jump = show_jump(point)
        if point.gain > 0:
            step = f"{point.show(point.now)}→{point.show(point.then)} 多得 {print_number(point.gain)} 分"
            yield f"下一分 {point.label}：{step}{f'，{jump}' if jump else ''}（{point.input}）"
        elif jump:
            yield f"下一分 {point.label}：现为{point.show(point.now)}，{jump}（{point.input}）"


def show_jump(point: NextPoint) -> str:
    """Return the nearest value at which a score rises, in words; empty where there is none beyond the next step."""
    if point.jump is None or point.jump_gain is None or point.jump == point.then:
        return ""
    return f"到{point.show(point.jump)}多得{print_number(point.jump_gain)}分"


def fold_line(line: str, width: int) -> str:
    """Return a line folded to `width` columns, Chinese letters counted as two; 0: as it is.

    >>> print(fold_line("  依据：出台文件的得五分，未出台的不得分", 24))
      依据：出台文件的得五分，
      未出台的不得分
    """
    indent = len(line) - len(line.lstrip())
    if width < indent + LEAST_ROOM:
        return line
    folded, column = [], 0
    for letter in line:
        size = 2 if east_asian_width(letter) in {"W", "F"} else 1
        if column + size > width and letter not in KEPT:
            folded.append("\n" + " " * indent)
            column = indent
        folded.append(letter)
        column += size
    return "".join(folded)


KEPT = frozenset("，。；：、）】》”’,.;:)")
"""Signs that do not begin a line."""

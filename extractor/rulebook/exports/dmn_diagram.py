"""In: the nodes of a DMN model and what each needs. Out: its diagram (DMNDI): boxes in columns, arrows between them.

Inputs stand on the left, totals on the right; each box is as tall as its name needs. Not handled: arrows that avoid
boxes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

import msgspec

WIDTH, HEIGHT = 180, 70
ACROSS, DOWN = 260, 90
MARGIN = 40


class Shape(msgspec.Struct, frozen=True):
    """A box: its element, its column, and the elements it needs with the ids of the arrows."""

    element: str
    column: int
    needs: tuple[tuple[str, str], ...]


def draw_diagram(shapes: Sequence[Shape]) -> list[str]:
    """Return the lines of the diagram.

    >>> lines = draw_diagram([Shape("input_a", 0, ()), Shape("decision_b", 1, (("input_a", "b_needs_input_a"),))])
    >>> len([line for line in lines if "DMNShape " in line or "DMNEdge " in line])
    3
    """
    corners = {element: (MARGIN + ACROSS * column, MARGIN + DOWN * line) for element, column, line in _place(shapes)}
    lines = ["  <dmndi:DMNDI>", '    <dmndi:DMNDiagram id="diagram">']
    for shape in shapes:
        x, y = corners[shape.element]
        lines += [
            f'      <dmndi:DMNShape id="shape_{escape(shape.element)}" dmnElementRef="{escape(shape.element)}">',
            f'        <dc:Bounds height="{HEIGHT}" width="{WIDTH}" x="{x}" y="{y}"/>',
            "      </dmndi:DMNShape>",
        ]
    for shape in shapes:
        x, y = corners[shape.element]
        for other, arrow in shape.needs:
            left, top = corners[other]
            lines += [
                f'      <dmndi:DMNEdge id="edge_{escape(arrow)}" dmnElementRef="{escape(arrow)}">',
                f'        <di:waypoint x="{left + WIDTH}" y="{top + HEIGHT // 2}"/>',
                f'        <di:waypoint x="{x}" y="{y + HEIGHT // 2}"/>',
                "      </dmndi:DMNEdge>",
            ]
    return [*lines, "    </dmndi:DMNDiagram>", "  </dmndi:DMNDI>"]


def _place(shapes: Sequence[Shape]) -> Iterator[tuple[str, int, int]]:
    """Yield the column and the line of each box: beside what it needs, the next free line below it."""
    taken: set[tuple[int, int]] = set()
    lines: dict[str, int] = {}
    for shape in shapes:
        beside = [lines[other] for other, _ in shape.needs if other in lines and other not in HUBS]
        line = min(beside, default=0)
        while (shape.column, line) in taken:
            line += 1
        taken.add((shape.column, line))
        lines[shape.element] = line
        yield shape.element, shape.column, line


HUBS = frozenset({"decision_valid"})
"""What nearly every box needs; it is no neighbour."""

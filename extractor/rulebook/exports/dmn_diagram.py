"""In: the nodes of a DMN model and what each needs. Out: its diagram (DMNDI): boxes in columns, arrows between them.

Inputs stand on the left, totals on the right; each box is as tall as its name needs. Not handled: arrows that avoid
boxes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

WIDTH, HEIGHT = 180, 70
ACROSS, DOWN = 260, 90
MARGIN = 40


@dataclass(frozen=True, slots=True)
class Shape:
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
    filled: dict[int, int] = {}
    corners: dict[str, tuple[int, int]] = {}
    for shape in shapes:
        line = filled.get(shape.column, 0)
        filled[shape.column] = line + 1
        corners[shape.element] = (MARGIN + ACROSS * shape.column, MARGIN + DOWN * line)
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

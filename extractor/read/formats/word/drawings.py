"""In: a drawing of a Word paragraph. Out: its text boxes, where they stand, and the pictures in it.

Red heads of WPS templates are boxes; a picture may be the scoring table itself. Word stores each shape twice, the
second time as `Fallback` for older programs, which is not read. A workbook or document set into the text is a file of
its own; its preview is not read beside it. Not handled: charts and equations, which are told like pictures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET

import msgspec

from extractor.read.formats.archive import local_name

EQUATION = re.compile(r"Equation|MathType|DSMT", re.IGNORECASE)
EMU = 12_700
"""Word's drawings count in English metric units, of which a point has so many"""
UPWARD = re.compile(r"margin-top\s*:\s*-")
WIDE = re.compile(r"(?:^|;)\s*width\s*:\s*([\d.]+)\s*(pt|in|cm|mm)", re.IGNORECASE)
HIGH = re.compile(r"(?:^|;)\s*height\s*:\s*([\d.]+)\s*(pt|in|cm|mm)", re.IGNORECASE)
UNITS = {"pt": 1.0, "in": 72.0, "cm": 28.35, "mm": 2.835}
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}"


class Box(msgspec.Struct, frozen=True):
    """The content of a text box; `above` says that it is drawn higher than its paragraph."""

    content: ET.Element
    above: bool = False


class Image(msgspec.Struct, frozen=True):
    """A picture: the relation that names its file, and its size in points where that is stated."""

    relation: str | None
    width: float | None = None
    height: float | None = None


class Embedded(msgspec.Struct, frozen=True):
    """A file set into the text: the relation that names it, and the program that made it (Excel.Sheet.12)."""

    relation: str | None
    program: str = ""


Drawn = Box | Image | Embedded


def find_drawn(element: ET.Element) -> Iterator[Drawn]:
    """Yield the boxes, pictures and files of a drawing in order; a box within a box belongs to its outer one."""
    for item in element.iter():
        if local_name(item) == "OLEObject" and not EQUATION.match(item.get("ProgID") or ""):
            yield Embedded(_relation(item, "id"), item.get("ProgID") or "")
            return
    above = _is_above(element)
    width, height = _extent(element)
    yield from _walk(element, above, width, height)


def _walk(element: ET.Element, above: bool, width: float | None, height: float | None) -> Iterator[Box | Image]:  # noqa: FBT001
    for item in element:
        name = local_name(item)
        if name == "Fallback":
            continue
        if name == "txbxContent":
            yield Box(item, above)
            continue
        if name == "blip":
            yield Image(_relation(item, "embed") or _relation(item, "link"), width, height)
        elif name == "imagedata":
            yield Image(_relation(item, "id"), width, height)
        elif name == "chart" or (name == "relIds" and "diagram" in item.tag):
            yield Image(None, width, height)
        elif name == "shape":
            style = item.get("style") or ""
            own = _styled(WIDE, style), _styled(HIGH, style)
            yield from _walk(item, above or bool(UPWARD.search(style)), own[0] or width, own[1] or height)
            continue
        yield from _walk(item, above, width, height)


def _is_above(element: ET.Element) -> bool:
    """Tell whether an anchored drawing stands higher than the paragraph that it belongs to."""
    for position in element.iter():
        if local_name(position) == "positionV" and position.get("relativeFrom") in {"paragraph", "line"}:
            return any(
                local_name(item) == "posOffset" and (item.text or "").strip().startswith("-") for item in position
            )
    return False


def _extent(element: ET.Element) -> tuple[float | None, float | None]:
    for item in element.iter():
        if local_name(item) == "extent":
            across, down = item.get("cx") or "", item.get("cy") or ""
            if across.isdigit() and down.isdigit() and len(across) < 12 and len(down) < 12:
                return int(across) / EMU, int(down) / EMU
    return None, None


def _styled(pattern: re.Pattern[str], style: str) -> float | None:
    match = pattern.search(style)
    if match is None or match[1].count(".") > 1 or match[1] == ".":
        return None
    return float(match[1]) * UNITS[match[2].lower()]


def _relation(item: ET.Element, name: str) -> str | None:
    return item.get(RELATION + name) or item.get(STRICT_RELATION + name)

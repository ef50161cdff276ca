"""In: a `Document` and a place in it. Out: a picture of the printed words, cut out of the page, or of the page (PNG).

For reports that show the paper beside the value. Serves PDF, and pictures of pages; other formats have no paper.
Not handled: OFD, whose pages would have to be drawn first.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import islice
from typing import Any

from extractor.model.paper.document import Document
from extractor.model.paper.place import Box
from extractor.read.formats.pdf import PDFIUM, open_pdf
from extractor.read.ocr.engine import A4_WIDTH
from extractor.read.ocr.images import decode_frames
from extractor.read.policy import POLICY
from extractor.read.registry import is_image, is_pdf

MARGIN = 6.0
"""points of paper around the words"""


def cut_pictures(document: Document, places: list[tuple[int, Box]], *, dpi: int = 110) -> list[bytes | None]:
    """Return a PNG for each (page, box), None where the format has no paper or the page does not exist.

    Boxes are in points as `Place.bbox` has them; each page is drawn once. Scans are cut as they lie under the glass.
    """
    wanted: dict[int, list[int]] = {}
    for index, (page, _) in enumerate(places):
        wanted.setdefault(page, []).append(index)
    found: list[bytes | None] = [None] * len(places)
    if is_pdf(document.content):
        with PDFIUM:
            pdf = open_pdf(document)
            try:
                for page, indexes in sorted(wanted.items()):
                    if 1 <= page <= len(pdf):
                        image, scale = _draw(pdf, page, dpi)
                        for index in indexes:
                            found[index] = _cut(image, places[index][1], scale)
            finally:
                pdf.close()
    elif is_image(document.content):
        for page, pixels in enumerate(decode_frames(document.content, document.name), start=1):
            for index in wanted.get(page, ()):
                found[index] = _cut(_image(pixels), places[index][1], pixels.shape[1] / A4_WIDTH)
    return found


def draw_pages(document: Document, most: int, *, dpi: int = 80) -> Iterator[tuple[bytes, float, float]]:
    """Yield a PNG of each of the first `most` pages, width and height in points; none of a format without paper.

    In eight greys, which is enough to read what is printed and a tenth as large as colour.
    """
    if is_pdf(document.content):
        with PDFIUM:
            pdf = open_pdf(document)
            try:
                for number in range(1, min(len(pdf), most) + 1):
                    image, scale = _draw(pdf, number, dpi)
                    yield _pack(image), image.width / scale, image.height / scale
            finally:
                pdf.close()
    elif is_image(document.content):
        for pixels in islice(decode_frames(document.content, document.name), most):
            scale = pixels.shape[1] / A4_WIDTH
            image = _image(pixels)
            image.thumbnail((int(A4_WIDTH * dpi / 72), image.height))
            yield _pack(image), A4_WIDTH, pixels.shape[0] / scale


def _pack(image: Any, greys: int = 8) -> bytes:
    stream = io.BytesIO()
    image.convert("L").quantize(greys).save(stream, "PNG", optimize=True)
    return stream.getvalue()


def _draw(pdf: Any, number: int, dpi: int) -> tuple[Any, float]:
    page = pdf[number - 1]
    try:
        size = page.get_width() * page.get_height()
        scale = min(dpi / 72, (POLICY.max_pixels / max(size, 1.0)) ** 0.5)
        return page.render(scale=scale).to_pil(), scale
    finally:
        page.close()


def _image(pixels: Any) -> Any:
    from PIL import Image

    return Image.fromarray(pixels[:, :, ::-1].copy())


def _cut(image: Any, box: Box, scale: float) -> bytes | None:
    edges = (
        max(int((box[0] - MARGIN) * scale), 0),
        max(int((box[1] - MARGIN) * scale), 0),
        min(int((box[2] + MARGIN) * scale) + 1, image.width),
        min(int((box[3] + MARGIN) * scale) + 1, image.height),
    )
    if edges[0] >= edges[2] or edges[1] >= edges[3]:
        return None
    return _pack(image.crop(edges), 16)

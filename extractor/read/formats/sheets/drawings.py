"""In: the parts of a workbook that lie over its cells. Out: words of text boxes, remarks on pictures and the rest.

openpyxl passes text boxes over. Their words follow the sheets, for nothing says beside which cell they belong.
Not handled: what pictures and charts show.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.model.problem import Severity
from extractor.read.flow import Block, Remark
from extractor.read.formats.archive import Archive, walk
from extractor.read.formats.pictures import PictureReader
from extractor.read.formats.split_titles import Paragraph

DRAWING = re.compile(r"xl/drawings/drawing\d+\.xml$", re.IGNORECASE)
PICTURE = re.compile(r"xl/media/[^/]+\.(?:png|jpe?g|bmp|gif|tiff?|emf|wmf)$", re.IGNORECASE)
CHART = re.compile(r"xl/charts/chart\d+\.xml$", re.IGNORECASE)
COMMENTS = re.compile(r"xl/(?:comments/)?comments?\d*\.xml$", re.IGNORECASE)
SIZE = 12.0
SHOWN = 60


def read_drawings(archive: Archive, name: str) -> Iterator[Block]:
    """Yield what lies over the cells of a workbook."""
    boxes = [words for part in archive.names if DRAWING.match(part) for words in _read_boxes(archive, part)]
    for words in boxes:
        yield Paragraph(words, SIZE)
    if boxes:
        yield Remark(
            "text-box-moved", Severity.NOTE,
            f"工作簿里有 {len(boxes)} 段文本框文字，列在各工作表之后",
            f"{len(boxes)} paragraphs of text boxes stand behind the sheets",
        )  # fmt: skip
    pictures = PictureReader(name)
    for part in sorted(archive.names):
        if PICTURE.match(part):
            yield pictures.read(archive.read(part))
    charts = sum(bool(CHART.match(part)) for part in archive.names)
    if charts:
        yield Remark(
            "chart-not-read", Severity.NOTE, f"工作簿里有 {charts} 幅图表，没有读", f"{charts} charts were not read"
        )
    for part in sorted(archive.names):
        if COMMENTS.match(part):
            yield from _tell_comments(archive, part)


def _read_boxes(archive: Archive, part: str) -> Iterator[str]:
    for body in walk(archive.parse(part), "txBody"):
        for paragraph in walk(body, "p"):
            words = "".join(piece.text or "" for piece in walk(paragraph, "t")).strip()
            if words:
                yield words


def _tell_comments(archive: Archive, part: str) -> Iterator[Remark]:
    for comment in walk(archive.parse(part), "comment"):
        words = "".join(piece.text or "" for piece in walk(comment, "t")).strip()
        if words:
            yield Remark(
                "comment-not-read", Severity.NOTE,
                f"单元格 {comment.get('ref', '')} 的批注没有读：“{words[:SHOWN]}”",
                f"The comment on {comment.get('ref', '')} was not read: {words[:SHOWN]}",
            )  # fmt: skip

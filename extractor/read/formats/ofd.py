"""In: a `Document` whose bytes are OFD (GB/T 33190). Out: its `Source`, by the same code for lines and tables as PDF.

Pages that are pictures go to OCR; the pages of all documents in a file are read one after the other. Not handled:
signatures and seals; words in annotations, which are told.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree as ET

from extractor.errors import UnreadableDocumentError
from extractor.model.paper.document import Document, Source
from extractor.model.problem import Severity
from extractor.read.formats.archive import Archive, local_name, walk
from extractor.read.formats.ofd_page import MM, add_content, numbers, settle_angle
from extractor.read.formats.pdf_extras import tell_files
from extractor.read.layout.page_marks import PageMarks, mark_page, tell_marks
from extractor.read.layout.page_model import PageFlow, PrintedPage
from extractor.read.layout.pages import read_page
from extractor.read.layout.paragraphs import lay_pages
from extractor.read.ocr.detection import PageEvidence, find_scans, read_scans, weigh_page
from extractor.read.ocr.images import decode_image
from extractor.read.policy import POLICY

A4 = [0.0, 0.0, 210.0, 297.0]
MOST_TEMPLATES = 8
MOST_DOCUMENTS = 20


def read_ofd(document: Document) -> Source:
    """Return the text of an OFD file with its lines and tables.

    Raises UnreadableDocumentError where the archive is damaged, too large, or leads outside of itself.
    """
    package = _Package(Archive(document))
    pages = package.pages
    if not pages:
        raise UnreadableDocumentError(f"{document.name}: OFD 没有任何一页", hint="请重新下载该文件")
    if len(pages) > POLICY.max_pages:
        raise UnreadableDocumentError(
            f"{document.name}: OFD 有 {len(pages)} 页，超过 {POLICY.max_pages} 页的上限",
            hint="请把其中的方案拆成单独的文件",
        )
    flows: list[PageFlow] = []
    evidence: list[PageEvidence] = []
    marks: list[PageMarks] = []
    characters = 0
    for number in range(1, len(pages) + 1):
        sheet, _ = package.build_sheet(number)
        characters += len(sheet.glyphs)
        if characters > POLICY.max_characters:
            raise UnreadableDocumentError(
                f"{document.name}: OFD 有超过 {POLICY.max_characters // 10_000} 万个字，县级方案不会这么长",
                hint="请把其中的方案拆成单独的文件",
            )
        marks.append(mark_page(sheet, ruled=None))
        flows.append(read_page(sheet))
        evidence.append(weigh_page(sheet, flows[-1]))
    scans = find_scans(evidence)
    outcome = read_scans(package.render, scans, document.name, everything=len(scans) == len(pages))
    for number, sheet in outcome.sheets.items():
        flows[number - 1] = read_page(sheet)
    layer = lay_pages(flows)
    layer.problems.extend(outcome.problems)
    tell_marks(layer, marks, set(scans))
    for page, words in package.find_annotations():
        shown = words[:60] + ("…" if len(words) > 60 else "")
        layer.add_problem(
            "annotation-not-read", Severity.WARNING,
            f"第 {page} 页有注释或签章里的文字没有读入：“{shown}”", f"Words in an annotation of page {page} not read",
        )  # fmt: skip
    tell_files(layer, package.find_files())
    if not layer.lines:
        layer.add_problem("no-text", Severity.ERROR, "文件中没有文字", "There is no text in the file")
    how = "ocr" if len(outcome.sheets) == len(pages) else "ofd+ocr" if outcome.sheets else "ofd"
    return layer.build(document, "application/ofd", how, len(pages))


class _Package:
    """The pages, templates and pictures of an OFD file, each read when it is asked for."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        root = archive.parse("OFD.xml")
        roots = [(item.text or "").strip() for item in walk(root, "DocRoot")][:MOST_DOCUMENTS]
        self.bodies = [_Body(archive, archive.resolve("OFD.xml", location)) for location in roots or [""]]
        self.pages = [(body, page, key) for body in self.bodies for key, page in body.pages]

    def find_annotations(self) -> Iterator[tuple[int, str]]:
        """Yield the words that stand in annotations, with the number of their page."""
        for number, (body, _, key) in enumerate(self.pages, start=1):
            for place in body.annotations.get(key, ()):
                if place not in self.archive.names:
                    continue
                for note in walk(self.archive.parse(place), "Annot"):
                    words = "".join("".join((code.text or "").split()) for code in walk(note, "TextCode"))
                    if words and note.get("Type") != "Watermark":
                        yield number, words

    def find_files(self) -> tuple[str, ...]:
        """Return the names of the files that the documents carry within them."""
        return tuple(name for body in self.bodies for name in body.attached)

    def build_sheet(self, number: int) -> tuple[PrintedPage, list[tuple[str, float]]]:
        """Return one page with what its templates print, and its pictures."""
        body, place, _ = self.pages[number - 1]
        root = self.archive.parse(place)
        box = _paper(root) or body.box
        sheet = PrintedPage(number, box[2] * MM, box[3] * MM)
        pictures: list[tuple[str, float]] = []
        for template in list(walk(root, "Template"))[:MOST_TEMPLATES]:
            location = body.templates.get(template.get("TemplateID", ""))
            if location:
                pictures.extend(add_content(sheet, self.archive.parse(body.link(location))))
        pictures.extend(add_content(sheet, root))
        settle_angle(sheet)
        return sheet, pictures

    def render(self, number: int) -> tuple[Any, float | None]:
        """Return the largest picture of a page as rows of blue, green and red; its width on paper is not known."""
        _, pictures = self.build_sheet(number)
        wanted = max(pictures, key=_share)[0] if pictures else ""
        body = self.pages[number - 1][0]
        for kind in ("DocumentRes", "PublicRes"):
            for item in walk(body.document, kind):
                place = body.link((item.text or "").strip())
                resources = self.archive.parse(place)
                for media in walk(resources, "MultiMedia"):
                    if media.get("ID") == wanted:
                        name = next((child.text or "" for child in walk(media, "MediaFile")), "").strip()
                        folder = resources.get("BaseLoc", "")
                        path = self.archive.resolve(place, f"{folder}/{name}" if folder else name)
                        return decode_image(self.archive.read(path), self.archive.name), None
        raise UnreadableDocumentError(f"{self.archive.name}: 第 {number} 页的图像缺失", hint="请重新下载该文件")


class _Body:
    """One document of an OFD file: its pages, templates, paper and annotations."""

    def __init__(self, archive: Archive, base: str) -> None:
        self.archive = archive
        self.base = base
        self.document = archive.parse(base)
        listed = [page for page in walk(self.document, "Page") if page.get("BaseLoc")]
        self.pages = [(page.get("ID", ""), self.link(page.get("BaseLoc", ""))) for page in listed]
        self.box = _paper(self.document) or A4
        self.templates = {
            item.get("ID", ""): item.get("BaseLoc", "")
            for item in walk(self.document, "TemplatePage")
            if item.get("BaseLoc")
        }
        self.annotations = self._find_annotations()
        self.attached = self._find_attached()

    def link(self, target: str) -> str:
        """Return the member that a link of the document leads to."""
        return self.archive.resolve(self.base, target)

    def _find_attached(self) -> tuple[str, ...]:
        indexes = [self.link((item.text or "").strip()) for item in walk(self.document, "Attachments")]
        return tuple(
            item.get("Name") or "?"
            for index in indexes
            if index in self.archive.names
            for item in walk(self.archive.parse(index), "Attachment")
            if item.get("Visible") != "false"
        )

    def _find_annotations(self) -> dict[str, list[str]]:
        """Return the files of annotations by the page that they belong to."""
        found: dict[str, list[str]] = {}
        for item in walk(self.document, "Annotations"):
            index = self.link((item.text or "").strip())
            if index not in self.archive.names:
                continue
            for page in walk(self.archive.parse(index), "Page"):
                places = [self.archive.resolve(index, (file.text or "").strip()) for file in walk(page, "FileLoc")]
                found.setdefault(page.get("PageID", ""), []).extend(places)
        return found


def _paper(root: ET.Element) -> list[float] | None:
    """Return the paper's box in millimetres, if it is stated and sound."""
    for item in root.iter():
        if local_name(item) == "PhysicalBox":
            box = numbers(item.text)
            return box if len(box) == 4 and 1 < box[2] < 5000 and 1 < box[3] < 5000 else None
        if local_name(item) == "Content":
            return None
    return None


def _share(picture: tuple[str, float]) -> float:
    return picture[1]

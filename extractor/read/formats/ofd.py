"""In: a `Document` whose bytes are OFD (GB/T 33190). Out: its `Source`, by the same code for lines and tables as PDF.

Pages that are pictures go to OCR. Not handled: signatures and seals, annotations, several documents in one file
beyond the first.
"""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree as ET

from extractor.errors import UnreadableDocumentError
from extractor.model.document import Document, Source
from extractor.model.problem import Severity
from extractor.read.formats.archive import Archive, local_name, walk
from extractor.read.formats.ofd_page import MM, add_content, numbers
from extractor.read.layout.page_model import PageFlow, Sheet
from extractor.read.layout.pages import read_page
from extractor.read.layout.paragraphs import lay_pages
from extractor.read.ocr.detection import PageEvidence, find_scans, read_scans, weigh_page
from extractor.read.ocr.images import decode_image
from extractor.read.policy import POLICY

A4 = [0.0, 0.0, 210.0, 297.0]
MOST_TEMPLATES = 8


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
    for number in range(1, len(pages) + 1):
        sheet, _ = package.build_sheet(number)
        flows.append(read_page(sheet))
        evidence.append(weigh_page(sheet, flows[-1]))
    scans = find_scans(evidence)
    outcome = read_scans(package.render, scans, document.name, everything=len(scans) == len(pages))
    for number, sheet in outcome.sheets.items():
        flows[number - 1] = read_page(sheet)
    layer = lay_pages(flows)
    layer.problems.extend(outcome.problems)
    if not layer.lines:
        layer.add_problem("no-text", Severity.ERROR, "文件中没有文字", "There is no text in the file")
    how = "ocr" if len(outcome.sheets) == len(pages) else "ofd+ocr" if outcome.sheets else "ofd"
    return layer.build(document, "application/ofd", how, len(pages))


class _Package:
    """The pages, templates and pictures of an OFD file, each read when it is asked for."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        root = archive.parse("OFD.xml")
        location = next((item.text or "" for item in walk(root, "DocRoot")), "")
        self.base = archive.resolve("OFD.xml", location.strip())
        self.document = archive.parse(self.base)
        self.pages = [
            self._link(page.get("BaseLoc", "")) for page in walk(self.document, "Page") if page.get("BaseLoc")
        ]
        self.box = self._box(self.document) or A4
        self.templates = {
            item.get("ID", ""): item.get("BaseLoc", "")
            for item in walk(self.document, "TemplatePage")
            if item.get("BaseLoc")
        }

    def build_sheet(self, number: int) -> tuple[Sheet, list[tuple[str, float]]]:
        """Return one page with what its templates print, and its pictures."""
        root = self.archive.parse(self.pages[number - 1])
        box = self._box(root) or self.box
        sheet = Sheet(number, box[2] * MM, box[3] * MM)
        pictures: list[tuple[str, float]] = []
        for template in list(walk(root, "Template"))[:MOST_TEMPLATES]:
            location = self.templates.get(template.get("TemplateID", ""))
            if location:
                pictures.extend(add_content(sheet, self.archive.parse(self._link(location))))
        pictures.extend(add_content(sheet, root))
        return sheet, pictures

    def render(self, number: int) -> tuple[Any, float | None]:
        """Return the largest picture of a page as rows of blue, green and red; its width on paper is not known."""
        _, pictures = self.build_sheet(number)
        wanted = max(pictures, key=_share)[0] if pictures else ""
        for kind in ("DocumentRes", "PublicRes"):
            for item in walk(self.document, kind):
                place = self._link((item.text or "").strip())
                resources = self.archive.parse(place)
                for media in walk(resources, "MultiMedia"):
                    if media.get("ID") == wanted:
                        name = next((child.text or "" for child in walk(media, "MediaFile")), "").strip()
                        folder = resources.get("BaseLoc", "")
                        path = self.archive.resolve(place, f"{folder}/{name}" if folder else name)
                        return decode_image(self.archive.read(path), self.archive.name), None
        raise UnreadableDocumentError(f"{self.archive.name}: 第 {number} 页的图像缺失", hint="请重新下载该文件")

    def _link(self, target: str) -> str:
        return self.archive.resolve(self.base, target)

    def _box(self, root: ET.Element) -> list[float] | None:
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

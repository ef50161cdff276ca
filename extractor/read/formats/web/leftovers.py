"""In: a whole page. Out: remarks on what belongs to the document and is not on this page: further pages, attachments.

A page that shows 1 of 3 pages, or a notice whose plan is an attachment, must not pass for the whole.
Not handled: fetching them; this program never asks a network.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from extractor.model.problem import Severity
from extractor.read.flow import Remark

PAGES = re.compile(r"共\s*(\d{1,4})\s*[页頁]|第\s*\d{1,4}\s*/\s*(\d{1,4})\s*[页頁]")
NEXT = re.compile(r"(?:下一?[页頁]|[后後]一?[页頁]|下[页頁]|next(?: page)?|>>|»)[>»]*$", re.IGNORECASE)
NUMBER = re.compile(r"\d{1,3}")
STEPS = re.compile(
    r"首[页頁]|上一?[页頁]|前一?[页頁]|尾[页頁]|末[页頁]|第|[页頁]|\.{2,}|…|[\s\d\[\]【】()（）<>«»|/·]", re.IGNORECASE
)
"""what stands beside the numbers of a row of pages: 首页 上一页 [1] [2] [3] … 末页"""
SCRIPTED = re.compile(r"(?:createPageHTML|createPage|showPages?)\(\s*[\"']?(\d{1,4})\s*[\"']?\s*,\s*[\"']?(\d{1,4})")
"""createPageHTML(3, 0, "t20250101_1", "html"): three pages, this is the first; what a gov.cn site writes in the page"""
FRAMED = re.compile(r"(?:about:blank|javascript:|#)", re.IGNORECASE)
LEAST_WORDS = 200
"""A page of fewer characters that shows a frame has its words within the frame."""
ENDING = re.compile(r"\.(docx?|wps|xlsx?|et|pdf|ofd|zip|rar|7z|pptx?|rtf|csv)(?:[?#].*)?$", re.IGNORECASE)
IDLE = re.compile(r"\s*(?:#|javascript:\s*(?:void|;|$))", re.IGNORECASE)
SHORT = 60
MOST_ATTACHMENTS = 20


def find_other_pages(root: Any) -> Iterator[Remark]:
    """Yield the remark that the page is one of several."""
    counted = 0
    for node in root.css("div, p, span, td, li, a, ul"):
        text = " ".join((node.text(deep=True) or "").split())
        match = PAGES.search(text) if len(text) <= SHORT else None
        if match:
            counted = max(counted, int(match[1] or match[2]))
    for script in root.css("script"):
        if match := SCRIPTED.search(script.text(deep=True) or ""):
            counted = max(counted, int(match[1]))
    following = any(_is_second_page(link) for link in root.css("a")) or any(
        NEXT.match("".join((link.text(deep=True) or "").split())) and not IDLE.match(link.attributes.get("href") or "#")
        for link in root.css("a")
    )
    if counted > 1 or following:
        told = f"共 {counted} 页" if counted > 1 else "有“下一页”"
        yield Remark(
            "further-pages",
            Severity.WARNING,
            f"此网页是分页显示的（{told}），只读了保存下来的这一页；请把其余各页也保存下来，或另存全文",
            f"This page is one of several ({counted or 'more'} pages); only this one was read",
        )


def _is_second_page(link: Any) -> bool:
    """Tell whether a link is the 2 of a row of pages: 1 2 3, [1] [2] [3], 首页 1 2 末页."""
    label = STEPS.sub("", link.text(deep=True) or "")
    if label or NUMBER.findall(link.text(deep=True) or "") != ["2"] or IDLE.match(link.attributes.get("href") or "#"):
        return False
    node = link.parent
    for _ in range(3):
        if node is None:
            return False
        text = node.text(deep=True, separator=" ") or ""
        numbers = NUMBER.findall(text)
        if numbers[:2] == ["1", "2"]:
            return not NEXT.sub("", STEPS.sub("", text)) and len(text) <= SHORT * 4
        node = node.parent
    return False


def find_frames(root: Any, letters: int) -> Iterator[Remark]:
    """Yield a remark for each page or file that a frame shows within this one, where the words may be there."""
    for frame in root.css("iframe, frame, embed, object")[:MOST_ATTACHMENTS]:
        target = (frame.attributes.get("src") or frame.attributes.get("data") or "").strip()
        if not target or FRAMED.match(target) or not (ENDING.search(target) or letters < LEAST_WORDS):
            continue
        yield Remark(
            "framed-page-not-read",
            Severity.WARNING,
            f"网页在框架里显示“{target[-60:]}”，没有读；正文可能在其中，请打开它另存",
            f"The page shows {target[-60:]!r} in a frame, which was not read",
        )


def find_attachments(root: Any, content: Any) -> Iterator[Remark]:
    """Yield a remark for each attachment that the page links to."""
    seen: set[str] = set()
    for link in [*content.css("a"), *root.css("a")]:
        target = (link.attributes.get("href") or "").strip()
        label = " ".join((link.text(deep=True) or "").split()) or target.rpartition("/")[2]
        ending = ENDING.search(target) or ENDING.search(label)
        if not ending or target in seen or len(seen) >= MOST_ATTACHMENTS:
            continue
        seen.add(target)
        yield Remark(
            "attachment-not-read",
            Severity.WARNING,
            f"网页带有附件“{label[:60]}”（{ending[1].lower()}），没有读；方案或考核表可能在附件里，请一并下载",
            f"The page links to the attachment {label[:60]!r}, which was not read",
        )

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

PAGES = re.compile(r"共\s*(\d{1,4})\s*页|第\s*\d{1,4}\s*/\s*(\d{1,4})\s*页")
NEXT = re.compile(r"(?:下一?页|后一?页|下页|next(?: page)?|>>|»)$", re.IGNORECASE)
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
    following = any(
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

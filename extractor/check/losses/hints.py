"""In: a plan's text. Out: unread entries for what the text says lies elsewhere: further pages, files to download.

Not handled: pictures and pages without words, of which reading tells as problems.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.check.policy import CheckPolicy
from extractor.language.numerals import parse_number
from extractor.model.facts.plan import Plan
from extractor.model.paper.place import Place
from extractor.model.paper.reading import Unread, UnreadKind

# 共3页, 第1页/共5页, 1/3页
PAGES = re.compile(r"共[ \t]*(?P<n>\d{1,3})[ \t]*页|(?<!\d)1[ \t]*/[ \t]*(?P<of>\d{1,3})[ \t]*页")
NEXT = re.compile(r"(?:^|\n)[^\n]{0,60}(?:下一页|末页|尾页|余下全文|展开全文|阅读全文|点击查看更多)")
# 附件1：考核细则.doc, 附件下载：….xlsx
FILE = re.compile(
    r"[^\s，。；:：、.]{1,80}\.(?:docx?|xlsx?|pdf|wps|et|rar|zip|7z|ofd|jpe?g|png|tif)\b",
    re.IGNORECASE,
)


def find_hints(plan: Plan, policy: CheckPolicy) -> Iterator[Unread]:
    """Yield a hint for each further page and each file that was not read with the plan."""
    read = {source.name.rsplit("/", 1)[-1] for source in plan.source}
    known = max((source.pages or 1 for source in plan.source), default=1)
    for match in PAGES.finditer(plan.text):
        told = parse_number(match["n"] or match["of"])
        if told is not None and told > known:
            yield _build(
                UnreadKind.PAGE, plan.text, match.span(),
                (f"文中写“{match.group()}”，只读到 {known} 页，其余各页不在本文件内",
                 f"The text speaks of {told} pages, {known} was read"),
            )  # fmt: skip
            break
    further = NEXT.search(plan.text)
    if further:
        yield _build(
            UnreadKind.PAGE, plan.text, further.span(),
            ("网页还有下一页或未展开的部分，不在本文件内", "The web page goes on elsewhere; that was not read"),
        )  # fmt: skip
    yield from _find_files(plan, read, policy)


def _find_files(plan: Plan, read: set[str], policy: CheckPolicy) -> Iterator[Unread]:
    """Yield one entry for all files that are named one after the other."""
    found = [match for match in FILE.finditer(plan.text) if match.group().strip() not in read]
    if found:
        names = "、".join(" ".join(match.group().split()) for match in found)
        shown = names if len(names) <= policy.shown else f"{names[: policy.shown]}…"
        span = found[0].start(), found[-1].end() if found[-1].end() - found[0].start() < policy.run else found[0].end()
        yield _build(
            UnreadKind.LINK, plan.text, span,
            (f"文中的附件 {len(found)} 个要另行下载，没有随本文件读入：“{shown}”",
             f"{len(found)} files to download were not read with the plan"),
        )  # fmt: skip


def _build(kind: UnreadKind, text: str, span: tuple[int, int], messages: tuple[str, str]) -> Unread:
    return Unread(kind=kind, text=text[slice(*span)], message=messages[0], message_en=messages[1], place=Place(*span))

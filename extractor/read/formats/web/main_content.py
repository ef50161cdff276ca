"""In: a parsed web page. Out: the element that holds the document, and what is printed of it outside that element.

Navigation, sharing and footers go by what they are (scripts, forms, words in links) and by what they call themselves
(`class="share"`). The document is where most words stand that are in no link; no site is known by name.
Not handled: pages whose words a script loads later.
"""

from __future__ import annotations

import re
from typing import Any

DROPPED = ("script", "style", "noscript", "iframe", "template", "svg", "button", "select", "input", "textarea",
           "nav", "aside", "object", "embed", "link", "meta")  # fmt: skip
# class or id of what stands around a document: share, 当前位置, 相关链接, 打印, footers
AROUND = re.compile(
    r"(?:^|[-_\s])(?:share|bdshare\w*|social|nav|navbar|menu|crumbs?|bread\w*|position|location|dqwz|foot|footer|copyright"
    r"|related|recommend|xgxx|xgwj|toolbar|tools?|print|qrcode|ewm|search|login|sidebar|pagination|comments?|hidden)(?:$|[-_\s\d])",
    re.IGNORECASE,
)
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
MOST = 0.7
"""the document stands in the smallest element that holds this share of the words outside links"""
AROUND_MOST = 0.4
"""an element that holds more than this share of the words is not thrown out for its name"""
SITE = re.compile(r"[-_|–—]{1,2}[^-_|–—]{2,20}(?:政府|网|门户|委员会|局|厅)[^-_|–—]{0,8}$")
APART = re.compile(r"[-_|–—]+")
HEADING_MOST = 90
LEAST_TITLE = 8
"""characters of a part of the page's title that, printed in the text, is the text's own heading"""
NOTICE = re.compile(r"关于.{2,80}的?(?:通知|意见|决定|批复|通告|公告)$")
HEADING = re.compile(
    r"(?:^|[-_\s])(?:title|tit|biaoti|bt)(?:$|[-_\s])|[a-z](?:Title|_title|-title)$|^title", re.IGNORECASE
)
"""<h2 class="title"> above the text that the site prints in a box of its own"""
NAMES_PAPER = re.compile(
    r"^(?=.*关于|.*20\d{2}|.{14})[^。;；]{4,}(?:通知|通告|公告|意见|办法|方案|要点|措施|细则|计划|规定|清单|规则|制度|决定|批复)(?:[（(][^（()）]{1,12}[)）])?$"
)
SIGNED = re.compile(
    r"[^\d,，。；;：:]{4,60}(?:20\d{2}|[二〇○零一三四五六七八九]{4})年(?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?:\d{1,2}|[一二三四五六七八九十]{1,3})日(?:印发)?$"
)
SIGNED_MOST = 80
# the table that government sites print above a document
FIELDS = ("发文机关", "发文单位", "发布机构", "发布机关", "发布单位", "制发机关", "发文字号", "文号", "成文日期")
FIELD = re.compile(rf"^[\[【]?\s*({'|'.join(FIELDS)})\s*[\]】]?\s*[:：]?\s*(.*)$", re.DOTALL)


def clean_page(root: Any) -> None:
    """Take out of the page what is no text of the document."""
    for name in DROPPED:
        for node in root.css(name):
            node.decompose()
    total = len(words(root)) or 1
    for node in root.css("[class], [id], [style], [hidden]"):
        marks = node.attributes
        if node.tag in {"body", "html"} or node.parent is None:
            continue
        named = AROUND.search(marks.get("class") or "") or AROUND.search(marks.get("id") or "")
        hidden = "hidden" in marks or HIDDEN.search(marks.get("style") or "")
        if (named or hidden) and len(words(node)) < AROUND_MOST * total:
            node.decompose()


def words(node: Any) -> str:
    """Return an element's words without any blank."""
    return "".join((node.text(deep=True) or "").split())


def find_content(root: Any) -> Any:
    """Return the smallest element that holds most of the words outside links; a table is never entered half."""
    node = root
    total = _weight(root)
    while True:
        heavy = next((item for item in node.iter() if _weight(item) >= MOST * total), None)
        if heavy is None or heavy.tag in {"p", "tr", "tbody", "thead", "ul", "ol"}:
            return node
        if heavy.tag == "table":
            inside = next((cell for cell in heavy.css("td") if _weight(cell) >= MOST * total), None)
            if inside is None:
                return node
            heavy = inside
        node = heavy


def find_signature(content: Any) -> list[Any]:
    """Return the elements right behind the document that sign it: who issued it and when, in boxes of their own."""
    found: list[Any] = []
    printed = ""
    node = content.next
    while node is not None and len(printed) <= SIGNED_MOST:
        said = words(node) if node.is_element_node else ""
        if said:
            found.append(node)
            printed += said
        if SIGNED.match(printed):
            return found
        node = node.next
    return []


def find_title(root: Any, content: Any) -> str | None:
    """Return the document's heading where it stands outside of its content."""
    inside = words(content)
    candidates = [node.text(deep=True) for node in root.css("h1")]
    candidates += [node.attributes.get("content") or "" for node in root.css('meta[name="ArticleTitle" i]')]
    head = root.css_first("title")
    if head is not None:
        candidates.append(SITE.sub("", head.text(deep=True).strip()))
    candidates += _find_headings(root)
    printed = ""
    for candidate in candidates:
        title = " ".join(candidate.split())
        plain = "".join(title.split())
        if not 6 <= len(plain) <= 120:
            continue
        if plain in inside:
            printed = plain
            continue
        if printed:  # the heading stands in the text: only the notice that issues it says more
            return title if NOTICE.search(plain) and not NOTICE.search(printed) else None
        named = any(len(part) >= LEAST_TITLE and part in inside for part in APART.split(plain))
        return None if named else title
    return None


def _find_headings(root: Any) -> list[str]:
    """Return what stands in a heading, or in an element called a title, and names a paper; never what is a link."""
    named = [node for node in root.css("[class]") if HEADING.search(node.attributes.get("class") or "")]
    found = []
    for node in (*root.css("h2, h3"), *named):
        text = words(node)
        if len(text) <= HEADING_MOST and NAMES_PAPER.match(text) and not node.css_first("a") and node.parent.tag != "a":
            found.append(node.text(deep=True))
    return found[:1]


def find_fields(root: Any, content: Any) -> list[str]:
    """Return the printed lines of the table above a document that say who issued it, when, and its number."""
    inside = words(content)
    found: dict[str, str] = {}
    for node in root.css("td, th, li, p, span, b, strong, div"):
        text = (node.text(deep=True) or "").strip()
        holds_others = any(inner != node for inner in node.css("td, th, li, p, div"))
        match = FIELD.match(text) if len(text) < 60 and not holds_others else None
        if not match or match.group(1) in found:
            continue
        value = " ".join(match.group(2).split())
        if not value:
            following = node.next
            while following is not None and not following.is_element_node:
                following = following.next
            value = " ".join((following.text(deep=True) or "").split()) if following is not None else ""
        if value and len(value) < 40 and "".join(value.split()) not in inside:
            found[match.group(1)] = value
    return [f"{label}：{value}" for label, value in found.items()]


def _weight(node: Any) -> int:
    if not node.is_element_node:
        return 0
    return len(words(node)) - sum(len(words(link)) for link in node.css("a"))

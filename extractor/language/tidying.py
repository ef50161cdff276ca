"""In: printed words as they stand in the source. Out: the same words for display, without the layout between them.

Not handled: words cut by a hyphen at a line's end; repair of OCR damage, which stays as printed.
"""

from __future__ import annotations

import re
from functools import lru_cache

KNOWN = 4096
"""Words whose display is kept: names, quotes and titles stand in many tables."""
MARKUP = re.compile(r"</?(?:p|br|b|strong|u|i|em|span|div)\s*/?>|\*\*", re.IGNORECASE)
"""What an OCR's Markdown leaves inside the words: "<p>间信息的共享", "**三、创建任务**"."""

INVISIBLE = re.compile(r"[\u200b\u200c\u200d\ufeff\u00ad]+")

MARKED = re.compile(r"[<*\u200b\u200c\u200d\ufeff\u00ad]")
"""Without one of these there is neither markup nor anything invisible, as in nearly all words."""

WIDE = r"\u2e80-\u2fdf\u3001-\u30ff\u3400-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff01-\uffef“”‘’—…〇"
"""Characters of Chinese print: no blank between two words is ever meant beside one of them."""

BLANKS = re.compile(rf"(?P<sentence>(?<=[。；;！？!?])\s*\n\s*)|(?<=[{WIDE}])\s+|\s+(?=[{WIDE}])|(?P<blank>\s+)")


@lru_cache(maxsize=KNOWN)
def tidy(printed: str) -> str:
    r"""Return `printed` for display: blanks and line ends beside Chinese characters go, other runs become one blank.

    A line end after a full stop or semicolon stays, since the printed cell lists its criteria line by line.

    >>> tidy("平阴县行政审批服务局 落实信用状况\n监测工作实施方案")
    '平阴县行政审批服务局落实信用状况监测工作实施方案'
    >>> tidy("均达到 100%。\n 每月  5 个 APP v 2")
    '均达到100%。\n每月5个APP v 2'
    """
    if not MARKED.search(printed):
        plain = printed.strip()
        return BLANKS.sub(_blank, plain) if len(plain.split(None, 1)) > 1 else plain
    plain = INVISIBLE.sub("", printed)
    # Taking a mark out can leave another one behind ("*<b>*"), so that goes on until none is left.
    while MARKUP.search(plain):
        plain = MARKUP.sub("", plain)
    return BLANKS.sub(_blank, plain.strip())


def _blank(match: re.Match[str]) -> str:
    if match["sentence"] is not None:
        return "\n"
    return " " if match["blank"] is not None else ""

"""In: names that come from outside. Out: ids that can name a file on any disk, and words that no terminal obeys.

Not handled: two documents whose ids come out alike; who loads them tells.
"""

from __future__ import annotations

import hashlib
import os
import re

from extractor.bounds.policy import BOUNDS

FORBIDDEN = frozenset('/\\:*?"<>|')
RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)
"""names that Windows keeps for itself"""
CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
"""signs that are no print: a terminal obeys some, JSON and XML cannot hold others, some turn the order of reading"""
LINE_BREAKS = re.compile(r"[\r\n\u2028\u2029\x85\x0b\x0c]+")
PICTURES = {code: chr(0x2400 + code) for code in range(32) if chr(code) not in "\n\t"} | {0x7F: "\u2421"}
COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def find_fault(name: str) -> str:
    """Say why `name` cannot be an id, "" where it can.

    >>> find_fault("chengwu-2022"), find_fault("../x"), find_fault("a:b"), find_fault("nul")
    ('', '是空的，或以点、空格开头或结尾', '含有不能用在文件名里的字符', '是操作系统保留的名称')
    """
    if not name.strip() or name != name.strip(" .") or name.startswith("."):
        return "是空的，或以点、空格开头或结尾"
    if set(name) & FORBIDDEN or CONTROLS.search(name):
        return "含有不能用在文件名里的字符"
    if RESERVED.match(name):
        return "是操作系统保留的名称"
    if len(name.encode("utf-8")) > BOUNDS.id_bytes:
        return f"太长（超过 {BOUNDS.id_bytes} 字节）"
    return ""


def make_id(stem: str) -> str:
    """Return an id for a file by its stem: the stem itself where it is a safe name, else the nearest safe one.

    >>> make_id("方案?终稿"), make_id("成武县2022"), make_id("..")
    ('方案_终稿', '成武县2022', 'document')
    >>> len(make_id("关于印发" * 40).encode()) <= 180
    True
    """
    if not find_fault(stem):
        return stem
    safe = CONTROLS.sub("_", "".join("_" if sign in FORBIDDEN else sign for sign in stem)).strip(" .")
    if not safe.strip():  # a blank of another kind (U+00A0) names nothing either
        safe = "document"
    if RESERVED.match(safe):
        safe = f"_{safe}"
    if len(safe.encode("utf-8")) > BOUNDS.id_bytes:
        mark = hashlib.sha256(stem.encode("utf-8", "surrogatepass")).hexdigest()[:8]
        safe = safe.encode("utf-8")[: BOUNDS.id_bytes - 9].decode("utf-8", "ignore").rstrip(" .") + f"~{mark}"
    return safe


def readable_name(name: str) -> str:
    r"""Return a file's name as words; one that is not UTF-8 is mostly GBK, from an archive made on Windows.

    >>> readable_name(b"\xb7\xbd\xb0\xb8.txt".decode("utf-8", "surrogateescape"))
    '方案.txt'
    """
    if name.isascii() or not any("\udc80" <= sign <= "\udcff" for sign in name):
        return CONTROLS.sub("\ufffd", name)
    raw = os.fsencode(name)
    try:
        return CONTROLS.sub("\ufffd", raw.decode("gb18030"))
    except UnicodeDecodeError:
        return CONTROLS.sub("\ufffd", raw.decode("utf-8", "replace"))


def show_controls(text: str, *, colours: bool = False) -> str:
    r"""Return `text` with signs that a terminal would obey made visible; `colours` lets those pass that set a colour.

    >>> show_controls("标题\x1b]0;x\x07")
    '标题␛]0;x␇'
    """
    if text.isprintable():
        return text
    if not colours:
        return _show(text)
    parts, at = [], 0
    for match in COLOUR.finditer(text):
        parts += [_show(text[at : match.start()]), match.group()]
        at = match.end()
    return "".join([*parts, _show(text[at:])])


def _show(text: str) -> str:
    plain = text.replace("\r\n", "\n").translate(PICTURES)
    return CONTROLS.sub(lambda match: match.group() if match.group() in "\n\t" else "\ufffd", plain)

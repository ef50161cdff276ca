"""In: a person's decision, and the text of `judgements.yaml`. Out: what is wrong with it; the text with it added.

Nothing here touches a disk. Not handled: decisions that contradict each other, which `align.verdicts` finds.
"""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Sequence
from datetime import date

from extractor.model.judgement import NO_CONCEPT, Judgement

ITEM = re.compile(r"^[^:\s]+:\S+$")
DAY = re.compile(r"^\d{4}-\d{2}-\d{2}$")
LINE_ENDS = re.compile("[\x7f-\x9f\u2028\u2029\ufeff]")
HEAD = re.compile(r"^judgements:(?:[ \t]*\[[ \t]*\])?", re.MULTILINE)
ENTRY = re.compile(r"^([ \t]*)- ", re.MULTILINE)
KEYS: dict[str, tuple[int, tuple[str, ...]]] = {
    "must-link": (2, ()),
    "cannot-link": (2, ()),
    "label": (0, ("group", "text")),
    "concept": (1, ("concept",)),
}
"""For each decision: how many items it names, and which further keys it needs."""


def find_fault(judgement: Judgement, concepts: Sequence[str]) -> tuple[str, str] | None:
    """Return what is wrong with a decision and what to do, None where nothing is.

    >>> find_fault(Judgement(decision="label", group="a:t1", reason="更准确", person="王某", date="2026-11-21"), [])
    ('label 缺少 text', '此处需要的键：group、text、reason、person、date')
    """
    count, keys = KEYS[judgement.decision]
    needed = (*(("items",) if count else ()), *keys, "reason", "person", "date")
    hint = f"此处需要的键：{'、'.join(needed)}"
    for key in needed:
        if not str(getattr(judgement, key) or "").strip():
            return f"{judgement.decision} 缺少 {key}", hint
    spare = [key for key in ("items", "group", "text", "concept") if key not in needed and getattr(judgement, key)]
    if spare:
        return f"{judgement.decision} 用不着 {spare[0]}", hint
    if len(set(judgement.items)) != count:
        return f"items 应为{'两个不同的条目' if count == 2 else '一个条目'}", "写法：[方案:条目]，如 pingyin:t2.1.1"
    for item in judgement.items:
        if not ITEM.match(item):
            return f"items 中的 {item!r} 不是“方案:条目”", "写法如 pingyin:t2.1.1，编号见 alignment.json"
    if judgement.concept and judgement.concept not in (NO_CONCEPT, *concepts):
        return f"concept {judgement.concept!r} 不在 concepts.yaml", f"填其中的 id，或 {NO_CONCEPT}（不属任何概念）"
    return None if _is_day(judgement.date) else (f"date {judgement.date!r} 不是日期", '写法如 "2026-11-21"')


def _is_day(text: str) -> bool:
    try:
        return bool(DAY.match(text) and date.fromisoformat(text))
    except ValueError:
        return False


def format_judgement(judgement: Judgement) -> str:
    """Return a decision as one line of YAML, so that deleting the line undoes it.

    >>> format_judgement(Judgement(decision="concept", items=("a:t1",), concept="none", reason="另一件事",
    ...                            person="王某", date="2026-11-21"))
    '{decision: concept, items: ["a:t1"], concept: "none", reason: "另一件事", person: "王某", date: "2026-11-21"}'
    """
    order = ("items", "group", "text", "concept", "reason", "person", "date")
    values = {key: value for key, value in dataclasses.asdict(judgement).items() if value}
    written = (f"{key}: {_quote(values[key])}" for key in order if key in values)
    return f"{{decision: {judgement.decision}, {', '.join(written)}}}"


def _quote(value: object) -> str:
    """Return JSON, which YAML reads too once the characters are escaped that only YAML takes for a line's end."""
    return LINE_ENDS.sub(lambda match: f"\\u{ord(match.group()):04x}", json.dumps(value, ensure_ascii=False))


def append_judgement(text: str, judgement: Judgement) -> str:
    r"""Return the text of the file with `judgement` as its last line; all other lines stay as they are.

    >>> one = Judgement(decision="label", group="a:t1", text="双公示", reason="通称", person="王某", date="2026-11-21")
    >>> append_judgement("# 说明\njudgements: []\n", one).splitlines()[:2]
    ['# 说明', 'judgements:']
    """
    line = f"- {format_judgement(judgement)}\n"
    head = HEAD.search(text)
    if not head:
        return f"{_end_line(text)}judgements:\n  {line}"
    entries = ENTRY.findall(text, head.end())
    whole = f"{text[: head.start()]}judgements:{text[head.end() :]}"
    return f"{_end_line(whole)}{entries[-1] if entries else '  '}{line}"


def _end_line(text: str) -> str:
    return text if not text or text.endswith("\n") else f"{text}\n"

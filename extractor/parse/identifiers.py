"""In: the tasks and rows of a plan. Out: the same with ids made from what is printed of each.

An id tells an item by its name and the groups that it stands under, never by its number or its position: a row that is
put in between renames no other. Not handled: an item that was reworded, which is another item to this program.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractor.language.folding import fold
from extractor.model.facts.plan import Indicator, IndicatorPart, Task

Words = tuple[str, ...]
BRACKETED = re.compile(r"\([^()]*\)")
NUMBERED = re.compile(r"^(?:第[一二三四五六七八九十百\d]+[章节条编部分]+|[一二三四五六七八九十百\d]+[、.．)])")
LAYOUT = re.compile(r"[\W_]+")
DIGEST = 4
"""Bytes of an id: among a thousand items of one plan two fall together once in eight thousand plans."""


def name_tasks(tasks: Sequence[Task]) -> tuple[Task, ...]:
    """Return `tasks` with ids: by title and heading, by their words where several share these."""
    names = [(_bare(task.title), _group(task.section)) for task in tasks]
    ids = make_ids("t", names, [(_bare(task.text),) for task in tasks])
    return tuple(replace(task, id=given) for task, given in zip(tasks, ids, strict=True))


def name_rows(rows: Sequence[Indicator]) -> tuple[Indicator, ...]:
    """Return `rows` with ids: by name and groups, by their criteria where several share these or have none."""
    names = [_name_row(row) for row in rows]
    words = [_word_row(row) for row in rows]
    return tuple(replace(row, id=given) for row, given in zip(rows, make_ids("i", names, words), strict=True))


def _name_row(row: Indicator) -> Words:
    return _bare(row.name or row.content or row.criteria), *(_group(level.name) for level in row.levels)


def _word_row(row: Indicator) -> Words:
    parts: tuple[Indicator | IndicatorPart, ...] = (row, *row.parts)
    return tuple(_bare(part.content) + _bare(part.criteria) for part in parts)


def make_ids(letter: str, names: Sequence[Words], words: Sequence[Words]) -> Iterator[str]:
    """Yield an id for each name, each id once.

    >>> list(make_ids("t", [("宣传",), ("宣传",), ("宣传",)], [("街头",), ("网络",), ("网络",)]))
    ['t5ef034c2', 't27dc8582', 't27dc8582-2']
    """
    shared, used = Counter(names), Counter[Words]()
    for name, further in zip(names, words, strict=True):
        key = name if shared[name] == 1 else (*name, *further)
        used[key] += 1
        suffix = f"-{used[key]}" if used[key] > 1 else ""
        yield f"{make_id(letter, key)}{suffix}"


def make_id(letter: str, key: Words) -> str:
    """Return the same short id for the same words, always.

    >>> make_id("t", ("提升双公示工作质量", "信用制度和基础建设"))
    'tc550869c'
    """
    return letter + hashlib.blake2b("\x1f".join(key).encode("utf-8"), digest_size=DIGEST).hexdigest()


def _bare(words: str | None) -> str:
    """Return words without layout and marks.

    >>> _bare("提升“双公示” 工作质量。")
    '提升双公示工作质量'
    """
    return LAYOUT.sub("", fold(words or ""))


def _group(heading: str | None) -> str:
    """Return a heading without its number and without points: those change when something is put in between.

    >>> _group("一、组织领导（15分）"), _group("（二）组织领导（12分）")
    ('组织领导', '组织领导')
    """
    return _bare(NUMBERED.sub("", BRACKETED.sub("", fold(heading or ""))))

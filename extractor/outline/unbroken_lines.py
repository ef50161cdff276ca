"""In: the printed lines of a paper. Out: the same, parted before each number where the paper has no paragraphs.

An archive that strips a page's tags keeps a whole paper as one line, or as lines broken wherever they were full; its
numbers then stand behind full stops only. Not handled: a heading that runs into its words without any mark.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import msgspec

from extractor.language.needs import compile_late
from extractor.language.numerals import parse_number
from extractor.model.paper.document import Line

HAN = "[一二三四五六七八九十]{1,3}"
STYLES = (
    re.compile(rf"第({HAN})条(?=\s)|({HAN})、"),
    re.compile(rf"[（(]({HAN})[)）]"),
    re.compile(r"(\d{1,2})(?:[.．](?!\d)|、)"),
)
"""Marks, the outer before the inner: 一、 before （一） before 1."""
STOPS = "。！？!?"
LISTS = "；;：:"
CLOSES = ")）〕】”"
HEADED = compile_late(
    r"(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）])[\u4e00-\u9fff、“”]{2,14}$"
)
HEADED_MOST = 24
BLANK = " "
"""二、操作程序1.自愿申报。: a heading that nothing parts from its first item"""
TITLE = compile_late(
    r"\s*[^，。；：,;:《》]{0,30}(?:关于)?[^，。；：,;:]{4,60}"
    r"(?:方案|要点|办法|细则|意见|计划|措施|规定|政策|举措|通知|公告|通告|决定)(?:[（(][^（）()]{1,10}[)）])?。"
)
"""关于促进旅游发展的八条意见。为…: the title, then the first words"""


class UnbrokenPolicy(msgspec.Struct, frozen=True):
    """When a paper counts as unbroken: so long, so many numbers inside its lines, and hardly one that opens a line.

    A line of `full` of the longest goes on where it ends in mid-sentence.
    """

    shortest: int = 120
    least: int = 2
    most_opening: int = 1
    full: float = 0.8


POLICY = UnbrokenPolicy()


class _Mark(msgspec.Struct, frozen=True):
    """A number inside a line: where it stands, how deep, and the character before it."""

    at: int
    depth: int
    number: int
    before: str


def split_unbroken(text: str, lines: Sequence[Line]) -> list[Line]:
    """Return the lines of a paper, parted before its numbers where hardly any of them opens a line.

    >>> printed = "关于防汛的意见。为做好防汛，提出意见。1.排查隐患。各镇排查。2.储备物资。" + "各镇落实。" * 20
    >>> [printed[line.start : line.end][:6] for line in split_unbroken(printed, [Line(0, len(printed))])]
    ['关于防汛的意', '为做好防汛，', '1.排查隐患', '2.储备物资']
    """
    filled = [line for line in lines if text[line.start : line.end].strip()]
    if sum(line.end - line.start for line in filled) < POLICY.shortest:
        return list(lines)
    marks = [mark for line in filled for mark in _find_marks(text, line)]
    chosen = _choose(marks)
    cuts = {mark.at: mark.at for mark in chosen if mark.before}
    if len(cuts) < POLICY.least or _count_opening(marks, chosen) > POLICY.most_opening:
        return list(lines)
    title = TITLE.match(text, filled[0].start, filled[0].end)
    cuts |= {title.end() - 1: title.end()} if title else {}
    return [part for line in _join(text, lines) for part in _cut(line, sorted(cuts.items()))]


def _join(text: str, lines: Sequence[Line]) -> list[Line]:
    """Return the lines with those joined that were broken in mid-sentence because they were full."""
    full = POLICY.full * max(line.end - line.start for line in lines)
    joined: list[Line] = []
    cut = False
    for line in lines:
        printed = text[line.start : line.end].rstrip()
        if cut and printed:
            joined[-1] = replace(joined[-1], end=line.end)
        else:
            joined.append(line)
        cut = bool(printed) and line.end - line.start >= full and printed[-1] not in STOPS + LISTS + CLOSES
    return joined


def _count_opening(marks: Sequence[_Mark], chosen: Sequence[_Mark]) -> int:
    """Return how many numbers open a line, but for those of a list that goes on inside one (1.…。/ 2.…。3.…)."""
    runs: list[list[_Mark]] = []
    for mark in sorted(chosen, key=lambda mark: (mark.depth, mark.at)):
        if not runs or mark.number == 1 or mark.depth != runs[-1][-1].depth:
            runs.append([])
        runs[-1].append(mark)
    inside = {mark.at for run in runs if any(mark.before for mark in run) for mark in run}
    return sum(not mark.before and mark.at not in inside for mark in marks)


def _find_marks(text: str, line: Line) -> list[_Mark]:
    """Return the numbers of a line that open it or stand behind the end of a sentence or of a part of one."""
    found = []
    for depth, pattern in enumerate(STYLES):
        for match in pattern.finditer(text, line.start, line.end):
            first = max(line.start, match.start() - HEADED_MOST)
            above = text[first : match.start()].rstrip()
            before = "。" if HEADED.search(above) else above[-1:] or ("" if first == line.start else BLANK)
            number = parse_number(next(group for group in match.groups() if group))
            if number is not None and (not before or before in STOPS + LISTS + CLOSES):
                found.append(_Mark(match.start(), depth, int(number), before))
    return sorted(found, key=lambda mark: mark.at)


def _choose(marks: Sequence[_Mark]) -> list[_Mark]:
    """Return the marks that count on from 1, each depth anew below an outer one; a list in a sentence is none.

    材料：1.申请表；2.执照。 behind 2.企业申报。 does not count on.
    """
    chosen: list[_Mark] = []
    last: dict[int, int] = {}
    for mark in marks:
        follows = mark.number == last.get(mark.depth, 0) + 1
        if not follows and (mark.before or last.get(mark.depth)):
            continue
        if mark.before and mark.before in LISTS and mark.number > 1 and mark.depth > 0:
            continue  # 提交材料：1.申请表；2.执照
        last = {depth: number for depth, number in last.items() if depth < mark.depth} | {mark.depth: mark.number}
        chosen.append(mark)
    counts = Counter(mark.depth for mark in chosen)
    return [mark for mark in chosen if counts[mark.depth] >= POLICY.least or not mark.before]


def _cut(line: Line, cuts: Sequence[tuple[int, int]]) -> list[Line]:
    """Return a line parted at the cuts inside it, each of them where a part ends and the next begins."""
    inside = [(end, start) for end, start in cuts if line.start < end and start < line.end]
    starts = [line.start, *(start for _, start in inside)]
    ends = [*(end for end, _ in inside), line.end]
    return [replace(line, start=start, end=end) for start, end in zip(starts, ends, strict=True)]

"""In: the words around a number that must be reached. Out: what is measured, in printed words.

Not handled: metrics that stand in another sentence.
"""

from __future__ import annotations

import re

from extractor.model.paper.place import Passage

CLAUSE_MOST = 200
"""Characters before a number that may name what is measured."""
PREFACE = re.compile(r"^(?:力争|(?:努力|奋力|全力)(?=实现|确保)|并?确保|实现|其中|使|到\d{4}年底?(?:前)?)+")
FROM = re.compile(r"[由从](?:20\d{2}年的?)?\d+(?:\.\d+)?[^,。;]{0,4}$")
LISTED = re.compile(r"[一二三四五六七八九十]{1,2}是(?!否)")
"""一是…,二是…"""
EACH = re.compile(r"(?:均|都|分别|(?<![需重主必])[要应须])+$")
RATE = re.compile(r"(?:率|数|量|度|占比|比例)$")
LIST_OF_RATES = re.compile(
    r"[^、,。;]*(?:率|数|量|度|占比|比例)(?:(?:、|(?<=率)[和与])[^、,。;]*(?:率|数|量|度|占比|比例))+(?:均|都|分别)?$"
)
JOINT = re.compile(r"、|(?<=率)[和与](?=[^、,。;]{1,8}率)")
"""查获率和处置率均达100%"""
ZERO_LIST = re.compile(r"[\"“]?(?:零(?:存量|增量|新增|发生|事故|积压|拖欠|失信|投诉|差错)、)*$")
BEHIND = re.compile(r"[^,。;:、()]{0,24}")
SHARED_HEAD = re.compile(r"(.*(?:信息|数据|工作|[\"”]))")
"""行政许可信息归集率、及时率、准确率"""


def find_clause_start(text: str, at: int, start: int) -> int:
    """Return where the clause that holds a number begins; marks inside quotes and lists do not end it."""
    start = max(start, at - CLAUSE_MOST)
    for index in range(at - 1, start - 1, -1):
        if text[index] in ",。;:(" or (text[index] == ")" and text[index - 2 : index] not in ("单位", "部门")):
            start = index + 1
            break
    listed = LISTED.match(text, start, at)
    return listed.end() if listed else start


def find_rates(passage: Passage, left: int, at: int) -> tuple[str | None, ...]:
    """Return the clause before the number at `at`, parted where it lists several rates."""
    text = passage.text[left:at]
    bare = PREFACE.sub("", text)
    start = FROM.search(bare)
    at -= len(bare) - start.start() if start else 0  # 处理率由85%提高到95%
    bare = bare[: start.start()] if start else bare
    printed = strip_lone_quotes(passage.printed[at - len(bare) : at])
    if LIST_OF_RATES.search(bare):
        names = JOINT.split(EACH.sub("", printed))
        rates = next(index for index in range(len(names)) if all(RATE.search(name) for name in names[index:]))
        head = SHARED_HEAD.match("、".join(names[: rates + 1]))
        prefix = head[1] if head else ""
        return ("、".join(names[: rates + 1]), *(prefix + name for name in names[rates + 1 :]))
    return (EACH.sub("", printed) or None,)


def name_counted(passage: Passage, left: int, what: tuple[int, int], end: int, *, behind: bool) -> str | None:
    """Return who counts what: the subject, the words between verb and number, and those behind (上报信息1篇)."""
    start, stop = what
    after = BEHIND.match(passage.text, end) if behind else None
    tail = passage.printed[end : after.end()] if after else ""
    lead = passage.text[left:start]
    before = PREFACE.sub("", lead[: len(ZERO_LIST.sub("", lead))])
    cut = left + len(ZERO_LIST.sub("", lead))
    subject = passage.printed[cut - len(before) : cut]
    return strip_lone_quotes(subject + passage.printed[start:stop] + tail) or None


def strip_lone_quotes(text: str) -> str:
    """Drop a quotation mark at either end that has no partner (力争实现“动态清零).

    >>> strip_lone_quotes("“动态清零"), strip_lone_quotes("“双公示”信息")
    ('动态清零', '“双公示”信息')
    """
    opening = sum(text.count(mark) for mark in "“‘「")
    closing = sum(text.count(mark) for mark in "”’」")
    if opening != closing or text.count('"') % 2:
        return text.strip('"“”‘’「」')
    return text

"""In: the folded words of a paragraph. Out: the numbering mark it begins with, if any.

Not handled: numbers written after the title, Roman numerals, letters (a)、A.
"""

from __future__ import annotations

import re

import msgspec

from extractor.language.needs import compile_late
from extractor.language.numerals import parse_number
from extractor.model.paper.outline import Style

HAN = "[一二三四五六七八九十百零〇]{1,4}"
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"

# Order matters: the first pattern that matches names the style. Examples are from the documents named.
PATTERNS: tuple[tuple[Style, re.Pattern[str]], ...] = (
    # 第一编 总则
    (Style.PART, re.compile(rf"第({HAN}|\d{{1,2}})(?:编|部分)[:、]?")),
    # 第一章 总则 (花都区助保贷业务管理办法)
    (Style.CHAPTER, re.compile(rf"第({HAN}|\d{{1,3}})章[:、]?")),
    # 第一条 为规范本区中小企业助保贷…
    (Style.ARTICLE, re.compile(rf"第({HAN}|\d{{1,3}})条[:、]?")),
    # 三、创建任务 (成武); 一. is what an OCR makes of 一、
    (Style.HAN, re.compile(rf"({HAN})(?:、|\.(?!\d))")),
    # 第一项 宣传发动
    (Style.ARABIC, re.compile(rf"第({HAN}|\d{{1,2}})项[:、]?")),
    # 任务1：壮大志愿者队伍; 问题一：台账不全
    (
        Style.ARABIC,
        re.compile(rf"(?:重点|主要|专项|第)?(?:任务|事项|问题|举措|措施|行动|工程|项目)({HAN}|\d{{1,2}})[:、.](?!\d)"),
    ),
    # （一）宣传弘扬诚信文化 (成武); a lost first bracket is common in OCR
    (Style.HAN_BRACKET, re.compile(rf"\(?({HAN})\)[、.]?")),
    # 1、落实和细化… (平阴), 1. 开展… (成武); not 3.15 (消费者权益日)
    (Style.ARABIC, re.compile(r"(\d{1,3})(?:、|\.(?!\d))")),
    # （1）, 1）
    (Style.ARABIC_BRACKET, re.compile(r"\(?(\d{1,2})\)[、.]?")),
    # ①
    (Style.CIRCLED, re.compile(f"([{CIRCLED}])[、.]?")),
)
BULLET = compile_late(r"[-*•·●◆■]\s*(?=\S)")
# 附件, 附件1, 附件 2：, 附表1, 附：1、…; a title may follow on the same line
ATTACHMENT = re.compile(r"附(?:(?:件|表)(\d{1,2}|[一二三四五六七八九十])?:?|:)")


class Marker(msgspec.Struct, frozen=True):
    """A numbering mark: its style, its number in arabic digits, and how many characters it takes."""

    style: Style
    number: str
    length: int


def find_marker(text: str) -> Marker | None:
    """Return the mark that `text` (folded) begins with.

    >>> find_marker("(三)推动公共信用信息共建共享")
    Marker(style=<Style.HAN_BRACKET: '（一）'>, number='3', length=3)
    >>> find_marker("3.15消费者权益日") is None
    True
    """
    for style, pattern in PATTERNS:
        match = pattern.match(text)
        if match:
            return Marker(style, _arabic(match[1]), match.end())
    return None


def _arabic(printed: str) -> str:
    if printed in CIRCLED:
        return str(CIRCLED.index(printed) + 1)
    value = parse_number(printed)
    return str(value) if value is not None else printed

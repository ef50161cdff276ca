"""In: a folded clause and what was found in it. Out: every further number printed there that nothing explains.

The finder of quantities knows measures; here a number needs none. A number is passed over only where its own
neighbours say that it names something (第3批, A4, 12号, a year): what no rule names is told.
Not handled: numerals in Han characters without a known measure (三个方面, 一批), which seldom count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.language.cover import Cover

NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?(?:[-~]\d+(?:\.\d+)?)?")
# 第3批, 附件2, 〔2024〕, A4, PM2.5, 0530-, 6·26
NAMED_BEFORE = re.compile(r"(?:第|附件|附表|附录|[表图卷册]|编号|代码|科目|[A-Za-z]|[\[/.·#:+-])\(?$")
# 12号, 3级, 5G, 6·26, 2024年, 6月, 2025届, (3), 1:
NAMED_BEHIND = re.compile(
    r"[号#级类型版条款届年月日A-Za-z·/:\]+-]|\(20|[)、.](?!\d)|个(?:方面|环节|维度|领域|阶段|步骤|层面|部分|要素)|大(?=[\u4e00-\u9fff]{2})"
    r"|[\u4e00-\u9fff]{0,4}(?:热线|平台|工程|行动|模式|机制|战略|计划)"
)
DAY = re.compile(r"(?:1[0-2]|0?[1-9])\.(?:[12]\d|3[01]|0?[1-9])")
LEVEL_BEFORE = re.compile(r"[到至为达过于足前]$")
"""3.15 is a day, 系数提高到0.62 and 全省前10 are values."""
LEAST_LEAD = 1


def find_open_numbers(text: str, found: Cover) -> Iterator[tuple[int, int]]:
    """Yield the numbers of `text` outside `found` that count something.

    >>> text = "接入探头3600路,抽查第3批,编入A4纸,围绕5大任务"
    >>> [text[start:end] for start, end in find_open_numbers(text, Cover(0, len(text)))]
    ['3600']
    """
    for match in NUMBER.finditer(text):
        start, end = match.span()
        if found.meets(start, end) or start < LEAST_LEAD:
            continue
        level = LEVEL_BEFORE.search(text, max(0, start - 2), start) is not None
        if not level and (DAY.fullmatch(match.group()) or end == len(text)):
            continue
        if NAMED_BEFORE.search(text, max(0, start - 4), start) or NAMED_BEHIND.match(text, end):
            continue
        yield start, end

"""In: the vocabulary. Out: `ScoringWords`, the patterns of scoring sentences that are made of measures and relations.

Not handled: what a pattern means (`effects`, `bands`, `steps`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from extractor.language.numerals import HAN
from extractor.language.quantities import QuantityWords
from extractor.model.mappings import ScoringPlainFile
from extractor.parse.scoring.plain_words import PlainWords, build_plain_words

NUMERAL = rf"(?:\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d{{1,15}}(?:\.\d{{1,6}})?|[{HAN}]{{1,8}})"
"""A number in folded text, without groups."""
SIGNED = rf"(?:-?\d{{1,15}}(?:\.\d{{1,6}})?|[{HAN}]{{1,8}})"
SYMBOLS = {
    "≥": ">=",
    "≧": ">=",
    "⩾": ">=",
    ">=": ">=",
    "≤": "<=",
    "≦": "<=",
    "⩽": "<=",
    "<=": "<=",
    ">": ">",
    "<": "<",
    "=": "==",
}
SYMBOL = r"(?:>=|<=|≥|≧|⩾|≤|≦|⩽|>|<|=)"
DASH = r"(?:-{1,2}|~|至|到)"
PERIODS = (
    r"(?:每个?(?:月度?|季度?|半年|年度?|周|日|天)|按(?:月|季度?|年度?|半年|周)|当(?:月|季度?|年|周|期)|月均|季均|年均)"
)


@dataclass(frozen=True, slots=True, eq=False)
class ScoringWords:
    """Patterns (strings without groups) and what a printed measure is."""

    words: QuantityWords
    measure: str
    before: str
    after: str
    plain: PlainWords


@lru_cache(maxsize=8)
def build_scoring_words(words: QuantityWords, plain: ScoringPlainFile) -> ScoringWords:
    """Return the patterns of a vocabulary. 分 is no measure here: points are what is scored."""
    measure = rf"(?:{words.measure})"
    more = (
        "大于或等于",
        "小于或等于",
        "未超过",
        "未能达到",
        "超额",
        "高出",
        "多出",
        "低出",
        "未满",
        "达不到",
        "没达到",
        "实现",
    )
    before = "|".join(dict.fromkeys((*more, *sorted(words.before.split("|"), key=len, reverse=True))))
    after = (
        r"\(含(?:本数)?\)(?:以上|以下|以内|之内|内)|\(不含(?:本数)?\)(?:以上|以下|以内|之内|内)"
        r"|(?:及|或|和)(?:其)?(?:以上|以下|以内|以后|以前|之后|之前|之内)|(?:以上|以下|以内|之内|以后|之后|以前|之前|以外|之外|内(?!容|部|的?(?:企业|机构)))"
    )
    return ScoringWords(words, measure, before, after, build_plain_words(plain))


def compile_all(rows: tuple[tuple[str, str], ...]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Compile a table of named patterns."""
    return tuple((name, re.compile(pattern)) for name, pattern in rows)

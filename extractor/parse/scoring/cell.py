"""In: nothing. Out: what all readers of a scoring cell share: its words, its statements, the letters that it defines.

Not handled: any kind of sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from extractor.model.facts.scoring import Act, Band, Statement
from extractor.parse.scoring.pieces.bands import FoundBand, find_bands
from extractor.parse.scoring.pieces.formulas import find_definitions
from extractor.parse.scoring.pieces.steps import OF
from extractor.parse.scoring.pieces.subjects import find_subject
from extractor.parse.scoring.scoring_words import ScoringWords

MARKER = re.compile(r"(?:(?<![^。;,.|)])|(?<=分))(?:\d{1,2}[.、](?!\d)|\(\d{1,2}\)|\([一二三四五六七八九十]\)|[①-⑳])")
SENTENCE = re.compile(r"[。;|\n]")
TRIGGER = re.compile(
    r"分(?!别|类|级|管|析|布|局|公司|工|钟|期|批|支|散|解|享|配|成|店|部|队|为|离|包|层|段|组|行|校|院|所|会|子|户|歧|洪|开|时|田|红|之|清|拨|摊|明|寸|享|界|辨|流|拣)|扣|比例|插值|加满|权重|否决|酌情|就高|加倍|折半|减半|翻倍|封顶|清零|降档|降级|倒"
)
RANKED = re.compile(
    r"第[一二三四五六七八九十\d]+(?:名|位)|排名|排位|位次|名次|名列|[前后末][一二三四五六七八九十\d]+[名位]|位居|进位|排序|排在"
)
QUOTED = re.compile(r"\"[^\"]*\"|《[^》]*》")
UNIT_OF_TWO = re.compile(r"(?<=克)/(?=(?:立方米|升|吨)(?![^,;。]{0,4}\d+分/))|(?<=元)/(?=(?:吨|亩|人)[扣得加减,])")
"""每差1微克/立方米: one unit of two parts, no division."""


@dataclass(frozen=True, slots=True)
class LeadWords:
    """What stands before an effect: the last sentence, where it begins in the text, and what stands before that."""

    text: str
    start: int
    lead: str
    lead_start: int


class CellWords:
    """The words of a cell, and what was read of them so far; `part` grows with each numbered item."""

    def __init__(self, text: str, words: ScoringWords) -> None:
        self.text, self.words = UNIT_OF_TWO.sub(OF, text), words
        self.statements: list[Statement] = []
        self.part = 0
        self.monthly: str | None = None
        self.ranked = RANKED.search(text) is not None
        self.names: dict[str, str] = {}
        self.defined = find_definitions(self.text)

    def _add(self, act: Act, start: int, end: int, **more: object) -> None:
        left = start + len(self.text[start:end]) - len(self.text[start:end].lstrip(",、;。:)| \n"))
        right = end - (len(self.text[start:end]) - len(self.text[start:end].rstrip(",、;。:| \n")))
        self.statements.append(
            Statement(act=act, text=self.text[left:right], start=left, end=max(right, left + 1), part=self.part, **more)  # type: ignore[arg-type]
        )

    def _name_band(self, one: FoundBand, words: str, before: int = 0) -> Band:
        subject = (one.band.subject or find_subject(words, one.start, one.end, before)).replace("\0", "")
        return replace(one.band, subject=self.names.get(subject, subject))

    def _bands(self, words: str) -> tuple[FoundBand, ...]:
        return find_bands(words, self.words, ranked=self.ranked)

    def _plain(self, sentence: str) -> str:
        return QUOTED.sub("", sentence)

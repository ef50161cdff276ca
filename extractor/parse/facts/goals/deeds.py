"""In: `phrases/deeds.yaml`. Out: `DeedPatterns`, verbs that a count answers and words by which a number counts nothing.

Not handled: verbs that the file does not list, unless a list or a name of a sum carries the number.
"""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec

from extractor.language.needs import compile_late
from extractor.model.mappings import DeedsFile

VERB = r"(?:{}|新\([改扩、]{{1,3}}\)建)(?!(?<=建成)区)(?P<what>[^,。;:\d]{{0,20}}?)$"
ADJACENT = r"(?:{}|确保|保证)了?(?:第一批|首批|至少|约|近)?$"
MONEY = r"(?:{})(?P<what>[^,。;:\d\"]{{0,14}}?)$"
SCOPE = r"^(?![省市县区乡镇国村]级(?:及)?以上)[^,。;、]{{0,4}}?(?:{})"
SCOPE_BEFORE = r"(?:{})$"
EACH = r"^(?:一?个|所|家|名|座|条)?[^,。;\d]{{0,6}}?(?:{})"
"""Shapes around the words of `phrases/deeds.yaml`."""
BEFORE_LIST = (
    r"^(?:[^,。;:]{{0,14}}(?:年内|年底|全年|今年|前|末|期间|年|季度|月))?"
    r"(?:全面|重点|着力|积极|加快|计划|力争|确保|完成|再|新|统筹|分批|逐步|拟|将|要|应|需|须)*(?:{})了?"
)
LISTED = (
    BEFORE_LIST + r"(?P<what>(?:[^,。;:]{{2,80}}?(?:、|\"\")[^,。;:]{{1,40}}?|[^,。;:、]{{3,20}}?)"
    r"等(?:各类)?)(?P<kind>[^,。;:、]{{2,14}})?$"
)
SUMMED = BEFORE_LIST + r"(?P<what>[^,。;:]{{2,80}}?(?:、|\"\"|和|及|与)[^,。;:]{{1,40}}?(?:共计?|合计|总计|各))$"
"""新增甲、乙、丙等5个; 培育甲、乙等经营主体50家; 建成甲、乙、丙共12处"""
OWED = (
    r"^一?[个所家座处栋条辆艘名位](?!百分点|工作日|[月季年周])[\u4e00-\u9fff]{2,8}?"
    r"(?:建|设|配|培|组|开|完成|创|举办|至少|不少于|要|应|须|安排|打造|改造|推荐|选|确定|落实|包保|包联|联系|挂钩|结对)"
)
"""每个示范点建成1间: whatever is told by its classifier owes the number."""


class DeedPatterns(msgspec.Struct, frozen=True, eq=False):
    """Patterns made of `phrases/deeds.yaml`; each is searched in the words right before a number."""

    verb: re.Pattern[str]
    adjacent: re.Pattern[str]
    money: re.Pattern[str]
    scope: re.Pattern[str]
    scope_before: re.Pattern[str]
    each: re.Pattern[str]
    owed: re.Pattern[str]
    listed: re.Pattern[str]
    summed: re.Pattern[str]


@lru_cache(maxsize=4)
def build_deeds(file: DeedsFile) -> DeedPatterns:
    """Return the patterns of verbs, longest word first."""
    verbs = _either(word for row in file.deeds for word in row.words)
    return DeedPatterns(
        verb=re.compile(VERB.format(verbs)),
        adjacent=re.compile(ADJACENT.format(verbs)),
        money=re.compile(MONEY.format(_either(file.money))),
        scope=re.compile(SCOPE.format(_either(file.scope))),
        scope_before=re.compile(SCOPE_BEFORE.format(_either(file.scope_before))),
        each=re.compile(EACH.format(_either(file.each))),
        owed=re.compile(OWED),
        listed=compile_late(LISTED.format(_either(file.making))),
        summed=compile_late(SUMMED.format(verbs)),
    )


def _either(words: object) -> str:
    return "|".join(sorted(map(re.escape, set(words)), key=lambda word: (-len(word), word)))  # type: ignore[call-overload]

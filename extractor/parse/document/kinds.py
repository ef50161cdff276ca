"""In: a title. Out: the plan's own word for itself: its own last noun, with the word of its genre before it.

Not handled: titles that name no kind of paper at all.
"""

from __future__ import annotations

import re
from functools import lru_cache

from extractor.language.needs import compile_late
from extractor.model.mappings import SectionsFile

QUOTED = re.compile(r"(?:印发|转发|下发|公布|发布|批转)《?(?P<title>.{1,200}?)》?的(?:通知|函|公告|通告|决定)$")
# 关于支持自由贸易试验区深化改革创新若干措施的通知 holds the measures itself; 关于报送工作计划的通知 asks for them
HELD = re.compile(r"的(?:通知|公告|通告|函|决定)$")
ASKED = compile_late(
    r"(?:报送|上报|填报|提交|征集|征求|申报|做好|开展|编制|制定|修订|落实|学习|公布|废止|清理|推行|推广|复制|借鉴|宣传|贯彻)[^的]{0,40}的(?:通知|公告|通告|函|决定)$"
)
LONGEST = 12
LONGEST_TITLE = 300
"""Characters; longer lines are no titles and are left alone."""
COMPOUND = 4
"""Kinds of so many characters hold their word of genre already (实施方案)."""
ALONE = ("方案", "计划", "意见", "规划", "通知", "通告", "公告", "决定", "批复", "函", "要点", "规定")
"""Nouns of which only the listed compounds are kinds: 渔港管理方案 is a 方案."""
TABLE = compile_late(r"[\u4e00-\u9fff]{2}表$")
"""整改事项表, 推进表: a table that no list names calls itself by its last word"""
LETTERS = 2
"""总表 and 图表 say nothing alone; 分工表 has its word already."""
TABLED = ("任务", "责任", "目标", "项目", "考核", "考评", "评价", "评定", "评审")
NOTE = re.compile(r"(?:\([^()]*\)|[》\"])$")


def find_kind(sections: SectionsFile, title: str) -> str | None:
    """Return the plan's own word for itself, of a notice that of the plan that it issues.

    关于印发《郏县…季度考核办法》的通知 is a 考核办法, not a 通知; 扶持蜜桃产业政策措施 are 政策措施.
    What a notice makes known may be no paper (关于公布首批服务点并做好后续工作的通知): then it is a 通知.
    """
    issued = find_issued(sections, title)
    named = _kind_of(sections, strip_note(issued)) if issued else None
    return named or _kind_of(sections, strip_note(title))


def find_issued(sections: SectionsFile, title: str) -> str | None:
    """Return the paper that a notice's title issues, where its words name a kind of paper.

    印发《云溪县防汛工作要点》的通知 issues one; 公布首批服务点并做好后续工作的通知 does not.
    """
    quoted = QUOTED.search(title)
    return quoted["title"] if quoted and _kind_of(sections, strip_note(quoted["title"])) else None


def _kind_of(sections: SectionsFile, bare: str) -> str | None:
    """Return what a title without its notes calls itself."""
    held = HELD.search(bare)
    if held and not ASKED.search(bare) and (inner := _own_kind(sections, bare[: held.start()])):
        return inner
    own = _own_kind(sections, bare)
    if own:
        return own
    if named := TABLE.search(bare):
        return named.group()
    best = max(((bare.rfind(kind), kind) for kind in sections.kinds if kind in bare), default=None)
    return best[1] if best else None


def strip_note(title: str) -> str:
    """Return a title without what stands in brackets behind it (试行, 2024年版)."""
    while len(title) <= LONGEST_TITLE and (note := NOTE.search(title)):
        title = title[: note.start()]
    return title


def ends_as_title(sections: SectionsFile, text: str) -> bool:
    """Tell whether words end with a noun that papers call themselves."""
    return _own_kind(sections, strip_note(text)) is not None


def _own_kind(sections: SectionsFile, title: str) -> str | None:
    """Return the longest kind that a title ends with."""
    kinds = _kinds(sections)
    ends = (title[-size:] for size in range(min(LONGEST, len(title)), 0, -1))
    return next((end for end in ends if end in kinds), None)


@lru_cache(maxsize=4)
def _kinds(sections: SectionsFile) -> frozenset[str]:
    """Return all kinds: the listed ones, and plain nouns with a word of genre before them."""
    plain = [kind for kind in (*sections.kinds, *sections.kind_nouns) if len(kind) < COMPOUND and kind not in ALONE]
    # 管理考评表 is a 考评表: a noun that holds its word of genre takes no second one
    whole = tuple(genre for genre in sections.kind_genres if len(genre) > 1)
    # 劳动争议治理分工表 is a 分工表: a table of a kind of its own takes its word of work only
    composed = (
        genre + noun
        for genre in sections.kind_genres
        for noun in plain
        if not noun.startswith(whole) and (genre in TABLED or not (noun.endswith("表") and len(noun) > LETTERS))
    )
    return frozenset((*sections.kinds, *sections.kind_nouns, *composed))

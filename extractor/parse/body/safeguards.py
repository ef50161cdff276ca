"""In: a body. Out: its safeguards, by number and title.

Not handled: safeguards that stand in one paragraph with others.
"""

from __future__ import annotations

import re

from extractor.language.needs import compile_late
from extractor.model.facts.plan import Safeguard
from extractor.model.mappings import SectionsFile
from extractor.model.paper.outline import Section
from extractor.parse.body.content import BodyContent
from extractor.parse.body.sections import heading_text
from extractor.parse.context import Context

DEMANDS = re.compile(r"(?<!总体)(?<!目标)要求$")
"""四、实施要求, 五、工作要求: safeguards and work stand side by side"""
SUPPORT = compile_late(
    r"(?:领导|认识|站位|责任|宣传|引导|督[查导促办]|调度|考核|考评|问责|追责|协作|协调|配合|联动|协同|保障|经费|资金|人员|报送|纪律|氛围|总结|通报)(?:$|[,、])"
)
FIELD_WORK = compile_late(
    r"(?:^|[,、])(?:彻底|全面|深入|认真|扎实|分类|逐一|集中|立即)*(?:排查|摸排|清查|治理|整治|清理)(?:$|[,、])"
)


def find_safeguards(context: Context, body: BodyContent) -> tuple[Safeguard, ...]:
    """Return the safeguards in order; `no` is printed as it stands in the mark ((一) gives 一)."""
    found = []
    for item in body.safeguards:
        title = heading_text(item.head)
        if title:
            number = item.marker.printed.strip("()（）.、．第条 ") or None
            found.append(Safeguard(no=number, title=title.printed, place=context.place(title)))
    for passage in body.plain_safeguards:
        title = heading_text(passage)
        found.append(Safeguard(no=None, title=title.printed, place=context.place(title)))
    return tuple(sorted(found, key=lambda safeguard: safeguard.place.start if safeguard.place else 0))


def asks_of_all(section: Section) -> bool:
    """Tell whether a heading is one under which safeguards and work stand side by side (五、工作要求)."""
    return DEMANDS.search(heading_text(section.head).text) is not None


def is_safeguard_item(context: Context, section: Section) -> bool:
    """Tell whether a flat item is a safeguard by its heading (五、强化组织领导)."""
    heading = heading_text(section.head).text
    if not heading or len(heading) > 30:
        return False
    return any(word in heading for word in context.mappings.sections.safeguard_titles)


def names_support(sections: SectionsFile, title: str) -> bool:
    """Tell whether a title names leadership, supervision, publicity or funds (落实经费，做好保障)."""
    return SUPPORT.search(title) is not None or any(word in title for word in sections.safeguard_titles)


def is_field_work(sections: SectionsFile, title: str) -> bool:
    """Tell whether a title is done outside and names no support: 彻底排查，摸清底数, not 整治责任落实."""
    return FIELD_WORK.search(title) is not None and not names_support(sections, title)

"""In: a part of the outline. Out: whether it is a catalogue, whose numbered lines name things and ask for nothing.

Not handled: catalogues in tables, whose columns tell what they are (`tables`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractor.language.needs import compile_late
from extractor.model.paper.outline import Part, Section
from extractor.parse.body.asking import is_work_title
from extractor.parse.body.sections import heading_text
from extractor.parse.context import Context

LEAST = 6
"""Names; fewer may be the headings of a short list of tasks."""
BARE = 0.9
"""Share of lines that are names or short headings."""
THINGS = 0.6
"""Share of lines that do not begin as work does; 挖坑机 and 起垄机 do by their first word."""
NAME_MOST = 30
SAYS = compile_late(r"[。;,:]")
# 附件 重点任务清单: its short names are tasks
ANNOUNCES_WORK = re.compile(r"任务|工作|事项|措施|项目|举措|行动|分工|职责|清单")


def is_catalogue(context: Context, part: Part) -> bool:
    """Tell whether an attachment only names things: 附件 农机补贴机具种类范围, 1.1.1犁, 1.1.2旋耕机 …"""
    if part.label is None or any(ANNOUNCES_WORK.search(passage.text) for passage in part.front):
        return False
    lines = list(_leaves(part.sections))
    bare = [heading_text(line.head).text for line in lines if _is_bare(line)]
    things = [heading for heading in bare if not is_work_title(context.mappings.sections, heading)]
    return len(things) >= LEAST and len(bare) >= BARE * len(lines) and len(things) >= THINGS * len(bare)


def _leaves(sections: Sequence[Section]) -> Iterator[Section]:
    for section in sections:
        if section.children:
            yield from _leaves(section.children)
        else:
            yield section


def _is_bare(line: Section) -> bool:
    return 0 < len(line.head) <= NAME_MOST and not line.body and SAYS.search(line.head.text) is None

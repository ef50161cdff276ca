"""In: an outline and its first title. Out: the title of the plan below a notice, and whether the notice only covers it.

关于分解落实2023年重点工作的通知 names no paper: what it hands out calls itself 重点工作责任分解方案, below the
signature or in the attachment. Not handled: notices with work of their own that come with a plan as well; they keep
their title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from extractor.model.mappings import SectionsFile
from extractor.model.paper.outline import Outline, Part
from extractor.model.paper.place import Passage
from extractor.parse.document.document_title import find_document_title
from extractor.parse.document.kinds import ends_as_title, find_issued, find_kind, strip_note
from extractor.parse.document.signatures import SIGNED

BARE = ("通知", "函", "通告", "公告")
# 推荐表, 汇总表: forms to be filled in are no plans
FORM = re.compile(
    r"(?:申报|申请|推荐|登记|汇总|统计|审批|报名|报送|反馈|名额|成员|联系|自查|自评|调查)[^。]{0,2}[表单]$"
    r"|名单|名录|目录|台账|样式|模板|格式|须知|解读$"
)
SENTENCE_MARK = re.compile(r"[。;:!?]")
HANDED_ON = re.compile(r"[印下转]发给你们")
SIGNED_MOST = 30
"""Characters of what may stand below a notice's words: who signs, when, and a note."""
LONGEST = 90
NEAR = 4
"""Lines above the first item in which a plan's own title stands."""
MARKS = re.compile(r"[《》\"]")


def find_own_title(sections: SectionsFile, outline: Outline, title: Passage) -> Passage | None:
    """Return the own title of the plan that a notice hands out whose title names none; None where it names one."""
    if find_kind(sections, title.text) not in BARE:
        return None
    return next((own for lines in _openings(outline) for own in _titles(sections, lines)), None)


def _openings(outline: Outline) -> Iterator[Sequence[Passage]]:
    """Yield the lines above the work: below the notice's signature, or in the first part that holds some."""
    first = outline.parts[0]
    if first.sections or first.grids:
        signed = [index for index, passage in enumerate(first.front) if SIGNED.match(passage.text)]
        if signed:
            yield first.front[signed[-1] + 1 :]
        return
    for part in outline.parts[1:]:
        if part.sections or part.grids:
            yield _opening(part)
            return


def _opening(part: Part) -> Sequence[Passage]:
    return part.front or tuple(passage for grid in part.grids[:1] for passage in grid.caption)


def _titles(sections: SectionsFile, lines: Sequence[Passage]) -> Iterator[Passage]:
    """Yield the titles among the first lines, one line or two."""
    head = lines[:NEAR]
    two = [first.glue(second) for first, second in pairwise(head) if not _is_whole(sections, first.text)]
    for passage in (*two, *head):
        plain = 6 <= len(passage) <= LONGEST and not SENTENCE_MARK.search(passage.text)
        if plain and _names_plan(sections, passage.text):
            yield passage


def _names_plan(sections: SectionsFile, text: str) -> bool:
    if not ends_as_title(sections, text) or FORM.search(text):
        return False
    return find_kind(sections, text) not in BARE


def _is_whole(sections: SectionsFile, text: str) -> bool:
    return strip_note(text).endswith(sections.kinds)


def is_bare_notice(outline: Outline) -> bool:
    """Tell whether a file holds a notice and nothing of the papers that it issues.

    《甲方案》、《乙方案》已经县政府同意，现印发给你们，请认真执行。 and then only the signature.
    """
    if any(part.sections or part.grids for part in outline.parts):
        return False
    lines = [passage for part in outline.parts for passage in part.front]
    at = next((index for index, line in enumerate(lines) if HANDED_ON.search(line.text)), None)
    return at is not None and all(len(line) <= SIGNED_MOST for line in lines[at + 1 :])


def find_cover(sections: SectionsFile, outline: Outline) -> Part | None:
    """Return the part that is only the notice by which the plan in a later part is issued.

    印发…责任分解方案的通知 / 一、各责任单位要…于1月15日前报送 / the plan itself: the notice's own words are no tasks.
    """
    first = outline.parts[0] if outline.parts else None
    if first is None or first.label is not None or not first.sections or len(outline.parts) == 1:
        return None
    title = find_document_title(sections, outline)
    issued = find_issued(sections, title.text) if title is not None else None
    if issued is None:
        return None
    later = (part for part in outline.parts[1:] if part.sections or part.grids)
    covered = any(_is_plan(sections, issued, part) for part in islice(later, 2))
    return first if covered else None


def _is_plan(sections: SectionsFile, issued: str, part: Part) -> bool:
    """Tell whether a part begins with the title that the notice issues."""
    wanted = MARKS.sub("", issued)
    for title in _titles(sections, _opening(part)):
        own = MARKS.sub("", title.text)
        if own in wanted or wanted in own:
            return True
    return False

"""In: a body and notes of tables. Out: the plan's own time limits: of the opening, safeguards, closing words, notes.

Dates of coming into force and of validity are none. Not handled: limits of notes that no word marks as such.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from extractor.model.facts.plan import Deadline
from extractor.model.paper.place import Passage
from extractor.parse.body.content import BodyContent, Where
from extractor.parse.body.phases import is_stage
from extractor.parse.context import Context
from extractor.parse.facts.deadlines import find_deadlines

SENTENCE = re.compile(r"[^。;!?]+[。;!?]?")
# 本办法自2026年1月1日起施行，有效期3年; 经2024年3月5日常务会议审议通过; 2025年10月1日至…已受理的申请，按原规定执行
NO_LIMIT = re.compile(
    r"施行|有效期|废止|失效|试行期|之日起(?:实施|执行)|日起(?:实施|执行)|原规定|已受理|月[^,。;]{0,10}[为是](?!期)[^,。;]{0,8}期|\d{4}年\d{1,2}月\d{1,2}日(?:印发)?$"
)
ADOPTED = re.compile(r"会议(?!办公室|成员|召集|议题|材料|室)|审议|同意|印发给")
"""经3月5日常务会议审议通过，现印发给你们，请于3月10日前报送: what stands behind the clause may ask for something"""
GROUND = re.compile(r"作为[^,。;]{0,40}(?:依据|参考|内容|指标|条件)")
CLAUSE = re.compile(r"[^,。;]+")
TIME_ALONE = re.compile(
    r"(?P<label>[\u4e00-\u9fff]{0,6}时间[:为是]?)?(?P<time>(?=[^月]*月)(?=.*(?:[-~—至到前止]|$))[\d年月日号份底末前后止至到自从即起今明各上中下旬完成,.、~—-]{4,40})[。;]?"
)
"""一、考评时间 / 9月21日至27日: a paragraph that is nothing but a time"""
SPANS = re.compile(r"[-~—至到前止]")
IN_FORCE = re.compile(r"施行|有效|实施(?:时间|期限|日期)|执行|适用|公示|成文|印发|发布")
"""四、实施期限 / 2024年1月至2025年12月: how long the paper is in force"""


def find_plan_deadlines(context: Context, body: BodyContent, notes: Iterable[Passage] = ()) -> tuple[Deadline, ...]:
    """Return the limits outside tasks in order, each with where it stands; a table's notes close it."""
    known = {passage.offsets[0] for _, passage in body.aside if passage}
    closing: list[tuple[Where, Passage]] = [("closing", note) for note in notes if note.offsets[0] not in known]
    found: list[Deadline] = []
    above = ""
    for where, passage in (*body.aside, *closing):
        if is_stage(context, passage):
            continue  # its days are the phase's
        limits = _read_time_alone(context, passage, above)
        if limits is None:
            limits = tuple(
                deadline
                for start, end in _sentences(passage)
                for deadline in find_deadlines(context, passage, "body", start, end)
            )
        end = body.stage_ends.get(passage.offsets[0]) if passage else None
        found.extend(replace(one, where=where) for one in limits if end is None or one.date != end)
        above = passage.text
    return tuple(sorted(found, key=lambda deadline: deadline.place.start if deadline.place else 0))


def _read_time_alone(context: Context, passage: Passage, above: str) -> tuple[Deadline, ...] | None:
    """Return the limits of a paragraph that is nothing but a time, or a label and one (检查时间：9月21日), else None.

    A day alone is that of a signature.
    """
    alone = TIME_ALONE.fullmatch(passage.text)
    if alone is None or not (alone["label"] or SPANS.search(alone["time"])):
        return None
    if IN_FORCE.search(alone["label"] or above):
        return ()
    return find_deadlines(context, passage, "lasting_label", *alone.span("time"))


def _sentences(passage: Passage) -> Iterator[tuple[int, int]]:
    for match in SENTENCE.finditer(passage.text):
        start, end = match.span()
        for adopted in ADOPTED.finditer(passage.text, *match.span()):
            comma = passage.text.find(",", adopted.end(), end)
            start = comma + 1 if comma >= 0 else end
        if start < end and not NO_LIMIT.search(passage.text, start, end):
            yield from leave_out_grounds(passage.text, start, end)


def leave_out_grounds(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the sentence without clauses that say what a result is good for (并作为年底开展考核的依据)."""
    position = start
    for clause in CLAUSE.finditer(text, start, end):
        ground = _find_ground(text, *clause.span())
        if ground is None:
            continue
        if clause.start() > position:
            yield position, clause.start()
        position = ground
    if position < end:
        yield position, end


def _find_ground(text: str, start: int, end: int) -> int | None:
    """Return where the last 作为…依据 of a clause ends; each 作为 is tried once, however long the clause is."""
    at = text.rfind("作为", start, end)
    while at >= 0:
        match = GROUND.match(text, at, end)
        if match:
            return match.end()
        at = text.rfind("作为", start, at)
    return None

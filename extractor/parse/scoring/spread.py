"""In: one statement, or all of a cell. Out: what is said of several things at once as a statement for each.

有机构、有编制各得2分; 每增减1个; 每少一个机构或少一项制度. Not handled: what sentences say of each other (`mend`).
"""

from __future__ import annotations

import itertools
import re
from dataclasses import replace

from extractor.language.needs import compile_late
from extractor.model.facts.scoring import Act, Statement, Step
from extractor.parse.scoring.names import split_names
from extractor.parse.scoring.pieces.subjects import trim
from extractor.parse.scoring.together import is_kept

BOTH_WAYS = re.compile(
    r"(?:增减|加减|增加或减少|加(?:分)?或减|奖扣|[增加奖][(（][减扣][)）]|[增加][/、][减扣])[\d.]+分$"
)
EACH = re.compile(r"各(?:得|计|加|记|扣|减|奖)?(?:[\d.]+|[一二两三四五六七八九十])分?$")
BARE_EACH = compile_late(r"各(?:[\d.]+|[一二两三四五六七八九十])分?$")
THING = r"[一1]个?(?P<{}>[个项次件份人名处条类种期场篇家户起例所张层])(?!定|般|律|性|致|起|旦)"
EITHER = (
    re.compile(
        rf"^(?P<one>[^或]{{2,20}})或者?(?P<verb>[^或一1\d、]{{0,6}}){THING.format('unit')}(?P<other>[^或]{{0,16}})$"
    ),
    re.compile(
        rf"^(?P<verb>[^或一1\d、]{{0,6}}){THING.format('first')}(?P<one>[^或]{{2,12}})或者?(?P<other>[^或]{{2,12}})$"
    ),
)
"""每少一个机构或少一项制度, 发现一处乱堆乱放或一处违建: two things are counted."""
LACKS = re.compile(r"^(?:少|缺|漏)")
ONE_PERSON = re.compile(r"(?<![\d第之])[一1](?P<unit>[名人位])(?!次|均|般)")
"""One person who is asked for: below a limit of more points each of them is counted."""
OFTEN = compile_late(r"每(?:个)?(?:月|季度?|半年|年度?|周|学期)(?:度)?(?:至少|不少于)?")


def spread(statement: Statement, after: Statement | None) -> tuple[Statement, ...]:
    """有机构、有编制、有经费各得2分: the points of each; who each is has to be listed."""
    if statement.act is Act.CAP and statement.grade == "both":  # 最多加(扣)3分
        return replace(statement, grade=None), replace(statement, act=Act.DEDUCT_CAP, grade=None)
    if statement.step is not None and BOTH_WAYS.search(statement.text):
        more, less = replace(statement.step, toward="more"), replace(statement.step, toward="less")
        return (
            replace(statement, act=Act.DEDUCT_PER, step=less, bonus=False),
            replace(statement, act=Act.AWARD_PER, step=more, bonus=True),
        )
    if statement.step is not None and len(statement.bands) == 1 and EACH.search(statement.text):
        return _step_names(statement)
    if statement.step is not None and statement.step.n == 1 and not statement.series:
        return _count_either(statement, statement.step) or (statement,)
    each = EACH.search(statement.text) and not (statement.bands and BARE_EACH.search(statement.text))
    if statement.act not in {Act.AWARD, Act.DEDUCT} or statement.step or not each:
        return (statement,)  # 毛入学率95%，职普比大体相当，各2分: what each is cannot be told
    return _spread_each(statement, after)


def _step_names(statement: Statement) -> tuple[Statement, ...]:
    """覆盖率、合格率每低于95%1个百分点各扣0.5分: each of them by itself."""
    band = statement.bands[0]
    names = split_names(band.subject)
    if len(names) < 2 or any(len(name) < 2 for name in names):
        return (statement,)
    return tuple(replace(statement, bands=(replace(band, subject=name),), subject=name) for name in names)


def _spread_each(statement: Statement, after: Statement | None) -> tuple[Statement, ...]:
    if len(statement.bands) > 1 and statement.names:
        return tuple(replace(statement, bands=(band,), names=(), subject=band.subject) for band in statement.bands)
    names = split_names(statement.subject)
    shared = after is not None and after.sentence == statement.sentence and is_kept(after)
    if shared and len(names) > 1 and not statement.bands:  # 机构、方案、机制各2分，建立的得相应分值
        return (replace(statement, act=Act.WORTH, names=names),)
    listed = len(names) > 1 and all(len(name) > 1 for name in names) and not statement.bands
    if listed:
        return tuple(replace(statement, subject=name) for name in names)
    return (replace(statement, unread=statement.unread or "“各”所指的各项没有列明"),)


def _count_either(statement: Statement, step: Step) -> tuple[Statement, ...]:
    """每少一个机构或少一项制度的扣0.5分: one statement for each of two things that are counted by themselves."""
    if any(not band.bare or band.low is None or band.low.value != 1 for band in statement.bands):
        return ()
    match = next((found for pattern in EITHER if (found := pattern.match(statement.subject))), None)
    if match is None:
        return ()
    parts = match.groupdict()
    lacks = LACKS.match(parts["one"])
    verb = parts["verb"] or (lacks.group() if lacks else "")
    one, other = parts["one"], verb + parts["other"]
    first, second = parts.get("first") or step.unit, parts.get("unit") or step.unit
    return (
        replace(statement, subject=one if parts.get("unit") else verb + one, step=replace(step, unit=first), bands=()),
        replace(statement, subject=other, step=replace(step, unit=second), bands=()),
    )


def tell_missed(found: list[Statement]) -> list[Statement]:
    """甲每月至少调研1次，少一次扣0.5分；乙每月至少调研2次，少一次扣0.3分: each misses its own."""
    bare = [
        place
        for place, one in enumerate(found)
        if one.act is Act.DEDUCT_PER and LACKS.fullmatch(one.subject) and any(band.bare for band in one.bands)
    ]
    if len(bare) < 2 or len({(found[place].part, found[place].sentence) for place in bare}) < len(bare):
        return found
    for place in bare:
        one = found[place]
        asked = next((band.subject for band in one.bands if band.subject), "")
        named = trim(OFTEN.sub("", asked))
        if named:
            found[place] = replace(one, subject=named + one.subject)
    return found


def count_below_cap(found: list[Statement]) -> list[Statement]:
    """配备一名专职网格员得0.5分，满分10分: points that one person cannot use up are given for each.

    配备1名专职人员得2分 alone is given once, as are the points of a row that awards something else beside it.
    """
    for place, (statement, after) in enumerate(list(itertools.pairwise(found))):
        one = ONE_PERSON.search(statement.text)
        points, most = statement.points, after.points
        if (
            one is None
            or statement.act is not Act.AWARD
            or statement.step
            or statement.series
            or "每" in statement.text
        ):
            continue
        capped = after.act is Act.CAP and after.part == statement.part and not after.unread
        if not (capped and isinstance(points, int | float) and isinstance(most, int | float) and most >= 2 * points):
            continue
        bare = all(band.bare and band.high is None and band.low and band.low.value == 1 for band in statement.bands)
        beside = sum(other.part == statement.part and other.act in {Act.AWARD, Act.AWARD_PER} for other in found)
        if not bare or len(statement.bands) > 1 or beside > 1:
            continue
        subject = statement.bands[0].subject if statement.bands else ONE_PERSON.sub("", statement.subject)
        step = Step(n=1, unit=one["unit"], toward="each")
        found[place] = replace(statement, act=Act.AWARD_PER, step=step, bands=(), subject=subject)
    return found

"""In: the statements of a whole cell. Out: the same, mended where one sentence says how another is meant.

Not handled: one sentence by itself.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Literal

from extractor.language.needs import compile_late
from extractor.language.numerals import read_number
from extractor.model.facts.scoring import Act, Band, Edge, Number, Statement, Step, exact, unit_class
from extractor.parse.scoring.pieces.steps import LESS
from extractor.parse.scoring.pieces.subjects import trim
from extractor.parse.scoring.spread import count_below_cap, spread, tell_missed
from extractor.parse.scoring.together import write_out

OF_WORTH = compile_late(r"分值|满分|标准分|总分")
AWARDS = frozenset({Act.AWARD, Act.AWARD_PER})
TAKEN = frozenset({Act.DEDUCT, Act.DEDUCT_PER})
SHARED = frozenset({Act.FORMULA, Act.PROPORTIONAL})
NUMBER = compile_late(r"\d+(?:\.\d+)?")
ROUNDED = {Act.ZERO: Act.ROUND_DOWN, Act.PROPORTIONAL: Act.ROUND_PART}
ALL_DONE = re.compile(r"^[,;]?(?:全部|全面|都)[^,;。]{0,8}\(\d")
UNMET_COUNT = re.compile(
    r"未(?:能|按(?:要求|规定|时))?(?:每(?:月|季度?|半年|年))?[^,;。\d]{0,12}?(?:\d+|[一二两三四五六七八九十])(?:次|场|期|篇|件|个|项)(?:\(含\))?以上"
)
LEVEL = compile_late(r"^(?:获得?|被|受到?)?(?:国家|省部|部|省|市|县|区|镇|乡镇|村|校)(?:部)?级(?:以上)?[^,;。]{0,6}$")
BARE_DONE = re.compile(r"^(?:完成|做到|达到|达标|落实|到位)$")
UNDONE = compile_late(r"^(?:未|没有?|不)(?:能)?(?:完成|做到|达到|达标|落实|到位)$")
OF_WHICH = re.compile(r"其中(?![,:]?[一两二三四五任仅只])")
FURTHER = compile_late(r"^(?:再|又)?(?:增加|新增|增|多|超过|超出|超)[^,;。]{0,6}$")
AWAY = compile_late(r"(?:少|低|差|欠|缺|超|多|高|增加|提高|提升|下降|降低|增长|减少)[^,;。]{0,6}$")
"""少完成, 每超过: a number behind it is how far, no bound."""
HOW_FAR = compile_late(
    r"^(?:再|又)?(?:少|低|差|欠|缺|短|落后|下降|降低|减少|下滑|超|多|高|上升|提高|提升|增加|增长)(?:于|过|出|了)?$"
)
LEVELLED = compile_late(r"(?:国家|中央|省部?|部|市|县|区|镇|乡镇)级")


def _halve(found: list[Statement]) -> list[Statement]:
    """达到任务得6分，未达到的得一半分: half of what the sentence before gives; 减半计分 of what is counted is open."""
    for place, statement in enumerate(found):
        if statement.share is None or OF_WORTH.search(statement.text):
            continue
        last = next((s for s in reversed(found[:place]) if s.part == statement.part and s.act in AWARDS), None)
        if last is None or last.points == "full":
            continue
        if last.act is Act.AWARD_PER and not last.series and statement.subject and not statement.unread:
            found[place] = replace(statement, act=Act.SCALED, points=None, grade="gain")
            continue
        if last.act is Act.AWARD_PER or not isinstance(last.points, int | float) or last.series:
            found[place] = replace(statement, unread="没有写是哪项分数的一半")
            continue
        points = float(exact(last.points) * exact(statement.share))
        found[place] = replace(statement, points=int(points) if points.is_integer() else points, share=None)
    return found


def _go_on_counting(found: list[Statement]) -> list[Statement]:
    """国家级媒体刊发每篇加2分，省级1分: the second level is counted like the first."""
    for place, statement in enumerate(found[1:], 1):
        before = found[place - 1]
        plain = statement.act in {Act.AWARD, Act.DEDUCT} and not statement.bands and not statement.series
        counts = (
            before.act in {Act.AWARD_PER, Act.DEDUCT_PER} and before.step is not None and before.step.toward == "each"
        )
        if (
            plain
            and counts
            and before.sentence == statement.sentence
            and LEVEL.match(statement.subject)
            and LEVELLED.search(before.subject)
        ):
            found[place] = replace(statement, act=before.act, step=before.step, bonus=before.bonus or statement.bonus)
    return found


def _share_out(found: list[Statement]) -> list[Statement]:
    """扣12分，其中每少报1个月扣1分; 得10分，其中建立制度得6分、落实人员得4分: the first points are the most of what follows."""
    for place, statement in enumerate(found[1:], 1):
        whole = found[place - 1]
        losing = whole.act is Act.DEDUCT
        if not OF_WHICH.match(statement.text) or whole.sentence != statement.sentence or whole.step is not None:
            continue
        if whole.act not in {Act.AWARD, Act.DEDUCT} or not isinstance(whole.points, int | float):
            continue
        acts = {Act.DEDUCT, Act.DEDUCT_PER} if losing else AWARDS
        parts = [one for one in found[place:] if one.sentence == statement.sentence and one.act in acts]
        fixed = [exact(one.points) for one in parts if isinstance(one.points, int | float)]
        counted = any(one.step is not None for one in parts)
        if not counted and (len(fixed) != len(parts) or sum(fixed) != exact(whole.points)):
            found[place - 1] = replace(whole, unread="“其中”各项的分数与总数不合")
        else:
            found[place - 1] = replace(whole, act=Act.DEDUCT_CAP if losing else Act.CAP, bands=(), subject="")
    return found


def _goes_on_from(other: Statement, one: Statement) -> bool:
    """Whether `one` (重伤1人扣3分) is the first number of a list that `other` goes on with.

    2件扣3分 in the same sentence; 重伤2人及以上扣8分, of the same thing, in the next; 每增加一座加5分 from the first on.
    """
    step, unit = other.step, one.step.unit if one.step else ""
    if step is not None:
        away = step.toward == "more" and unit_class(step.unit) == unit_class(unit) and not other.bands
        return (
            away and other.sentence == one.sentence and other.start > one.start and bool(FURTHER.match(other.subject))
        )
    if (
        len(other.bands) != 1
        or {"met", "nth"} & set(other.names)
        or unit_class(other.bands[0].unit) != unit_class(unit)
    ):
        return False
    edge = other.bands[0].low
    if other.act is Act.ZERO and edge is not None and edge.value + (not edge.closed) > 2:
        return False  # 1人次扣2分，超过5人次的不得分: each costs 2 until there are too many
    return other.sentence == one.sentence or (bool(one.subject) and other.bands[0].subject == one.subject)


def _cap_shares(found: list[Statement]) -> list[Statement]:
    """按完成率×5分计分，超过100%的按100%计: no more than the number that the rate is multiplied with."""
    for place, statement in enumerate(found):
        if statement.act is not Act.CAP or statement.grade != "share":
            continue
        last = next((s for s in reversed(found[:place]) if s.part == statement.part and s.act in SHARED), None)
        points: Number | Literal["full"] | None = None
        if last is not None and last.act is Act.PROPORTIONAL:
            points = last.points if isinstance(last.points, int | float) else "full"
        elif last is not None and last.formula[-1:] == ("*",) and last.formula.count("*") == 1:
            factor = last.formula[-2]
            points = "full" if factor == "满分" else read_number(factor) if NUMBER.fullmatch(factor) else None
        unread = None if points is not None else "没有写超过100%的是哪一项"
        found[place] = replace(statement, points=points, grade=None, unread=unread)
    return found


def _round_down(found: list[Statement]) -> list[Statement]:
    """每100万元得0.5分，不足100万元的不计分: less than a step earns nothing, so full steps count."""
    for place, statement in enumerate(found):
        band = statement.bands[0] if len(statement.bands) == 1 else None
        last = next((s for s in reversed(found[:place]) if s.act is not Act.CAP), None)
        act = ROUNDED.get(statement.act)
        if act is None or band is None or last is None or last.step is None or band.high is None:
            continue
        same = unit_class(band.unit) == unit_class(last.step.unit) and band.high.value == last.step.n
        counted = last.act is Act.AWARD_PER and last.part == statement.part and last.step.n > 1
        if same and counted and band.low is None and not band.high.closed and trim(band.subject) in {"", "部分"}:
            found[place] = replace(statement, act=act, points=None, bands=(), subject="", unread=None)
    return found


def _grade_counts(found: list[Statement]) -> list[Statement]:
    """5家以内每家0.3分，超过5家的部分每家0.5分: the first five count by the first sentence, however many there are."""
    for place, statement in enumerate(found[:-1]):
        after, band = found[place + 1], statement.bands[0] if len(statement.bands) == 1 else None
        counted = statement.step is not None and statement.step.toward == "each" and statement.act is after.act
        if not counted or band is None or band.low is not None or band.high is None or after.step is None:
            continue
        goes_on = after.step.beyond == band.high.value and unit_class(after.step.unit) == unit_class(band.unit)
        if goes_on and statement.part == after.part:
            found[place] = replace(statement, bands=(), subject=band.subject or statement.subject)
            found[place + 1] = replace(after, subject=band.subject or after.subject)
    return found


def _drop_repeated(found: list[Statement]) -> list[Statement]:
    """每建成1个得1分，全部建成（5个）得5分: the second sentence says what the first one comes to."""
    kept: list[Statement] = []
    for statement in found:
        last = kept[-1] if kept else None
        band = statement.bands[0] if len(statement.bands) == 1 else None
        whole = last is not None and band is not None and band.low is not None and ALL_DONE.search(statement.text)
        if (
            whole
            and last is not None
            and last.act is Act.AWARD_PER
            and last.step is not None
            and statement.act is Act.AWARD
            and last.sentence == statement.sentence
            and band is not None
            and band.low is not None
            and unit_class(band.unit) == unit_class(last.step.unit)
            and isinstance(last.points, int | float)
            and isinstance(statement.points, int | float)
            and exact(last.points) * exact(band.low.value) == exact(statement.points) * exact(last.step.n)
        ):
            continue
        kept.append(statement)
    return kept


def _count_done(found: list[Statement]) -> list[Statement]:
    """每项措施各1.5分，完成计满分，没有完成计0分: says when one of them counts, and nothing of the row."""
    for place, statement in enumerate(found[1:], 1):
        before = found[place - 1]
        bare = statement.points == "full" and BARE_DONE.match(statement.subject) is not None and not statement.bands
        counts = before.act is Act.AWARD_PER and before.step is not None and before.step.toward == "each"
        each = before.subject.endswith("各")  # 每完成1处得2分，全部完成的得满分 is of the row
        if not (
            bare
            and counts
            and each
            and before.sentence == statement.sentence
            and isinstance(before.points, int | float)
        ):
            continue
        named = statement.subject + before.subject.removesuffix("各")
        undone = [one for one in found[place + 1 : place + 2] if one.act is Act.ZERO and UNDONE.match(one.subject)]
        return [*found[: place - 1], replace(before, subject=named), *found[place + 1 + len(undone) :]]
    return found


def _spell_out(found: list[Statement]) -> list[Statement]:
    """完成任务的得满分，未完成的按比例得分。得分=（实际数/任务数）×分值: the formula says what the share is."""
    kept: list[Statement] = []
    for place, statement in enumerate(found):
        after = found[place + 1] if place + 1 < len(found) else None
        spelt = after is not None and after.act is Act.FORMULA and after.part == statement.part and not after.bands
        if spelt and statement.act is Act.PROPORTIONAL and not statement.bands and "loss" not in statement.names:
            award = kept[-1] if kept else None
            whole = award is not None and award.act is Act.AWARD and award.points == "full" and not award.bands
            if award is not None and whole and award.sentence == statement.sentence and award.unread is None:
                kept[-1] = replace(award, act=Act.CONSTRAINT, points=None)
            kept.append(replace(statement, act=Act.CONSTRAINT, rest=False))
            continue
        kept.append(statement)
    return kept


def _award_base(found: list[Statement]) -> list[Statement]:
    """以40%为基础得4分，每高出1个百分点加0.5分: what is earned at the base, and above it."""
    written: list[Statement] = []
    for statement in found:
        last = written[-1] if written else None
        bare = statement.act is Act.AWARD and not (
            statement.subject or statement.bands or statement.step or statement.series
        )
        if last is not None and last.act is Act.BASE and last.bands and bare and 0 <= statement.start - last.end <= 1:
            text = last.text + statement.text
            written[-1] = replace(
                statement, bands=last.bands, subject=last.bands[0].subject, start=last.start, text=text, rest=False
            )
            continue
        written.append(statement)
    return written


def _repeat(found: list[Statement]) -> list[Statement]:
    """少完成5%扣0.5分，依此类推: one number alone is a step."""
    written: list[Statement] = []
    for place, statement in enumerate(found):
        last = written[-1] if written else None
        alone = statement.act is Act.GO_ON and last is not None and last.act in {Act.AWARD, Act.DEDUCT}
        if not alone or last is None or len(last.bands) != 1 or not last.bands[0].bare or last.series:
            written.append(statement)
            continue
        band = last.bands[0]
        earlier = [
            one for one in found[: place - 1] if one.act is last.act and len(one.bands) == 1 and one.bands[0].low
        ]
        away = AWAY.search(band.subject)
        if (
            away is None
            or any(unit_class(one.bands[0].unit) == unit_class(band.unit) for one in earlier)
            or band.low is None
        ):
            written.append(statement)
            continue
        toward: Literal["less", "more"] = "less" if LESS.search(away.group()) else "more"
        act = Act.AWARD_PER if last.act is Act.AWARD else Act.DEDUCT_PER
        step = Step(n=band.low.value, unit=band.unit, toward=toward)
        text = last.text + "，" + statement.text
        written[-1] = replace(last, act=act, step=step, bands=(), end=statement.end, text=text)
    return written


def _step_away(found: list[Statement]) -> list[Statement]:
    """按时办结率100%的得9分，下降1个百分点扣1分，扣完为止: steps without 每; where nothing is used up, once or for each."""
    for place, statement in enumerate(found):
        gain = statement.act in AWARDS
        away = _read_away(statement)
        if away is None or (gain and not statement.bonus) or statement.act not in {*AWARDS, *TAKEN}:
            continue
        part = [one for one in found if one.part == statement.part and one is not statement]
        near = [one for one in part if any(unit_class(band.unit) == unit_class(away.unit) for band in one.bands)]
        acts = AWARDS if gain else TAKEN
        listed = any(
            one.act in acts or any(HOW_FAR.match(band.subject) for band in one.bands)
            for one in near
            if not (gain and one.act is Act.AWARD and not one.bonus)
        )
        if listed or not any(one.act in {Act.AWARD, Act.BASE} and one.order < statement.order for one in near):
            continue
        limit = Act.CAP if gain else Act.DEDUCT_CAP
        used_up = any(one.act is limit and one.order > statement.order and not one.unread for one in part)
        act = Act.AWARD_PER if gain else Act.DEDUCT_PER
        subject = statement.bands[-1].subject if statement.bands else statement.subject
        found[place] = replace(statement, act=act, step=replace(away, once=not used_up), bands=(), subject=subject)
    return found


def _read_away(statement: Statement) -> Step | None:
    """Return the step of 下降1个百分点, 超过1个百分点 or 超1天, printed without 每."""
    step, bands = statement.step, statement.bands
    if "每" in statement.text:
        return None
    if step is not None:
        how_far = step.once and not bands and step.toward == "each" and HOW_FAR.match(statement.subject)
        return replace(step, toward="less" if LESS.search(statement.subject) else "more") if how_far else None
    if len(bands) == 2 and not bands[0].subject and (bands[0].low is None) == bool(LESS.search(bands[1].subject)):
        bands = bands[1:]  # 低于95%的，低1个百分点扣0.5分
    band = bands[0] if len(bands) == 1 else None
    edge = (band.low or band.high) if band is not None else None
    if band is None or edge is None or (band.low is not None and band.high is not None):
        return None
    points = band.unit == "百分点" and not band.subject and not edge.closed
    if points:  # 超1个百分点加0.5分
        return Step(n=edge.value, unit=band.unit, toward="less" if band.low is None else "more")
    if band.low is None or not band.bare or not HOW_FAR.match(band.subject):
        return None
    return Step(n=edge.value, unit=band.unit, toward="less" if LESS.search(band.subject) else "more")


def _count_each_time(found: list[Statement]) -> list[Statement]:
    """国务院通报表扬的加5分，省政府通报表扬的加3分，按次累加: each of them is counted."""
    note = next((one for one in found if "each_time" in one.names), None)
    if note is None:
        return found
    unit = "件" if "件" in note.text else "项" if "项" in note.text else "次"
    acts = {Act.AWARD: Act.AWARD_PER, Act.DEDUCT: Act.DEDUCT_PER}
    written: list[Statement] = []
    for one in found:
        plain = one.act in acts and one.subject and not (one.bands or one.step or one.series or one.unread)
        if plain and one.sentence == note.sentence and isinstance(one.points, int | float):
            written.append(replace(one, act=acts[one.act], step=Step(n=1, unit=unit)))
        else:
            written.append(one)
    return written


def _turn_unmet(statement: Statement) -> Statement:
    """未能每半年召开一次以上的会议扣1分: less than that loses the points."""
    band = statement.bands[0] if len(statement.bands) == 1 else None
    if statement.act not in {Act.DEDUCT, Act.ZERO} or band is None or band.low is None or band.high is not None:
        return statement
    if not UNMET_COUNT.search(statement.text):
        return statement
    return replace(statement, bands=(replace(band, low=None, high=replace(band.low, closed=False)),))


def mend(found: tuple[Statement, ...]) -> tuple[Statement, ...]:
    """1件扣1分，2件扣3分 is a list of numbers, not 1 each: where bare numbers of one unit follow, the first is one too."""
    following = (*found[1:], None)
    spread_out = [one for each, after in zip(found, following, strict=False) for one in spread(each, after)]
    spread_out = count_below_cap(tell_missed(spread_out))
    mended = _count_done(_step_away(_repeat(_award_base(_count_each_time(spread_out)))))
    mended = _share_out(_halve(_go_on_counting(mended)))
    mended = write_out(_spell_out(_drop_repeated(_grade_counts(_round_down(_cap_shares(mended))))))
    mended = [_turn_unmet(one) for one in mended]
    found = tuple(mended)
    for place, statement in enumerate(found):
        step = statement.step
        if (
            step is None
            or step.n != 1
            or step.toward != "each"
            or statement.bands
            or "每" in statement.text
            or step.once
        ):
            continue
        around = [*found[place + 1 : place + 2], *reversed(found[max(0, place - 1) : place])]
        if not any(_goes_on_from(one, statement) for one in around):
            continue
        number: Number = 1
        act = Act.AWARD if statement.act is Act.AWARD_PER else Act.DEDUCT
        band = Band(subject=statement.subject, unit=step.unit, low=Edge(number, firm=True), bare=True)
        mended[place] = replace(statement, act=act, step=None, bands=(band,))
    return tuple(mended)

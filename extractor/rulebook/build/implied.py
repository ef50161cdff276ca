"""In: the statements of a part. Out: the same; words that stand for a number have its band.

Not handled: words that stand for none.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from extractor.language.needs import compile_late
from extractor.language.numerals import read_number
from extractor.model.facts.scoring import MONEY, Act, Band, Edge, Statement, exact, unit_class
from extractor.rulebook.build.alike import LATE, NEGATED, alike
from extractor.rulebook.build.numbers.differences import take_differences
from extractor.rulebook.build.numbers.observing import is_change
from extractor.rulebook.build.numbers.stepped import Ruled

DONE = re.compile(
    r"^[^,;。]{0,14}?(?:全面|按要求|如期|按时)?(?:完成|达成|实现|达到)[^,;。]{0,16}(?:任务|目标|计划|指标|工作量|定额|预算)(?:数|量|面积|值)?$"
)
CHANGED = re.compile(r"(?:提高|提升|上升|增长|增加|下降|减少|降低|压减|缩短)$")
UP = frozenset({"提高", "提升", "上升", "增长", "增加"})
NONE_OR_BACK = re.compile(
    r"^(?:与上年|较上年|比上年)?(?:持平|不变|无变化)(?:或者?|、|及)(?:较上年)?(?P<way>提高|提升|上升|增长|增加|下降|减少|降低)$"
)
BY_DAY = compile_late(r"^[^,;。\d]{0,10}\d{1,2}月(?:底|末|\d{1,2}日|份)?[以之]?前")
COMPOUND = re.compile(r"(?:高于|低于|超过|大于|小于|不低于|达到)[^,;，；]{2,12}(?:且|并且|同时)")
NEVER = re.compile(r"^(?:全年|年内|全年度|本年度?)?(?:未发生|未出现|没有发生|没有出现|无)(?P<what>[^,;。]{0,16})$")
HAPPENS = compile_late(r"^(?:发生|出现|有)")
EVENTS = frozenset({"起", "次", "件", "例", "宗", "人次", "批次"})
ALL_OF_THEM = re.compile(r"(?P<n>[两二三四五六])(?:项|个|类)[^,;。\d]{0,8}(?:全部|均|都|全)(?P<done>[^,;。\d未]{2,4})$")
NONE_OF_THEM = re.compile(r"^(?:[两二三四五六](?:项|个|类)[^,;。]{0,6})?(?:均|都|全部)未(?P<done>[^,;。]{2,4})$")
SEVERAL = compile_late(r"[、和与].*[两二三四](?:项|个|者)(?:指标)?(?:均|都)$")
CONSEQUENCE = compile_late(r"的?[,，]?(?:扣|得|不得分|减|计|不计).*$")
HEAD = compile_late(r"^(?P<of>[^,;。]{2,14}?)(?:全面|按要求|如期|按时)?(?:完成|达成|实现|达到)")
IN_TIME = re.compile(
    r"规定(?:时间|时限|期限)(?:内|之内)?|按时|按期|如期|限期内|时限内"
    r"|(?:整改|办理|承诺|约定|法定|要求|办结|报送|反馈|处置)(?:的)?(?:时间|时限|期限|时效)(?:内|之内)"
)
NO_CHANGE = re.compile(r"^(?:未|没有?|无)(?P<what>提高|提升|增长|增加|下降|减少|降低|压减)$")
UNCHANGED = compile_late(r"(?:持平|零增长|零变化|没有变化|无变化|保持不变|增长为[0零])$")
FALLS = compile_late(r"(?:下降|负增长|降低|减少)$")
RISES = compile_late(r"(?:正增长|上升|增长|提升|反升|回升)$")
FALLING = compile_late(r"(?:下降|降低|减少|压减)(?:率|幅度?|比例)?$")
"""A fall is measured: a rise is less than none of it."""
VERB = compile_late(r"(?:下降|上升|增长|减少|增加|提高|降低|提升|压减)(?:率|幅度?)?$")
WITHIN = compile_late(r"(?:以内|之内)")
TARGET_RATE = re.compile(r"(?:率|增速|增幅|比例|占比)(?:完成|达到|实现)")
"""下降率完成年度目标: by how much a rate is passed is in points of it, not in per cent of the target."""
MEASURED = compile_late(r"完成|超额|^(?:每)?(?:少|短|差|低|超|欠)")


def imply_bands(ruled: list[Ruled], row: str = "") -> list[Ruled]:
    """Give words that stand for a number their band: 完成任务 is 100%, 持平 is 0, 按时 is 0 days late."""
    ruled = take_differences(_in_one_money(ruled), row)
    ruled = _count_none(_ask_whole(_ask_states(_ask_stages(ruled))))
    ruled = _start_from_all(ruled)
    percent = [s for _, s in ruled if any(unit_class(b.unit) == "%" and not b.against for b in s.bands)]
    rate = any(s.act is Act.AWARD and TARGET_RATE.search(s.subject) for _, s in ruled)
    shared = any(s.act is Act.PROPORTIONAL or (_over_done(s) and not rate) for _, s in ruled)
    late = next(
        (b for _, s in ruled for b in s.bands if unit_class(b.unit) in {"天", "小时", "月"} and LATE.search(b.subject)),
        None,
    )
    late_step = next(
        (s for _, s in ruled if s.step and LATE.search(s.subject) and unit_class(s.step.unit) in {"天", "小时"}),
        None,
    )
    change = next((b for s in percent for b in s.bands if is_change(b.subject) and not b.against), None)
    for place, (rule, statement) in enumerate(ruled):
        if change is not None and len(statement.bands) == 1 and WITHIN.search(statement.text):
            ruled[place] = (rule, _from_none(statement))
        if statement.bands or statement.step or statement.series or statement.act not in {Act.AWARD, Act.ZERO}:
            continue
        band = None
        subject = statement.subject
        if (
            statement.act is Act.AWARD
            and DONE.match(subject)
            and (
                shared
                or any("完成" in b.subject or (b.subject and b.subject in subject) for s in percent for b in s.bands)
            )
        ):
            named = _name_rate(subject, ruled)
            band = Band(subject=named, unit="%", low=Edge(100, firm=True))
        elif (
            statement.act is Act.AWARD
            and IN_TIME.search(subject)
            and not NEGATED.match(subject)
            and (late or late_step)
        ):
            unit = late.unit if late else late_step.step.unit if late_step and late_step.step else "天"
            band = Band(
                subject=late.subject if late else late_step.subject if late_step else "逾期",
                unit=unit,
                high=Edge(0, firm=True),
            )
        else:
            band = _read_change(subject, change, percent) or _count_all(subject, ruled)
        if band is not None and unit_class(band.unit) != "%":
            ruled[:] = [(other, _step_up(s)) for other, s in ruled]
        if band is not None:
            ruled[place] = (rule, replace(statement, bands=(band,)))
    return ruled


def _in_one_money(ruled: list[Ruled]) -> list[Ruled]:
    """资金5000万元至1亿元得3分，5000万元以下不得分: one amount is asked in one unit."""
    bands = [band for _, s in ruled for band in s.bands if band.unit in MONEY and not band.against]
    if len({band.unit for band in bands}) < 2:
        return ruled
    first = bands[0]
    written: list[Ruled] = []
    for rule, statement in ruled:
        own = tuple(
            _convert(band, first.unit) if not band.subject or alike(band.subject, first.subject) else band
            for band in statement.bands
        )
        written.append((rule, replace(statement, bands=own)))
    return written


def _convert(band: Band, unit: str) -> Band:
    if band.unit not in MONEY or band.unit == unit or band.against:
        return band
    by = Decimal(MONEY[band.unit]) / MONEY[unit]
    low, high = (edge and replace(edge, value=float(exact(edge.value) * by)) for edge in (band.low, band.high))
    return replace(band, unit=unit, low=low, high=high)


def _count_all(subject: str, ruled: list[Ruled]) -> Band | None:
    """三项制度全部建立的得3分，建立两项的得2分，均未建立的不得分: all of them, and none."""
    every, none = ALL_OF_THEM.search(subject), NONE_OF_THEM.match(subject)
    verb = every["done"] if every is not None else none["done"] if none is not None else ""
    items = {b.unit for _, s in ruled for b in s.bands if b.unit in {"项", "个", "类"} and b.subject == verb}
    if not verb or len(items) != 1:
        return None
    if every is not None:
        return Band(subject=verb, unit=items.pop(), low=Edge(read_number(every["n"]), firm=True))
    return Band(subject=verb, unit=items.pop(), high=Edge(0, firm=True))


def _read_change(subject: str, change: Band | None, percent: list[Statement]) -> Band | None:
    """Return the band of words that say how something has changed."""
    fallen = next((b for s in percent for b in s.bands if FALLING.search(b.subject)), None)
    if change is None and fallen is not None and RISES.search(subject):
        change = fallen  # 下降率≥3%得5分，不降反升得0分
    turned = _turn(subject, change) if change is not None else None
    band = turned or _plain_change(subject, percent)
    if band is not None:
        return band
    same = _unchanged(subject, percent)
    return same and Band(subject=same.subject, unit=same.unit, high=Edge(0, firm=True))


def _plain_change(subject: str, percent: list[Statement]) -> Band | None:
    """较上年提高的得4分，提高1个百分点以上的得6分，持平或下降的不得分: any change, and none or the other way."""
    match = CHANGED.search(subject)
    back = NONE_OR_BACK.match(subject)
    for band in (b for s in percent for b in s.bands):
        own = CHANGED.search(band.subject)
        if own is None:
            continue
        if match is not None and back is None and match.group() == own.group() and not NEGATED.match(subject):
            longer = max(subject, band.subject, key=len)
            return Band(subject=longer, unit=band.unit, low=Edge(0, closed=False, firm=True))
        if back is not None and (own.group() in UP) != (back["way"] in UP):
            return Band(subject=band.subject, unit=band.unit, high=Edge(0, firm=True))
    return None


def _ask_stages(ruled: list[Ruled]) -> list[Ruled]:
    """6月底前完成50%得2分，9月底前完成80%得2分: each stage was reached in time or not."""
    staged = [
        place
        for place, (_, s) in enumerate(ruled)
        if s.act is Act.AWARD and len(s.bands) == 1 and s.bands[0].bare and BY_DAY.match(s.bands[0].subject)
    ]
    days = {day.group() for place in staged if (day := BY_DAY.match(ruled[place][1].bands[0].subject))}
    if len(staged) < 2 or len(days) < len(staged):
        return ruled
    for place in staged:
        rule, statement = ruled[place]
        band = statement.bands[0]
        reached = f"{band.subject}{band.low.value:g}{band.unit}" if band.low is not None else band.subject
        ruled[place] = (rule, replace(statement, bands=(), subject=reached))
    return ruled


def _ask_states(ruled: list[Ruled]) -> list[Ruled]:
    """甲增速、乙增幅两项均超过全市平均水平的得8分，仅一项超过的得4分: which it is, as nobody asks for four numbers."""
    first = next(
        (s for _, s in ruled if len(s.bands) == 1 and s.bands[0].against and SEVERAL.search(s.bands[0].subject)), None
    )
    if first is None:
        return ruled
    for place, (rule, statement) in enumerate(ruled):
        if statement.sentence == first.sentence and statement.act in {Act.AWARD, Act.AWARD_PER, Act.ZERO}:
            words = CONSEQUENCE.sub("", statement.text.lstrip("，,；;"))
            act = Act.ZERO if statement.act is Act.ZERO else Act.AWARD
            ruled[place] = (rule, replace(statement, act=act, bands=(), step=None, subject=words))
    return ruled


def _ask_whole(ruled: list[Ruled]) -> list[Ruled]:
    """增速高于全市平均水平且排名进入前三的得10分: two conditions of which one is no number are asked as they stand."""
    for place, (rule, statement) in enumerate(ruled):
        single = statement.act in {Act.AWARD, Act.DEDUCT} and len(statement.bands) == 1 and not statement.step
        if single and COMPOUND.search(statement.bands[0].subject):
            words = CONSEQUENCE.sub("", statement.text.lstrip("，,；;。"))
            ruled[place] = (rule, replace(statement, bands=(), subject=words))
    return ruled


def _count_none(ruled: list[Ruled]) -> list[Ruled]:
    """未发生的得满分，发生1起的得3分: none of what the others count."""
    for place, (rule, statement) in enumerate(ruled):
        match = NEVER.match(statement.subject) if statement.act is Act.AWARD and not statement.bands else None
        if match is None or statement.step or statement.series:
            continue
        counted = [
            b
            for _, s in ruled
            for b in s.bands
            if s.act in {Act.AWARD, Act.ZERO} and b.unit in EVENTS and b.low is not None and b.low.value >= 1
        ]
        same = [
            b
            for b in counted
            if HAPPENS.match(b.subject)
            and (not match["what"] or match["what"] in b.subject or len(b.subject) <= len("发生"))
        ]
        awarded = any(s.act is Act.AWARD and s.bands for _, s in ruled)
        if same and awarded and len(same) == len(counted):
            longest = max((f"发生{match['what']}", *(b.subject for b in same)), key=len)
            none = Band(subject=longest, unit=same[0].unit, high=Edge(0, firm=True))
            ruled[place] = (rule, replace(statement, bands=(none,)))
    return ruled


def _start_from_all(ruled: list[Ruled]) -> list[Ruled]:
    """完成率90%以上得6分；超额完成的，每超10%加0.5分: what is over and above is counted from 100% on."""
    shares = [
        b for _, s in ruled if s.act is Act.AWARD for b in s.bands if unit_class(b.unit) == "%" and "完成" in b.subject
    ]
    if not shares or any(b.low is not None and b.low.value == 100 for b in shares):
        return ruled
    for place, (rule, statement) in enumerate(ruled):
        step = statement.step
        over = step is not None and step.toward == "more" and unit_class(step.unit) == "%" and not statement.bands
        if over and statement.act is Act.AWARD_PER and "超额" in statement.text:
            ruled[place] = (rule, replace(statement, bands=(Band(unit="%", low=Edge(100, firm=True)),)))
    return ruled


def _name_rate(subject: str, ruled: list[Ruled]) -> str:
    """新增就业人数达到目标任务得6分，完成率低于70%的不得分: what is measured, by the row's own name for it."""
    said = {b.subject for _, s in ruled for b in s.bands} | {s.subject for _, s in ruled if s.act is Act.PROPORTIONAL}
    head = HEAD.match(subject)
    return f"{head['of']}完成率" if "完成率" in said and head is not None and head["of"] else subject


def _step_up(statement: Statement) -> Statement:
    """按时完成得4分，每晚1天扣0.5分: away from the day on which it was due."""
    step = statement.step
    late = statement.act is Act.DEDUCT_PER and LATE.search(statement.subject)
    if not late or step is None or step.toward != "each" or step.once:
        return statement
    return replace(statement, step=replace(step, toward="more"))


def _turn(subject: str, change: Band) -> Band | None:
    """持平, 上升 and 下降 beside a measured change: none of it, more or less than none."""
    if UNCHANGED.search(subject):
        return Band(subject=change.subject, unit="%", low=Edge(0, firm=True), high=Edge(0, firm=True))
    if not (FALLS.search(subject) or RISES.search(subject)):
        return None
    edge = Edge(0, closed=False, firm=True)
    down = bool(FALLS.search(subject)) != bool(FALLING.search(change.subject))
    return Band(subject=change.subject, unit="%", high=edge if down else None, low=None if down else edge)


def _from_none(statement: Statement) -> Statement:
    """下降10%以内: a fall, from none on."""
    band = statement.bands[0]
    if band.low is not None or band.high is None or band.high.value <= 0 or not VERB.search(band.subject):
        return statement
    return replace(statement, bands=(replace(band, low=Edge(0)),))


def _unchanged(subject: str, percent: list[Statement]) -> Band | None:
    """提高5个百分点得3分，未提高不得分: the change was none."""
    match = NO_CHANGE.match(subject)
    if match is None:
        return None
    return next((b for s in percent for b in s.bands if b.subject.endswith(match["what"])), None)


def _over_done(statement: Statement) -> bool:
    """完成任务的得6分，每超额完成10%加1分: what is done is measured in per cent."""
    step = statement.step
    measured = step is not None and unit_class(step.unit) == "%" and step.toward != "each" and not statement.bands
    return measured and MEASURED.search(statement.subject) is not None

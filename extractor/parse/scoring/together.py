"""In: the statements of a cell. Out: the same; what is said of several things named before is written out for each.

各占3分，均以95%为基准; 分别达到95%、99%的各得5分; 其中一项达到得2分; 任一指标每低1个百分点. Not handled: one sentence by itself.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import takewhile

from extractor.language.needs import Guarded, compile_late
from extractor.language.numerals import read_number
from extractor.model.facts.scoring import Act, Band, Edge, Statement, exact, unit_class
from extractor.parse.scoring.names import split_names
from extractor.parse.scoring.pieces.subjects import trim

N = r"(?P<n>[一两二三四五六1-9])"
HOLDS = r"(?:达到|达标|符合|满足|完成|合格|做到|实现)"
FAILS = r"(?:未|不|没有?|未能)(?:能)?(?:达到|达标|符合|满足|完成|合格|达)"
ITEMS = r"(?:项|个|者|条)(?:指标|条件|标准|要求)?"
MET = Guarded(
    rf"(?:^|,)(?:如果?)?(?:其中|仅|只|有|任意|任何)*{N}{ITEMS}{HOLDS}|(?:^|,){HOLDS}(?:其中)?(?P<n2>[一两二三四五六1-9]){ITEMS}",
    ("做到", "合格", "完成", "实现", "满足", "符合", "达到", "达标"),
)
FAILED = re.compile(rf"(?:^|,)(?:如果?)?(?:其中|仅|只|有|任意|任何)*{N}{ITEMS}(?:均|都)?{FAILS}")
NONE_MET = Guarded(
    rf"(?:^|,)(?:如果?)?(?:[两二三四五六]{ITEMS}|两者|二者|三者|各项)?(?:指标)?(?:均|都|全部?)(?:{FAILS})",
    ("全", "均", "都"),
)
ALL_LOW = re.compile(r"^(?:[两二三四五六](?:项|个|者|率)|各项|各率)(?:指标)?$")
ANY = compile_late(
    r"^(?:其中)?(?:任一|任何一|任意一|每一?|各|有一|单)(?:项|个|率)?(?:指标|比率|数据|[\u4e00-\u9fff]{0,4}(?:率|密度|比例))?(?:的)?[,每]*(?:再)?[低少降下差]"
)
BELOW = re.compile(
    r"^(?:其中)?有?(?:任何|任意)?(?:一?项)?(?:指标)?(?:低于|未达到?|达不到|不达|未完成)(?:标准|要求|目标|标|规定|上述)*$"
)
ALL_OF = re.compile(
    r"^(?:上述|以上)?(?:均|都|各项?|每一?项|任一项?|单项|一项)(?:指标|比率|[\u4e00-\u9fff]{0,4}(?:率|密度|比例))?的?,?每?[低少降下差]"
)
LOWER = compile_late(r"(?:的)?,?(?:低|少|降|下降|降低|低于标准)$")
DONE = compile_late(
    r"^(?:已|均|全部|按要求)?(?:完成|做到|达到|达标|落实|到位|建立|开展|符合|满足|合格|齐全|规范|有)(?:到位|要求|标准)?$"
)
UNDONE = compile_late(
    r"^(?:未|没有?|不|无)(?:能|按要求)?(?:完成|做到|达到|达标|落实|到位|建立|开展|符合|满足|合格|齐全|规范)?(?:到位|要求|标准)?$"
)
GENERIC = compile_late(r"^(?:均|都|各|分别|每|低|少|下降|降低|指标|一个百分点|每低于?)*$")
COUNTED = frozenset({Act.AWARD, Act.AWARD_PER, Act.ZERO})
OWN_PART = 1000
"""Parts of things that are named together are counted from here on."""


def write_out(found: list[Statement]) -> list[Statement]:
    """Return statements of several things as statements of each."""
    return _count_met(_step_named(_step_each(_step_all(_divide(_match_bounds(_restate(found)))))))


def _named_before(found: list[Statement], place: int) -> Statement | None:
    """Return the award before that is for several things together."""
    part = found[place].part
    return next(
        (s for s in reversed(found[:place]) if s.part == part and s.act is Act.AWARD and len(s.bands) > 1 and s.together == "all"),
        None,
    )  # fmt: skip


def _count_met(found: list[Statement]) -> list[Statement]:
    """两率均达到95%得6分，其中一项达到得3分，均未达到不得分: how many hold."""
    for place, statement in enumerate(found):
        first = _named_before(found, place) if statement.act in COUNTED and "每" not in statement.text else None
        if first is None or "met" in statement.names or (statement.bands and not ALL_LOW.match(statement.subject)):
            continue
        counts = _how_many(statement, first)
        if counts is None:
            continue
        low, high = counts
        band = Band(subject="满足的项数", unit="项", low=Edge(low, firm=True), high=Edge(high, firm=True))
        act = Act.ZERO if statement.act is Act.ZERO else Act.AWARD
        found[place] = replace(statement, act=act, step=None, rest=False, names=("met",), bands=(band,), unread=None)
    return found


def _how_many(statement: Statement, first: Statement) -> tuple[int, int] | None:
    """Return the least and the most that hold of all of `first`, as a statement says it."""
    words, every = trim(statement.text), len(first.bands)
    if statement.bands:
        return (0, 0) if _is_contrary(statement.bands, first) else None
    if NONE_MET.search(words):
        return 0, 0
    failed = FAILED.search(words)
    if failed is not None:
        missed = int(read_number(failed["n"]))
        if statement.act is Act.ZERO and missed == 1:
            return 0, every - 1
        return (every - missed, every - missed) if missed <= every else None
    met = MET.search(words)
    if met is None or statement.act is Act.ZERO:
        return None
    number = int(read_number(met["n"] or met["n2"]))
    return (number, number) if number < every else None


def _is_contrary(bands: tuple[Band, ...], first: Statement) -> bool:
    """三项均低于98%: what all of 均达到98% lack."""
    lows = {band.low.value for band in first.bands if band.low is not None}
    return len(bands) == 1 and len(lows) == 1 and bands[0].high is not None and bands[0].high.value in lows


def _step_all(found: list[Statement]) -> list[Statement]:
    """甲率达60%以上得2分，乙率达20%以上得2分，各项指标每低1%扣0.1分: each takes what it lacks."""
    for place, statement in enumerate(found):
        step = statement.step
        if statement.act is not Act.DEDUCT_PER or statement.bands or step is None or step.toward != "less":
            continue
        if not ALL_OF.match(trim(statement.text)):
            continue
        awards = [
            one
            for one in found[:place]
            if one.part == statement.part and one.act is Act.AWARD and len(one.bands) == 1 and one.bands[0].subject
        ]
        same = all(unit_class(one.bands[0].unit) == unit_class(step.unit) for one in awards)
        if len(awards) < 2 or not same:
            continue
        written: list[Statement] = []
        for one in found[:place]:
            written.append(one)
            if one in awards:
                written.append(replace(statement, subject="低"))
        return [*written, *_step_all(found[place + 1 :])]
    return found


def _step_each(found: list[Statement]) -> list[Statement]:
    """两率均达到97%得4分；任一指标每低1个百分点扣0.5分: each takes what it lacks."""
    written: list[Statement] = []
    for place, statement in enumerate(found):
        first = _named_before(found, place) if statement.act is Act.DEDUCT_PER and not statement.bands else None
        relative = statement.step is not None and statement.step.toward == "less"
        same = first is not None and all(
            statement.step is not None and b.low is not None and unit_class(b.unit) == unit_class(statement.step.unit)
            for b in first.bands
        )
        if first is None or not relative or not same or not ANY.match(trim(statement.text)) or first not in written:
            written.append(statement)
            continue
        worth = replace(
            first, act=Act.WORTH if first.points != "full" else Act.CONSTRAINT, bands=(), names=(), subject=""
        )
        written[written.index(first)] = worth
        for band in first.bands:
            edge = Edge(band.low.value if band.low is not None else 0, closed=False, firm=True)
            own = Band(subject=band.subject, unit=band.unit, high=edge)
            written.append(replace(statement, bands=(own,), subject=band.subject))
    return written


def _step_named(found: list[Statement]) -> list[Statement]:
    """甲率达100%、乙率达95%得5分；甲率每低1个百分点扣0.5分，乙率每低1个百分点扣0.3分: each from its own bound."""
    for place, statement in enumerate(found):
        first = _named_before(found, place)
        if first is None or statement.act is not Act.DEDUCT_PER or found[place - 1] is not first:
            continue
        steps = _list_steps(found[place:], first)
        bands = [_step_of(one, first) for one in steps]
        if len({id(band) for band in bands}) < len(first.bands) or len(steps) != len(first.bands):
            continue
        act = Act.WORTH if first.points != "full" else Act.CONSTRAINT
        written = [replace(first, act=act, bands=(), names=(), subject="")]
        for one, band in zip(steps, bands, strict=True):
            if band is not None and band.low is not None:
                own = replace(band, low=None, high=Edge(band.low.value, closed=False, firm=True), bare=False)
                written.append(replace(one, bands=(own,), subject="低"))
        return [*found[: place - 1], *written, *_step_named(found[place + len(steps) :])]
    return found


def _list_steps(following: list[Statement], award: Statement) -> list[Statement]:
    return list(takewhile(lambda one: _step_of(one, award) is not None, following))


def _step_of(statement: Statement, award: Statement) -> Band | None:
    """Return the bound of an award from which a step is counted that names what it is of."""
    step = statement.step
    if statement.act is not Act.DEDUCT_PER or statement.bands or step is None or step.toward != "less":
        return None
    name = LOWER.sub("", statement.subject)
    if len(name) < 2 or name == statement.subject:
        return None
    near = [b for b in award.bands if b.subject.endswith(name) and unit_class(b.unit) == unit_class(step.unit)]
    return near[0] if len(near) == 1 and near[0].low is not None else None


def _match_bounds(found: list[Statement]) -> list[Statement]:
    """甲率、乙率分别达到95%、99%的，各得5分，每低1个百分点各扣1分: first bound for the first, and so on."""
    for place, statement in enumerate(found):
        head, said, _ = statement.bands[0].subject.partition("分别") if statement.bands else ("", "", "")
        names = split_names(trim(head))
        if not said or len(names) != len(statement.bands) or len(names) < 2:
            continue
        firm = statement.bands[0]
        bands = tuple(
            replace(band, subject=name, bare=False, low=band.low if not band.bare else firm.low and replace(firm.low, value=band.low.value if band.low else 0))
            for name, band in zip(names, statement.bands, strict=True)
        )  # fmt: skip
        if any(one.bare for one in statement.bands) and firm.low is None:
            continue
        own = replace(statement, bands=bands, names=names, unread=None)
        if "各" not in statement.text:
            found[place] = own
            continue
        awards = [
            replace(own, bands=(band,), names=(), subject=band.subject, part=_part(own, k))
            for k, band in enumerate(bands)
        ]
        after = _list_general(found, place)
        if not any(one.sentence == statement.sentence for one in found[place + 1 + len(after) :]):
            copies = [[replace(one, part=_part(one, k)) for one in after] for k in range(len(bands))]
            rest = found[place + 1 + len(after) :]
            pairs = [piece for award, copy in zip(awards, copies, strict=True) for piece in (award, *copy)]
            return [*found[:place], *pairs, *_match_bounds(rest)]
    return found


def _divide(found: list[Statement]) -> list[Statement]:
    """甲率、乙率各占3分，均以95%为基准，每低1个百分点扣0.3分: the same for each, with points of its own."""
    for place, statement in enumerate(found):
        if statement.act is not Act.WORTH or not statement.names:
            continue
        before = found[place - 1] if place else None
        if not statement.subject and before is not None and before.act is Act.AWARD and len(before.bands) > 1:
            return [*found[: place - 1], *_split_award(before, statement), *_divide(found[place + 1 :])]
        after = _list_general(found, place)
        rest = found[place + 1 + len(after) :]
        own = any(one.sentence == statement.sentence and one.part == statement.part for one in rest)
        kept = _list_kept(after)
        if len(statement.names) > 1 and kept is not None and not own:  # 甲、乙各占2分，落实的得分，未落实的不得分
            awards = [
                replace(
                    kept, points=statement.points, subject=f"{name}{kept.subject}", names=(), part=_part(statement, k)
                )
                for k, name in enumerate(statement.names)
            ]
            return [*found[:place], *awards, *_divide(rest)]
        if len(statement.names) < 2 or not after or own:
            unread = replace(statement, names=(), unread=f"“{statement.text}”怎样计分没有读准")
            return [*found[:place], unread, *_divide(found[place + 1 :])]
        written: list[Statement] = []
        for k, name in enumerate(statement.names):
            part = _part(statement, k)
            written.append(replace(statement, names=(), subject=name, part=part))
            written.extend(_name(one, name, part) for one in after)
        return [*found[:place], *written, *_divide(rest)]
    return found


def is_kept(statement: Statement) -> bool:
    """建立的得相应分值: what is done of things named before, for the points of each."""
    plain = not statement.bands and statement.step is None and statement.points == "full"
    return statement.act is Act.AWARD and plain and DONE.match(statement.subject) is not None


def _list_kept(after: list[Statement]) -> Statement | None:
    """落实的得分，未落实的不得分: what is done of each for its points; None where more is said."""
    done = [s for s in after if is_kept(s)]
    undone = [s for s in after if s.act is Act.ZERO and (s.rest or UNDONE.match(s.subject)) and not s.bands]
    return done[0] if len(done) == 1 and len(done) + len(undone) == len(after) else None


def _split_award(award: Statement, each: Statement) -> list[Statement]:
    """甲率和乙率均达到90%以上得4分，各占2分."""
    total = exact(each.points) * len(award.bands) if isinstance(each.points, int | float) else None
    if not isinstance(award.points, int | float) or total != exact(award.points):
        return [award, replace(each, names=(), unread=f"“{each.text}”与前面的分数对不上")]
    own = replace(award, points=each.points, names=())
    return [replace(own, bands=(band,), subject=band.subject, part=_part(own, k)) for k, band in enumerate(award.bands)]


def _restate(found: list[Statement]) -> list[Statement]:
    """甲率达90%得3分；乙率达85%得3分；有一项低于标准的，扣3分: says what the awards before say already."""
    kept: list[Statement] = []
    for statement in found:
        if _counts_parts(statement, kept):
            kept.append(replace(statement, act=Act.CONSTRAINT, step=None, points=None, subject=""))
            continue
        awards = [s for s in kept if s.part == statement.part and s.act is Act.AWARD and len(s.bands) == 1]
        subjects = {s.bands[0].subject for s in awards}
        item = statement.step is not None and statement.step.unit in {"项", "个"} and not statement.bands
        lost = statement.act is Act.DEDUCT_PER and item and BELOW.match(statement.subject)
        if (
            lost
            and len(subjects) > 1
            and {s.points for s in awards} == {statement.points}
            and len(awards) == len(subjects)
        ):
            kept.append(replace(statement, act=Act.CONSTRAINT, step=None, points=None, subject=""))
            continue
        kept.append(statement)
    return kept


def _counts_parts(statement: Statement, before: list[Statement]) -> bool:
    """①明确标准，1分；②定点维修，1分。每少一项扣1分: what the points of the numbered parts say already."""
    step = statement.step
    lacks = step is not None and step.toward == "less" and step.n == 1 and step.unit in {"项", "个"}
    if statement.act is not Act.DEDUCT_PER or not lacks or statement.bands or len(statement.subject) > 1:
        return False
    awards = [one for one in before if one.act in {Act.AWARD, Act.WORTH} and one.points is not None]
    numbered = len(awards) == len(before) > 1 and len({one.part for one in awards}) == len(awards)
    return numbered and {one.points for one in awards} == {statement.points}


def _list_general(found: list[Statement], place: int) -> list[Statement]:
    """Return the statements right behind one that name nothing of their own."""
    part = found[place].part
    return list(takewhile(lambda one: one.part == part and _is_general(one), found[place + 1 :]))


def _is_general(statement: Statement) -> bool:
    """Whether a statement names nothing of its own, so that it is of each."""
    subjects = [band.subject for band in statement.bands] or [statement.subject]
    general = all(GENERIC.match(subject.replace("%", "")) or subject.startswith("每低于") for subject in subjects)
    bare = not statement.bands and not statement.step
    done = bare and (DONE.match(statement.subject) is not None or UNDONE.match(statement.subject) is not None)
    if statement.unread is not None or (statement.rest and statement.act is not Act.ZERO):
        return False
    noted = statement.act in {Act.DEDUCT_CAP, Act.ROUND_UP, Act.ROUND_DOWN, Act.INTERPOLATE}
    return done or noted or general or statement.rest


def _name(statement: Statement, name: str, part: int) -> Statement:
    bands = tuple(replace(band, subject=name) for band in statement.bands)
    cap = statement.act is Act.DEDUCT_CAP
    return replace(statement, bands=bands, subject="" if cap else statement.subject, part=part)


def _part(statement: Statement, place: int) -> int:
    return OWN_PART * (statement.part + 1) + place

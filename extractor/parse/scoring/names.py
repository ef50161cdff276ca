"""In: a statement's effect, bands and step with the words around. Out: the same with what it observes, in its words.

Not handled: whether two statements observe the same thing (`rulebook.build`).
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Literal

from extractor.language.grammar.against import find_all_against, shift
from extractor.language.needs import compile_late
from extractor.model.facts.scoring import Act, Band, Statement
from extractor.parse.scoring.pieces.bands import FoundBand
from extractor.parse.scoring.pieces.effects import Effect
from extractor.parse.scoring.pieces.steps import FoundStep
from extractor.parse.scoring.pieces.subjects import trim
from extractor.parse.scoring.requirements import REST, RequirementReader

UNMET = re.compile(
    r"^(?:未(?:能)?|没有?|不|尚未)(?:达到|达|达标|完成|满足|符合|实现|做到|到位)(?:要求|标准|目标|任务|上述要求|的|者|,|均|一律|则)*$"
)
PERIOD = re.compile(
    r"(?:按|每)(?:个)?(?P<period>月|季度?|半年|年度?|周)(?:度)?(?:(?:统计|核算|计算|考核|计分|打分|评分|开展考核)*,?)"
)
THING = 3
"""发现虚假整改的，每个问题扣3分: 问题 alone does not say which."""
LEAST = re.compile(r"(?:至少|不少于|不低于)")
BY_WHAT = re.compile(r"^(?:根据|按照?|依据|结合)[^,;。]{1,16},")
COUNTED_BY = re.compile(r"^(?:按照?|依据|根据)(?=[^,;。]{1,10}(?:数|数量|件数|次数|人数)$)")
"""按受灾户数扣10分/户."""
QUOTA = re.compile(r"(?:按|每)(?:个)?(?:月度?|季度?|半年|年度?|周|学期)(?:至少|不少于)?")
QUOTA_NUMBER = compile_late(
    r"(?<=[\u4e00-\u9fff])(?:不少于|至少)?(?:\d+|[一两二三四五六])(?:个|次|篇|条|期|场|项|份|件)(?=[\u4e00-\u9fff]|$)"
)
OF_EACH = re.compile(r"均|都|分别|各")
EITHER = re.compile(r"或(?!者?等于)")
SCORED = re.compile(r"(?:进行)?(?:计分|打分|评分|得分|赋分)$")
NEGATIVE = re.compile(r"未|没|不")
ENDS = re.compile(r"[,;。:|]")
LISTED = compile_late(r"(?P<names>[^、]{1,6}(?:、[^、]{1,6}?)+?)(?P<how>[两二三四五]级|各级)?(?P<what>(?<=级).*)?$")
LEVEL_NAME = r"(?:国家|中央|省部|部|省|市|县|区|镇|乡镇|乡|街道|村|校)级?"
LEVELS = compile_late(
    rf"^(?P<head>[^、]{{0,6}}?)(?P<names>{LEVEL_NAME}(?:[、和及]{LEVEL_NAME})+)(?P<what>[^、]{{2,20}})$"
)
"""被省、市、县督查组发现的火点，每个分别扣8分、5分、3分: the level is one word of a longer name."""
OR_ELSE = compile_late(r"^或者?(?=[^,;。]{2})")
LISTED_END = re.compile(r"(?:均|都|各|分别|三级|两级|[两二三四五六]个(?:等次|等级|档次)?|等次|的)+$")
BY_RANK = compile_late(r"^(?:依|按照?|根据)(?=(?:名次|排名|位次)$)")
SHARED_NOUN = re.compile(r"(?<=[\u4e00-\u9fff])[\u4e00-\u9fff]{2}(?:率|密度|浓度|面积|比例|占比|增速|增幅)$")
BEHIND = re.compile(r"(?P<what>[\u4e00-\u9fff]{2,10}?)(?P<joint>或者?|和|及|且|、)?")
VERB = re.compile(r"(?:发生|出现|发现|有)$")
MEASURED = re.compile(r"[率度额量数积速幅比例]$")
LONGEST = 6
"""猪瘟、口蹄疫免疫密度: a short name before takes what the last one is measured by."""
STATE_VERB = compile_late(r"(?:评定为|认定为|评为|为|达到(?=[^,;。\d]*、))(?!.*为)")
AND = re.compile(r"[、/]|和|与(?!否)")


class NameReader(RequirementReader):
    """Names what a statement observes."""

    def _name(  # noqa: C901, PLR0911, PLR0912, PLR0913, PLR0917
        self,
        base: Statement,
        words: str,
        masked: str,
        step: FoundStep | None,
        bands: tuple[FoundBand, ...],
        effect: Effect,
    ) -> Statement:
        """Give the statement its subject, bands and names."""
        plain = trim(words)
        if REST.match(plain) or (plain in {"其余", "其他", "其它", "否则"}):
            return replace(base, rest=True, subject="")
        if UNMET.match(plain) and not bands:
            return replace(base, rest=True, subject=(base.subject if base.act is Act.PROPORTIONAL else "") or plain)
        if base.act in {Act.PROPORTIONAL} and not bands:  # noqa: FURB171
            return self._name_share(base, plain)
        if base.step is not None and step is not None:
            return self._name_counted(base, words, step, bands)
        if bands:
            named, at = [], 0
            for one in bands:
                named.append(self._name_band(one, masked, at))
                at = one.end
            named = _name_behind(named, bands, masked)
            shifted = shift(named[0], self._last_against()) if len(named) == 1 else None
            if shifted is not None:
                return replace(base, bands=(shifted,), subject=plain)
            names = split_names(named[0].subject)
            if len(names) > 1 and len(named) == 1 and OF_EACH.search(masked[: bands[0].start]):
                return replace(
                    base, bands=tuple(replace(named[0], subject=name) for name in names), names=names, subject=plain
                )
            if base.series:
                named[0] = replace(named[0], subject=BY_RANK.sub("", named[0].subject))
                base = replace(base, subject=named[0].subject)
            together: Literal["all", "each"] = (
                "each" if EITHER.search(masked[bands[0].end : bands[-1].start]) and len(bands) > 1 else "all"
            )
            return replace(
                base, bands=tuple(named), subject=plain if len(named) > 1 else named[0].subject, together=together
            )
        against = find_all_against(plain, self._last_against())
        if against:
            return replace(base, bands=against, subject=plain)
        if base.series:
            return self._name_series(base, plain)
        if base.period or PERIOD.search(words):
            return replace(base, subject=trim(clean_period(PERIOD.sub(",", words).strip(","))))
        if effect.name == "rank":
            return replace(
                base,
                subject=trim(SCORED.sub("", self.text[effect.start : effect.end])),
            )
        return replace(base, subject=BY_WHAT.sub("", plain) or plain)

    def _last_against(self) -> Band | None:
        """Return the last comparison, which 低于的不得分 leaves out."""
        return next((b for s in reversed(self.statements) for b in s.bands if b.against), None)

    def _name_share(self, base: Statement, plain: str) -> Statement:
        subject = base.subject
        if plain and not subject:
            return replace(base, subject=plain, rest=bool(UNMET.match(plain)))
        return replace(base, rest=bool(NEGATIVE.match(plain)))

    def _name_counted(self, base: Statement, words: str, step: FoundStep, bands: tuple[FoundBand, ...]) -> Statement:
        before, after = words[: step.start], words[step.end :]
        named = []
        at = 0
        for one in bands:
            named.append(self._name_band(one, words, at))
            at = one.end
        clause = ENDS.split(before)
        near = trim(clean_period(clause[-1]))
        near = COUNTED_BY.sub("", near)
        verb = "" if step.verb and near.endswith(step.verb) else step.verb
        label = near + verb + trim(after)
        generic = {"", "出现", "发现", "发生", "有", "存在", "达到"} | {step.verb}
        if label in generic or (not near and len(label) <= (1 if step.verb else THING)):
            earlier = [trim(part) for part in clause[:-1] if trim(part)]
            if step.step.toward != "each":  # 未达到的，每下降5个百分点扣0.1分
                earlier = [part for part in earlier if "完成" in part or not UNMET.match(part)]
            band_clause = bool(named) and base.step is not None and base.step.toward != "each"
            if earlier and not band_clause:
                label = trim(clean_period(earlier[-1])) + (label if label not in earlier[-1] else "")
        if base.series and base.act in {Act.AWARD, Act.DEDUCT}:
            other = OR_ELSE.sub("", after.strip(", "))
            either = (near + verb, trim(other)) if other != after.strip(", ") else ()
            return self._name_counted_series(base, label, either)
        least = base.names or (("at_least",) if PERIOD.search(words) and LEAST.search(words) else ())
        return replace(base, subject=label, bands=tuple(named), names=least)

    def _name_counted_series(self, base: Statement, label: str, either: tuple[str, ...]) -> Statement:
        """省、市、县三级课题每立项一个分别加3分、2分、1分: a count for each; `either` are 少建一个或已建但未达标."""
        listed, levels = LISTED.match(label), LEVELS.match(label)
        names = either
        if levels is not None and (listed is None or not listed["how"]):
            names = tuple(f"{levels['head']}{name}{levels['what']}" for name in AND.split(levels["names"]))
        elif listed is not None and not either:
            what = listed["what"] or ""
            names = tuple(f"{name}级{what}" if what else name for name in listed["names"].split("、"))
        if len(names) != len(base.series):
            return replace(base, subject=label, unread="分别所指的各项与分数的个数不同")
        act = Act.AWARD_PER if base.act is Act.AWARD else Act.DEDUCT_PER
        return replace(base, act=act, subject=label, names=names)

    def _name_series(self, base: Statement, plain: str) -> Statement:
        state = STATE_VERB.search(plain)  # 水质等级达到优秀、良好、合格、不合格四个等次，分别得6分、4分、3分和1分
        head = plain[: state.start()] if state is not None else ""
        names = split_names(plain[state.end() :] if state is not None else plain)
        if len(names) != len(base.series):
            names = split_names(plain)
            head = ""
        if len(names) == len(base.series):
            return replace(base, names=names, subject=trim(head))
        return replace(base, unread="分别所指的各项与分数的个数不同", subject=plain)


def _name_behind(named: list[Band], bands: tuple[FoundBand, ...], words: str) -> list[Band]:
    """发生2起及以上较大事故或1起重大事故: what each number is of stands behind it."""
    if len(bands) < 2 or any(one.band.subject for one in bands):
        return named
    stops = [one.start for one in bands[1:]] + [len(words)]
    behind = [words[one.end : stop] for one, stop in zip(bands, stops, strict=True)]
    found = [BEHIND.fullmatch(part.rstrip(",的")) for part in behind]
    joined = all(match is not None and match["joint"] for match in found[:-1])
    head = VERB.search(words[: bands[0].start])
    if not joined or head is None or any(match is None for match in found) or found[-1] is None or found[-1]["joint"]:
        return named
    return [
        replace(band, subject=head.group() + match["what"]) if match is not None else band
        for band, match in zip(named, found, strict=True)
    ]


def clean_period(words: str) -> str:
    """Return words without 每半年至少 and the quota in it.

    >>> clean_period("每半年至少开展1次培训")
    '开展培训'
    """
    plain = QUOTA.sub("", words)
    return QUOTA_NUMBER.sub("", plain) if plain != words else words


def split_names(words: str) -> tuple[str, ...]:
    """Return the things that are listed.

    >>> split_names("公示率、合规率、及时率均"), split_names("小学、初中入学率分别")
    (('公示率', '合规率', '及时率'), ('小学入学率', '初中入学率'))
    """
    plain = LISTED_END.sub("", words)
    names = tuple(one for one in (trim(part) for part in AND.split(plain)) if one)
    shared = SHARED_NOUN.search(names[-1]) if len(names) > 1 else None
    if shared is None or any(MEASURED.search(name) or len(name) > LONGEST for name in names[:-1]):
        return names
    return (*(name + shared.group() for name in names[:-1]), names[-1])

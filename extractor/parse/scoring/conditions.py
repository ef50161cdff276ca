"""In: an effect and the words before it. Out: its statement: bands, step and names of the condition, or what was unread.

Not handled: where a statement begins (`reader`).
"""

from __future__ import annotations

import re
from dataclasses import replace

from extractor.language.needs import compile_late
from extractor.language.numerals import read_number
from extractor.model.facts.scoring import Act, Band, Edge, Statement, Step
from extractor.parse.scoring.acts import ACTS, decide_act
from extractor.parse.scoring.bounded import (
    NUMBER,
    find_beside,
    own_clause,
    same_money,
    with_growth,
    without_none,
)
from extractor.parse.scoring.cell import SENTENCE, TRIGGER, LeadWords
from extractor.parse.scoring.names import PERIOD, NameReader, split_names
from extractor.parse.scoring.pieces.effects import Effect
from extractor.parse.scoring.pieces.formulas import DEFINITION, parse_formula
from extractor.parse.scoring.pieces.ordinals import FoundOrdinal, find_ordinal
from extractor.parse.scoring.pieces.steps import FoundStep, find_step
from extractor.parse.scoring.pieces.subjects import SubjectPiece, find_residue, trim
from extractor.parse.scoring.plain_words import find_consequence

MET = re.compile(
    r"(?:仅|只)?(?:满足|符合|达到|具备|做到|完成)(?:其中)?(?P<n>[一两二三四五六1-9])(?:项|个|条)(?:条件|要求|指标|标准)?的?,?$"
)
LOOKED_AT = re.compile(
    r"^[,;。:| ]*(?:根据|按照?|依据|结合)[^,;。]*?(?:进行)?(?:打分|计分|评分|赋分|给分|扣分|加分|减分),"
)
"""根据各部门有效异议信息数量计分，每出现一条扣0.1分: only says what is looked at."""
DEFINED = re.compile(
    r"^[,;。:| ]*(?P<rate>[^,;。=]{2,24}(?:率|比|比例|占比|比重|增幅|增速|指数))=[^,;。=≥≤<>]+(?:\*100%|×100%)?[,;]"
)
"""公交分担率=公交出行量/总出行量，达到20%得3分: what a rate is, and then what it gives."""
ON_TOP = re.compile(
    r"在(?:完成)?(?:年度|全年)?(?:目标|任务|计划|此|上述|任务数|目标数)(?:任务|值|数)?(?:的)?基[础数]上,?(?=每)"
)
"""完成任务得5分，在目标任务的基础上每增加10%加0.5分."""
FROM_THERE = re.compile(r"在此基[础数]上,?(?=每(?:再)?(?:下降|降低|减少|压减|少|低))")
EACH_BODY = re.compile(r"每(?:个|家)?(?:行政)?(?:村|镇|乡镇|街道|单位|部门|企业|社区|学校|县区?|县市区)$")
BEYOND = frozenset({Act.TOTAL_LOSS, Act.TOTAL_ZERO, Act.NOT_GRADE})
ALSO = compile_late(r"[,、]?(?:并|且|同时)")
EARNED = compile_late(r"(?:的|,)(?:可|各)?(?:得|计|给|获)$")
"""完成任务的得基本分6分: an award, no base."""
SUM_OF = re.compile(r"^(?:以上|上述|前)?[两二三四五六七八九十](?:项|类|条|者|方面)$")
"""两项合计不超过6分."""
YEAR_LONG = re.compile(r"^[,;。 ]*(?:全年|年度内|年内|一年内|当年|本年度?|年度?累计|累计)")
JOIN = compile_late(r"^(?:但是?|且|并且?|同时)|(?:且|但是?|并且?|同时)$")
BESIDE = frozenset({"award", "bare", "full", "zero", "deduct"})
IN_TURN = {"award", "bare", "deduct", "series", "zero"}
GAIN = {"award", "bare", "full", "series", "share"}
GRADED = compile_late(
    r"(?:划?分[为成]|分(?=[^,;。、]{1,4}、)|按照?|设)(?P<names>[^,;。、\d]{1,8}(?:、[^,;。、\d]{1,8})+?)等?[\d一两二三四五六]个?(?:档次|等次|等级|层次|档|级|类|种情[形况])"
    r"(?:进行)?(?:划分|评定|评价|设置|[赋打计评得]分)?,?$"
)
"""满意度按满意、较满意、一般、较差4档划分，分别计4分、3分、2分、1分: the states of one thing."""
NAMED_BAND = re.compile(
    r"(?<=[上下内间\d%分名])的?(?:评定|确定|认定|评|定)?为(?:优秀|优良|优|良好|良|中等|中|基本合格|不?合格|不?达标|较好|好|一般|较差|差|[一二三四]等|[一二三四五]级|[ABCD][级类]?)(?:等次|等级|档次|档|次)?(?=[,的]|$)"
)
"""90分以上为优秀，计5分: the name of a band says nothing more."""
HELD = re.compile(r"[该本当](季度?|月|期|年|半年)")
INSIDE = re.compile(r"[,;。:| ]*[该本当](?P<period>季度?|月|半年)(?:度|份)?")
AGAIN = compile_late(r"第[二三两]次(?:出现|发生|发现|违反|被)")
NAMED = compile_late(r"[,:]")
COMMA = re.compile(r",")
BY_SIGHT = compile_late(r",?(?:视|根据|按照?)[^,;。]{2,10}$")
"""发生森林火灾的，视火灾面积扣3—8分/次."""
LACKING = re.compile(r",每?(?:少|缺)[^,;。]{1,6}$")
OF_ALL = re.compile(r"^每[^,;。\d]{1,8}各?(?:达到|不少于|至少)\d")
"""每条主干道各达到5条为合格，少一条扣2分: five of each, and those that are missing are counted."""
ASKED_OFTEN = re.compile(r"(?:半年|季度?|月|周|年度?)(?:至少|不少于)?(?:\d|[一两二三四])")
GIVEN = re.compile(
    r"(?:得|扣|(?<!增)加(?!减)|(?<![增加])减|计)(?!到|以|力|益|知|出|分\d+分?(?:及?以[上下]|[-~至]|\())[^,;。]{0,6}分(?!之|别|类|级|率|值)"
)
NOT_EACH = compile_late(r"未(?:能|按(?:要求|规定|时))?(?:做到|在)?$")


class ConditionReader(NameReader):
    """Builds a statement of an effect and its condition."""

    def _build(self, effect: Effect, found: LeadWords) -> Statement | None:  # noqa: C901, PLR0911, PLR0912 - a case for each form
        left = found.start + len(found.text) - len(found.text.lstrip(",、;。:)| \n"))
        base = Statement(
            act=ACTS[effect.name], text=self.text[left : effect.end], start=min(left, effect.start), end=effect.end,
            part=self.part, sentence=len(SENTENCE.findall(self.text[: effect.start])),
        )  # fmt: skip
        base = replace(base, text=self.text[base.start : base.end])
        parts = effect.parts
        if "points" in parts:
            base = replace(base, points=read_number(parts["points"]))
        match effect.name:
            case "define":
                self.names[parts["name"]] = parts["meaning"]
                self._rename(parts["name"], parts["meaning"])
                return base
            case "share_series":
                series = tuple(read_number(one) for one in NUMBER.findall(parts["series"]))
                names = split_names(trim(parts["names"]))
                unread = None if len(names) == len(series) else "分别所指的各项与分数的个数不同"
                return replace(base, names=names, series=series, points="full", unread=unread)
            case "weight":
                return replace(base, subject=parts["name"], formula=(parts["value"],))
            case "rounding" | "go_on" | "round_up" | "no_cap" | "below_zero":
                if effect.name == "no_cap":
                    base = replace(base, grade="no_cap")
                return self._with_lead(base, found, effect)
            case "least":
                return self._with_lead(replace(base, grade="least"), found, effect)
            case "in_turn":
                return replace(base, names=("each_time",))
            case "worth_each":
                subject = trim(NAMED.split(found.text)[-1])
                names = split_names(subject)
                unread = "“各”所指的各项没有列明" if subject and len(names) < 2 else None
                return replace(base, names=names or ("各",), subject=subject, unread=unread)
            case "scaled":
                kind = "gain" if "gain" in parts else "loss"
                scaled = replace(base, share=2 if "twice" in parts else 0.5, grade=kind)
                read = self._build_condition(scaled, effect, found)
                if AGAIN.search(read.subject) and read.unread and "“第" in read.unread:
                    read = replace(read, unread=None)
                plain = read.subject and not read.bands and not read.rest and read.step is None
                return read if plain or read.unread else replace(read, unread=f"“{trim(found.text)}”未能读懂")
            case "cap_share":
                return replace(base, grade="share")
            case "cap_full":
                return self._with_lead(replace(base, points="full"), found, effect)
            case "deduct_cap" if (
                base.points is None and trim(found.text) and "止" not in self.text[effect.start : effect.end]
            ):
                zero = replace(base, act=Act.ZERO, points=0)  # 情节严重的扣完该项分值
                return self._build_condition(zero, replace(effect, name="zero"), found)
            case "deduct_cap":
                return self._with_lead(replace(base, points=base.points or "full"), found, effect)
            case "base":
                return self._build_base(base, parts, found)
            case "base_points" if self._bands(found.text):
                return self._build_condition(replace(base, act=Act.AWARD), effect, found)
            case "base_points" if EARNED.search(found.text):
                earned = replace(found, text=found.text[:-1])
                return self._build_condition(replace(base, act=Act.AWARD), replace(effect, name="award"), earned)
            case "base_points":
                return self._with_lead(base, found, effect)
            case "best":
                return self._build_best(base, found)
            case "cap_both":
                return self._build_cap(replace(base, grade="both"), found, effect)
            case "cap":
                return self._build_cap(base, found, effect)
        return self._take_over(self._build_condition(base, effect, found))

    def _take_over(self, statement: Statement) -> Statement:
        """发生亡人事故的本项0分并在总分中另扣5分: what goes beyond the row has the condition of the sentence before."""
        last = self.statements[-1] if self.statements else None
        bare = not (statement.subject or statement.bands or statement.step)
        if statement.act not in BEYOND or not bare or last is None or last.act in BEYOND or last.step is not None:
            return statement
        if last.sentence != statement.sentence or not ALSO.match(statement.text):
            return statement
        return replace(statement, subject=last.subject, bands=last.bands)

    def _rename(self, letter: str, meaning: str) -> None:
        for place, known in enumerate(self.statements):
            bands = tuple(replace(band, subject=meaning) if band.subject == letter else band for band in known.bands)
            subject = meaning if known.subject == letter else known.subject
            formula = tuple(meaning if token == letter else token for token in known.formula)
            self.statements[place] = replace(known, bands=bands, subject=subject, formula=formula)

    def _with_lead(self, base: Statement, found: LeadWords, effect: Effect) -> Statement:
        """A limit or a note; the words before it may not bound anything."""
        words = trim(found.text)
        if words.startswith("每") and base.act is Act.DEDUCT_CAP:
            return replace(base, unread=f"“{words}”各自的上限未能读懂")
        if words and (TRIGGER.search(self._plain(words)) or find_residue(words, ())):
            return replace(base, unread=f"“{words}”未能读懂")
        if words and effect.name in {"cap_full", "deduct_cap"} and len(words) > 8:
            self._read_requirements(found.start, effect.start)
        return replace(base, subject=words)

    def _build_base(self, base: Statement, parts: dict[str, str], found: LeadWords) -> Statement:
        value, unit = (
            parts.get("base") or parts.get("base2") or parts.get("base3") or "0",
            parts.get("unit") or parts.get("unit2") or parts.get("unit3") or "",
        )
        if "against" in parts:
            level = Band(subject=trim(found.text), against=parts["against"], low=Edge(0, firm=True))
            return replace(base, bands=(level,), points=None)
        band = Band(subject=trim(found.text) or parts.get("of", ""), unit=unit, low=Edge(read_number(value), firm=True))
        return replace(base, bands=(band,), points=None)

    def _build_best(self, base: Statement, found: LeadWords) -> Statement:
        words = trim(found.text)
        return replace(base, subject=words, unread=f"“{words}”未能读懂" if find_residue(words, ()) else None)

    def _build_cap(self, base: Statement, found: LeadWords, effect: Effect) -> Statement | None:
        words = trim(found.text)
        step = find_step(found.text, self.words, ones=False)
        if step is not None and trim(found.text[step.end :]) == "":
            return replace(base, step=step.step, subject=trim(found.text[: step.start]))
        if words and not SUM_OF.match(words) and (find_residue(words, ()) or self._bands(words)):
            return replace(base, unread=f"“{words}”未能读懂")
        self._read_requirements(found.start, effect.start)
        return replace(base, subject=words)

    def _build_condition(self, base: Statement, effect: Effect, found: LeadWords) -> Statement:  # noqa: C901, PLR0912, PLR0915
        words = found.text
        if base.act in {Act.PROPORTIONAL, Act.ZERO, Act.INTERPOLATE, Act.RANK, Act.FORMULA}:
            words, base = self._lead_requirements(words, base, found, effect)
        words = ON_TOP.sub("超额", FROM_THERE.sub("", words))
        if effect.name == "formula":
            named = parse_formula(effect.parts["formula"]) or ()
            words = DEFINITION.sub(lambda match: "" if match["name"] in named else match.group(), words)
        words = DEFINED.sub(r"\g<rate>", LOOKED_AT.sub("", words))
        words = NAMED_BAND.sub("", words)
        ordinal = find_ordinal(words) if effect.name in IN_TURN else None
        if ordinal is not None:
            return self._build_ordinal(base, effect, ordinal)
        gains = effect.name in GAIN
        if effect.name == "judged" and "each" in effect.parts:
            words = BY_SIGHT.sub("", words)
        if effect.name == "series":
            words = GRADED.sub(r"为\g<names>", words)
        if effect.name == "deduct":
            words = words[self._find_lacking(words) :]
        if gains:  # 每月巡查1次，巡查率达到95%以上得3分
            words = words[own_clause(words, self._bands(words)) :]
        period = None
        for match in PERIOD.finditer(words):
            period = None if match["period"].startswith("年") else match["period"]  # a paper assesses a year
            if words[match.start()] == "每" and NOT_EACH.search(words, 0, match.start()):
                period = None  # 未能每半年召开会议的: not held in each, said once
            if words[match.start()] == "按":
                self.monthly = period
        held = HELD.match(self.text[effect.start : effect.end])
        if effect.name == "zero" and held and held[1] in "季度月半年":
            period = held[1]
        inside = INSIDE.match(words)
        if effect.name == "zero" and inside:
            period = inside["period"]
            words = words[inside.end() :]
        loss = effect.name in {"deduct", "share_of", "total_loss", "share_loss", "judged", "ratios"}
        step = find_step(words, self.words, ones=(gains or loss) and effect.name != "judged")
        masked = words
        if step is not None:
            masked = words[: step.start] + "\0" * (step.end - step.start) + words[step.end :]
        bands = self._bands(masked)
        bands = with_growth(words, bands)
        if effect.parts.get("each") and step is None:
            step = FoundStep(len(words), len(words), Step(n=1, unit=effect.parts["each"]), "")
        step = same_money(step, bands)
        base = decide_act(self.text, base, effect, step, self.defined)
        met = MET.search(words) if gains else None
        if met is not None and self._several_before():
            count = read_number(met["n"])
            edge = Edge(count, firm=True)
            return replace(
                base, act=ACTS[effect.name], step=None, subject=trim(words), names=("met",),
                bands=(Band(subject="满足的项数", unit="项", low=edge, high=edge),),
            )  # fmt: skip
        if bands and step is not None and not (loss or gains):
            step = None
        if gains and step is not None and "每" not in words[step.start : step.end] and not step.step.once:
            whole = self._bands(words)
            if any(not one.band.bare for one in whole):  # 一档：引进项目5个及以上，得10分
                step, masked, bands = None, words, whole
                base = replace(base, act=ACTS[effect.name], step=None)
        listed = (
            step is not None
            and any(b.band.bare and b.band.unit == step.step.unit for b in bands)
            and "每" not in words[step.start : step.end]
        )
        if listed and len(bands) > 1:  # 省级用稿1篇，市级用稿2篇，得5分: three bounds, no step
            step, masked = None, words
            bands = self._bands(words)
            base = replace(base, act=ACTS[effect.name], step=None)
        beside = find_beside(words, bands) if step is None and effect.name in BESIDE else ()
        for begin, stop in beside:  # 前5名且无安全事故
            masked = masked[:begin] + "\0" * (stop - begin) + masked[stop:]
        base = self._name(base, words, masked, step, bands, effect)
        if beside and base.bands and not any(band.against for band in base.bands):
            base = replace(base, also=tuple(JOIN.sub("", trim(words[begin:stop])) for begin, stop in beside))
        else:
            beside = ()
        if step is None:
            base = replace(base, bands=tuple(without_none(band) for band in base.bands))
        pieces = tuple(SubjectPiece(one.start, one.end) for one in bands) + (
            (SubjectPiece(step.start, step.end),) if step else ()
        )
        if step is not None and base.step is None:
            pieces = tuple(SubjectPiece(one.start, one.end) for one in bands)
        pieces += tuple(SubjectPiece(begin, stop) for begin, stop in beside)
        residue = (
            find_residue(words, pieces) or self._earlier_points(words) or find_consequence(words, self.words.plain)
        )
        if residue and not base.rest and base.unread is None and not base.period:
            left = PERIOD.sub("", words)
            residue = residue if left == words or find_residue(left, ()) else None
        if base.step is None and (each := EACH_BODY.search(words)):
            residue = each.group()  # 每个村2分: points for each, and nobody is counted
        if base.act is Act.JUDGED and base.step is not None and not base.subject:
            residue = effect.parts["each"]  # 视火灾面积扣5—15分/次: nothing says of what
        if residue and not base.rest and base.unread is None:
            base = replace(base, unread=f"条件中的“{residue}”未能读懂")
        yearly = YEAR_LONG.match(words)  # 按季度通报，年度内被通报3次的
        return replace(base, period=base.period or period or (None if yearly else self.monthly))

    def _build_ordinal(self, base: Statement, effect: Effect, ordinal: FoundOrdinal) -> Statement:
        """第一起扣1分，第二起起每起扣2分: points of one event after the other."""
        band = Band(
            subject=ordinal.subject, unit=ordinal.unit,
            low=Edge(ordinal.first, firm=True), high=None if ordinal.onward else Edge(ordinal.last, firm=True),
        )  # fmt: skip
        base = replace(
            decide_act(self.text, base, effect, None, self.defined),
            bands=(band,),
            subject=ordinal.subject,
            names=("nth",),
        )
        several = ordinal.last > ordinal.first
        if several and len(base.series) != ordinal.last - ordinal.first + 1:
            return replace(base, unread="分别所指的各项与分数的个数不同")
        return base

    def _lead_requirements(
        self, words: str, base: Statement, found: LeadWords, effect: Effect
    ) -> tuple[str, Statement]:
        """每个部门出台制度文件不少于3件，本项按…比例计分: a requirement in a clause of its own, then what it gives."""
        cut = max((match.end() for match in COMMA.finditer(words)), default=0)
        if not cut:
            return words, base
        last = self._read_requirements(found.start, found.start + cut)
        if last == found.start:
            return words, base
        start = last + len(self.text[last : effect.start]) - len(self.text[last : effect.start].lstrip(",、;。:)| "))
        return self.text[last : effect.start], replace(base, start=start, text=self.text[start : effect.end])

    def _earlier_points(self, words: str) -> str | None:
        """减少1%—3%的得一半分，其他不得分: a clause that gives points in words that were not read."""
        earlier = words.rpartition(",")[0]
        match = GIVEN.search(self._plain(earlier))
        return match.group() if match else None

    def _find_lacking(self, words: str) -> int:
        """Return where 少一期 begins behind what is asked of several numbers (不少于4期，每期不少于50人，少一期扣1分)."""
        match = LACKING.search(words)
        if match is None:
            return 0
        asked = words[: match.start()]
        several = len(ASKED_OFTEN.findall(asked)) > 1 or len(self._bands(asked)) > 1 or OF_ALL.search(asked)
        return match.start() + 1 if several else 0

    def _several_before(self) -> bool:
        return bool(self.statements) and (len(self.statements[-1].bands) > 1 or len(self.statements[-1].names) > 1)

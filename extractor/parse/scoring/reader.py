"""In: the folded words of a scoring cell. Out: `Statement`s: the one reading of a scoring sentence.

A statement ends with its effect (得5分, 不得分); what stands between the last effect and this one says when it holds.
What cannot be read is a statement with `unread`. Not handled: points that stand in another cell (见附表).
"""

from __future__ import annotations

import re
from dataclasses import replace

from extractor.language.needs import compile_late
from extractor.model.facts.scoring import Act, Statement
from extractor.parse.scoring.cell import MARKER, SENTENCE, LeadWords
from extractor.parse.scoring.conditions import ConditionReader
from extractor.parse.scoring.mend import mend
from extractor.parse.scoring.pieces.effects import Effect, find_effects
from extractor.parse.scoring.pieces.subjects import trim
from extractor.parse.scoring.scoring_words import ScoringWords

ASSESSED = compile_late(
    r"由[^,;。]{2,24}(?:负责)?(?:考评|考核|评价|打分|评分|评审|评定|评议|测评|核分|计分|审核|核查)$"
)
OTHERWISE = compile_late(r"[,;]否则[^,;。]{0,8}$")
"""达80%以上，否则不得分（10分）: what stands before earns the points"""
LEAD = re.compile(
    r"(?:^|[,;。])(?:以|按|根据)(?P<of>[^,;。\d]{2,20}?)(?:情况)?(?:进行)?(?:计分|评分|打分|赋分|分档计分|分段计分)(?=[,:;。])"
)
"""以办结率计分，90%得5分."""
SHARE = compile_late(r"(?:完成率|完成比例|完成进度|达标率|覆盖率|办结率|合格率)$")


class CriteriaReader(ConditionReader):
    """Reads one cell."""

    def read(self) -> tuple[Statement, ...]:
        """Return the statements of the cell in order."""
        at = 0
        for effect in find_effects(self.text):
            at = self._read_effect(effect, at)
        self._read_plain(at, len(self.text))
        self._share_lead()
        return tuple(self.statements)

    def _share_lead(self) -> None:
        """按任务完成率计分，完成率低于60%不得分: with nothing else that is earned, the rate is the share of the points."""
        match = LEAD.search(self.text)
        said = [one for one in self.statements if one.act is not Act.CONSTRAINT]
        zeros = bool(said) and all(one.act is Act.ZERO and one.bands and not one.unread for one in said)
        if match is None or not zeros or not SHARE.search(match["of"]):
            return
        start = match.start("of")
        text = self.text[start : match.end()]
        whole = Statement(act=Act.PROPORTIONAL, text=text, subject=match["of"], start=start, end=match.end())
        named = [
            replace(one, bands=tuple(replace(b, subject=match["of"]) if match["of"].endswith(b.subject) else b for b in one.bands))
            for one in self.statements
        ]  # fmt: skip
        self.statements = [whole, *named]

    def _read_effect(self, effect: Effect, at: int) -> int:
        found = self._cut(at, effect)
        if found.lead:
            self._read_plain(found.lead_start, found.lead_start + len(found.lead))
        statement = self._build(effect, found)
        if statement is not None and not (
            effect.name == "bare" and trim(found.text) in {"", "本项", "该项", "此项", "分值"} and not statement.step
        ):
            self.statements.append(self._lead_subject(statement, found))
        if effect.name == "worth" and self.statements:
            self._widen_worth(effect)
        return effect.end

    def _widen_worth(self, effect: Effect) -> None:
        """设立援助站不少于6个。(20分): points in brackets are of all that stands before them since the last ones."""
        worth = self.statements.pop()
        begin = max((one.end for one in self.statements if one.act is Act.WORTH), default=0)
        begin = max([begin, *(mark.end() for mark in MARKER.finditer(self.text, begin, effect.start))])
        lead = self.text[begin : effect.start]
        begin += len(lead) - len(lead.lstrip(",、;。:)| \n"))
        closing = self.text.find(")", effect.end)
        inside = self.text[effect.end - 1] != ")" and closing > 0
        end = closing + 1 if inside and "(" not in self.text[effect.end : closing] else effect.end
        if ASSESSED.search(lead):  # 渔业安全由县农业农村局负责考评(20分): how much is for a person
            judged = replace(worth, act=Act.JUDGED, points=0, most=worth.points, grade="gain", subject="")  # type: ignore[arg-type]
            self.statements.append(judged)
            return
        own = [one for one in self.statements if one.start >= begin]
        bands = self._bands(SENTENCE.split(lead)[0])
        unread = [one for one in own if one.unread and not (one.act is Act.CONSTRAINT and bands)]
        last = own[-1] if own else None
        if last and last.act is Act.ZERO and last.bands and OTHERWISE.search(last.text) and not unread:
            self.statements.pop()
            whole = replace(
                worth, start=begin, end=end, text=self.text[begin:end], bands=last.bands, subject=last.subject
            )
            self.statements.extend([whole, replace(last, bands=(), subject="", rest=True)])
            return
        if unread or any(one.act not in {Act.CONSTRAINT, Act.PROPORTIONAL} for one in own) or trim(worth.subject):
            bare = not unread and not trim(worth.subject) and trim(self.text[begin : effect.start])
            start = begin if bare else worth.start  # 出现1例未处理扣2分（5分）: never the bracket alone
            self.statements.append(replace(worth, start=start, end=end, text=self.text[start:end]))
            return
        del self.statements[len(self.statements) - len(own) :]
        shared = [
            replace(one, end=end, text=self.text[one.start : end], points=worth.points)
            for one in own
            if one.act is Act.PROPORTIONAL
        ]
        named = tuple(self._name_band(one, lead) for one in bands[:1])
        whole = replace(
            worth,
            start=begin,
            end=end,
            text=self.text[begin:end],
            bands=named,
            subject=named[0].subject if named else trim(lead),
        )
        if shared and not named:
            whole = replace(worth, end=end)
        self.statements.extend([whole, *shared] if named else [*shared, whole])

    def _lead_subject(self, statement: Statement, found: LeadWords) -> Statement:
        """以办结率计分，90%得5分: the lead names what is measured."""
        match = LEAD.search(found.lead + found.text)
        if match is None or not statement.bands or statement.bands[0].subject not in {"", trim(match.group())}:
            return statement
        bands = (replace(statement.bands[0], subject=match["of"]), *statement.bands[1:])
        unread = statement.unread if statement.unread and "计分" not in statement.unread else None
        return replace(statement, bands=bands, subject=match["of"], unread=unread)

    def _cut(self, at: int, effect: Effect) -> LeadWords:
        """Part the words before an effect into what belongs to it and plain sentences before that."""
        start = at
        for marker in MARKER.finditer(self.text, at, effect.start):
            if marker.start() >= at:
                self.part += 1
                self.monthly = None
                start = marker.end()
        if start > at:
            lead_start = at
            self._read_plain(lead_start, start)
        stretch = self.text[start : effect.start]
        cut = 0
        for mark in SENTENCE.finditer(stretch):
            after, before = stretch[mark.end() :], stretch[cut : mark.start()]
            if (
                mark.group() == ";"
                and trim(before)
                and not self._is_requirement(before)
                and cut == 0
                and start > at
                and trim(after)
            ):
                continue
            if trim(after) or not trim(before):
                cut = mark.end()
            if trim(before):
                self.monthly = None
        words = stretch[cut:]
        return LeadWords(words, start + cut, stretch[:cut], start)


def read_criteria(text: str, words: ScoringWords) -> tuple[Statement, ...]:
    """Return the statements of a cell's folded words, repairs that need the whole cell made."""
    return mend(CriteriaReader(text, words).read())

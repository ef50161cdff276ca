"""In: the scoring sentences of a row. Out: one rule for each scoring statement, by the kinds of SPEC.md.

A statement ends with its predicate (得5分, 不得分, 按比例计分); what stands between the last predicate and this
one is its condition. Not handled: statements whose points stand in another cell (见附表).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractor.model.place import Passage
from extractor.model.plan import Condition, Number, Per, Rule, RuleKind
from extractor.parse.conditions import find_bound, find_condition, find_per
from extractor.parse.context import Context
from extractor.text.numerals import NUMBER, parse_number

POINTS = rf"(?P<points>{NUMBER})"
# Predicates in the order in which they are tried at one spot; examples from 成武, 平阴, 郏县, 石城.
PREDICATES: tuple[tuple[str, re.Pattern[str]], ...] = (
    # 得分=7*增速
    ("formula", re.compile(r"(?:得分|分值|计分)=[^,。;]+")),
    # 最多扣2分; 最高扣7.5分; 扣完为止
    ("deduct_cap", re.compile(rf"(?:最多|最高|至多|累计最多|共计最多|累计)(?:可|只)?扣(?:减)?(?:至)?(?:不超过)?{POINTS}分?|扣分(?:最高|最多)?不超过{POINTS.replace('points', 'p2')}分|扣完(?:本项分值?|该项分值?|分值)?为止|扣至(?:0|零)分?(?:为止)?")),
    # 介于两者之间的按比例计分; 其他的按比例计分
    ("interpolate", re.compile(r"(?:介于|处于|居于|在)[^,。;]{0,12}?(?:之间|中间|区间)[^,。;]{0,6}?(?:按|,按)[^,。;]{0,8}?(?:计分|得分|赋分|折算|给分|打分)|(?:其他|其余|其它)[^,。;]{0,6}按[^,。;]{0,8}?比例[^,。;]{0,4}?(?:计分|得分|赋分|折算|给分|打分)|采用?(?:线性)?(?:内)?插值法[^,。;]{0,6}(?:计分|得分)?")),
    # 在全市的位次计分; 按所在地市排名计分
    ("rank", re.compile(r"(?:位次|排名|名次|排序)[^,。;]{0,8}?(?:计分|得分|赋分|打分|计算得分|折算)")),
    # 本项按出台文件数量的比例计分; 占辖区内法人企业比例打分
    ("proportional", re.compile(r"(?:按|依|根据)[^,。;]*?比例(?:\([^()]*\))?(?:进行)?(?:计分|得分|赋分|打分|折算|给分|扣分|计算|加分)")),
    # 不得分; 得0分; 不计分; 本项为0分
    ("zero", re.compile(r"(?:不得分|不计分|不予计分|不给分|不予得分|(?:得|计|记|为)(?:0|零)分|零分)")),
    # 得满分
    ("full", re.compile(r"(?:得|计|记)满分|满分(?=[;,。]|$)(?<!\d)")),
    # 最高4分; 共3分; 满分5分; 最多得7分; 上限为5分
    ("cap", re.compile(rf"(?:最高(?:不超过)?|最多(?:不超过)?|至多|不超过|共计?|合计|满分(?:为)?|上限(?:为)?|封顶(?:为)?|累计不超过)(?:可)?(?:得|加|计|记|奖励?)?{POINTS}分(?:封顶)?|{POINTS.replace('points', 'p2')}分封顶")),
    # 扣0.5分; 每一条扣0.5,最多…
    ("deduct", re.compile(rf"(?:扣减?|减|扣除|倒扣)(?:除)?{POINTS}(?:分|(?=[,。;]|$))(?:/(?P<per>[次条项个家例篇]))?")),
    # 得5分; 加1分; 分别奖20、10分; 每覆盖一个领域0.5分
    ("award", re.compile(rf"(?:得|计|记|加|奖励?|赋|给|可得|可加){POINTS}分(?:/(?P<per>[次条项个家例篇]))?|(?<![\d.扣减高多共满])(?P<bare>\d+(?:\.\d+)?)分(?=[,。;)]|$)")),
)  # fmt: skip
STOP = re.compile(r"[。;\n]")
# 以市信用办监测月报为准 says where the number comes from, not what it must be
LIST_NUMBER = re.compile(r"^\d{1,2}[.、](?!\d)|^\(\d{1,2}\)|^[①-⑳]")
# 分别奖20、10分; 分别扣20、10分 (石城)
SHARED = re.compile(rf"分别(?P<verb>奖励?|加|得|扣)(?P<list>{NUMBER}分?(?:、{NUMBER}分?)+)")


@dataclass(frozen=True, slots=True)
class _Statement:
    """A predicate with the words that belong to it: `start` to `end`, the predicate from `at` on."""

    kind: str
    start: int
    at: int
    end: int
    points: Number | None
    step: str | None = None


def find_rules(context: Context, passage: Passage) -> tuple[Rule, ...]:
    """Return the scoring statements of a cell, in order."""
    rules: list[Rule] = []
    text = passage.text
    monthly = False
    start = 0
    for statement in _statements(text):
        sentence = _sentence_start(text, statement.at)
        if start < sentence:
            monthly = False
            rules.extend(_constraints(context, passage, start, sentence))
            start = max(start, sentence)
        monthly = monthly or bool(re.search(r"按月(?:统计|核算|计算|考核|计分)", text[start : statement.at]))
        left = _skip_number(text, start)
        lead = _lead_constraints(context, passage, left, statement)
        rules.extend(rule for rule, _ in lead)
        if lead and lead[-1][1] < statement.at:
            left = lead[-1][1]
        rules.append(_build_rule(context, passage, statement, left, monthly=monthly))
        start = _skip_marks(text, statement.end)
    rules.extend(_constraints(context, passage, start, len(text)))
    return tuple(rules)


def _statements(text: str) -> list[_Statement]:
    """Return the predicates in order; at one spot the first pattern of PREDICATES that matches wins."""
    found: list[_Statement] = []
    for shared in SHARED.finditer(text):
        kind = "deduct" if shared["verb"] == "扣" else "award"
        for number in re.finditer(NUMBER, shared["list"]):
            at = shared.start("list") + number.start()
            end = shared.start("list") + number.end()
            found.append(_Statement(kind, 0, at, end, parse_number(number.group())))
    for kind, pattern in PREDICATES:
        for match in pattern.finditer(text):
            if any(match.start() < other.end and other.at < match.end() for other in found):
                continue
            groups = match.groupdict()
            printed = groups.get("points") or groups.get("p2") or groups.get("bare")
            if groups.get("bare") and not _is_bare_award(text, match):
                continue
            points = parse_number(printed) if printed else None
            found.append(_Statement(kind, 0, match.start(), match.end(), points, groups.get("per")))
    return sorted(found, key=lambda statement: statement.at)


def _is_bare_award(text: str, match: re.Match[str]) -> bool:
    """0.5分 without a verb awards behind 每… or in brackets (组织领导到位(8分)); elsewhere it is a mention."""
    before = text[: match.start()]
    if before.endswith("("):
        return text[match.end() : match.end() + 1] == ")" and not re.search(r"满分\(?$", before)
    clause = re.split(r"[,。;]", before)[-1]
    return bool(re.search(r"每|缺", clause)) and not re.search(r"[扣得加计]", clause)


def _sentence_start(text: str, at: int) -> int:
    found = [match.end() for match in STOP.finditer(text, 0, at)]
    return found[-1] if found else 0


def _skip_number(text: str, start: int) -> int:
    match = LIST_NUMBER.match(text[start:])
    return start + match.end() if match else start


def _skip_marks(text: str, start: int) -> int:
    match = re.compile(r"[,、;。\s]+(?:但|且|并)?").match(text, start)
    return match.end() if match else start


def _build_rule(context: Context, passage: Passage, statement: _Statement, left: int, *, monthly: bool) -> Rule:
    text = passage.text
    words = text[left : statement.end]
    condition_words = text[left : statement.at]
    per = find_per(words, statement.step, deduct=statement.kind == "deduct")
    if per is None and monthly and statement.kind in ("award", "deduct"):
        per = Per(1, "月")
    condition = None
    if statement.kind in ("award", "deduct", "zero", "full"):
        condition = find_condition(condition_words, per)
    kind, points = _decide(statement, per)
    if kind in (RuleKind.CAP,) and not re.search(r"每(?:个)?(?:单项|一?项|类|方面)", words):
        per = None
    if kind not in (RuleKind.AWARD_PER, RuleKind.DEDUCT_PER, RuleKind.CAP):
        per = None
    return Rule(
        kind=kind,
        points=points,
        per=per,
        condition=condition,
        text=context.quote(passage, min(left, statement.at), statement.end),
        place=context.place(passage, min(left, statement.at), statement.end),
    )


def _decide(statement: _Statement, per: Per | None) -> tuple[RuleKind, Number | str | None]:  # type: ignore[return]
    match statement.kind:
        case "award":
            return (RuleKind.AWARD_PER if per else RuleKind.AWARD), statement.points
        case "deduct":
            return (RuleKind.DEDUCT_PER if per else RuleKind.DEDUCT), statement.points
        case "full":
            return RuleKind.AWARD, "full"
        case "zero":
            return RuleKind.ZERO, 0
        case "cap":
            return RuleKind.CAP, statement.points
        case "deduct_cap":
            return RuleKind.DEDUCT_CAP, statement.points if statement.points is not None else "full"
        case _:
            return RuleKind(statement.kind), None


def _lead_constraints(context: Context, passage: Passage, left: int, statement: _Statement) -> list[tuple[Rule, int]]:
    """Return bounds that stand in clauses of their own before a predicate that does not score by them.

    每个部门(单位)出台制度文件不少于3件,本项按…比例计分: a bound, then a share. But 每类分别不少于20万条,每归集一类
    信息得0.5分: the bound is what each award asks for.
    """
    if statement.kind in ("award", "deduct", "deduct_cap", "cap"):
        return []
    text = passage.text
    clause = max((match.end() for match in re.finditer(r",", text[left : statement.at])), default=None)
    if clause is None:
        return []
    return _bounds_in(context, passage, left, left + clause)


def _constraints(context: Context, passage: Passage, start: int, end: int) -> Iterator[Rule]:
    """Yield the bounds of a stretch that holds no predicate."""
    if end > start:
        yield from (rule for rule, _ in _bounds_in(context, passage, start, end))


def _bounds_in(context: Context, passage: Passage, start: int, end: int) -> list[tuple[Rule, int]]:
    found = []
    for match in re.compile(r"[^,。;()]+").finditer(passage.text, start, end):
        bound = find_bound(match.group())
        if bound is None:
            continue
        condition: Condition | None = bound if isinstance(bound, Condition) else None
        left = match.start() + len(match.group()) - len(match.group().lstrip())
        rule = Rule(
            kind=RuleKind.CONSTRAINT,
            points=None,
            condition=condition,
            text=context.quote(passage, left, match.end()),
            place=context.place(passage, left, match.end()),
        )
        found.append((rule, match.end()))
    return found

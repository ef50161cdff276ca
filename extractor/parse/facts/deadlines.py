"""In: the words of a task, or of its 完成时限 label. Out: the time limits printed there.

Wordings are rows of `mappings/phrases/deadlines.yaml`; their readers are in `limits`; in running words only
duties set limits (`clauses`). A quota over a period (每年至少开展2次) is a target, not a time limit. Not handled:
长期坚持, 适时, 定期, which name no time; behind a label they become a problem, elsewhere they are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec

from extractor.language.cover import Cover
from extractor.language.grammar.clause_work import ClauseWork, WorkingClause, find_clauses, find_work
from extractor.language.grammar.clauses import find_readable
from extractor.language.needs import compile_late
from extractor.language.scanner import load_scanner
from extractor.model.facts.plan import Deadline, DeadlineKind
from extractor.model.mappings import PhraseRow
from extractor.model.paper.place import Passage
from extractor.model.timing.timing import AtOnce, Day, Recurrence, Timing
from extractor.parse.context import Context
from extractor.parse.facts.limits.date_readers import read_dates
from extractor.parse.facts.limits.event_readers import COUNTED_BY, SUMMED_BY
from extractor.parse.facts.limits.readers import READERS
from extractor.parse.facts.limits.reading import LimitReading, read_number
from extractor.parse.facts.limits.recurrence_readers import STEPS, make_yearly
from extractor.parse.facts.periods import has_quota, is_cycle

Where = Literal["label", "lasting_label", "body", "preamble", "safeguard", "closing"]
"""Where words stand; a `lasting_label` asks when something is done (活动时间：5月), not by when."""
# 请在活动结束后48小时 (长清): the request is no part of the limit
POLITE = re.compile(r"(?:请|应当?|须|要)+(?=[在于自])")
# 完成整改并于整改完成后10日内报告: what is joined by 并于 is another duty
JOINED = re.compile(r"[^,。;]*(?:并(?=[于在])|(?<=[\u4e00-\u9fff])(?=[在于](?![建校职岗编是])[^在于,。;]{2,}?后))")
YEARLY = re.compile(r"每(?:一?个)?(?:自然)?年(?!级|龄|轻|初)(?:(?!20\d{2}年)[^。;])*$")
MEASURED_THEN = re.compile(r"^[^,。;\d]{0,10}(?:率|比例|人数|数量)[^,。;\d]{0,4}(?:不低于|不少于|达到?|超过|不超过|\d)")
LAST_YEARS = compile_late(r"[^。;]{0,40}上一?年度")
"""次年6月30日前完成上年度归档; 每年12月开展评估，次年1月底前通报结果 comes round too"""
TAIL = re.compile(r"[^,。;、)]{0,60}")
LABELS = ("label", "lasting_label")
RECURRING = ("every", "cycle", "each_steps", "each_season")
QUOTABLE = ("every", "cycle", "each_steps")
DATED = ("within", "date", "dates", "year", "span", "years")
OWN_GOAL = ("到{}年，", "到{}年,", "{}年底")
AT_LEAST = compile_late(r"[^,。;\d]{0,6}(?:至少|不少于|不低于)")
"""每两个月至少举办1次 is a quota"""
MONEY = re.compile(r"[\d一二三四五六七八九十百千万亿]\s*[万亿]?元|经费|资金补助")
INNER_CONDITION = re.compile(
    r"^[^,。;、]{0,16}的(?:[^,。;]{0,8}(?:企业|项目|单位|个人|人员|毕业生|主体|机构|地方|乡镇|申请人|事项|案件|业务|房屋|车辆|场所|农户|家庭))"
)
HANDED_ON = re.compile(
    r"(?:书面)?(?:转送|移送|报送|送达|送交|告知|通知|答复|反馈|移交|转交|提交|通报|公示|约谈|督促|责令|组织|完成)"
)
"""15日内转送有权处理的单位"""
BENEFIT_LASTS = re.compile(
    r"^(?:(?!是否)[^,。;]){0,6}(?:免|减|享受|实行|给予|补|优先|不再|不得|不予|暂缓|保留|连续|累计(?!建|新|完成|培|改|投|引|实|开|创|打造|治理|整治|造林|发放|救助))"
)
DONE_WITHIN = re.compile(
    r"(?:予以|一次性|全部|及时)?(?:办结|办理完毕|审结|审核完毕|完成审[核批查]|答复|反馈|到账|拨付|兑付|兑现|发放到位|支付到位)"
)
"""零星报销20个工作日内办结"""
SENTENCE_STOP = compile_late(r"[。;]")
"""每年制定细则；每年3月底前印发"""


class _Limit(msgspec.Struct, frozen=True):
    """A time limit in the making: its interval in the passage and what it says."""

    start: int
    end: int
    timing: Timing


def find_deadlines(
    context: Context, passage: Passage, where: Where, start: int = 0, end: int | None = None
) -> tuple[Deadline, ...]:
    """Return the time limits in `passage.text[start:end]`, in order, none overlapping."""
    stop = len(passage) if end is None else end
    return tuple(_build(context, passage, where, limit) for limit in _find(context, passage.text, start, stop, where))


def label_manner(context: Context, label: str) -> Where:
    """Return how a label or head asks: when something is done (时间安排), or by when (完成时限)."""
    lasting = label.endswith(context.mappings.roles.lasting_labels) and "完成" not in label
    return "lasting_label" if lasting else "label"


def _build(context: Context, passage: Passage, where: Where, limit: _Limit) -> Deadline:
    fields = limit.timing.fields()
    return Deadline(
        text=context.quote(passage, limit.start, limit.end),
        where="label" if where == "lasting_label" else where,
        place=context.place(passage, limit.start, limit.end),
        **{**fields, "kind": DeadlineKind(str(fields["kind"]))},  # type: ignore[arg-type]
    )


def _find(context: Context, text: str, start: int, stop: int, where: Where) -> Iterator[_Limit]:
    for left, right in find_readable(text, start, stop):
        yield from _scan(context, text, left, right, where)


def _scan(context: Context, text: str, start: int, stop: int, where: Where) -> Iterator[_Limit]:
    """Yield readings from left to right; at each stretch the first row that makes sense of it wins."""
    clauses = find_clauses(context.mappings.clauses, text, start, stop, context.year) if where not in LABELS else ()
    found: list[_Limit] = []
    taken = Cover(start, stop)
    for row, match in load_scanner(context.mappings.deadlines, context.mappings).find(text, start, stop):
        left, right = _extent(row, match)
        if match.start() == match.end() or taken.meets(left, match.end()):
            continue
        clause = find_work(clauses, max(left, match.end() - 1)) or find_work(clauses, left)
        if clause is not None and not _is_asked(context, row, match, clause, clauses):
            continue
        reading = _reading(context, row, match, clause, where)
        yearly = clause is not None and _is_yearly(match, text[clause.sentence : match.start()])
        if row.reads == "dates":
            listed = read_dates(match, reading)
            found.extend(_join_yearly(left, match.end(), listed) if yearly else (_Limit(*one) for one in listed))
            if listed:
                taken.add(left, match.end())
            continue
        timing = READERS[row.reads](match, reading)
        if row.reads == "year" and isinstance(timing, Day):
            timing = _keep_own_goal(context, match, timing)
        if yearly and isinstance(timing, Day):
            timing = make_yearly([timing])
        if timing is not None:
            right = taken.next(match.end(), right)
            right = left + len(text[left:right].rstrip("并且及和,"))
            found.append(_Limit(left, right, timing))
            taken.add(left, right)
    ordered = sorted(found, key=lambda item: item.start)
    closer = [one for one in ordered if isinstance(one.timing, Recurrence) and (one.timing.months or one.timing.days)]
    yield from _merge_at_once(text, [one for one in ordered if not _is_told_closer(text, one, closer)])


def _keep_own_goal(context: Context, match: re.Match[str], day: Day) -> Day:
    """Return the last day of 2025年前: of a paper that sets its goal 到2025年 that year's, else the year's before."""
    year = match["year"]
    if not match["before"] or match["ypart"] or not year or not year.isdecimal():
        return day
    text = context.source.text
    return Day(f"{year}-12-31") if any(goal.format(year) in text for goal in OWN_GOAL) else day


def _is_yearly(match: re.Match[str], lead: str) -> bool:
    """每年两次,分别于6月、12月进行: days without a year that 每年 governs come round each year."""
    groups = match.groupdict()
    dated = any(groups.get(name) for name in ("year", "this", "coming"))
    if groups.get("coming") == "次年" and (LAST_YEARS.match(match.string, match.end()) or YEARLY.search(lead)):
        return True
    return not dated and YEARLY.search(lead) is not None


def _join_yearly(start: int, end: int, listed: Sequence[tuple[int, int, Timing]]) -> Iterator[_Limit]:
    joined = make_yearly([timing for _, _, timing in listed])
    if joined is not None:
        yield _Limit(start, end, joined)


def _is_told_closer(text: str, one: _Limit, found: Sequence[_Limit]) -> bool:
    """每年制定细则,于每年3月底前印发: a recurrence with a day (`found`) says what the bare one leaves open."""
    timing = one.timing
    if not isinstance(timing, Recurrence) or timing.months or timing.days or timing.weekdays:
        return False
    return any(
        isinstance(other.timing, Recurrence)
        and other.timing.unit == timing.unit
        and not SENTENCE_STOP.search(text[min(one.end, other.end) : max(one.start, other.start)])
        for other in found
    )


def _reading(
    context: Context, row: PhraseRow, match: re.Match[str], clause: WorkingClause | None, where: Where
) -> LimitReading:
    text = match.string
    before = text[clause.start : match.start()] if clause and clause.start <= match.start() else ""
    after = text[match.end() : clause.end if clause and clause.end >= match.end() else match.end()]
    if not after and clause:
        after = text[match.end() : match.end() + 12]
    labelled = where in LABELS
    return LimitReading(
        row, labelled, context.year, context.quantities, before, after, context.issued, where == "lasting_label"
    )


def _is_asked(
    context: Context, row: PhraseRow, match: re.Match[str], clause: WorkingClause, clauses: Sequence[WorkingClause]
) -> bool:
    """Tell whether a limit in running words is one of a duty."""
    if row.reads == "timely":
        return True
    if clause.work in (ClauseWork.DESCRIPTION, ClauseWork.CLOSING, ClauseWork.CONDITION):
        return False
    after = match.string[match.end() : clause.end]
    done = row.reads == "within" and (DONE_WITHIN.match(after) or HANDED_ON.match(after))
    lasting = row.reads in (*RECURRING, "within", "years", "each_month") and not done
    enclosed = row.reads in ("span", "date", "year") and _is_enclosed(match, clause)
    if clause.work is ClauseWork.BENEFIT and (lasting or enclosed):
        return False
    if row.reads in DATED and INNER_CONDITION.match(after) and not (HANDED_ON.match(after) or _is_counted_by(after)):
        return False
    if row.reads == "within":
        return not _is_benefit_time(match, after, clause, clauses)
    return row.reads not in QUOTABLE or not _is_rate(context, row, match, clause)


def _is_enclosed(match: re.Match[str], clause: WorkingClause) -> bool:
    """采暖季（11月至次年3月）用电按居民电价执行 says when the benefit holds."""
    text = match.string
    return text.rfind("(", clause.start, match.start()) > text.rfind(")", clause.start, match.start())


def _is_counted_by(after: str) -> bool:
    """5年内重点扶持100个有前景的项目 says how many by then; 三年内引进的20家企业 whom it means."""
    counted = COUNTED_BY.match(after)
    return counted is not None and "的" not in counted.group()


def _is_benefit_time(match: re.Match[str], after: str, clause: WorkingClause, clauses: Sequence[WorkingClause]) -> bool:
    """在三年内免收租金 says how long a benefit lasts, 3个月内就业率不低于60% when something is measured."""
    if MEASURED_THEN.match(after):
        return True
    if match.groupdict().get("since") or SUMMED_BY.match(after) or not BENEFIT_LASTS.match(after):
        return False
    meant = any(one.work is ClauseWork.CONDITION and one.sentence == clause.sentence for one in clauses)
    return meant or "年" in match.group() or "月" in match.group()


def _is_rate(context: Context, row: PhraseRow, match: re.Match[str], clause: WorkingClause) -> bool:
    """每年安排260万元 is a rate, 每年开展2次 a quota; neither is a recurrence."""
    if MONEY.search(match.string[clause.start : clause.end]):
        return True
    if row.reads == "each_steps":
        return AT_LEAST.match(match.string, match.end(), clause.end) is not None and _has_cycle(match)
    return has_quota(context.quantities, match.string, match.end(), clause.end, clause.sentence_end)


def _has_cycle(match: re.Match[str]) -> bool:
    """每5年至少修编1次: what comes round in no period that quotas know is told as a recurrence."""
    unit, step = STEPS[match["unit"]]
    number = read_number(match["n"])
    return number is not None and is_cycle(unit, step * number)


def _extent(row: PhraseRow, match: re.Match[str]) -> tuple[int, int]:
    """Return the interval that a reading quotes: the verb belongs to 实时推送, 第一时间处置."""
    if row.reads in ("at_once", "timely"):
        tail = TAIL.match(match.string, match.end())
        return match.start(), tail.end() if tail else match.end()
    if row.reads == "cycle":
        quoted = match.group().startswith('"')
        return match.start() + quoted, match.end() - match.group().endswith('"')
    joined = JOINED.match(match.string, match.start(), match.end())
    if joined and match.groupdict().get("after"):
        return joined.end(), match.end()
    polite = POLITE.match(match.string, match.start())
    return polite.end() if polite else match.start(), match.end()


def _merge_at_once(text: str, found: list[_Limit]) -> Iterator[_Limit]:
    """Two signs of haste in one clause (实时查看问题数据并及时修正) are one limit."""
    last: _Limit | None = None
    for item in found:
        at_once = isinstance(item.timing, AtOnce)
        if last and at_once and item.start <= last.end + 1 and not SENTENCE_STOP.search(text[last.end : item.start]):
            continue
        if at_once:
            last = item
        yield item

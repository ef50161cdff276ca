"""In: plans. Out: contrasts of whole documents: kind, what follows, rhythm, who leads, what binds, what is alone.

Each cell holds printed words with their place. Not handled: what the words of a consequence weigh in practice.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from extractor.compare.contrasts.policy import Weighing
from extractor.compare.differences.bodies import find_leaders
from extractor.compare.places import find_reach
from extractor.compare.standing import BLANKET
from extractor.model.compared.contrasts import Contrast, ContrastAspect, ContrastCell, Saying
from extractor.model.compared.series import State, StateKind
from extractor.model.facts.plan import DeadlineKind, Plan, Task
from extractor.model.mappings import Mappings
from extractor.model.paper.place import Place

CONSEQUENCES = re.compile(
    r"评先|评优|表扬|表彰|奖励|通报|约谈|问责|追责|追究|绩效|考核(?:依据|结果|评议|评估)|纳入[^。；\n]{0,24}(?:考核|评议|评估)"
    r"|年(?:度|底|终)[^。；\n]{0,6}考核|重点(?:督查|检查)|一票否决|取消[^。；\n]{0,8}资格|挂牌督办"
)
AFTER = re.compile(r"考核|督导|督查|奖惩|问责|结果|保障|评估|监督")
"""heads under which consequences stand"""
SENTENCE = re.compile(r"[^。；;\n]+")
PEOPLE = re.compile(r"本(?:单位|部门|县|区|局)|部门|单位|科室|乡镇|镇街|街道|各(?:级|镇|地)|责任人|个人|工作")
LEVELS = {
    "nation": "国家级", "province": "省级", "city": "市级", "county": "县级", "department": "部门", "township": "乡镇",
}  # fmt: skip
LABELS: Mapping[ContrastAspect, str] = {
    "kind": "文件种类与层级", "consequences": "考核结果与问责", "rhythm": "总体时限与节奏", "leaders": "谁牵头负责",
    "binding": "软性措辞", "alone": "独有事项",
}  # fmt: skip
MOST = 4
LONGEST = 70
States = Mapping[str, Mapping[str, State]]


def contrast_documents(
    plans: Sequence[Plan], mappings: Mappings, states: States, weighing: Weighing
) -> Iterator[Contrast]:
    """Yield the traits of documents in which the plans can be laid side by side."""
    names = {function.id: function.name for function in mappings.units.functions}
    filled: tuple[tuple[ContrastAspect, list[ContrastCell]], ...] = (
        ("kind", [_fill_kind(plan) for plan in plans]),
        ("consequences", [_fill_consequences(plan) for plan in plans]),
        ("rhythm", [_fill_rhythm(plan) for plan in plans]),
        ("leaders", [_fill_leaders(plan, names) for plan in plans]),
        ("binding", [_fill_binding(plan, mappings.terms.soft) for plan in plans]),
        ("alone", [_fill_alone(plan, states) for plan in plans]),
    )
    for aspect, cells in filled:
        if len(plans) > 1 and any(cell.state != "absent" for cell in cells):
            yield Contrast(
                id=f"document:{aspect}", group=None, label=LABELS[aspect], aspect=aspect,
                weight=weighing.documents[aspect], cells=tuple(cells),
            )  # fmt: skip


def _cell(plan: Plan, shown: str, sayings: Sequence[Saying] = (), state: StateKind = "words") -> ContrastCell:
    if not shown:
        return ContrastCell(plan=plan.id, state="absent", shown="全文未见")
    return ContrastCell(plan=plan.id, state=state, shown=shown, sayings=tuple(sayings))


def _say(plan: Plan, place: Place | None) -> Saying | None:
    start, end = find_reach(place)
    return Saying(item=None, quote=plan.text[start:end], start=start, end=end) if end else None


def _fill_kind(plan: Plan) -> ContrastCell:
    data = plan.metadata
    level = LEVELS.get(data.level.value, "") if data.level else ""
    said = _say(plan, data.places.get("title"))
    return _cell(plan, "·".join(filter(None, (level, data.issuer, data.kind))), [said] if said else [])


def _fill_consequences(plan: Plan) -> ContrastCell:
    """Return the grades and the sentences that say what follows for those who do well or fail."""
    items = sorted(find_reach(item.place) for item in plan.items)
    sayings: list[Saying] = []
    for match in SENTENCE.finditer(plan.text):
        words = match[0]
        if CONSEQUENCES.search(words) and PEOPLE.search(words) and not _inside(match.start(), items, plan):
            sayings.append(Saying(item=None, quote=words.strip(), start=match.start(), end=match.end()))
    grades = [said for grade in plan.grades if (said := _say(plan, grade.place))]
    chosen = [*grades, *sayings[-MOST:]]
    shown = "；".join(_shorten(one.quote) for one in chosen)
    return _cell(plan, shown, chosen, "number" if grades else "words")


def _inside(at: int, items: Sequence[tuple[int, int]], plan: Plan) -> bool:
    """Tell whether a place lies in a numbered item that is not about assessment itself."""
    for (start, end), item in zip(items, sorted(plan.items, key=lambda one: find_reach(one.place)), strict=True):
        if start <= at < end:
            title = getattr(item, "title", None) or getattr(item, "name", None) or ""
            return AFTER.search(title) is None
    return False


def _shorten(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= LONGEST else plain[: LONGEST - 1] + "…"


def _fill_rhythm(plan: Plan) -> ContrastCell:
    """Return the days and periods that most tasks have, with how many."""
    counted: Counter[str] = Counter()
    places: dict[str, Saying] = {}
    for deadline in (*(one for task in plan.tasks for one in task.deadlines), *plan.deadlines):
        dated = deadline.kind in (DeadlineKind.DATE, DeadlineKind.INTERVAL)
        name = deadline.date if dated and deadline.date else deadline.text
        if not dated and deadline.kind is not DeadlineKind.RECURRING:
            continue
        counted[name] += 1
        start, end = find_reach(deadline.place)
        places.setdefault(name, Saying(item=None, quote=deadline.text, start=start, end=end, shown=name))
    total = sum(counted.values())
    most = counted.most_common(MOST)
    blanket = bool(most) and most[0][1] >= BLANKET * total and total > MOST
    shown = "；".join(f"{name}（{number}处）" for name, number in most) + ("；几乎全部任务同一期限" if blanket else "")
    if not counted:
        return _fill_period(plan)
    return _cell(plan, shown, [places[name] for name, _ in most], "number")


PERIODS = re.compile(r"每?(?:季度|半年度?|年度|月度?)[^。；\n]{0,6}考核")


def _fill_period(plan: Plan) -> ContrastCell:
    found = PERIODS.search(plan.text)
    if found is None:
        return _cell(plan, "")
    said = Saying(item=None, quote=found[0], start=found.start(), end=found.end())
    return _cell(plan, _shorten(found[0]), [said])


def _fill_leaders(plan: Plan, names: Mapping[str, str]) -> ContrastCell:
    counted = Counter(leader for item in plan.items for leader in find_leaders(item.units, names))
    lacking = sum(not item.units for item in plan.items)
    shown = "、".join(f"{name}{number}项" for name, number in counted.most_common(MOST))
    if counted:
        shown += f"；共{len(counted)}个牵头或责任主体"
    if lacking:
        shown += f"{'；' if shown else ''}{lacking}项未列责任单位"
    return _cell(plan, shown)


def _fill_binding(plan: Plan, soft: Sequence[str]) -> ContrastCell:
    counted = Counter({word: number for word in soft if (number := plan.text.count(word))})
    first = [(word, plan.text.find(word)) for word, _ in counted.most_common(MOST)]
    sayings = [Saying(item=None, quote=word, start=at, end=at + len(word)) for word, at in first]
    return _cell(plan, "、".join(f"{word}{number}次" for word, number in counted.most_common(MOST)), sayings)


def _fill_alone(plan: Plan, states: States) -> ContrastCell:
    """Return the measures that no other plan mentions anywhere in its text."""
    own = [
        by[plan.id]
        for by in states.values()
        if by[plan.id].state not in ("absent", "outside", "context")
        and all(state.state in ("absent", "outside") for name, state in by.items() if name != plan.id)
    ]
    sayings = [Saying(item=state.item, quote=state.quote, start=state.start or 0, end=state.end or 0) for state in own]
    # A row is named by what it asks: the points 6 that it prints are no measure.
    titles = {item.id: (item.title if isinstance(item, Task) else item.name) or "" for item in plan.items}
    shown = "；".join(_shorten(titles.get(one.item or "") or one.quote) for one in sayings[: 2 * MOST])
    more = len(sayings) - 2 * MOST
    return _cell(plan, shown + (f"；另{more}项" if more > 0 else ""), sayings)

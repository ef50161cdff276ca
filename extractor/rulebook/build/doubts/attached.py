"""In: a row's sentences, its tree and its inputs. Out: which word that carries a condition is attached to nothing.

A word is attached where the sentence's structure holds it (且 to two bounds, 分别 to a series) or where the person who
fills the form sees it, in the label of an input that decides on the sentence's amount. A reference (其中一项, 任一) is
attached where the sentence asks for what it refers to. Not handled: numbers (`adding_up`), amounts (`promises`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from extractor.language.folding import fold
from extractor.language.needs import Guarded, compile_late
from extractor.model.facts.scoring import Act, Band, Statement, unit_class
from extractor.model.scored.expression import (
    Between,
    Compare,
    Expression,
    Fire,
    Number,
    Observed,
    Quotient,
    walk,
)
from extractor.model.scored.rulebook import Input
from extractor.rulebook.build.doubts.promises import find_own_inputs
from extractor.rulebook.build.numbers.stepped import Ruled
from extractor.rulebook.build.parts.counts import IN_PLACE

ACTING = frozenset({Act.AWARD, Act.AWARD_PER, Act.DEDUCT, Act.DEDUCT_PER, Act.ZERO})
REFERENCE = re.compile(
    r"^[,;。、()]*(?:其中|任[一何意]|其[一二]|有(?:任何?)?[一1两2](?:项|类|个|率|条|种)(?!\d)"
    r"|[一两二三四]者|[一两二三四](?:项|类|率|个)(?:均|都|全)?[未不没]|(?:均|都|全部)[未不没])"
)
"""其中一项未达到, 任一项每低1个百分点, 两类均未达到: words that point to what was named before."""
MEASURE = re.compile(r"(?:率|额|量|占比|比例|比重|面积|时长|增速|增幅|浓度|密度|指数|得分)$")
NOT_DONE = re.compile(r"^(?:仍|均|都)?(?:尚?未|没)")
BOUND_IN_NAME = re.compile(r"\d|[≥≤<>]")
NAMES = re.compile(
    r"PM ?(?:2\.5|10)|\d{1,2}月(?:底|末|初|份|\d{1,2}日)?前?|[1-5]A级?|[45]G|5S"
    r"|(?<!\d)(?:12345|12315|12337|12388|110|119|120)(?!\d)"
)
"""Figures of a name, which bound nothing: PM2.5浓度, 资金支出进度11月底."""
DANGLING = re.compile(r"(?:或者?|且|并|及|和|与)$|^(?:或者|且|并且)")
"""较大事故或: a name that was cut off."""
NEXT = (-1, 0, 1)
NAMED = 3
"""So many letters name a thing of its own."""
SHARES = frozenset({"%", "‰"})
RATES = Guarded(
    r"[\u4e00-\u9fff]{2}(?:率|占比|比例|面积|金额|总量|增速)", ("率", "占比", "增速", "总量", "比例", "金额", "面积")
)
COMPOUND = re.compile(r"(?:高于|低于|超过|大于|小于|不低于|达到)[^,;，；]{2,12}(?:且|并且|同时)")
"""增速高于全市平均水平且排名: no number to fill in."""
BETWEEN_ENDS = compile_late(r"\d[^\d且,;，；]{0,6}[,，]?(?:且|同时)[^\d,;，；]{0,6}\d")
LISTED = re.compile(r"[、和与及]")
UP = re.compile(r"上升|增长|增加|提高|提升|上涨|反弹|升高")
DOWN = re.compile(r"下降|减少|降低|下滑|下跌|压缩|压减|缩短")


@dataclass(frozen=True, slots=True)
class ConditionWord:
    """Words that carry something, and whether a sentence's structure holds it."""

    words: re.Pattern[str]
    held: Callable[[Statement], bool]


def _joins(statement: Statement) -> bool:
    return len(statement.bands) > 1 or len(statement.names) > 1 or bool(statement.also)


def _goes_on(statement: Statement) -> bool:
    """下降不足10%或上升: what rises has not fallen by 10 %, and the band is open on that side."""
    band = statement.bands[0] if len(statement.bands) == 1 else None
    text = _condition(statement)
    both = UP.search(text) is not None and DOWN.search(text) is not None
    return both and band is not None and (band.low is None or band.low.value == 0)


def _two_ended(statement: Statement) -> bool:
    """≥96%且<98%: one band with both its ends."""
    ends = any(band.low is not None and band.high is not None for band in statement.bands)
    return ends and BETWEEN_ENDS.search(_condition(statement)) is not None


def _from_the_nth(statement: Statement) -> bool:
    """第三次及以上不得分: three and more."""
    return any(band.unit == "次" and band.low is not None and band.low.value > 1 for band in statement.bands)


CARRIERS = (
    ConditionWord(re.compile(r"且|同时(?!间)"), lambda s: _joins(s) or not s.bands or _two_ended(s)),
    ConditionWord(
        re.compile(r"(?<!大于)(?<!小于)或(?!等于|者等于|超过|高于|优于|低于)"),
        lambda s: _joins(s) or not s.bands or _goes_on(s),
    ),
    ConditionWord(re.compile(r"(?<=[率额量数比])均(?!值|等|衡)"), _joins),
    ConditionWord(re.compile(r"分别|依次"), lambda s: _joins(s) or bool(s.series) or s.step is not None),
    ConditionWord(re.compile(r"首次|第[二三]次"), lambda s: "nth" in s.names or _from_the_nth(s)),
    ConditionWord(re.compile(r"累计"), lambda s: bool(s.bands) and not s.step),
    ConditionWord(re.compile(r"连续|再次|除.{1,12}外|除外|不包括"), lambda _: False),
)
"""且 joins bounds; 连续两个月 is attached where the label says it."""


def find_unattached(ruled: Sequence[Ruled], tree: Expression, inputs: Mapping[str, Input], row: str = "") -> str | None:
    """Return the first sentence of which a word carries something that neither its structure nor its inputs hold.

    `row` is the name of the row, which a sentence without a subject asks for (指标3): its figures bound nothing.
    """
    own, close = find_own_inputs(tree), find_own_inputs(tree, nearest=True)
    compared = _list_compared(tree, inputs)
    placed = frozenset(
        node.rule
        for node in walk(tree)
        if isinstance(node, Fire) and any(isinstance(one, Between) and one.reason == IN_PLACE for one in walk(node))
    )
    texts = [statement.text for _, statement in ruled]
    sets: list[frozenset[str]] = []
    for rule, statement in ruled:
        names = own.get(rule, frozenset())
        if statement.act not in ACTING or rule not in own:
            continue
        labels = [word for name in names if name in inputs for word in (inputs[name].label, *inputs[name].options)]
        written_out = texts.count(statement.text) > 1  # 分别达到95%、99%的，各得5分 stands for each by itself
        reason = (
            (None if written_out else _find_loose_word(statement, labels))
            or (None if written_out else _find_loose_reference(rule, statement, close[rule], sets, placed))
            or _find_turned(statement, labels)
            or _find_unaskable([inputs[name] for name in names if name in inputs], row)
            or _find_subset(statement, [s for r, s in ruled if r in own and s.order < statement.order])
            or _find_other_unit(statement, compared)
            or _find_share_of_amount(statement, [inputs[name] for name in close[rule] if name in inputs], tree)
        )
        if reason is not None:
            return reason
        sets.append(close[rule])
    return None


def _condition(statement: Statement) -> str:
    return fold(statement.text).replace(" ", "")


def _find_loose_word(statement: Statement, labels: Sequence[str]) -> str | None:
    text = _condition(statement)
    for carrier in CARRIERS:
        match = carrier.words.search(text)
        if match is None or statement.rest or carrier.held(statement) or any(match.group() in one for one in labels):
            continue
        return f"“{statement.text}”中的“{match.group()}”没有着落"
    return None


def _find_loose_reference(
    rule: str, statement: Statement, names: frozenset[str], before: Sequence[frozenset[str]], placed: frozenset[str]
) -> str | None:
    """其中一类未达到的扣2分 behind 甲、乙两率均达到100%得4分: asked by itself it does not know of the two rates."""
    match = REFERENCE.match(_condition(statement))
    if match is None or statement.rest or statement.bonus or not before or rule in placed:
        return None  # 其中投资过亿元的每个加0.5分 comes on top
    earlier = frozenset().union(*before)
    if names & earlier or not names or not earlier:
        return None
    return f"“{statement.text}”所指的各项没有连上前文"


def _find_turned(statement: Statement, labels: Sequence[str]) -> str | None:
    """上升不超过5%得3分 asked as 下降: a number whose direction is the other one."""
    for band in statement.bands:
        for one, other in ((UP, DOWN), (DOWN, UP)):
            said = one.search(band.subject) is not None and other.search(band.subject) is None
            turned = [label for label in labels if other.search(label) and not one.search(label)]
            if said and turned and not any(one.search(label) for label in labels):
                return f"“{statement.text}”的方向与“{turned[0]}”相反"
    return None


def _find_unaskable(asked: Sequence[Input], row: str) -> str | None:
    """Return a number that nobody can fill in: of several rates, of what was not done, or with a bound in its name."""
    for item in asked:
        label = item.label.split("（")[0]
        if item.kind not in {"number", "count", "rank"} or (row and label == row):
            continue
        if DANGLING.search(label):
            return f"“{label}”里还有一个条件没有读出"
        parts = LISTED.split(label)
        if len(parts) > 1 and all(RATES.search(part) for part in parts):
            return f"“{label}”是几个数，只填得下一个"
        if item.kind != "count" and COMPOUND.search(label):
            return f"“{label}”里还有一个条件没有读出"
        measured = item.kind == "number" and not MEASURE.search(label)
        if measured and NOT_DONE.match(label):
            return f"“{label}”说的是没有做到，不是可以量的数"
        left = "" if MEASURE.search(label) else NAMES.sub("", label) or label
        if item.kind != "count" and (BOUND_IN_NAME.search(left) or label.startswith("连续") or not label.strip()):
            return f"“{item.label}”里还有没读出的界限"
    return None


def _find_subset(statement: Statement, before: Sequence[Statement]) -> str | None:
    """集体访每批次扣2分，人数超过20人的每批次扣3分: whether the second comes on top of the first is not printed."""
    step = statement.step
    if step is None or step.toward != "each" or step.beyond is not None or statement.bonus:
        return None
    whole = next((s for s in reversed(before) if s.step is not None and s.act is statement.act), None)
    if whole is None or whole.step is None or whole.bands or whole.sentence != statement.sentence:
        return None
    narrowed = [
        band
        for band in statement.bands
        if unit_class(band.unit) != unit_class(step.unit)
        and (len(band.subject) < NAMED or band.subject in whole.subject)
    ]
    if not narrowed:
        return None  # 险情报告超过30分钟 behind 值班脱岗 is another thing
    if unit_class(whole.step.unit) != unit_class(step.unit):
        return None
    return f"“{statement.text}”是否另算，原文没有写"


def _find_other_unit(statement: Statement, compared: Mapping[float, frozenset[str]]) -> str | None:
    """Return a bound that is only compared with what has another unit."""
    counted = statement.step is not None and unit_class(statement.step.unit) not in {"%", "‰"}
    for band in () if "met" in statement.names else statement.bands:
        if counted and statement.step and unit_class(statement.step.unit) != unit_class(band.unit):
            continue  # 排名后三位的每次扣1分: which ones are counted
        for edge in _list_edges(band):
            units = compared.get(edge)
            near = frozenset().union(*(compared.get(edge + by, frozenset()) for by in NEXT))
            if units and band.unit and not near & {unit_class(band.unit), ""}:  # 99 and fewer are fewer than 100
                return f"“{statement.text}”中的{edge:g}{band.unit}与别的单位相比"
    return None


def _find_share_of_amount(statement: Statement, asked: Sequence[Input], tree: Expression) -> str | None:
    """务工规模不低于上年得3分，每减少1%扣0.5分: steps of per cent, counted by the difference of two amounts."""
    step = statement.step
    if step is None or unit_class(step.unit) not in SHARES or len(asked) < 2:
        return None
    if any(unit_class(item.unit) in SHARES or RATES.search(item.label) for item in asked):
        return None
    names = {item.name for item in asked}
    under = {node.under.input for node in walk(tree) if isinstance(node, Quotient) and isinstance(node.under, Observed)}
    if names & under:
        return None  # the difference is taken as a share of the other amount
    return f"“{statement.text}”的{step.unit}按什么算，原文没有写"


def _list_edges(band: Band) -> list[float]:
    return [float(edge.value) for edge in (band.low, band.high) if edge is not None]


def _list_compared(tree: Expression, inputs: Mapping[str, Input]) -> dict[float, frozenset[str]]:
    """Return for each number that something is compared with the units of what is."""
    found: dict[float, frozenset[str]] = {}
    for node in walk(tree):
        if isinstance(node, Compare) and isinstance(node.right, Number):
            names = [part.input for part in walk(node.left) if isinstance(part, Observed)]
            units = {unit_class(inputs[name].unit) for name in names if name in inputs}
            value = float(node.right.value)
            found[value] = found.get(value, frozenset()) | units
    return found

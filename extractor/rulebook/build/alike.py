"""In: units and subjects of statements. Out: whether they are about the same thing, or states of which one holds.

Not handled: sorting statements by it (`groups`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from extractor.language.needs import compile_late

LADDERS = (
    ("优秀", "优良", "良好", "中等", "合格", "基本合格", "不合格", "达标", "基本达标", "不达标"),
    ("优秀", "良好", "一般", "较差", "差", "中等", "及格", "不及格"),
    ("好", "较好", "一般", "较差", "差", "很好"),
    ("很满意", "非常满意", "满意", "比较满意", "较满意", "基本满意", "不满意"),
    ("优", "良", "中", "差"),
    ("高于", "持平", "低于", "等于", "下降", "上升", "提升", "增长", "减少", "增加", "降低", "不变"),
    ("A", "B", "C", "D", "A级", "B级", "C级", "D级"),
    ("一等奖", "二等奖", "三等奖", "特等奖"),
    ("完成", "基本完成", "部分完成", "未完成"),
    ("完整", "较完整", "不完整", "规范", "较规范", "不规范", "齐全", "较齐全", "不齐全"),
)
"""Words of which one holds: a row of awards by them is a choice."""
LATE = re.compile(r"逾期|超期|超时|延期|延迟|推迟|^每?[晚迟](?![会上间饭稻熟婚育])|迟报")
NEGATED = re.compile(r"^(?:仍|均|都|逾期)?(?:未(?:能|按[要求时期规定]*)?|没有?|无|不(?:能|按[要求时期规定]*)?|尚未)")
LEVEL = re.compile(
    r"^(?:获得?|被|受到?|受|得到|列入|入选)?(?:国家(?:级|部委)?|部级?|省部?级?|市级?|县级?|区级?|乡镇?级?|镇级?)(?:以上)?[^,;。]{0,8}$"
)
DATED = re.compile(r"\d{1,2}(?:月|日|号)|[上下]半年|[一二三四]季度|年底|月底|季末")
PLACE_SHARE = re.compile(
    r"(?:居|位居|位列|处于|列|在|排|排名|位次)?(?:[前后末]|中间|居中)(?:1/[2-5]|2/3|[二三四五]分之[一二])"
)
"""居前1/3, 居后三分之一."""
DEGREE = re.compile(r"^(?:已经?|全部|部分|基本|较为?|很)")


FRAME, SLOT = 4, 4
"""So many letters two states of one thing share at least, and may differ in at most."""
TASK = re.compile(r"完成.{0,12}(?:任务|目标|计划|定额)")
GENERIC = re.compile(r"^(?:发生|出现|存在|发现|有|完成|的|办结|处理|办理|以内|内|完成率|达到|实现|得分|为)*$")

COMPLETED = frozenset({"完成率"})
OTHER_RATE = compile_late(r"(?<!完成)率(?:\0|$)")
"""完成率 is the share that was done of a thing named before; 成活率 is another share of it."""


def alike(one: str, other: str) -> bool:
    """Whether two subjects may be the same thing.

    >>> alike("完成率", "年度任务完成率"), alike("公示率", "合规率")
    (True, False)
    >>> alike("完成率", "造林成活率")
    False
    """
    one, other = one.removeprefix("仅"), other.removeprefix("仅")
    if {one, other} & COMPLETED and OTHER_RATE.search(one + "\0" + other):
        return False
    if TASK.search(one) and TASK.search(other):
        return True
    return GENERIC.match(one) is not None or GENERIC.match(other) is not None or one in other or other in one


def differ_in_one(one: str, other: str) -> bool:
    """Whether two subjects say the same of one place that is filled otherwise, or are the same.

    >>> differ_in_one("由主要领导担任组长", "由其他领导担任组长"), differ_in_one("组建专班", "制定方案")
    (True, False)
    """
    head = _count_same(one, other)
    tail = _count_same(one[head:][::-1], other[head:][::-1])
    slots = len(one) - head - tail, len(other) - head - tail
    return head + tail >= FRAME and max(slots) <= min(SLOT, head + tail)


def _count_same(one: str, other: str) -> int:
    """Return with how many letters both begin."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def is_ladder(subjects: Sequence[str]) -> bool:
    """Whether the subjects are states of one thing, of which one holds.

    >>> is_ladder(["优秀", "良好", "不合格"]), is_ladder(["已建立且正常运行", "已建立未运行", "未建立"])
    (True, True)
    >>> is_ladder(["制定方案", "召开部署会", "开展自查"])
    False
    """
    if len(subjects) < 2:
        return False
    for ladder in LADDERS:
        found = [
            next(
                (
                    word
                    for word in sorted(ladder, key=len, reverse=True)
                    if subject.endswith(word) or subject.startswith(word)
                ),
                None,
            )
            for subject in subjects
        ]
        if all(found) and len(set(found)) == len(found):
            return True
        if (
            sum(word is not None for word in found) >= 2
            and len(subjects) > 2
            and len({w for w in found if w}) >= len(subjects) - 1
        ):
            return True
    if all(PLACE_SHARE.search(subject) for subject in subjects):
        return True
    if all(DATED.search(subject) or LATE.search(subject) or NEGATED.match(subject) for subject in subjects):
        return True
    cores = [NEGATED.sub("", DEGREE.sub("", subject)) for subject in subjects]
    stems = {core[:2] for core in cores if len(core) >= 2}
    negated = [bool(NEGATED.match(subject)) for subject in subjects]
    return len(stems) == 1 and len(subjects) == len(cores) and any(negated)

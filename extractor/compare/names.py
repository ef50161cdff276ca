"""In: the names of two measures, or what two time limits are about. Out: in what they differ, None where in nothing.

What two names share at their beginning and end is one; what stands between is another thing where the two sides have
no pair of characters in common: 病死〔畜禽〕处理率 is not 病死〔猪〕处理率. What only one says limits it where it is
within a rate. Not handled: names that share next to nothing (`measures`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import accumulate

from rapidfuzz.distance import Levenshtein

from extractor.compare.contract_words import DATE_WORDS, LEADING, ContractWords
from extractor.compare.policy import MEASURES, MeasurePolicy
from extractor.language.needs import Guarded, compile_late
from extractor.language.words import cut_words

PLAIN_HEAD = re.compile(
    r"^(?:[全各本我][县市区省镇乡]|[县市区省](?=域|范围|内|直|级|[^\u4e00-\u9fff]))(?:域|范围)?内?的?|^的|的$"
)
PLAIN_TAIL = re.compile(r"(?:的|总|数量?|量|人数|总数|次数)$")
MARKS = re.compile(r"[\"“”'‘’《》〈〉\s、，,·\-—]")
LIMIT = re.compile(r"\d+(?:\.\d+)?\s*(?:个?(?:工作日|自然日|日历日|日|天|小时|分钟|月|周|年))?")
SHARE_END = re.compile(r"(?:的)?(?:比例|比率|比重|占比)$")
"""全程网办比例 is 全程网办率"""
MANNER = Guarded(r"^[\u4e00-\u9fff]{2,3}[化性型]的?$", ("化", "型", "性"))
NO_HEAD = str.maketrans("", "", "地区域县市镇乡村人的")
"""characters that two names share though they are two things: 平原地区 and 山区"""
LONGEST_PAIR = 8
"""characters of two words that are looked at as such"""
WORDED = 3
"""characters that a piece of both stretches must have to be looked at for itself"""
INSERTED = compile_late(r"^[\u4e00-\u9fff]{2,4}$")
"""a word within the name of a rate that makes it another: 对口安置率 is not 安置率"""


def find_parting(
    words: ContractWords, one: str, other: str, fewest: int | None = None, policy: MeasurePolicy = MEASURES
) -> tuple[str, str] | None:
    """Return what stands in two names between what they share, where that is of two things.

    >>> from extractor.compare.contract_words import build_contract_words
    >>> from extractor.mappings import load_mappings
    >>> words = build_contract_words(load_mappings().contract)
    >>> find_parting(words, "病死畜禽无害化处理率", "病死猪无害化处理率")
    ('畜禽', '猪')
    >>> find_parting(words, "群众满意率", "居民满意率"), find_parting(words, "公厕保洁率", "城区公厕保洁率")
    (None, None)
    """
    first, second = (strip_name(words, name) for name in (one, other))
    if first > second:
        found = find_parting(words, other, one, fewest, policy)
        return (found[1], found[0]) if found else None
    blocks = [_find_middle(first, second)]
    blocks += _find_replaced(first, second) if _share_most(first, second, policy.most) else []
    least = policy.shared if fewest is None else fewest
    for (left, right), shared in blocks:
        if not (left and right) and shared >= least and (cut := _find_cut(words, first, second, left or right)):
            return cut
        met = not (left and right) or shared < least or _is_one_thing(words, left, right)
        if met or any(stand_for_one(words, *pair) for pair in _widen(first, second, left, right)):
            continue
        if not stand_for_one(words, *(_strip_plain(words, own) for own in _snap(first, second, left, right))):
            return left, right
    return None


def _find_cut(words: ContractWords, first: str, second: str, own: str) -> tuple[str, str] | None:
    """Return the whole words of two names where what only one has stands within a word of both (食品, 食用农产品).

    >>> from extractor.compare.contract_words import build_contract_words
    >>> from extractor.mappings import load_mappings
    >>> words = build_contract_words(load_mappings().contract)
    >>> _find_cut(words, "食品抽检量", "食用农产品抽检量", "用农产"), _find_cut(words, "护理员", "护理人员", "人")
    (('食品', '食用农产品'), None)
    """
    short, long = sorted((first, second), key=len)
    at = long.find(own) if own else -1
    if at < 1 or short != long[:at] + long[at + len(own) :] or at in accumulate(map(len, cut_words(short))):
        return None
    left, right = _cover(short, at - 1, 2), _cover(long, at - 1, len(own) + 2)
    if stand_for_one(words, left, right) or (right in left or left in right):
        return None
    return (left, right) if short is first else (right, left)


def _snap(first: str, second: str, left: str, right: str) -> tuple[str, str]:
    """Return two stretches with the whole words that they cut.

    >>> _snap("开办艺术培训", "县级举办艺术培训", "开", "县级举")
    ('开办', '县级举办')
    """
    one, other = (
        _cover(name, name.rindex(own), len(own)) if own else "" for name, own in ((first, left), (second, right))
    )
    return one, other


def _cover(name: str, at: int, size: int) -> str:
    """Return the words of `name` that its stretch of `size` characters from `at` on lies in."""
    covered, start = [], 0
    for word in cut_words(name):
        if start < at + size and start + len(word) > at:
            covered.append(word)
        start += len(word)
    return "".join(covered)


def _widen(first: str, second: str, left: str, right: str) -> Iterator[tuple[str, str]]:
    """Yield two stretches with the character before each, behind each and both: a cut may lie within a word.

    >>> list(_widen("开放时间", "开放时长", "间", "长"))[0], list(_widen("保险投保率", "保险参保率", "投", "参"))[1]
    (('时间', '时长'), ('投保', '参保'))
    """
    places = [(name, name.rindex(own), len(own)) for name, own in ((first, left), (second, right))]
    for before, behind in ((1, 0), (0, 1), (1, 1)):
        one, other = (name[max(at - before, 0) : at + size + behind] for name, at, size in places)
        yield one, other


def _find_middle(first: str, second: str) -> tuple[tuple[str, str], int]:
    """Return what stands in two names between the same beginning and the same end, and how long these are.

    >>> _find_middle("山区取暖率", "平原地区取暖率")
    (('山区', '平原地区'), 3)
    """
    shortest = min(len(first), len(second))
    start = next((n for n, (a, b) in enumerate(zip(first, second, strict=False)) if a != b), shortest)
    most = shortest - start
    end = next((n for n in range(most, 0, -1) if first[-n:] == second[-n:]), 0)
    if end and not first[-end].translate(NO_HEAD):
        end -= 1
    return (first[start : len(first) - end], second[start : len(second) - end]), start + end


def _find_replaced(first: str, second: str) -> list[tuple[tuple[str, str], int]]:
    """Return what stands in two names instead of the other; a lone character that both have there tells nothing.

    >>> _find_replaced("无条件共享类授权", "有条件共享类"), _find_replaced("法定期限内结案率", "按期结案率")
    ([(('无', '有'), 5)], [(('法定期限内', '按期'), 3)])
    """
    same = [step for step in Levenshtein.opcodes(first, second) if step.tag == "equal"]
    edges = {(0, 0), (len(first), len(second))}
    kept = [
        step
        for step in same
        if step.src_end - step.src_start > 1
        or edges & {(step.src_start, step.dest_start), (step.src_end, step.dest_end)}
    ]
    shared = sum(step.src_end - step.src_start for step in kept)
    starts = [(0, 0), *((step.src_end, step.dest_end) for step in kept)]
    ends = [*((step.src_start, step.dest_start) for step in kept), (len(first), len(second))]
    between = [(first[a:c], second[b:d]) for (a, b), (c, d) in zip(starts, ends, strict=True)]
    return [(stretches, shared) for stretches in between if all(stretches)]


def _share_most(first: str, second: str, most: float) -> bool:
    return Levenshtein.normalized_similarity(first, second) >= most


def strip_name(words: ContractWords, name: str) -> str:
    """Return a name without its date, its verbs of doing and marks, with one word for each thing that has several."""
    name = SHARE_END.sub("率", name)
    return LEADING.sub("", DATE_WORDS.sub("", MARKS.sub("", words.aside.sub("", words.level(name)))))


def find_subject(words: ContractWords, printed: str) -> str:
    """Return what a time limit is about: its clause without the limit and the words of stages, starts and hurry.

    >>> from extractor.compare.contract_words import build_contract_words
    >>> from extractor.mappings import load_mappings
    >>> words = build_contract_words(load_mappings().contract)
    >>> find_subject(words, "收到异议之日起5日内作出答复"), find_subject(words, "一般诉求7个工作日内办结")
    ('异议', '一般诉求')
    """
    printed = words.clutter.sub("", LIMIT.sub("", words.level(printed)))
    for _, stage in words.stages:
        printed = stage.sub("", printed)
    return MARKS.sub("", words.clutter.sub("", printed))


def find_inserted(words: ContractWords, one: str, other: str) -> str | None:
    """Return the word within one name by which it is another than the other; None where that is not all they differ in.

    >>> from extractor.compare.contract_words import build_contract_words
    >>> from extractor.mappings import load_mappings
    >>> words = build_contract_words(load_mappings().contract)
    >>> find_inserted(words, "家属对口安置率", "家属安置率"), find_inserted(words, "全县家属安置率", "家属安置率")
    ('对口', None)
    """
    short, long = sorted((one, other), key=len)
    size = next((n for n, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if not 2 <= size <= len(short) - 2 or not long.endswith(short[size:]):
        return None
    within = long[size : size + len(long) - len(short)]
    return within if INSERTED.match(within) and not words.filler.fullmatch(within) else None


def find_manner(words: ContractWords, one: str, other: str) -> str | None:
    """Return the manner that only one of two names begins with: 无害化卫生厕所 are some of the 卫生厕所.

    >>> from extractor.compare.contract_words import build_contract_words
    >>> from extractor.mappings import load_mappings
    >>> words = build_contract_words(load_mappings().contract)
    >>> find_manner(words, "厕所普及率", "无害化厕所普及率"), find_manner(words, "消火栓完好率", "市政消火栓完好率")
    ('无害化', None)
    """
    short, long = sorted((strip_name(words, name) for name in (one, other)), key=len)
    head = long[: len(long) - len(short)] if short and long.endswith(short) else ""
    return head if MANNER.match(head) else None


def name_counted(words: ContractWords, printed: str) -> str | None:
    """Return the thing that a name ends in, of those that are counted apart."""
    return next((name for name, last in words.counted if last.search(printed)), None)


def share_pair(one: str, other: str) -> bool:
    """Tell whether two stretches share two characters in a row, or one lone character is in the other."""
    one, other = one.translate(NO_HEAD) or one, other.translate(NO_HEAD) or other
    if min(len(one), len(other)) == 1:
        return one in other or other in one
    return bool({one[n : n + 2] for n in range(len(one) - 1)} & {other[n : n + 2] for n in range(len(other) - 1)})


def _is_one_count(words: ContractWords, one: str, other: str) -> bool:
    """Tell whether two stretches end in one counted thing and nothing before it parts them.

    >>> from extractor.compare.contract_words import build_contract_words
    >>> from extractor.mappings import load_mappings
    >>> words = build_contract_words(load_mappings().contract)
    >>> _is_one_count(words, "群众", "居民"), _is_one_count(words, "信访部门", "责任单位")
    (True, False)
    """
    for _, last in words.counted:
        first, second = last.search(one), last.search(other)
        if first and second:
            left, right = one[: first.start()], other[: second.start()]
            return not (left and right) or _is_one_thing(words, left, right)
    return False


def _cut_at_shared(one: str, other: str) -> list[tuple[str, str]]:
    """Return what stands in two stretches before and behind their longest shared run.

    >>> _cut_at_shared("零售药店信用评价", "医药机构信用评定")
    [('零售药店', '医药机构'), ('价', '定')]
    """
    best = SequenceMatcher(None, one, other, autojunk=False).find_longest_match()
    return [(one[: best.a], other[: best.b]), (one[best.a + best.size :], other[best.b + best.size :])]


def _is_one_thing(words: ContractWords, one: str, other: str) -> bool:
    """Tell whether two stretches between what two names share say one thing, or nothing that parts them.

    全县 and 全市 part no two measures, 县〔道〕 and 乡〔道〕 do.
    """
    if stand_for_one(words, one, other):
        return True
    left, right = (_strip_plain(words, stretch) for stretch in (one, other))
    if not (left and right):
        return True
    if share_pair(left, right):
        pieces = _cut_at_shared(left, right)
        return all(_is_one_thing(words, *pair) for pair in pieces if min(map(len, pair)) >= WORDED)
    if _is_one_count(words, left, right):
        return True
    return stand_for_one(words, left, right)


def _strip_plain(words: ContractWords, stretch: str) -> str:
    """Return a stretch without whose it is and that it is done (县级举办 -> 举办)."""
    return words.empty.sub("", PLAIN_TAIL.sub("", PLAIN_HEAD.sub("", stretch)))


def stand_for_one(words: ContractWords, one: str, other: str) -> bool:
    """Tell whether two words stand for one another within a name (查出, 发现), or two words each (设施配备, 器材配置).

    >>> from extractor.compare.contract_words import build_contract_words
    >>> from extractor.mappings import load_mappings
    >>> words = build_contract_words(load_mappings().contract)
    >>> stand_for_one(words, "设施配备", "器材配置"), stand_for_one(words, "设施", "设施配备")
    (True, False)
    """
    if _stand(words, one, other):
        return True
    if max(map(len, (one, other))) > LONGEST_PAIR:
        return False
    cuts = ((n, m) for n in range(2, len(one) - 1) for m in range(2, len(other) - 1))
    return any(
        (one[:n] == other[:m] or _stand(words, one[:n], other[:m]))
        and (one[n:] == other[m:] or _stand(words, one[n:], other[m:]))
        for n, m in cuts
    )


@lru_cache(maxsize=65536)
def _stand(words: ContractWords, one: str, other: str) -> bool:
    return bool(words.find_senses(one) & words.find_senses(other))

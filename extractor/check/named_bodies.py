"""In: a sentence, folded. Out: names of bodies that stand where duties are given, without a word that says so.

（县财政局、县民政局） behind a duty and 区体育局：负责… say who answers as a label does.
Not handled: a body that is only the subject of a sentence, which is none of its units.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from extractor.language.grammar.body_names import find_function, is_body, is_generic
from extractor.model.mappings import UnitsFile

OPEN, CLOSE = "([【《<{「『〖", ")]】》>}」』〗"
LABEL = re.compile(r"[\u4e00-\u9fff]{2,8}:")
"""挂帅单位：, whatever it is called"""
NO_DUTY = re.compile(
    r"重点|成员|参[加会评赛与]|试点|示范|[受被]|申报|服务|培训|考核|评|推荐|联系|主送|抄送|覆盖|涉及|包括"
)
"""重点单位：, 试点单位： on a line of its own: who is meant, not who answers"""
PART = re.compile(r"[^、,/]+")
COMMA_PART = re.compile(r"[^,]+")
NAME_MARK = re.compile(r"[、,/]")
OPENING = re.compile(r"^[\W\d一二三四五六七八九十]{0,8}(?P<name>[\u4e00-\u9fff()、]{3,40})[::](?P<duty>[^:]{4,})")
HANDED = re.compile(
    r"(?:[—-]|(?<![自理事缘流])由|交给|[划统]归|责成)(?P<list>[\u4e00-\u9fff()]{2,30}(?:[、,/][\u4e00-\u9fff()]{2,30})*)$"
)
"""此项工作交由县水利局、县财政局。 and 由县水利局办理: who answers stands last in its sentence"""
MOST_TAIL = 6
"""characters of the verb behind the last name: 财政部分头推进"""
OFFICER = re.compile(r"长|的|理|门$|负责解释|解释|主任|书记|人$|[人成]?员|干部|机关|系统|备案|同意|批准|审批")
"""财政局长 is no body, and who is asked for leave answers for nothing"""
NO_NAME = re.compile(r"^[省市县区州](?:委|政府|人民政府)$|[将把向给的了是]|[拨报送]至|报送|统一|设[在于]")
"""区财政局将资金拨付至各乡镇 is a sentence"""
HERE = re.compile(r"^(?:各|县|市|区|省|州|镇|乡|街道|国家|中共|团|所有|有关|相关)")
HAN_WORDS = re.compile(r"(?![等和及与或牵负会的按要为同共各分具联按由])[\u4e00-\u9fff]+")
HANDLED = re.compile(r"(?:[局委部厅署院]|中心|政府|办公室)[督盯承主协领催经交查包]办$")
SAID_VERB = re.compile(r"负责|牵头|配合|承办|协办|主办")
"""What a sentence says of a body in words that are looked for anyway."""
LONGEST_END = 4
LEAST_SURE = 2
LEAST_SHARE = 0.75
"""of the parts of a list that must be bodies: one name that nobody knows makes it none"""
LEAST_HANDED = 0.6
"""of a list that stands where nothing but who answers can stand"""
SHORTEST_ALONE = 3
MOST_PART = 24


class BodyFinder:
    """Finds bodies by how their names end, with the project's vocabulary."""

    def __init__(self, units: UnitsFile) -> None:
        self._units = units

    def find_lists(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield each list of nothing but bodies that fills a bracket, a part of it, or the whole sentence `text`."""
        yield from _find_lists(self._units, text)

    def is_cell(self, text: str) -> bool:
        """Tell whether a cell holds nothing but bodies."""
        return _is_list(self._units, text, inside=True, last=True)

    def is_name(self, text: str) -> bool:
        """Tell whether words are one name of a body, or a list of such: a heading of duties."""
        return self.is_cell(text) or (
            len(text) <= MOST_PART and not NO_NAME.search(text) and _is_sure(self._units, text)
        )

    def runs_on(self, name: str) -> bool:
        """Tell whether a name goes on with a verb behind the body: 县金融监管局盯办."""
        if HANDLED.search(name):
            return True
        return not is_body(self._units, name) and bool(_drop_verb(self._units, name))

    def is_cut(self, name: str, behind: str) -> bool:
        """Tell whether the words behind a name make a longer one of it: 海关 before 总署."""
        words = HAN_WORDS.match(behind)
        ends = range(1, min(LONGEST_END, len(words.group()) if words else 0) + 1)
        return any(
            behind[:end].endswith(self._units.sure_ends) and is_body(self._units, name + behind[:end]) for end in ends
        )

    def find_names(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield each name of such a list, and the body before a colon whose duty follows."""
        for start, end in self.find_lists(text):
            for part in PART.finditer(text, start, end):
                yield part.span()
        opening = OPENING.match(text)
        if opening and all(_is_sure(self._units, name) for name in opening["name"].split("、")):
            yield opening.span("name")


@lru_cache(maxsize=64)
def _find_lists(units: UnitsFile, text: str) -> tuple[tuple[int, int], ...]:
    """Return the lists in a sentence, which is asked for them by its clauses and by its names."""
    found = []
    for start, end, inside in _find_segments(text):
        label = LABEL.match(text, start, end)
        label = None if label and not inside and NO_DUTY.match(label.group()) else label
        first, last = label.end() if label else start, not text[end:].strip(CLOSE)
        if _is_list(units, text[first:end], inside=inside, last=last):
            found.append((first, end))
        elif inside and last:
            found += _find_led(units, text, first, end)
    handed = HANDED.search(text)
    if handed and handed["list"] != text:
        start, words = handed.start("list"), handed["list"]
        length = len(words) if _is_handed(units, words) else _drop_verb(units, words)
        if not length and not SAID_VERB.search(words):  # 由县数字办经管,归集存量数据
            length = _drop_verb(units, words.split(",")[0])
        if length:
            found.append((start, start + length))
    return tuple(found)


def _find_led(units: UnitsFile, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the names in each part of a bracket that closes with a verb: 县发改局、县财政局盯办,各镇跟进."""
    for part in COMMA_PART.finditer(text, start, end):
        if length := _drop_verb(units, part.group()):
            yield part.start(), part.start() + length


def _drop_verb(units: UnitsFile, words: str) -> int:
    """Return how long a list is without the verb behind its last name; 0 where it is none: 商务部、财政部经管."""
    for length in range(len(words) - 1, max(2, len(words) - MOST_TAIL - 1), -1):
        if NAME_MARK.search(words, length):
            break
        name = NAME_MARK.split(words[:length])[-1]
        named = name.endswith(units.sure_ends) or is_generic(units, name) or (HERE.match(name) and is_body(units, name))
        if named and not OFFICER.match(words, length):
            return length if _is_handed(units, words[:length]) else 0
    return 0


def _is_handed(units: UnitsFile, words: str) -> bool:
    """Tell whether words are names of bodies: two of a list beyond doubt, or one of here or of a known function."""
    parts = NAME_MARK.split(words)
    if any(not 1 < len(part) <= MOST_PART or NO_NAME.search(part) for part in parts):
        return False
    sure = sum(_is_sure(units, part) for part in parts)
    if len(parts) > 1:
        return sure >= LEAST_SURE and sure >= LEAST_HANDED * len(parts)
    known = HERE.match(words) or find_function(units, words)
    return bool(sure and known) and len(words) >= SHORTEST_ALONE


def _is_list(units: UnitsFile, words: str, *, inside: bool, last: bool) -> bool:
    if not inside and not HERE.match(words):
        return False
    parts = [part.strip() for part in PART.findall(words)]
    bodies = [part for part in parts if len(part) <= MOST_PART and is_body(units, part)]
    if not inside and len(bodies) != len(parts):
        return False
    sure = sum(_is_sure(units, part) for part in bodies)
    if len(parts) == 1:
        return last and sure == 1 and bool(HERE.match(words)) and not is_generic(units, words)
    return sure >= LEAST_SURE and len(bodies) >= LEAST_SHARE * len(parts) and 2 * sure >= len(parts)


def _is_sure(units: UnitsFile, name: str) -> bool:
    """Tell whether a name is a body's beyond doubt: 学校 and 车站 are places too."""
    known = name.rstrip(")").endswith(units.sure_ends) or HERE.match(name)
    return bool(known) and is_body(units, name)


def _find_segments(text: str) -> Iterator[tuple[int, int, bool]]:
    """Yield all of `text`, and what stands in its brackets between semicolons, with whether it is in a bracket.

    >>> words = "巡查河道(县水利局(河长办)、县财政局;完成时间:6月)"
    >>> [words[start:end] for start, end, inside in _find_segments(words) if inside]
    ['县水利局(河长办)、县财政局', '完成时间:6月']
    """
    yield 0, len(text), False
    if not any(mark in text for mark in OPEN):
        return
    depth = begin = 0
    for at, mark in enumerate(text):
        if mark in OPEN:
            depth += 1
            begin = at + 1 if depth == 1 else begin
        elif (mark in CLOSE or mark == ";") and depth:
            if depth == 1 and at > begin:
                yield begin, at, True
                begin = at + 1
            depth -= mark in CLOSE
    if depth and begin < len(text):  # a sentence ends at a semicolon, also inside a bracket
        yield begin, len(text), True

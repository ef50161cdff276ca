"""In: a stretch of a list of bodies without a mark in it. Out: the names that only blanks part (县公安局 县应急局).

Not handled: names without even a blank between them (`unit_items.split_run`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.language.grammar.body_names import find_function, is_body, is_generic
from extractor.language.needs import compile_late
from extractor.model.mappings import UnitsFile
from extractor.model.paper.place import Passage
from extractor.parse.context import Context

PLACE_START = re.compile(r"[县市区省州各镇乡]|全[县市区]|有关|相关")
# 市委 宣传部, 县政府 办公室: the blank stands inside a name
OPEN_NAME = re.compile(r"^(?:中共)?[^、]{0,6}?(?:[县市区省州旗镇乡党工]委|政府|管委会)$")
INNER_OFFICE = re.compile(r"(?:办公室|科|股|处|室|处室|科室)(?:\([^()]*\))?$")
OWN_DUTY = re.compile(r"(?:[站所院办馆社园]|学校|中心|科室|股室|[科股室]|领导小组|[局委厅部联会])$")
"""文化站 卫生院, 督导室 基教科: bodies of one rank, parted by a typed blank"""
OVER_OTHERS = compile_late(r"(?:局|委|厅|署|政府|公司|集团|学校|医院|[镇乡]|街道)$")
"""县公安局 交警大队, 县医院 急诊科: a body that may have the next one inside it"""
BELOW_OTHERS = compile_late(r"(?:分局|支局|支行|分行|分公司|[中大支]队|[科股室处站所馆]|中心|办公室|学校|班组)$")
# 文化宣传股 / 文化馆: an office of a bureau has no bodies below it
OWN_OFFICE = compile_late(r"[股科馆站所]$")
LEAST_NAME = 2
LEAST_STRANGE = 6
PLACED_BODY = re.compile(r"[县市区](?!级|直|内|域|委|政府|人民)[\u4e00-\u9fff]{2,12}[局委厅办]$")
"""流水小城镇综合试点 区招商局: a name that ends as no body's does, and a body beyond doubt"""
GROUP_START = re.compile(r"各|有关|相关|全[县市区]|所有")
"""相关乡镇人民政府 / 区农发局"""
RULING = re.compile(r"[县市区省州](?:人民)?政府")
OWN_BODY = re.compile(r"[县市区省州](?!(?:人民)?政府|[^局委]{0,8}(?:办公室|督查室|研究室|热线))[^、]{2,12}[局委]")
"""县政府 / 县财政局; 县政府 / 办公室 is one body"""
WITHIN = re.compile(r"[科股室部组班]$")
LONG_NAME = 7
"""县农业农村局 / 青龙潭水库管理处: a long name of its own; 县公安局 / 交警大队 may be one body"""
RUN_MOST = 600
"""Characters without a mark between them; more are no list of bodies."""
PHRASE_END = re.compile(r"(?:等|分别|按.*|具体|共同|牵头|配合|负责|有关单位)+$")
"""县财政局按职责分别负责"""


def split_blanks(context: Context, passage: Passage, start: int, end: int, *, cell: bool) -> Iterator[tuple[int, int]]:
    """Part names that only blanks part (县公安局 县应急局); a blank inside a name (市委 宣传部) parts nothing."""
    if end - start > RUN_MOST:
        yield start, end
        return
    for index in range(start + 2, end - 1):
        if passage.offsets[index] - passage.offsets[index - 1] > 1 and (
            _parts_here(context, passage, start, index, end)
            or (cell and _parts_equals(context, passage, start, index, end))
        ):
            yield start, index
            start = index
    yield start, end


def _parts_equals(context: Context, passage: Passage, start: int, index: int, end: int) -> bool:
    """Tell whether a typed blank in a cell parts two bodies of one rank (文化站 卫生院), whatever their functions."""
    units, offsets, text = context.mappings.units, passage.offsets, passage.text
    if context.source.text[offsets[index - 1] + 1 : offsets[index]].strip(" \u3000\t"):
        return False
    stop = next((at for at in range(index + 1, end) if offsets[at] - offsets[at - 1] > 1), end)
    left, right = text[start:index], text[index:stop]
    if len(left) >= LEAST_STRANGE and not left.startswith("中共") and PLACED_BODY.match(right):
        return find_function(units, right) is not None and is_body(units, right)
    if len(left) < LEAST_NAME or len(right) < LEAST_NAME or OPEN_NAME.match(left):
        return False
    if not (OWN_DUTY.search(left) and is_body(units, left) and is_body(units, right)):
        return False
    if left.endswith("部") and INNER_OFFICE.search(right):
        return False
    return not (OVER_OTHERS.search(left) and BELOW_OTHERS.search(right)) or _is_long_name(units, left, right)


def _parts_here(context: Context, passage: Passage, start: int, index: int, end: int) -> bool:
    units, left, right = context.mappings.units, passage.text[start:index], passage.text[index:end]
    gap = context.source.text[passage.offsets[index - 1] + 1 : passage.offsets[index]]
    group = is_generic(units, left) and GROUP_START.match(left) is not None
    other = RULING.fullmatch(left) and OWN_BODY.match(right) and left[0] == right[0]
    if gap.strip() or (OPEN_NAME.match(left) and not group and not other) or not is_named(units, left):
        return False
    if PLACE_START.match(right):
        return len(right) >= 3
    stop = next((at for at in range(index + 1, end) if passage.offsets[at] - passage.offsets[at - 1] > 1), end)
    if "\n" in gap and _is_long_name(units, left, passage.text[index:stop]):
        return True
    if "\n" in gap and OWN_OFFICE.search(left) and is_body(units, right):
        return True
    if "\n" in gap or (INNER_OFFICE.search(right) and not INNER_OFFICE.search(left)):
        return False
    return is_body(units, right) and find_function(units, right) is not None


def _is_long_name(units: UnitsFile, left: str, right: str) -> bool:
    """Tell whether a line of a cell behind a sure body is a long name, which is no office of that body."""
    long = len(right) >= LONG_NAME and not WITHIN.search(right)
    return long and left.endswith(units.sure_ends) and is_body(units, left) and is_body(units, right)


def is_named(units: UnitsFile, text: str) -> bool:
    """Tell whether words name a body or a group, with or without a phrase behind (县财政局按职责分别负责)."""
    bare = PHRASE_END.sub("", text)
    return is_body(units, bare) or is_generic(units, bare)

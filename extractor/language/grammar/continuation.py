"""In: the cells above and below a page break. Out: whether the row below is the rest of the row above, or the next one.

The one home of this decision: `read` asks it for cells with boxes, `outline` for rows of any format. Not handled: a
break that no sign shows: a closed sentence above it and nothing numbered below.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

Pairs = Mapping[int, tuple[str, str]]
"""For each column the words above and below the break."""
Numbers = Mapping[int, Sequence[int]]
"""For each numbered column the numbers printed above the break, the last row's among them."""
HAN = "一二三四五六七八九十"
SHORT_MOST = 14
"""Characters of a head or a name, which may end anywhere; longer cells are sentences."""
NUMBERED = 0.5
"""the share of a column's cells that begin with a number where it numbers the rows"""
CLOSED = re.compile(r"[。；;！!？?：:…][”\"’'）)\]】》]*$")
TOTAL = re.compile(r"合\s*计|总\s*计|总\s*分|小\s*计")
LEADING_NUMBER = re.compile(r"(\d{1,3})(?:[.、．)）]|\b|(?=\D))")


def is_closed(text: str) -> bool:
    """Tell whether words end as a sentence does.

    >>> is_closed("成立的得5分。"), is_closed("每出现1条错误数据扣0.1分，未按")
    (True, False)
    """
    return bool(CLOSED.search(text))


def stops_open(text: str) -> bool:
    """Tell whether a long cell stops in mid-sentence.

    >>> stops_open("每出现1条错误数据扣0.1分，未按规定"), stops_open("组织领导")
    (True, False)
    """
    return len(text) > SHORT_MOST and not is_closed(text)


def read_leading_number(text: str) -> int | None:
    """Return the number that a cell begins with; Chinese ones below zero, so that the two rows of numbers stay apart.

    >>> [read_leading_number(text) for text in ("15", "3.节水", "二、", "组织领导", "十二月")]
    [15, 3, -2, None, None]
    """
    match = LEADING_NUMBER.match(text)
    if match:
        return int(match.group(1))
    han = text[:1] and text[0] in HAN and (len(text) == 1 or text[1] in "、.．")
    return -1 - HAN.index(text[0]) if han else None


def find_number_columns(columns: Sequence[Sequence[str]]) -> list[int]:
    """Return those of the first two columns in which most filled cells begin with a number."""
    found: list[int] = []
    for index, cells in enumerate(columns[:2]):
        filled = [text for text in cells if text]
        numbers = sum(read_leading_number(text) is not None for text in filled)
        if filled and numbers >= NUMBERED * len(filled):
            found.append(index)
    return found


def numbers_go_on(before: Sequence[int], after: Sequence[int]) -> bool:
    """Tell whether the first number below is the next one: 8 after 7, 四 after 三 4, 1 after the category 五.

    >>> numbers_go_on([6, 7], [8]), numbers_go_on([-3, 4], [-4]), numbers_go_on([3, -5], [1]), numbers_go_on([1], [5])
    (True, True, True, False)
    """
    if not before or not after:
        return False
    if after[0] > 0:
        return after[0] == before[-1] + 1 if before[-1] > 0 else after[0] == 1
    han = [number for number in before if number < 0]
    return bool(han) and after[0] == han[-1] - 1


def is_rest_of_row(pairs: Pairs, known: Numbers, *, repeated: bool = False) -> bool:
    """Tell whether the row below a break is the rest of the row above it; `repeated` that the header stands between.

    Its number is blank, or only fits when joined (1 and 6 after 15 are 16), and a cell of the row above is open.

    >>> is_rest_of_row({0: ("2", ""), 1: ("每条扣1分，未按", "规定的不得分。")}, {0: [1, 2]})
    True
    >>> is_rest_of_row({0: ("1", "6"), 1: ("征信体系", "建设")}, {0: [15, 1]})
    True
    >>> is_rest_of_row({0: ("2", "3"), 1: ("双公示", "信用承诺")}, {0: [1, 2]})
    False
    """
    if any(TOTAL.search(below) for _, below in pairs.values()):
        return False
    told = _tell_by_numbers(pairs, known, repeated=repeated)
    if told is not None:
        return told
    doubled = any(_is_amount(above) and _is_amount(below) for above, below in pairs.values())
    return not doubled and any(above and below and not is_closed(above) for above, below in pairs.values())


def _is_amount(text: str) -> bool:
    return text.replace(".", "").isdigit()


def _tell_by_numbers(pairs: Pairs, known: Numbers, *, repeated: bool) -> bool | None:
    """Tell by the numbered columns whether the row before goes on; None where they leave it open."""
    if not known and pairs.get(0, ("", "?"))[1]:
        return False
    for column, numbers in known.items():
        head, tail = pairs.get(column, ("", ""))
        if read_leading_number(tail) is not None:  # 成武: "1" above the break and "6" below it, after 15, is 16
            split = head.isdigit() and tail.isdigit() and len(numbers) > 1
            return split and int(head + tail) == numbers[-2] + 1
        if tail and not (repeated and _longest_is_open(pairs)):
            return False
    return None


def _longest_is_open(pairs: Pairs) -> bool:
    """Tell whether the longest cell above the break stops in mid-sentence and has words below it."""
    above, below = max(pairs.values(), key=lambda pair: len(pair[0]))
    return bool(above and below) and not is_closed(above)

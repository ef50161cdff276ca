"""In: the cells of one column. Out: those whose print is garbled beyond reading.

A garbled cell is marked, never guessed. Not handled: single wrong characters, which stay as printed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from rapidfuzz import fuzz

from extractor.language.words import cut_words
from extractor.model.mappings import ColumnField
from extractor.parse.tables.row_cells import RowCells

SHORT_FIELDS: tuple[ColumnField, ...] = ("evidence", "method", "units")
Pool = dict[ColumnField, list[str]]
"""The folded cells of each short field, over all tables of a document."""

# 局局局局局局税态: an OCR that lost its place in a narrow column repeats one character (平阴)
STUTTER = re.compile(r"([\u4e00-\u9fff])\1{2,}")
MOST_SHORT = 24
SAME_LETTERS = 0.72
ORDERED = 0.93


def is_stuttering(text: str) -> bool:
    """Tell whether one character stands three times or more in a row.

    >>> is_stuttering("发市局农文民气工局市分改场、局局局局局局税态"), is_stuttering("县发展改革局、县财政局")
    (True, False)
    """
    return bool(STUTTER.search(text))


def find_scrambled(cells: Sequence[str], pool: Sequence[str]) -> tuple[int, ...]:
    """Return the indexes of short cells that hold the letters of a cell of `pool` in another order.

    >>> find_scrambled(["据计据统数直接评价", "网上查询"], ["根据统计数据直接评价", "网上查询"])
    (0,)
    """
    sound = tuple(dict.fromkeys(pool))
    scrambled = {cell for cell in set(cells) if 4 <= len(cell) <= MOST_SHORT and _is_scrambled(cell, sound)}
    return tuple(index for index, cell in enumerate(cells) if cell in scrambled)


def _is_scrambled(cell: str, pool: Sequence[str]) -> bool:
    return any(
        other != cell and len(other) >= len(cell) and _scrambles(cell, other) and _sounder(other, cell)
        for other in pool
    )


def _scrambles(cell: str, other: str) -> bool:
    """Tell whether `cell` has nearly all its letters from `other`, but not in its order."""
    shared = sum((Counter(cell) & Counter(other)).values())
    if shared < 0.85 * len(cell) or shared < SAME_LETTERS * len(other):
        return False
    in_order = fuzz.ratio(cell, other) / 100
    possible = 2 * shared / (len(cell) + len(other))
    return in_order < ORDERED * possible


def _sounder(other: str, cell: str) -> bool:
    """Tell which of two is the sound one: it repeats fewer characters; where equal, the longer."""
    return (_repeats(other), -len(other)) < (_repeats(cell), -len(cell))


def _repeats(text: str) -> int:
    return sum(count - 1 for count in Counter(text).values())


def is_nonsense(text: str, terms: tuple[str, ...]) -> bool:
    """Tell whether folded `text` is no language: hardly any words, or clauses that end in pieces of words.

    The first comes of a seal or of the page's back side read as text; the second of two columns whose lines
    were read as one (平阴's row 14: 负面信用事分;况打分。未出现严重等件得已进行行政,现严重失信事件).
    """
    han = HAN.findall(text)
    if len(han) < MIN_HAN:
        return False
    words = [word for word in cut_words(text, terms) if HAN.match(word)]
    single = sum(len(word) == 1 and word not in FUNCTION_WORDS for word in words)
    return single > NO_WORDS * len(han) or _broken_edges(text, terms) > BROKEN_EDGES


def may_be_nonsense(text: str) -> bool:
    """Tell cheaply whether `text` is worth the question: it has a clause too short to say anything.

    >>> may_be_nonsense("负面信用事分;况打分。未出现"), may_be_nonsense("成立的得5分;缺一项扣1分,未成立的不得分。")
    (True, False)
    """
    return bool(SCRAP.search(text))


def _broken_edges(text: str, terms: tuple[str, ...]) -> float:
    """Return the share of clause ends that are single characters, which real clauses seldom begin or end with."""
    edges = broken = 0
    for clause in CLAUSE.findall(text):
        words = cut_words(clause, terms)
        for word in (words[0], words[-1]):
            edges += 1
            broken += len(word) == 1 and bool(HAN.match(word)) and word not in EDGE_WORDS
    return broken / edges if edges >= MIN_EDGES else 0.0


HAN = re.compile(r"[\u4e00-\u9fff]")
CLAUSE = re.compile(r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{2,}+(?=[,。;])|(?<=[,。;])[\u4e00-\u9fff]{2,}")
SCRAP = re.compile(r"[;。][\u4e00-\u9fff]{1,3}[;。]|[\u4e00-\u9fff][;。][\u4e00-\u9fff]{1,3}分[;。]")
FUNCTION_WORDS = frozenset("的和与或为被在及未每个得分扣按等并中对将有无于是由一不者已至各县区市镇其所以从到可应须要")
EDGE_WORDS = frozenset("的和在每按对将由各并或从以不未有无者分等应须请经")
MIN_HAN = 15
NO_WORDS = 0.42
BROKEN_EDGES = 0.3
MIN_EDGES = 8


def find_damaged_fields(terms: tuple[str, ...], rows: Sequence[RowCells], pool: Pool) -> dict[int, frozenset[str]]:
    """Return the garbled fields of each row."""
    marks: dict[int, set[str]] = {}
    for index, cells in enumerate(rows):
        for name, cell in (*cells.fields.items(), ("name", cells.name)):
            if name == "points" or not cell:
                continue
            nonsense = may_be_nonsense(cell.text) and is_nonsense(cell.text, terms)
            if is_stuttering(cell.text) or nonsense:
                marks.setdefault(index, set()).add(name)
    for name in SHORT_FIELDS:
        filled = [(index, cells.fields[name].text) for index, cells in enumerate(rows) if cells.fields.get(name)]
        for found in find_scrambled([text for _, text in filled], pool.get(name, [])):
            marks.setdefault(filled[found][0], set()).add(name)
    return {index: frozenset(names) for index, names in marks.items()}

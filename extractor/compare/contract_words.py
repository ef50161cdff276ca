"""In: `phrases/contract.yaml`. Out: the words by which the contract tells two measures apart, compiled; its grammar.

Each row was forced by a pair: 收到申请后1个工作日内受理 against 5个工作日内办结; 全县4次 against 每个部门2次;
初次信访事项化解率 against 重复信访事项化解率. What is not vocabulary but how names are built (〔…〕率, 占〔…〕, dates
and verbs before a name) stands here. Not handled: names of one thing in other words (`differences.measures`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

import msgspec

from extractor.language.needs import Guarded, compile_late
from extractor.model.mappings import ContractFile, ContractRow

Named = tuple[tuple[str, re.Pattern[str]], ...]
SHARE = re.compile(r"(?P<thing>[^,，。;；、]{1,20}?)(?:数量|总数|数)?占")
RATE = re.compile(r"(?P<thing>[^,，。;；、]{0,16}?)(?P<rate>[\u4e00-\u9fff]{2}率)")
NOT = Guarded(r"非(?![常法])(?P<what>[\u4e00-\u9fff]{2})", ("非",))
DATE_WORDS = re.compile(
    r"(?:到|截至|截止|在|于)?(?:20\d{2}年)?(?:\d{1,2}月)?(?:\d{1,2}日)?(?:年)?[底末]?(?:之?前)(?=[\u4e00-\u9fff])|到?20\d{2}年[底末]?"
)
OTHERWISE = re.compile(r"\(.\)$")
"""another word for the same unit: 件(套)"""
LISTED = re.compile(r"[^\[\](){}?*+.\\^$]+")
"""a pattern that is a list of words"""
NOTHING = "(?!)"
"""a pattern that matches nothing"""
LEADING = re.compile(
    r"^(?:力争|确保|争取|努力|全年|年内|年度|每年|至少|全县|全市|全区|完成|开展|举办|组织|建成(?!区)|建设|新建|实现|推动|使|将)+"
)


class ContractWords(msgspec.Struct, frozen=True, eq=False):
    """The rows of `phrases/contract.yaml`, compiled; compared by identity, so that what they find can be kept."""

    stages: Named
    counted: Named
    same: Named
    wholes: tuple[re.Pattern[str], ...]
    limits: tuple[re.Pattern[str], ...]
    axes: tuple[tuple[str, Named], ...]
    lone_axes: frozenset[str]
    senses: dict[str, frozenset[int]]
    alike: tuple[tuple[int, re.Pattern[str]], ...]
    any_alike: re.Pattern[str]
    classifiers: Named
    clutter: re.Pattern[str]
    aside: re.Pattern[str]
    part: re.Pattern[str]
    filler: re.Pattern[str]
    empty: re.Pattern[str]
    hollow: re.Pattern[str]
    each: re.Pattern[str]
    all: re.Pattern[str]
    mean: re.Pattern[str]
    per: re.Pattern[str]
    total: re.Pattern[str]
    in_all: re.Pattern[str]
    within_year: re.Pattern[str]
    new: re.Pattern[str]
    doing: re.Pattern[str]
    making: re.Pattern[str]
    level_reached: re.Pattern[str]
    change: re.Pattern[str]
    rank: re.Pattern[str]

    def level(self, words: str) -> str:
        """Return `words` with one word for each thing that has several.

        >>> from extractor.mappings import load_mappings
        >>> words = build_contract_words(load_mappings().contract)
        >>> words.level("地区生产总值"), words.level("政策文件发布")
        ('GDP', '政策文件公开')
        """
        for name, printed in self.same:
            words = printed.sub(name, words)
        return words

    def find_senses(self, word: str) -> frozenset[int]:
        """Return the rows of words that stand for one another in which `word` is.

        >>> from extractor.mappings import load_mappings
        >>> words = build_contract_words(load_mappings().contract)
        >>> bool(words.find_senses("查出") & words.find_senses("发现"))
        True
        """
        return _find_senses(self, word)

    def count_alike(self, one: str, other: str) -> bool:
        """Tell whether two units count the same: 4个 and 4处 口袋公园, 120名 and 120人; what follows them must agree.

        >>> from extractor.mappings import load_mappings
        >>> words = build_contract_words(load_mappings().contract)
        >>> words.count_alike("名/年", "人/年"), words.count_alike("名", "人/年"), words.count_alike("户", "人")
        (True, False, False)
        """
        if one == other:
            return True
        (first, tail), (second, rest) = (_split_unit(unit) for unit in (one, other))
        if tail == rest and OTHERWISE.sub("", first) == OTHERWISE.sub("", second):
            return True
        return tail == rest and any(row.fullmatch(first) and row.fullmatch(second) for _, row in self.classifiers)


@lru_cache(maxsize=65536)
def _find_senses(words: ContractWords, word: str) -> frozenset[int]:
    listed = words.senses.get(word, frozenset())
    if not words.any_alike.fullmatch(word):
        return listed
    return listed.union(row for row, pattern in words.alike if pattern.fullmatch(word))


def _split_unit(unit: str) -> tuple[str, str]:
    """Return a unit and what says of which period or direction it is (次/年, 人（上升）)."""
    size = next((n for n, letter in enumerate(unit) if letter in "/（"), len(unit))
    return unit[:size], unit[size:]


@lru_cache(maxsize=8)
def build_contract_words(file: ContractFile) -> ContractWords:
    """Return the rows of `file`, compiled once."""

    def named(does: str) -> Named:
        return tuple((row.name, _compile(row)) for row in file.words if row.does == does)

    def plain(does: str) -> tuple[re.Pattern[str], ...]:
        return tuple(pattern for _, pattern in named(does))

    def any_of(does: str) -> re.Pattern[str]:
        return re.compile("|".join(row.pattern for row in file.words if row.does == does))

    single = {name: pattern for does in ("scope", "by", "flow", "kind") for name, pattern in named(does)}
    return ContractWords(
        stages=named("stage"),
        counted=named("counted"),
        same=named("same"),
        wholes=plain("whole"),
        limits=plain("limit"),
        axes=tuple(_sort_axes(row for row in file.words if row.does == "axis")),
        lone_axes=frozenset(row.axis for row in file.words if row.lone),
        senses=_sort_senses(file.words),
        alike=tuple((n, compile_late(row.pattern)) for n, row in enumerate(file.words) if _is_built(row)),
        any_alike=compile_late("|".join(row.pattern for row in file.words if _is_built(row)) or NOTHING),
        classifiers=named("classifier"),
        clutter=any_of("clutter"),
        aside=any_of("aside"),
        part=any_of("part"),
        filler=any_of("filler"),
        empty=any_of("empty"),
        hollow=any_of("hollow"),
        **{name: single[name] for name in SINGLE},
    )


def _compile(row: ContractRow) -> re.Pattern[str]:
    """Return a row's pattern; one that lists words is compiled where one of them stands."""
    return compile_late(row.regex, needs=tuple(row.pattern.split("|")) if LISTED.fullmatch(row.pattern) else ())


def _is_built(row: ContractRow) -> bool:
    """Tell whether words that stand for one another are not merely listed: (?:法定|规定)?期限内."""
    return row.does == "alike" and not LISTED.fullmatch(row.pattern)


def _sort_senses(rows: Iterable[ContractRow]) -> dict[str, frozenset[int]]:
    """Return the listed words that stand for one another, with their rows: to compile each row would take longer."""
    found: dict[str, set[int]] = {}
    for n, row in enumerate(rows):
        if row.does == "alike" and not _is_built(row):
            for word in row.pattern.split("|"):
                found.setdefault(word, set()).add(n)
    return {word: frozenset(senses) for word, senses in found.items()}


SINGLE = (
    "each", "all", "mean", "per", "total", "in_all", "within_year", "new", "doing", "making", "level_reached",
    "change", "rank",
)  # fmt: skip
"""rows of which there must be one each"""


def _sort_axes(rows: Iterable[ContractRow]) -> Iterator[tuple[str, Named]]:
    by_axis: dict[str, list[tuple[str, re.Pattern[str]]]] = {}
    for row in rows:
        by_axis.setdefault(row.axis, []).append((row.name, _compile(row)))
    yield from ((axis, tuple(values)) for axis, values in by_axis.items())

"""In: a folded name. Out: whether it names a body, a group without a single body behind it, and its function.

Not handled: whether a body of that name exists.
"""

from __future__ import annotations

import re
from functools import lru_cache

from extractor.language.grammar.brackets import drop_end_bracket
from extractor.model.mappings import UnitsFile

INNER_OFFICE = re.compile(r"[^局委部厅署府院会心办]{2,8}(?:科|股|处|科室|股室)(?:\([^()]*\))?$")
"""An office inside a bureau, at the end of a name: 宣传科, 县教育局人事科."""
BODY_WORD = re.compile(r"(?:管理|监督管理)?(?:总局|局|委员会|委|部|厅|署)$")
STEM_LEAST = 2

EACH = ("每", "逐", "各处", "一处")
"""每处, 逐处 say how often or where, though 处 ends the name of a body too."""


@lru_cache(maxsize=8192)
def is_body(units: UnitsFile, name: str) -> bool:
    """Tell whether `name` ends as the name of a body does, or is a known group.

    送戏下乡 and 专场招聘会 end so and name none.
    """
    plain = drop_end_bracket(name)
    if name.startswith(EACH):
        return False
    named = plain.endswith(units.suffixes) and not plain.endswith(units.false_ends)
    return len(plain) >= 2 and (named or is_generic(units, name))


def is_generic(units: UnitsFile, name: str) -> bool:
    """Tell whether `name` is a group with no single body behind it (各镇政府, 所有部门(单位)).

    各类证照齐全且合法有效 begins as a group does, but ends as none.
    """
    if name in units.generic_names or name.endswith(units.generic_ends):
        return True
    plain = drop_end_bracket(name)
    return name.startswith(units.generic_starts) and plain.endswith((*units.suffixes, *units.group_ends))


@lru_cache(maxsize=8192)
def find_function(units: UnitsFile, name: str) -> str | None:
    """Return the id of the function whose longest alias stands in `name`; None if unknown.

    县发展改革委, 发改局 and 县发展和改革局 have one function, and so have 国家发展改革委 and 省发展改革委: the words
    of an alias count with any word for a body behind them. An office of a bureau has only the function of an alias
    that ends as an office does: 宣传科 is no 宣传部.
    """
    plain = name.replace(" ", "")
    office = INNER_OFFICE.search(plain)
    best: tuple[int, int, str] | None = None
    known = _aliases_by_start(units)
    for alias, function in (pair for character in set(plain) for pair in known.get(character, ())):
        at = plain.find(alias)
        if at < 0 or (office and at + len(alias) > office.start() and not INNER_OFFICE.search(alias)):
            continue
        key = (len(alias), at, function)
        if best is None or key[:2] > best[:2]:
            best = key
    return best[2] if best else _find_by_stem(units, plain)


def _find_by_stem(units: UnitsFile, name: str) -> str | None:
    """Return the function whose words stand before another word for a body (住房城乡建设部, 工业和信息化厅)."""
    ending = BODY_WORD.search(name)
    if ending is None:
        return None
    words = name[: ending.start()]
    known = [(len(stem), function) for stem, function in _stems(units) if words.endswith(stem)]
    return max(known)[1] if known else None


@lru_cache(maxsize=8)
def _stems(units: UnitsFile) -> tuple[tuple[str, str], ...]:
    """Return the words of aliases before their word for a body; words of two characters of one function only."""
    pairs = {
        (alias[: ending.start()], function)
        for alias, function in _aliases(units)
        if (ending := BODY_WORD.search(alias)) and ending.start() >= STEM_LEAST
    }
    owners: dict[str, set[str]] = {}
    for stem, function in pairs:
        owners.setdefault(stem, set()).add(function)
    return tuple(sorted((stem, function) for stem, function in pairs if len(owners[stem]) == 1))


@lru_cache(maxsize=8)
def _aliases_by_start(units: UnitsFile) -> dict[str, tuple[tuple[str, str], ...]]:
    """Return the aliases by their first character: of 700 a name can hold a dozen."""
    found: dict[str, list[tuple[str, str]]] = {}
    for pair in _aliases(units):
        found.setdefault(pair[0][0], []).append(pair)
    return {character: tuple(pairs) for character, pairs in found.items()}


@lru_cache(maxsize=8)
def _aliases(units: UnitsFile) -> tuple[tuple[str, str], ...]:
    pairs = {(alias, function.id) for function in units.functions for alias in (function.name, *function.aliases)}
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair)))

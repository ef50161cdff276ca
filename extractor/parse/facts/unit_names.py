"""In: a folded name. Out: whether it names a body, a group without a single body behind it, and its function.

Not handled: whether a body of that name exists.
"""

from __future__ import annotations

import re
from functools import lru_cache

from extractor.model.mappings import UnitsFile


def is_body(units: UnitsFile, name: str) -> bool:
    """Tell whether `name` ends as the name of a body does, or is a known group."""
    plain = re.sub(r"\([^()]*\)$", "", name)
    return len(plain) >= 2 and (plain.endswith(units.suffixes) or is_generic(units, name))


def is_generic(units: UnitsFile, name: str) -> bool:
    """Tell whether `name` is a group with no single body behind it (各镇政府, 所有部门(单位))."""
    return name in units.generic_names or name.startswith(units.generic_starts) or name.endswith(units.generic_ends)


@lru_cache(maxsize=8192)
def find_function(units: UnitsFile, name: str) -> str | None:
    """Return the id of the function whose longest alias stands in `name`; None if unknown.

    县发展改革委, 发改局 and 县发展和改革局 have one function.
    """
    plain = name.replace(" ", "")
    best: tuple[int, int, str] | None = None
    for alias, function in _aliases(units):
        at = plain.find(alias)
        if at < 0:
            continue
        key = (len(alias), at, function)
        if best is None or key[:2] > best[:2]:
            best = key
    return best[2] if best else None


@lru_cache(maxsize=8)
def _aliases(units: UnitsFile) -> tuple[tuple[str, str], ...]:
    pairs = {(alias, function.id) for function in units.functions for alias in (function.name, *function.aliases)}
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair)))

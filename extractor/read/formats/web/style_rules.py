"""In: a parsed web page. Out: the same page, its elements carrying what a style sheet within it says of them.

Only what decides how words are read is taken over: how lists are numbered, and where line ends count. An element's own
style goes first. Not handled: sheets in files of their own; what a sheet hides, which a script may show.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

RULE = re.compile(r"([^{}]{1,200})\{([^{}]{0,2000})\}")
KEPT = re.compile(r"(?:list-style(?:-type)?|white-space)\s*:\s*[^;{}]{1,60}", re.IGNORECASE)
SELECTOR = re.compile(r"[\w.#\s>,*-]{1,200}")
"""ol.a, #text ol ol; rules for states and pages (:before, @media) are left alone"""
MOST_RULES = 200
MOST_ELEMENTS = 2000


def apply_sheets(root: Any) -> None:
    """Write what style sheets say of an element's lists and line ends into its own style."""
    for selector, style in _find_rules(root):
        for node in root.css(selector)[:MOST_ELEMENTS]:
            own = (node.attributes.get("style") or "").rstrip("; ")
            node.attrs["style"] = f"{own};{style}" if own else style


def _find_rules(root: Any) -> Iterator[tuple[str, str]]:
    found = 0
    for sheet in root.css("style"):
        for match in RULE.finditer(sheet.text(deep=True) or ""):
            kept, selector = KEPT.findall(match[2]), match[1].strip()
            if kept and SELECTOR.fullmatch(selector) and found < MOST_RULES:
                found += 1
                yield selector, ";".join(kept)

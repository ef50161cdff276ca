"""In: a folded name or heading. Out: it without the bracket at its end.

Not handled: a bracket that holds another one.
"""

from __future__ import annotations

import re

END_BRACKET = re.compile(r"\([^()]*\)$")
"""县财政局(牵头)"""


def drop_end_bracket(text: str) -> str:
    """Return `text` without the bracket at its end.

    >>> drop_end_bracket("县财政局(牵头)"), drop_end_bracket("(县)财政局")
    ('县财政局', '(县)财政局')
    """
    return END_BRACKET.sub("", text)

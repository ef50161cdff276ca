"""In: any text. Out: the same as XML 1.0 takes it.

Not handled: attribute quotes, which `xml.sax.saxutils.quoteattr` sets.
"""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def clean_xml(text: str) -> str:
    """Return `text` with a replacement mark for every character that XML has no place for."""
    return UNWRITABLE.sub("\ufffd", text)


def escape_xml(text: str) -> str:
    """Return `text` as the content of an element.

    >>> escape_xml("信易贷 <30%>")
    '信易贷 &lt;30%&gt;'
    """
    return escape(clean_xml(text))

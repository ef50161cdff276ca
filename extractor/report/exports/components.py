"""In: lines of a calendar. Out: RFC 5545 text: escaped, folded at 75 octets, CRLF.

Not handled: time zones; every day is a whole day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

Property = tuple[str, str]
"""Name (with its parameters) and value as it stands in the file."""

LONGEST_LINE = 75
PRODUCT = "-//extractor//county plans//ZH"


def write_text(text: str) -> str:
    r"""Return `text` as a TEXT value.

    >>> write_text("双公示,7日;\n见附件")
    '双公示\\,7日\\;\\n见附件'
    """
    plain = "".join(c for c in text if c in "\n\t" or (c >= " " and not "\ud800" <= c <= "\udfff" and c != "\x7f"))
    return plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def write_day(day: date) -> str:
    """Return `day` as a DATE value."""
    return f"{day:%Y%m%d}" if day.year >= 1000 else f"{day.year:04d}{day:%m%d}"


def build_calendar(name: str, components: Iterable[Sequence[Property]]) -> bytes:
    """Return a calendar of `components`, each a list of properties from BEGIN to END."""
    head = (
        ("BEGIN", "VCALENDAR"),
        ("VERSION", "2.0"),
        ("PRODID", PRODUCT),
        ("CALSCALE", "GREGORIAN"),
        ("METHOD", "PUBLISH"),
        ("X-WR-CALNAME", write_text(name)),
    )
    lines = [*head, *(line for component in components for line in component), ("END", "VCALENDAR")]
    return "".join(f"{folded}\r\n" for line in lines for folded in _fold(":".join(line))).encode("utf-8")


def _fold(line: str) -> Iterator[str]:
    """Cut a line so that no piece is longer than the standard allows, and no character is cut."""
    kept, size = "", 0
    for character in line:
        width = len(character.encode("utf-8"))
        if size + width > LONGEST_LINE:
            yield kept
            kept, size = " ", 1
        kept += character
        size += width
    yield kept

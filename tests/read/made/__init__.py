"""Documents of awkward forms made in memory, each with what is right, worked by hand before it was ever read."""

from __future__ import annotations

from typing import Any, NamedTuple


class MadeForm(NamedTuple):
    """One file and what must come out of it; the keys of `want` are those of `tests.read.shortfalls`."""

    name: str
    content: bytes
    want: dict[str, Any]

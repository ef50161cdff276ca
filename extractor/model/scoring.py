"""In: nothing. Out: `Statement`, one scoring sentence read once.

Not handled: reading it, which is `parse.scoring`.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from extractor.model.place import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One scoring sentence: its printed words and where they stand."""

    text: str
    place: Place | None = dataclasses.field(default=None, compare=False)

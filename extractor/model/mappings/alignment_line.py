"""In: nothing. Out: `AlignmentLineFile`, the line of alignment as learned from what persons decided.

Not handled: learning it (`review.line_training`).
"""

from __future__ import annotations

import msgspec


class AlignmentLineFile(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """`alignment.yaml`: the log odds from which two items are one measure, and what that was learned from.

    `wrong_before` and `wrong_after` of `judged` pairs were on the wrong side of the usual line, and of one that was
    learned without them.
    """

    line: float | None = None
    judged: int = 0
    wrong_before: int = 0
    wrong_after: int = 0

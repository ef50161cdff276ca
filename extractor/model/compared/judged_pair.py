"""In: nothing. Out: `JudgedPair`, two items that a person called one measure or two, with what words alone say.

Not handled: who decided and why (`model.judgement`).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class JudgedPair:
    """Two items as "plan:item"; `score` are the log odds without the decision, `same` is what was decided."""

    left: str
    right: str
    score: float
    same: bool

    @property
    def plans(self) -> tuple[str, str]:
        """The plans of both.

        >>> JudgedPair("a:t1", "b:i2", 0.5, True).plans
        ('a', 'b')
        """
        return self.left.partition(":")[0], self.right.partition(":")[0]

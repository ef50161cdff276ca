"""Stage 4: `Plan`s in, `Alignment` out. One public function, `align_plans`; `Policy` holds its thresholds.

Beside it `find_contradiction`, which tells whether persons' decisions can all be carried out.
"""

from extractor.align.alignment import align_plans
from extractor.align.policy import Policy
from extractor.align.verdicts import find_contradiction

__all__ = ["Policy", "align_plans", "find_contradiction"]

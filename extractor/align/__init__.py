"""Stage 4: `Plan`s in, `Alignment` out. One public function, `align_plans`; `Policy` holds its thresholds."""

from extractor.align.alignment import align_plans
from extractor.align.policy import Policy

__all__ = ["Policy", "align_plans"]

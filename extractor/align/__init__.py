"""Stage 4: `Plan`s in, `Alignment` out. One public function, `align_plans`; `Policy` holds its thresholds.

Beside it `place_plan`, which adds one plan to an alignment and leaves the rest as it was, and `find_contradiction`,
which tells whether decisions of persons can all be carried out.
"""

from extractor.align.alignment import align_plans
from extractor.align.constraints import find_contradiction
from extractor.align.incremental import place_plan
from extractor.align.judged_pairs import score_judged
from extractor.align.likeness.semantic import find_vectors
from extractor.align.policy import Policy

__all__ = ["Policy", "align_plans", "find_contradiction", "find_vectors", "place_plan", "score_judged"]

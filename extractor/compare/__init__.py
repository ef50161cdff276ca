"""Stage 5: `Alignment` and `Plan`s in, `Comparison` out. One public function, `compare_plans`."""

from extractor.compare.comparison import compare_plans

__all__ = ["compare_plans"]

"""Stage 5: `Alignment` and `Plan`s in, `Comparison` out: `compare_plans`; `compare_groups` gives differences alone."""

from extractor.compare.comparison import compare_groups, compare_plans

__all__ = ["compare_groups", "compare_plans"]

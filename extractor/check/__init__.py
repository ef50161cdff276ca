"""Stage: one plan against itself. Out: the plan with its problems, unread stretches, doubts, and the share read."""

from extractor.check.stage import check_plan

__all__ = ["check_plan"]

"""Beside the stages: where one plan stands among others, and the draft checklist for its office."""

from extractor.adding.checklist import build_checklist
from extractor.adding.standing import Standing, find_standing

__all__ = ["Standing", "build_checklist", "find_standing"]

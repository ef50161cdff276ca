"""Parse: `Outline` and `Mappings` in, `Plan` out. One file for each kind of fact."""

from __future__ import annotations

from extractor.parse.plan import parse_plan

__all__ = ["parse_plan"]

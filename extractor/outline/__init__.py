"""Outline: `Source` in, `Outline` out. Knows numbering, broken lines, and tables and rows split by pages."""

from __future__ import annotations

from extractor.outline.build import build_outline

__all__ = ["build_outline"]

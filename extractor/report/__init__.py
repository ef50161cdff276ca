"""In: comparison, alignment and plans. Out: the files that people read. Not handled: writing them to disk."""

from extractor.report.build import build_report

__all__ = ["build_report"]

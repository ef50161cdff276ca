"""In: comparison, alignment and plans. Out: the files that people read. Not handled: writing them to disk."""

from typing import TYPE_CHECKING

from extractor.lazily import load_lazily

if TYPE_CHECKING:
    from extractor.report.build import build_report

__all__ = ["build_report"]

__getattr__ = load_lazily(__name__, {"build": ("build_report",)})

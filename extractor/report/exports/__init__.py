"""In: comparison, alignment and plans. Out: files and frames for the tools that researchers use, each made on request.

Not handled: the workbook, the page and the CSV files, which every report has.
"""

from extractor.report.exports.building import build_frames

__all__ = ["build_frames"]

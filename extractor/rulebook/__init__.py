"""In: `Plan`. Out: `Rulebook`, and from it templates, views, scorecards, exports, checks and what-ifs.

Every function takes and gives values, text or bytes; nothing here touches the disk.
Not handled: scoring rules outside a plan's tables.
"""

from __future__ import annotations

from extractor.rulebook.build import build_rulebook
from extractor.rulebook.cards import render_scorecard_json, render_scorecard_page
from extractor.rulebook.check import check_points, find_reach
from extractor.rulebook.cross import cross_score, render_cross_csv
from extractor.rulebook.docx import render_docx
from extractor.rulebook.evaluate import Evaluator
from extractor.rulebook.export_dmn import export_dmn
from extractor.rulebook.export_jdm import export_jdm
from extractor.rulebook.files import build_schema, parse_yaml, render_yaml
from extractor.rulebook.next_point import next_points
from extractor.rulebook.observations import read_observations
from extractor.rulebook.plot import draw_histogram
from extractor.rulebook.score import score
from extractor.rulebook.simulate import simulate
from extractor.rulebook.views import render_markdown
from extractor.rulebook.workbooks import build_check_workbook, build_inputs_workbook, build_scorecard_workbook

__all__ = [
    "Evaluator",
    "build_check_workbook",
    "build_inputs_workbook",
    "build_rulebook",
    "build_schema",
    "build_scorecard_workbook",
    "check_points",
    "cross_score",
    "draw_histogram",
    "export_dmn",
    "export_jdm",
    "find_reach",
    "next_points",
    "parse_yaml",
    "read_observations",
    "render_cross_csv",
    "render_docx",
    "render_markdown",
    "render_scorecard_json",
    "render_scorecard_page",
    "render_yaml",
    "score",
    "simulate",
]

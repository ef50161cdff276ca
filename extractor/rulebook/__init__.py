"""In: `Plan`. Out: `Rulebook`, and from it templates, views, scorecards, exports, checks and what-ifs.

Every function takes and gives values, text or bytes; nothing here touches the disk.
Not handled: scoring rules outside a plan's tables.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.lazily import load_lazily

if TYPE_CHECKING:
    from extractor.rulebook.analysis.cross_scoring import cross_score, render_cross_csv
    from extractor.rulebook.analysis.diff import diff_rulebooks
    from extractor.rulebook.analysis.edges import build_edges
    from extractor.rulebook.analysis.marginal_gain import next_points
    from extractor.rulebook.analysis.reachability import check_points, find_reach
    from extractor.rulebook.analysis.simulate import simulate
    from extractor.rulebook.build.rulebook import build_rulebook
    from extractor.rulebook.cards.histogram import draw_histogram
    from extractor.rulebook.cards.page import render_scorecard_json, render_scorecard_page
    from extractor.rulebook.cards.workbook import build_check_workbook, build_scorecard_workbook
    from extractor.rulebook.engine.score import score, score_values
    from extractor.rulebook.engine.table import TableScores, score_columns
    from extractor.rulebook.exports.dmn import export_dmn
    from extractor.rulebook.exports.jdm import export_jdm
    from extractor.rulebook.exports.python_file import export_python
    from extractor.rulebook.exports.sql import export_sql
    from extractor.rulebook.io.observations import read_observations
    from extractor.rulebook.io.schemas import build_rulebook_schema
    from extractor.rulebook.io.signing_docx import render_docx
    from extractor.rulebook.io.signing_view import render_markdown
    from extractor.rulebook.io.template import build_inputs_workbook
    from extractor.rulebook.io.yaml_file import parse_yaml, render_yaml

__all__ = [
    "TableScores",
    "build_check_workbook",
    "build_edges",
    "build_inputs_workbook",
    "build_rulebook",
    "build_rulebook_schema",
    "build_scorecard_workbook",
    "check_points",
    "cross_score",
    "diff_rulebooks",
    "draw_histogram",
    "export_dmn",
    "export_jdm",
    "export_python",
    "export_sql",
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
    "score_columns",
    "score_values",
    "simulate",
]

__getattr__ = load_lazily(
    __name__,
    {
        "analysis.cross_scoring": ("cross_score", "render_cross_csv"),
        "analysis.diff": ("diff_rulebooks",),
        "analysis.edges": ("build_edges",),
        "analysis.marginal_gain": ("next_points",),
        "analysis.reachability": ("check_points", "find_reach"),
        "analysis.simulate": ("simulate",),
        "build.rulebook": ("build_rulebook",),
        "cards.histogram": ("draw_histogram",),
        "cards.page": ("render_scorecard_json", "render_scorecard_page"),
        "cards.workbook": ("build_check_workbook", "build_scorecard_workbook"),
        "engine.score": ("score", "score_values"),
        "engine.table": ("TableScores", "score_columns"),
        "exports.dmn": ("export_dmn",),
        "exports.jdm": ("export_jdm",),
        "exports.python_file": ("export_python",),
        "exports.sql": ("export_sql",),
        "io.observations": ("read_observations",),
        "io.schemas": ("build_rulebook_schema",),
        "io.signing_docx": ("render_docx",),
        "io.signing_view": ("render_markdown",),
        "io.template": ("build_inputs_workbook",),
        "io.yaml_file": ("parse_yaml", "render_yaml"),
    },
)

"""In: `Scorecard`, distributions, next points. Out: the scorecard as JSON and as one page of HTML.

Everything printed by a document is escaped; the page loads nothing. Not handled: the workbook (`workbooks`).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from decimal import Decimal
from html import escape
from typing import Any

from extractor.model.scored.expression import print_number
from extractor.model.scored.scenarios import Distribution, NextPoint
from extractor.model.scored.scorecard import Points, Scorecard, ScoredIndicator
from extractor.rulebook.cards.histogram import describe_draws, draw_histogram
from extractor.rulebook.cards.lines import describe_card, describe_row, describe_table, find_mark, show_points
from extractor.rulebook.cards.terminal import show_jump

STYLE = (
    "body{font:14px/1.6 sans-serif;margin:2em auto;max-width:72em;padding:0 1em;color:#222}"
    "h1{font-size:1.4em;line-height:1.4}h2{font-size:1.2em}table{border-collapse:collapse;width:100%;margin:1em 0}"
    "th,td{border:1px solid #ccc;padding:.3em .6em;text-align:left;vertical-align:top;overflow-wrap:anywhere}"
    "th{background:#eef2f7;white-space:nowrap}td.n{text-align:right;min-width:3.5em}td.s{min-width:7em}"
    ".open,.open b{color:#a33}.observed,.arithmetic,.note{color:#555}svg{max-width:100%;height:auto}"
    "tr{break-inside:avoid}"
    "@media(max-width:40em){body{margin:1em auto}table.rows,table.rows tbody,table.rows tr,table.rows td{display:block}"
    "table.rows tr:has(th){display:none!important}table.rows tr{border:1px solid #ccc;margin:.6em 0;padding:.3em}"
    "table.rows td{border:0;padding:.1em .3em;text-align:left}table.rows td[data-h]:before"
    "{content:attr(data-h)'：';color:#555}}"
    "@page{size:A4;margin:15mm}@media print{body{margin:0;max-width:none;font-size:11px}}"
)
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
"""The page runs nothing and fetches nothing, whatever a form's words hold."""


def render_scorecard_json(
    scorecard: Scorecard,
    *,
    distributions: Sequence[Distribution] = (),
    points: Sequence[NextPoint] = (),
) -> str:
    """Return the scorecard as JSON text, with distributions and next points where there are any."""
    import msgspec

    content: dict[str, Any] = {"schema": scorecard.schema} | _plain(
        msgspec.to_builtins(scorecard, builtin_types=(Decimal,))
    )
    if distributions:
        content["simulation"] = [_plain(msgspec.to_builtins(one, builtin_types=(Decimal,))) for one in distributions]
    if points:
        content["next_points"] = [_plain(msgspec.to_builtins(one, builtin_types=(Decimal,))) for one in points]
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _plain(part: Any) -> Any:
    """Turn Decimals into numbers; points have few decimals, so nothing is lost."""
    if isinstance(part, Decimal):
        return int(part) if part == part.to_integral_value() else float(part)
    if isinstance(part, dict):
        return {key: _plain(value) for key, value in part.items()}
    return [_plain(value) for value in part] if isinstance(part, list | tuple) else part


def render_scorecard_page(
    scorecard: Scorecard,
    *,
    distributions: Sequence[Distribution] = (),
    points: Sequence[NextPoint] = (),
) -> str:
    """Return the scorecard as one HTML page."""
    title = f"得分单：{describe_card(scorecard)}"
    parts = [
        '<!DOCTYPE html>\n<html lang="zh"><head><meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">',
        '<meta name="viewport" content="width=device-width,initial-scale=1">',
        f"<title>{escape(title)}</title><style>{STYLE}</style></head>",
        "<body>",
        f"<h1>{escape(title)}</h1><p>{escape(scorecard.rounding)}</p>",
    ]
    for table in scorecard.tables:
        grades = f"，等级：{escape('、'.join(table.grades))}" if table.grades else ""
        full = "" if table.full is None else f" / {print_number(table.full)}"
        parts.append(f"<h2>表{table.table}：{show_points(table.points)}{full}{grades}</h2>")
        parts += [f'<p class="open">{escape(words)}</p>' for words in describe_table(table)]
        if table.categories:
            rows = "".join(_line(escape(c.name), c.full, c.points) for c in table.categories)
            parts.append(f"<table><tr><th>类别</th><th>分值</th><th>得分</th></tr>{rows}</table>")
        rows = "".join(_row(row) for row in scorecard.indicators if row.table == table.table)
        parts.append(
            '<table class="rows"><tr><th>序号</th><th>指标</th><th>分值</th><th>得分</th>'
            f"<th>观测、计算、依据与未定之处</th></tr>{rows}</table>"
        )
    if points:
        rows = "".join(_next(point) for point in points if point.gain > 0 or show_jump(point))
        parts.append(
            '<h2>下一分</h2><table class="rows"><tr>'
            "<th>观测项</th><th>现值</th><th>再动一步</th><th>多得</th><th>最近的跳点</th></tr>"
            f"{rows}</table>"
        )
    for one in distributions:
        parts.append(f"<h2>模拟</h2>{draw_histogram(one)}<p>{escape(describe_draws(one))}</p>")
    return "\n".join([*parts, "</body></html>", ""])


def _line(name: str, full: Decimal | None, points: Points) -> str:
    shown = "" if full is None else print_number(full)
    return f'<tr><td>{name}</td><td class="n">{shown}</td><td class="n">{show_points(points)}</td></tr>'


def _row(row: ScoredIndicator) -> str:
    shown = "" if row.full is None else print_number(row.full)
    lines = [f'<span class="{line.kind}">{escape(str(line))}</span>' for line in describe_row(row)]
    mark = find_mark(row)
    marked = f'<br><span class="open">{escape(mark)}</span>' if mark else ""
    return (
        f'<tr><td data-h="序号">{escape(row.no or "")}</td><td class="s" data-h="指标">{escape(row.name)}</td>'
        f'<td class="n" data-h="分值">{shown}</td><td class="n" data-h="得分">{show_points(row.points)}{marked}</td>'
        f"<td>{'<br>'.join(lines)}</td></tr>"
    )


def _next(point: NextPoint) -> str:
    now, then = point.show(point.now), point.show(point.then)
    cells = (("现值", now), ("再动一步", then), ("多得", print_number(point.gain)), ("最近的跳点", show_jump(point)))
    shown = "".join(f'<td data-h="{heading}">{escape(words)}</td>' for heading, words in cells)
    return f'<tr><td data-h="观测项">{escape(point.label)}</td>{shown}</tr>'

"""In: what a run gave. Out: five lines: what was found, is doubtful, was not read, failed, and what to open."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from extractor.errors import Failure
    from extractor.pipeline import Result

MOST_NAMED = 5


def tell_end(result: Result, failures: Sequence[Failure], out: Path) -> None:
    """Print the five lines."""
    for line in build_end(result, failures, out):
        typer.echo(line)


def build_end(result: Result, failures: Sequence[Failure], out: Path) -> tuple[str, ...]:
    """Return the five lines."""
    plans = result.plans
    tasks, indicators = sum(len(plan.tasks) for plan in plans), sum(len(plan.indicators) for plan in plans)
    problems = sum(len(plan.problems) for plan in plans)
    doubts = sum(len(plan.doubts) for plan in plans)
    unread = [(plan.id, len(plan.unread)) for plan in plans if plan.unread]
    open_rules = sum(rule.status == "needs_review" for book in result.rulebooks for rule in book.rules)
    failed = [failure.name for failure in failures]
    return (
        f"找到：方案 {len(plans)} 份，任务 {tasks} 项，指标 {indicators} 项，事项 {len(result.alignment.groups)} 组",
        f"存疑：问题 {problems} 处，应再看一眼 {doubts} 处，计分句待核 {open_rules} 条",
        f"未读：{sum(count for _, count in unread)} 处{_name([f'{name} {count}' for name, count in unread])}",
        f"失败：{len(failed)} 份{_name(failed)}",
        f"请打开：{out / 'report.html'}（核对：extractor review {out} --person 姓名）",
    )


def _name(names: Sequence[str]) -> str:
    more = "等" if len(names) > MOST_NAMED else ""
    return f"（{'、'.join(names[:MOST_NAMED])}{more}）" if names else ""

"""The group `rulebook` (build, inputs, view, export, check, share) and the command `score`.

`build_rulebook_app` gives the group, to be mounted under its name; `score` is a command of its own.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.commands.inputs import finish, load_plans, require_files
from extractor.commands.options import OutFile, OutFolder, PlanFiles, both
from extractor.errors import UsageError

if TYPE_CHECKING:
    from extractor.model.rulebook import Rulebook

RulebookFile = Annotated[
    Path, typer.Argument(metavar="RULEBOOK", help=both("计分规则文件 .yaml", "a rulebook file, .yaml"))
]


class Engine(StrEnum):
    """Formats of engines that exist."""

    JDM = "jdm"
    DMN = "dmn"


def build_rulebook_app() -> typer.Typer:
    """Return the group of commands about rulebooks."""
    app = typer.Typer(no_args_is_help=True, add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    for function, zh, en in (
        (build, "从方案 JSON 生成计分规则文件", "rulebook files from plan JSON"),
        (inputs, "生成供填写的观测表", "the workbook template to fill in"),
        (view, "生成供核对签字的 Markdown 或 Word", "the view to check and sign, Markdown or Word"),
        (export, "导出为 GoRules JDM 或 DMN 1.3", "GoRules JDM or DMN 1.3"),
        (check, "分值体检", "reachable points against printed points"),
        (share, "可执行的评分句子占多少", "the share of scoring sentences that run"),
    ):
        app.command(function.__name__, help=both(zh, en), short_help=both(zh, en))(function)
    return app


def load_rulebook(path: Path) -> Rulebook:
    """Read and check a rulebook file; raises RulebookFileError with file, line and what is allowed."""
    from extractor.rulebook.io.yaml_file import RulebookFileError, parse_yaml

    require_files([path])
    try:
        return parse_yaml(path.read_bytes().decode("utf-8-sig"), path.name)
    except UnicodeDecodeError:
        raise RulebookFileError(f"{path.name}: 不是 UTF-8 编码", hint="请另存为 UTF-8") from None


def build(plans: PlanFiles, *, out: OutFolder) -> None:
    """Write DIR/<plan>.yaml for each plan."""
    from extractor.outputs import write_file
    from extractor.rulebook import build_rulebook, render_yaml

    loaded, failures = load_plans(plans)
    for plan in loaded:
        rulebook = build_rulebook(plan)
        path = write_file(out / f"{plan.id}.yaml", render_yaml(rulebook).encode())
        typer.echo(
            f"{path}: {len(rulebook.indicators)} 个指标，{len(rulebook.rules)} 条规则，{len(rulebook.inputs)} 个观测项"
        )
    finish(failures)


def inputs(rulebook: RulebookFile, *, out: OutFile) -> None:
    """Write the template of observations."""
    from extractor.outputs import write_file
    from extractor.rulebook import build_inputs_workbook

    loaded = load_rulebook(rulebook)
    typer.echo(f"{write_file(out, build_inputs_workbook(loaded))}: {len(loaded.inputs)} 个观测项")


def view(rulebook: RulebookFile, *, out: OutFile) -> None:
    """Write the view for signing; the ending of FILE (.md, .docx) chooses the format."""
    from extractor.outputs import write_file
    from extractor.rulebook import render_docx, render_markdown

    loaded = load_rulebook(rulebook)
    if out.suffix.lower() == ".docx":
        content = render_docx(loaded)
    elif out.suffix.lower() == ".md":
        content = render_markdown(loaded).encode()
    else:
        raise UsageError(f"{out}: 不认识的文件类型“{out.suffix}”", hint="请用 .md 或 .docx")
    typer.echo(str(write_file(out, content)))


def export(
    rulebook: RulebookFile,
    *,
    out: OutFile,
    to: Annotated[Engine, typer.Option("--to", help=both("导出格式", "format"))] = Engine.JDM,
) -> None:
    """Write the rulebook for another engine."""
    from extractor.outputs import write_file
    from extractor.rulebook import export_dmn, export_jdm

    loaded = load_rulebook(rulebook)
    typer.echo(str(write_file(out, (export_jdm if to is Engine.JDM else export_dmn)(loaded).encode())))


def check(
    plans: PlanFiles,
    *,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", "-o", metavar="DIR", help=both("另写每份方案的体检表", "also write a workbook for each plan")
        ),
    ] = None,
) -> None:
    """Print what is wrong with the points of each plan."""
    from extractor.outputs import write_file
    from extractor.rulebook import build_check_workbook, build_rulebook, check_points, find_reach

    loaded, failures = load_plans(plans)
    for plan in loaded:
        rulebook = build_rulebook(plan)
        problems = check_points(rulebook, plan)
        typer.echo(f"{plan.id}: {len(problems)} 处")
        for problem in problems:
            typer.echo(f"  [{problem.severity.value}] {problem.message}")
        if out is not None:
            typer.echo(
                str(write_file(out / f"{plan.id}-check.xlsx", build_check_workbook(find_reach(rulebook), problems)))
            )
    finish(failures)


def share(plans: PlanFiles) -> None:
    """Print for each plan how many scoring sentences run, and list those that do not, with the reason."""
    from extractor.rulebook import build_rulebook

    loaded, failures = load_plans(plans)
    running = total = 0
    for plan in loaded:
        rules = [rule for rule in build_rulebook(plan).rules if rule.status != "constraint"]
        run = sum(rule.status == "executable" for rule in rules)
        running, total = running + run, total + len(rules)
        typer.echo(f"{plan.id}: {run}/{len(rules)}" + (f" {run / len(rules):.1%}" if rules else ""))
        for rule in rules:
            if rule.status == "needs_review":
                typer.echo(f"  {rule.id} {rule.reference.quote}：{rule.reason}")
    if total:
        typer.echo(f"合计 total: {running}/{total} {running / total:.1%}")
    finish(failures)

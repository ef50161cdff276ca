"""The group `rulebook`: build, inputs, view, export, check, tests, seal, diff, share.

`build_rulebook_app` gives the group, to be mounted under its name.
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
    from extractor.model.facts.plan import Plan
    from extractor.model.problem import Problem
    from extractor.model.scored.rulebook import Rulebook

RulebookFile = Annotated[
    Path, typer.Argument(metavar="RULEBOOK", help=both("计分规则文件 .yaml", "a rulebook file, .yaml"))
]


class Engine(StrEnum):
    """What a rulebook is exported to."""

    JDM = "jdm"
    DMN = "dmn"
    PYTHON = "python"
    SQL = "sql"


ENDINGS = {".json": Engine.JDM, ".jdm": Engine.JDM, ".dmn": Engine.DMN, ".py": Engine.PYTHON, ".sql": Engine.SQL}
"""The kind that a file's ending stands for."""


def build_rulebook_app() -> typer.Typer:
    """Return the group of commands about rulebooks."""
    app = typer.Typer(no_args_is_help=True, add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    for function, zh, en in (
        (build, "从方案 JSON 生成计分规则文件", "rulebook files from plan JSON"),
        (inputs, "生成供填写的观测表", "the workbook template to fill in"),
        (view, "生成供核对签字的 Markdown 或 Word", "the view to check and sign, Markdown or Word"),
        (export, "导出为 JDM、DMN 1.3、Python 或 SQL", "JDM, DMN 1.3, Python or SQL"),
        (check, "分值体检：方案 JSON 或改过的规则文件", "reachable against printed points"),
        (tests, "生成边界例子，放在规则文件旁", "edge tests beside the rulebook"),
        (seal, "核对改动后重新绑定原句与算法", "bind sentences and trees anew"),
        (diff, "两份规则逐条比较", "what changed between two rulebooks"),
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
    to: Annotated[
        Engine | None,
        typer.Option("--to", help=both("导出格式，默认按文件的后缀", "format; default: by the file's ending")),
    ] = None,
) -> None:
    """Write the rulebook for another engine; the ending of FILE (.json, .dmn, .py, .sql) tells which."""
    from extractor.outputs import write_file
    from extractor.rulebook import export_dmn, export_jdm, export_python, export_sql

    meant = ENDINGS.get(out.suffix.lower())
    if to is None and meant is None:
        raise UsageError(f"{out}: 不认识的文件类型“{out.suffix}”", hint=f"请用 {'、'.join(ENDINGS)}，或写明 --to")
    if to is not None and meant is not None and to is not meant:
        raise UsageError(f"{out}: 后缀是 {meant.value} 的，--to 写的是 {to.value}", hint="请改后缀或去掉 --to")
    loaded = load_rulebook(rulebook)
    writers = {Engine.JDM: export_jdm, Engine.DMN: export_dmn, Engine.PYTHON: export_python, Engine.SQL: export_sql}
    content = writers[to or meant or Engine.JDM](loaded)
    if not loaded.rules:
        typer.echo(f"{rulebook.name}: 没有评分规则，导出的模型是空的", err=True)
    typer.echo(str(write_file(out, content.encode())))


def check(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE...", help=both("方案 JSON 或规则文件 .yaml", "plan JSON or rulebooks")),
    ],
    *,
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", metavar="DIR", help=both("另写每份的体检表", "also write a workbook for each")),
    ] = None,
) -> None:
    """Print what is wrong with the points of each plan, or of a rulebook that was edited."""
    from extractor.outputs import write_file
    from extractor.rulebook import build_check_workbook, build_rulebook, check_points, find_reach

    require_files(files)
    edited = [path for path in files if path.suffix.lower() in {".yaml", ".yml"}]
    loaded, failures = load_plans([path for path in files if path not in edited])
    checked = [(plan.id, build_rulebook(plan), list_plan_problems(plan)) for plan in loaded]
    for path in edited:
        book = load_rulebook(path)
        checked.append((path.stem, book, check_points(book)))
        lines = [*find_broken_seals(book), *run_edge_tests(path, book)]
        typer.echo(f"{path.stem}: {len(lines)} 处与原句或例子不符")
        for line in lines:
            typer.echo(f"  {line}")
    for name, book, problems in checked:
        typer.echo(f"{name}: {len(problems)} 处")
        for problem in problems:
            typer.echo(f"  [{problem.severity.value}] {problem.message}")
        if out is not None:
            path = write_file(out / f"{name}-check.xlsx", build_check_workbook(find_reach(book), problems))
            typer.echo(str(path))
    finish(failures)


def list_plan_problems(plan: Plan) -> tuple[Problem, ...]:
    """Return what is wrong with a plan's points: what the plan itself tells, then what its rulebook tells."""
    from extractor.rulebook import build_rulebook, check_points

    own = [problem for problem in plan.problems if problem.code in POINT_CODES]
    told = {(problem.code, problem.item) for problem in own}
    found = check_points(build_rulebook(plan), plan)
    return (*own, *(problem for problem in found if (problem.code, problem.item) not in told))


POINT_CODES = frozenset({
    "award-above-points", "total-does-not-add-up", "points-do-not-add-up", "number-repeated", "body-differs-from-annex",
    "number-missing", "grade-gap", "grade-overlap",
})  # fmt: skip
"""The problems of a plan that are about its points; they are told with those of its rulebook."""


def find_broken_seals(book: Rulebook) -> list[str]:
    """Return the rows whose sentences or tree were changed since they were bound."""
    from extractor.rulebook.notation.rows import build_words, find_seal

    words = build_words(book.inputs, book.parameters)
    return [
        f"“{row.name}”的原句或算法在绑定后改动过，核对后请运行 rulebook seal"
        for row in book.indicators
        if row.seal is not None and row.seal != find_seal(row, words)
    ]


def run_edge_tests(path: Path, book: Rulebook) -> list[str]:
    """Return the edge tests beside a rulebook that give other points now; none where there is no such file."""
    from extractor.rulebook.analysis.edges import check_edges, parse_edges

    beside = path.with_suffix(".tests.yaml")
    return list(check_edges(book, parse_edges(beside.read_text("utf-8")))) if beside.exists() else []


def tests(rulebook: RulebookFile) -> None:
    """Write edge tests, made from the trees, beside the rulebook: RULEBOOK.tests.yaml."""
    from extractor.outputs import write_file
    from extractor.rulebook.analysis.edges import build_edges, render_edges

    loaded = load_rulebook(rulebook)
    cases = build_edges(loaded)
    path = write_file(rulebook.with_suffix(".tests.yaml"), render_edges(loaded, cases).encode())
    typer.echo(f"{path}: {len(cases)} 例")


def seal(rulebook: RulebookFile) -> None:
    """Bind the sentences and trees of an edited rulebook anew, after a person has compared them."""
    from dataclasses import replace

    from extractor.outputs import write_file
    from extractor.rulebook import render_yaml
    from extractor.rulebook.notation.rows import build_words, find_seal

    book = load_rulebook(rulebook)
    words = build_words(book.inputs, book.parameters)
    rows = tuple(replace(row, seal=find_seal(row, words)) for row in book.indicators)
    changed = sum(row.seal != other.seal for row, other in zip(rows, book.indicators, strict=True))
    typer.echo(f"{write_file(rulebook, render_yaml(replace(book, indicators=rows)).encode())}: 重新绑定 {changed} 项")


def diff(old: RulebookFile, new: RulebookFile) -> None:
    """Print what changed from OLD to NEW, row by row, in words."""
    from extractor.rulebook import diff_rulebooks

    changes = diff_rulebooks(load_rulebook(old), load_rulebook(new))
    typer.echo(f"{len(changes)} 处不同")
    for change in changes:
        typer.echo(f"  {change}")


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

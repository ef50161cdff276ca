"""The commands that read documents: `run` and `extract`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.commands.inputs import finish, require_files, show_progress, tell_problems
from extractor.commands.options import Jobs, Lang, Language, MappingsFolder, OutFolder, both

if TYPE_CHECKING:
    from extractor.model.plan import Plan
    from extractor.pipeline import Result


def run(
    corpus: Annotated[
        Path | None,
        typer.Argument(
            metavar="[CORPUS_DIR]",
            show_default=False,
            help=both("方案文件夹，缺省为随附的五份", "folder of plans; default: the five that come along"),
        ),
    ] = None,
    *,
    out: OutFolder,
    mappings: MappingsFolder = None,
    lang: Language = Lang.ZH,
    jobs: Jobs = 0,
) -> None:
    """Take a folder of plans through all stages and write everything."""
    from extractor.batch import ExecutionPolicy, choose_executor
    from extractor.corpora import default_folder, find_documents, load_documents
    from extractor.mappings import load_mappings
    from extractor.pipeline import run_pipeline

    documents, unusable = load_documents(find_documents(corpus or default_folder()))
    known = load_mappings(mappings)
    with choose_executor(documents, ExecutionPolicy(jobs=jobs)) as executor, show_progress(len(documents)) as on_done:
        result = run_pipeline(documents, known, executor=executor, lang=lang.value, on_done=on_done)
    write_result(result, out)
    finish((*unusable, *result.failures))


def extract(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help=both("方案文件", "files of plans"))],
    *,
    out: OutFolder,
    mappings: MappingsFolder = None,
    jobs: Jobs = 0,
) -> None:
    """Extract each file by itself."""
    from extractor.batch import ExecutionPolicy, choose_executor
    from extractor.corpora import load_documents
    from extractor.mappings import load_mappings
    from extractor.outputs import write_plan
    from extractor.pipeline import extract_documents

    require_files(files)
    documents, unusable = load_documents(files)
    known = load_mappings(mappings)
    with choose_executor(documents, ExecutionPolicy(jobs=jobs)) as executor, show_progress(len(documents)) as on_done:
        plans, failures = extract_documents(documents, known, executor=executor, on_done=on_done)
    for plan in plans:
        typer.echo(f"{write_plan(plan, out)}: {_summarise(plan)}")
    finish((*unusable, *failures))


def write_result(result: Result, out: Path) -> None:
    """Write all that a run gives, and tell what was written."""
    from extractor.outputs import write_alignment, write_comparison, write_file, write_plan, write_report
    from extractor.rulebook import render_yaml

    for plan in result.plans:
        typer.echo(f"{write_plan(plan, out / 'plans')}: {_summarise(plan)}")
    alignment, comparison = result.alignment, result.comparison
    shared = sum(len({member.plan for member in group.members}) > 1 for group in alignment.groups)
    written = write_alignment(alignment, out / "alignment.json")
    typer.echo(f"{written}: 对齐 {len(alignment.groups)} 组，其中多地共有 {shared} 组")
    tell_problems(alignment)
    written = write_comparison(comparison, out / "comparison.json")
    typer.echo(f"{written}: 可比差异 {len(comparison.differences)} 处")
    paths = write_report(result.report, out)
    tables = [path for path in paths if path.parent != out]
    for path in paths:
        if path.parent == out:
            typer.echo(str(path))
    typer.echo(f"{out / 'tables'}: CSV {len(tables)} 张")
    for rulebook in result.rulebooks:
        write_file(out / "rulebooks" / f"{rulebook.plan}.yaml", render_yaml(rulebook).encode())
    typer.echo(f"{out / 'rulebooks'}: 计分规则 {len(result.rulebooks)} 份")


def _summarise(plan: Plan) -> str:
    return f"任务 {len(plan.tasks)}，指标 {len(plan.indicators)}，问题 {len(plan.problems)}"

"""The commands that read documents: `run` and `extract`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.commands.inputs import finish, require_files, show_progress
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
    _write_result(result, out)
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


def _write_result(result: Result, out: Path) -> None:
    from extractor.outputs import write_alignment, write_comparison, write_plan, write_report

    for plan in result.plans:
        typer.echo(f"{write_plan(plan, out / 'plans')}: {_summarise(plan)}")
    write_alignment(result.alignment, out / "alignment.json")
    write_comparison(result.comparison, out / "comparison.json")
    written = write_report(result.report, out)
    shared = sum(len({member.plan for member in group.members}) > 1 for group in result.alignment.groups)
    typer.echo(f"{out / 'alignment.json'}: 对齐 {len(result.alignment.groups)} 组，其中多地共有 {shared} 组")
    typer.echo(f"{out / 'comparison.json'}: 可比差异 {len(result.comparison.differences)} 处")
    typer.echo(f"{out}: 报告 {'、'.join(path.relative_to(out).as_posix() for path in written)}")


def _summarise(plan: Plan) -> str:
    return f"任务 {len(plan.tasks)}，指标 {len(plan.indicators)}，存疑 {len(plan.problems)}"

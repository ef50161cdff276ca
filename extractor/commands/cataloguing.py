"""The command `corpus`: a table of a folder's documents, as a draft for a person to correct."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from extractor.bounds.policy import DEFAULT_LIMITS, Limits
from extractor.commands.inputs import finish, show_progress
from extractor.commands.options import Jobs, MappingsFolder, Memory, Timeout, both
from extractor.errors import UsageError


def corpus(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help=both("方案文件夹", "folder of plans"))],
    *,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            "-o",
            metavar="FILE",
            help=both("写到哪个文件，缺省为文件夹里的 corpus.csv", "file to write; default: corpus.csv in FOLDER"),
        ),
    ] = None,
    mappings: MappingsFolder = None,
    jobs: Jobs = 0,
    timeout: Timeout = DEFAULT_LIMITS.seconds,
    memory: Memory = DEFAULT_LIMITS.megabytes,
) -> None:
    """Read each document by itself and write what it tells of itself; `run` honours the table once it is corrected."""
    from extractor.batch import ExecutionPolicy, choose_executor, quick_start
    from extractor.corpora import TABLES, load_files
    from extractor.corpus.draft import draft_rows
    from extractor.corpus.table import render_corpus_table
    from extractor.extraction import extract_documents
    from extractor.mappings import load_mappings
    from extractor.outputs import write_file

    target = out or folder / TABLES[0]
    if target.exists():
        raise UsageError(f"{target}: 已经有这个文件，没有覆盖", hint="请先移走它，或用 --out 写到别处")
    documents, files, unusable = load_files(folder)
    limits = Limits(seconds=timeout, megabytes=memory)
    known = load_mappings(mappings)
    with (
        choose_executor(documents, ExecutionPolicy(jobs=jobs, start=quick_start())) as executor,
        show_progress(len(documents)) as on_done,
    ):
        plans, failures = extract_documents(documents, known, executor=executor, on_done=on_done, limits=limits)
    urls = {one.id: one.entry.source for one in documents if one.entry and one.entry.source}
    rows = draft_rows(plans, files, urls)
    write_file(target, render_corpus_table(rows))
    typer.echo(
        f"{target}: 文件 {len(rows)} 个，方案 {len({row.plan for row in rows})} 份；请核对后再运行 extractor run"
    )
    finish((*unusable, *failures))

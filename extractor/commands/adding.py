"""The command `add`: one more plan beside an existing alignment."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from extractor.commands.extracting import write_result
from extractor.commands.inputs import load_plans, require_files
from extractor.commands.options import Lang, Language, MappingsFolder, both
from extractor.errors import UsageError


def add(
    file: Annotated[Path, typer.Argument(metavar="FILE", help=both("新方案的文件", "the new plan's file"))],
    *,
    to: Annotated[
        Path, typer.Option(metavar="OUTPUTS_DIR", help=both("extractor run 写出的文件夹", "a folder that `run` wrote"))
    ],
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            "-o",
            metavar="DIR",
            help=both("写到哪个文件夹，缺省为原文件夹", "folder to write into; default: the same"),
        ),
    ] = None,
    mappings: MappingsFolder = None,
    lang: Language = Lang.ZH,
) -> None:
    """Place one new plan and write everything anew, with a checklist for its office."""
    from extractor.compare.position import find_standing
    from extractor.corpora import load_document
    from extractor.mappings import load_mappings
    from extractor.outputs import load_alignment, write_file
    from extractor.pipeline import add_plan, extract_document
    from extractor.report.checklist import build_checklist

    alignment_file, folder = to / "alignment.json", out or to
    if not alignment_file.is_file():
        raise UsageError(f"{to}: 没有 alignment.json", hint="--to 应是 extractor run 写出的文件夹")
    require_files([file])
    alignment = load_alignment(alignment_file)
    loaded, failures = load_plans([to / "plans" / f"{name}.json" for name in alignment.plans])
    if failures:
        raise UsageError(str(failures[0]))
    known = load_mappings(mappings)
    plan = extract_document(load_document(file), known)
    result = add_plan(plan, alignment, loaded, known, lang=lang.value)
    write_result(result, folder)
    standing = find_standing(plan.id, result.comparison, result.alignment)
    path = write_file(folder / "checklists" / f"{plan.id}.md", build_checklist(plan, standing, loaded).encode())
    typer.echo(f"{path}: 与他处共有 {len(standing.shared)} 组，独有 {len(standing.alone)} 组")

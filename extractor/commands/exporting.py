"""The command `export`: files for Stata, R, Python, NVivo, MAXQDA, calendars and networks."""

from __future__ import annotations

import textwrap
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.commands.inputs import finish, keep_aligned, load_plans, require_files, require_plans, tell
from extractor.commands.options import Lang, Language, MappingsFolder, OutFolder, PlanFiles, both
from extractor.commands.relating import AlignmentFile
from extractor.errors import UsageError
from extractor.exporters import EXPORTERS, find_exporters, run_exporters

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from extractor.model.exporting import Accuracy, Exporter
    from extractor.model.facts.plan import Plan

NAMES = "\n".join(textwrap.wrap(", ".join(exporter.name for exporter in EXPORTERS), 46))


def export(
    plans: PlanFiles,
    *,
    out: OutFolder,
    to: Annotated[
        str,
        typer.Option(
            "--to",
            metavar="FORMATS",
            show_default=False,
            help=both(
                f"以逗号分隔，缺省全部：\n{NAMES}",
                "parted by commas; default: all of these",
            ),
        ),
    ] = "",
    alignment: AlignmentFile = None,
    evaluation: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help=both("evaluate --json 的结果，写入方法段", "output of evaluate --json, for the methods paragraph"),
        ),
    ] = None,
    todos: Annotated[
        bool,
        typer.Option(
            "--todos",
            help=both("日历中有日子的时限写成带到期日的待办", "write dated deadlines of calendars as to-dos with DUE"),
        ),
    ] = False,
    mappings: MappingsFolder = None,
    lang: Language = Lang.ZH,
) -> None:
    """Write files for the tools that researchers use."""
    exporters = find_exporters()
    wanted = _parse_formats(to, exporters)
    figures = _load_figures(evaluation)
    from extractor.align import align_plans, find_vectors
    from extractor.compare import compare_plans
    from extractor.mappings import load_mappings
    from extractor.model.exporting import ExportRequest
    from extractor.outputs import load_alignment, load_earlier, write_report

    if alignment is not None:
        require_files([alignment])
    loaded, failures = load_plans(plans)
    known = load_mappings(mappings)
    require_plans(loaded, failures)
    kept: Sequence[Plan] = loaded
    if alignment is None:
        aligned = align_plans(loaded, known, vectors=find_vectors())
    else:
        aligned = load_alignment(alignment)
        kept = keep_aligned(loaded, aligned, alignment.name)
    compared = compare_plans(aligned, kept, known)
    earlier = partial(load_earlier, out)
    request = ExportRequest(tuple(kept), aligned, compared, lang.value, figures, todos, earlier)
    built, failed = run_exporters(request, wanted, exporters=exporters)
    counts: dict[str, int] = {}
    for path in write_report(built, out):
        top = path.relative_to(out).parts[0]
        counts[top] = counts.get(top, 0) + 1
    for top, count in counts.items():
        typer.echo(f"{out / top}" + (f": {count}" if (out / top).is_dir() else ""))
    for note in built.notes:
        tell(note.words)
    finish((*failures, *failed))


def _parse_formats(written: str, exporters: Sequence[Exporter]) -> tuple[str, ...]:
    """Return the formats named, all where none is; refuse one that is not known, before any work is done."""
    known = [exporter.name for exporter in exporters]
    names = [name.strip() for name in written.split(",") if name.strip()]
    for name in names:
        if name not in known:
            raise UsageError(f"--to: 没有 {name} 这种格式", hint=f"可用：{','.join(known)}")
    if written and not names:
        raise UsageError("--to: 没有写格式", hint=f"可用：{','.join(known)}")
    return tuple(names or known)


def _load_figures(path: Path | None) -> Mapping[str, Accuracy]:
    """Return the figures of an evaluation file; refuse one that is none."""
    if path is None:
        return {}
    import msgspec

    from extractor.model.exporting import Accuracy

    require_files([path])
    try:
        rows = msgspec.json.decode(path.read_bytes())
        return {name: msgspec.convert(row, Accuracy) for name, row in rows.items() if name != "absent"}
    except (msgspec.MsgspecError, AttributeError, UnicodeDecodeError):
        raise UsageError(f"{path.name}: 不是评估结果", hint="请用 extractor evaluate --json 生成") from None

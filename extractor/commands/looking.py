"""The commands that look at what is there: `show` and `schema`."""

from __future__ import annotations

import json
import sys
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.commands.inputs import require_files
from extractor.commands.options import MappingsFolder, both
from extractor.errors import UsageError

if TYPE_CHECKING:
    from extractor.model.facts.plan import Indicator, Plan, Task
    from extractor.model.paper.outline import Outline

PLAIN_WIDTH = 80


def show(
    plan: Annotated[
        Path, typer.Argument(metavar="PLAN", help=both("方案 JSON，或方案文件本身", "plan JSON, or a plan's document"))
    ],
    *,
    only: Annotated[
        list[str] | None,
        typer.Option(
            "--only",
            metavar="PART",
            help=both("只看一部分，可多次：tasks、problems、\nunread、indicators、about 等", "only a part; repeatable"),
        ),
    ] = None,
    item: Annotated[
        str | None,
        typer.Option("--item", metavar="ID", help=both("只看一个条目，标识或序号", "only one item, by id or number")),
    ] = None,
    mappings: MappingsFolder = None,
) -> None:
    """Show what each stage found in one plan; on a screen, page by page."""
    from rich.console import Console

    from extractor.report.terminal import PARTS, show_item, show_plan

    require_files([plan])
    unknown = [part for part in only or () if part not in PARTS]
    if unknown:
        raise UsageError(f"--only: 没有 {unknown[0]} 这一部分", hint=f"可用 {'、'.join(PARTS)}")
    found, outline = _load_json(plan, mappings) if plan.suffix.lower() == ".json" else _extract(plan, mappings)
    wide = None if sys.stdout.isatty() else PLAIN_WIDTH
    console = Console(width=wide, highlight=False)
    with console.pager(styles=True) if console.is_terminal else nullcontext():
        if item is None:
            show_plan(found, outline, console, only or ())
        else:
            for one in _find_items(found, item):
                show_item(found, one, console)


def _find_items(plan: Plan, wanted: str) -> list[Task | Indicator]:
    """Return the item with the id `wanted`, or all with that printed number."""
    found = [item for item in plan.items if wanted == item.id] or [one for one in plan.items if wanted == one.no]
    if not found:
        raise UsageError(f"--item: {plan.id} 没有条目 {wanted}", hint="标识见 extractor show 或网页上的条目")
    return found


def schema(
    kind: Annotated[
        str,
        typer.Argument(
            metavar="KIND",
            help=both(
                "哪种文件：plan、alignment、comparison、rulebook、observations",
                "which kind of file; also: scorecard, scores,\ncodes (what the codes of problems mean)",
            ),
        ),
    ] = "plan",
) -> None:
    """Print the JSON Schema of an output file."""
    if kind == "codes":
        from extractor.report.problem_codes import list_codes

        typer.echo(list_codes())
        return
    from extractor.schema import build_schema

    typer.echo(json.dumps(build_schema(kind), ensure_ascii=False, indent=2))


def _load_json(path: Path, mappings: Path | None) -> tuple[Plan, Outline | None]:
    """Load a plan; the outline of a plan that was plain text is made again from the text beside it."""
    from extractor.mappings import load_mappings
    from extractor.model.paper.document import Document
    from extractor.outline import build_outline
    from extractor.outputs import load_plan
    from extractor.read import read_document

    plan = load_plan(path)
    if not plan.main.media_type.startswith("text/plain"):
        return plan, None
    document = Document(plan.id, plan.main.name, plan.text.encode("utf-8"))
    return plan, build_outline(read_document(document), load_mappings(mappings))


def _extract(path: Path, mappings: Path | None) -> tuple[Plan, Outline | None]:
    from extractor.check import check_plan
    from extractor.corpora import load_document
    from extractor.mappings import load_mappings
    from extractor.outline import build_outline
    from extractor.parse import parse_plan
    from extractor.read import read_document

    known = load_mappings(mappings)
    outline = build_outline(read_document(load_document(path)), known)
    return check_plan(parse_plan(outline, known), known), outline

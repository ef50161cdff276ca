"""The commands that set plans side by side: `align`, `compare` and `report`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.commands.inputs import (
    find_told_links,
    finish,
    keep_aligned,
    load_plans,
    open_workers,
    require_files,
    require_folder,
    require_plans,
    tell,
    tell_mixture,
    tell_problems,
)
from extractor.commands.options import (
    Cluster,
    CorpusTable,
    Field,
    Jobs,
    Lang,
    Language,
    MappingsFolder,
    OutFile,
    OutFolder,
    Places,
    PlanFiles,
    Where,
    Years,
    both,
)
from extractor.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.errors import Failure
    from extractor.model.compared.alignment import Alignment
    from extractor.model.corpus import ToldLinks
    from extractor.model.facts.plan import Plan
    from extractor.model.mappings import Mappings
    from extractor.store.asking.selecting import Selection

AlignmentFile = Annotated[
    Path | None,
    typer.Option(
        "--alignment",
        metavar="FILE",
        help=both("已有的对齐文件，缺省则重新对齐", "an alignment.json to use; made anew if left out"),
    ),
]


LeaveOut = Annotated[
    list[str] | None,
    typer.Option(
        "--leave-out",
        metavar="PLAN",
        help=both(
            "不用只在该方案中见过的概念词（可重复），用于测准确率",
            "leave out words seen in this plan only; repeatable",
        ),
    ),
]


def align(
    plans: PlanFiles,
    *,
    out: OutFile,
    mappings: MappingsFolder = None,
    leave_out: LeaveOut = None,
    jobs: Jobs = 0,
    cluster: Cluster = None,
) -> None:
    """Align plans; many are placed beside some, by several processes or a cluster."""
    from extractor.align import find_vectors
    from extractor.align.many import align_many
    from extractor.commands.spreading import spread
    from extractor.mappings import leave_out_plans, load_mappings
    from extractor.outputs import write_alignment

    loaded, failures = load_plans(plans)
    known = load_mappings(mappings)
    require_plans(loaded, failures)
    tell_mixture(loaded)
    used = leave_out_plans(known, leave_out) if leave_out else known
    with open_workers(len(loaded), jobs, cluster) as executor:
        alignment = align_many(loaded, used, spread(executor), vectors=find_vectors())
    tell_problems(alignment)
    typer.echo(f"{write_alignment(alignment, out)}: 对齐 {len(alignment.groups)} 组")
    finish(failures)


def compare(
    plans: PlanFiles,
    *,
    out: OutFile,
    alignment: AlignmentFile = None,
    mappings: MappingsFolder = None,
    corpus: CorpusTable = None,
) -> None:
    """Compare aligned plans."""
    from extractor.compare import compare_plans
    from extractor.mappings import load_mappings
    from extractor.outputs import write_comparison

    links = find_told_links(corpus)
    loaded, failures = load_plans(plans)
    known = load_mappings(mappings)
    require_plans(loaded, failures)
    aligned, kept = _align(loaded, known, alignment)
    tell_mixture(kept, links)
    comparison = compare_plans(aligned, kept, known, links=links)
    typer.echo(f"{write_comparison(comparison, out)}: 可比差异 {len(comparison.differences)} 处")
    finish(failures)


def report(
    plans: PlanFiles,
    *,
    out: OutFolder,
    alignment: AlignmentFile = None,
    mappings: MappingsFolder = None,
    lang: Language = Lang.ZH,
    where: Where = None,
    places: Places = None,
    field: Field = None,
    years: Years = None,
    corpus: CorpusTable = None,
) -> None:
    """Report on aligned and compared plans."""
    from extractor.compare import compare_plans
    from extractor.mappings import load_mappings
    from extractor.outputs import write_report
    from extractor.pipeline import find_findings, list_english
    from extractor.report import build_report
    from extractor.rulebook import build_rulebook
    from extractor.store.asking.selecting import choose_plans, parse_selection

    require_folder(out)
    selection = parse_selection(where, places, field, years)
    known = load_mappings(mappings)
    links = find_told_links(corpus)
    stored = load_selected(plans, selection) if alignment is None else None
    if stored is not None:
        aligned, kept, known_links = stored
        links = links if corpus else known_links
        failures: tuple[Failure, ...] = ()
    else:
        loaded, failures = load_plans(plans)
        require_plans(loaded, failures)
        chosen = loaded if selection.is_empty else choose_plans(loaded, selection)
        aligned, kept = _align(chosen, known, alignment)
    tell_mixture(kept, links)
    rulebooks = [build_rulebook(plan) for plan in kept]
    built = build_report(
        compare_plans(aligned, kept, known, links=links), aligned, kept, lang=lang.value, rulebooks=rulebooks,
        findings=find_findings(kept, rulebooks), english=list_english(known),
    )  # fmt: skip
    for path in write_report(built, out):
        typer.echo(str(path))
    finish(failures)


def load_selected(paths: Sequence[Path], selection: Selection) -> tuple[Alignment, Sequence[Plan], ToldLinks] | None:
    """Return the selected plans of the store that is given, their alignment as it is and what the table told of them.

    None where no store is given.
    """
    from extractor.store.asking.loading import load_plans as load_stored
    from extractor.store.asking.selecting import WIDE, choose_stored
    from extractor.store.folder import find_store, load_index
    from extractor.store.relating import cut_alignment, load_alignment

    root = find_store(paths[0]) if len(paths) == 1 else None
    if root is None:
        return None
    index = load_index(root)
    chosen = choose_stored(root, index, selection)
    if len(chosen) > WIDE.plans:
        hint = "请用 --places、--field、--years 或 --where 缩小范围，或用 extractor query 查询"
        raise UsageError(f"选出 {len(chosen)} 份方案，工作簿与网页最多放 {WIDE.plans} 份", hint=hint)
    plans = load_stored(root, chosen)
    aligned, left_out = cut_alignment(load_alignment(root, index), [plan.id for plan in plans])
    if len(chosen) < len(index.plans):
        tell(f"选出 {len(chosen)} 份方案（库中 {len(index.plans)} 份），另有 {left_out} 组与它们无关，没有列出")
    return aligned, plans, index.links


def _align(plans: Sequence[Plan], mappings: Mappings, path: Path | None) -> tuple[Alignment, Sequence[Plan]]:
    """Load the alignment at `path` with those of `plans` that it knows, or align anew."""
    from extractor.align import align_plans, find_vectors
    from extractor.outputs import load_alignment

    if path is None:
        alignment = align_plans(plans, mappings, vectors=find_vectors())
        tell_problems(alignment)
        return alignment, plans
    require_files([path])
    alignment = load_alignment(path)
    return alignment, keep_aligned(plans, alignment, path.name)

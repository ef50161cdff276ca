"""The commands that read documents: `run` and `extract`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from extractor.bounds.policy import DEFAULT_LIMITS, Limits
from extractor.commands.ending import tell_end
from extractor.commands.inputs import (
    finish,
    open_executor,
    require_files,
    require_folder,
    show_progress,
    tell,
    tell_problems,
)
from extractor.commands.options import (
    Cluster,
    Field,
    Jobs,
    Lang,
    Language,
    MappingsFolder,
    Memory,
    OutFolder,
    Places,
    Timeout,
    Where,
    Years,
    both,
)
from extractor.commands.storing import Store, run_with_store
from extractor.errors import Failure, UsageError

if TYPE_CHECKING:
    from extractor.batch import Shared
    from extractor.model.correction import Correction
    from extractor.model.facts.plan import Plan
    from extractor.model.mappings import Mappings
    from extractor.model.paper.document import Document
    from extractor.outputs import PackedPlan
    from extractor.pipeline import Result


def run(
    corpus: Annotated[
        Path | None,
        typer.Argument(
            metavar="[CORPUS]",
            show_default=False,
            help=both(
                "方案文件夹或 corpus.csv，缺省为随附的五份", "folder or corpus.csv; default: the five that come along"
            ),
        ),
    ] = None,
    *,
    out: OutFolder,
    mappings: MappingsFolder = None,
    lang: Language = Lang.ZH,
    jobs: Jobs = 0,
    timeout: Timeout = DEFAULT_LIMITS.seconds,
    memory: Memory = DEFAULT_LIMITS.megabytes,
    corrections: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help=both(
                "人工更正，缺省用\nDIR/corrections.jsonl", "what persons decided;\ndefault: corrections.jsonl in DIR"
            ),
        ),
    ] = None,
    pages: Annotated[
        bool, typer.Option("--pages", help=both("网页中附上版面图（PDF、扫描件）", "pictures of pages in the report"))
    ] = False,
    second_opinion: Annotated[
        Path | None,
        typer.Option(
            "--second-opinion",
            metavar="DIR",
            help=both("学到的模型，\n不合处存疑", "model of review train:\nits doubts"),
        ),
    ] = None,
    store: Store = False,
    where: Where = None,
    places: Places = None,
    field: Field = None,
    years: Years = None,
    cluster: Cluster = None,
) -> None:
    """Take a folder of plans through all stages and write everything."""
    from extractor.corpora import load_any
    from extractor.mappings import load_mappings
    from extractor.review.journal import FILE
    from extractor.review.session import load_journal
    from extractor.store.asking.selecting import parse_selection

    require_folder(out)
    if corrections is not None:
        require_files([corrections])
    decided = load_journal(corrections or out / FILE)
    selection = parse_selection(where, places, field, years)
    if store and pages:
        raise UsageError("--pages 不能与 --store 同用", hint="版面图只在不用 --store 的运行中附上")
    if store and second_opinion:
        raise UsageError("--second-opinion 不能与 --store 同用", hint="第二意见只在不用 --store 的运行中给出")
    if store:
        run_with_store(
            corpus,
            out,
            load_mappings(mappings),
            lang=lang.value,
            limits=Limits(seconds=timeout, megabytes=memory),
            corrections=decided,
            selection=selection,
            jobs=jobs,
            cluster=cluster,
        )
        return
    from extractor.pipeline import run_pipeline  # a store that grows by one plan needs no report
    from extractor.review.opinion.storing import load_opinion

    if not selection.is_empty:
        raise UsageError("--where、--places、--field、--years 要与 --store 同用", hint="请加上 --store")
    opinion = load_opinion(second_opinion) if second_opinion else None
    documents, unusable, unlisted = load_any(corpus)
    limits = Limits(seconds=timeout, megabytes=memory)
    known = load_mappings(mappings)
    with (
        open_executor(documents, jobs, cluster, known) as executor,
        show_progress(len(documents)) as on_done,
    ):
        result = run_pipeline(
            documents,
            known,
            executor=executor,
            lang=lang.value,
            on_done=on_done,
            limits=limits,
            corrections=decided,
            with_pages=pages,
            second_opinion=opinion,
        )
    write_result(result, out)
    tell_strangers(out / "plans", [plan.id for plan in result.plans])
    for left_out in (*unlisted, *result.left_out):
        tell(str(left_out))
    for line in result.told:
        tell(line)
    _tell_lost(decided, result.plans)
    tell_end(result, (*unusable, *result.failures), out)
    finish((*unusable, *result.failures))


def _tell_lost(decided: Sequence[Correction], plans: Sequence[Plan]) -> None:
    """Tell which decisions are of plans that are not there."""
    from extractor.review.journal import follow_files

    there = {plan.id for plan in plans}
    lost = [one for one in follow_files(decided, plans) if one.plan not in there] if decided else []
    if lost:
        named = "、".join(sorted({one.plan for one in lost}))
        tell(f"更正 {len(lost)} 条所说的方案不在这批文件中，未照办，仍留着：{named}")


def extract(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help=both("方案文件", "files of plans"))],
    *,
    out: OutFolder,
    mappings: MappingsFolder = None,
    jobs: Jobs = 0,
    timeout: Timeout = DEFAULT_LIMITS.seconds,
    memory: Memory = DEFAULT_LIMITS.megabytes,
    cluster: Cluster = None,
) -> None:
    """Extract each file by itself; what comes is written at once, in the order of the files."""
    from functools import partial

    from extractor.batch import run_in_turn, share
    from extractor.corpora import keep_whole, load_documents
    from extractor.mappings import load_mappings
    from extractor.outputs import write_packed

    require_files(files)
    require_folder(out)
    digests: dict[str, str] = {}
    keep = keep_whole
    if cluster:
        from extractor.store.keys import leave_bytes

        keep = partial(leave_bytes, digests=digests)
    documents, unusable = load_documents(files, keep=keep)
    limits = Limits(seconds=timeout, megabytes=memory)
    known = load_mappings(mappings)
    failures: list[Failure] = []
    with (
        open_executor(documents, jobs, cluster, known) as executor,
        show_progress(len(documents)) as on_done,
    ):
        work = partial(extract_packed, share(known, executor))
        pieces = (OutputPart(document, digests.get(document.path, "")) for document in documents)
        for outcome in run_in_turn(work, pieces, executor, limits=limits):
            if on_done is not None:
                on_done()
            if isinstance(outcome, Failure):
                failures.append(outcome)
            else:
                packed, summary = outcome
                typer.echo(f"{write_packed(packed, out)}: {summary}")
    finish((*unusable, *failures))


class OutputPart(msgspec.Struct, frozen=True):
    """A document to extract, and the digest of its file where the process that works is to read it."""

    document: Document
    digest: str

    @property
    def name(self) -> str:
        """The name of the file."""
        return self.document.name


def extract_packed(mappings: Shared[Mappings], piece: OutputPart) -> tuple[PackedPlan, str]:
    """Return the files of a plan and a line on it, so that the process that writes has nothing else to do."""
    from extractor.extraction import extract_document
    from extractor.outputs import pack_plan

    document = piece.document
    if piece.digest:
        from extractor.store.reading import fetch

        document = fetch(document, {document.path: piece.digest})
    plan = extract_document(document, mappings.value)
    return pack_plan(plan), _summarise(plan)


def write_result(result: Result, out: Path) -> list[Path]:
    """Write all that a run gives, and tell what was written; return the paths."""
    from extractor.outputs import write_alignment, write_comparison, write_file, write_plan, write_report
    from extractor.rulebook import render_yaml

    done: list[Path] = []
    for plan in result.plans:
        done += (out / "plans" / f"{plan.id}.txt", write_plan(plan, out / "plans"))
        typer.echo(f"{done[-1]}: {_summarise(plan)}")
    alignment, comparison = result.alignment, result.comparison
    place = {plan.id: plan.metadata.jurisdiction or plan.id for plan in result.plans}
    shared = sum(len({place[member.plan] for member in group.members}) > 1 for group in alignment.groups)
    written = write_alignment(alignment, out / "alignment.json")
    done.append(written)
    typer.echo(f"{written}: 对齐 {len(alignment.groups)} 组，其中多地共有 {shared} 组")
    tell_problems(alignment)
    written = write_comparison(comparison, out / "comparison.json")
    done.append(written)
    typer.echo(f"{written}: 可比差异 {len(comparison.differences)} 处")
    paths = write_report(result.report, out)
    tables = [path for path in paths if path.parent != out]
    for path in paths:
        if path.parent == out:
            typer.echo(str(path))
    typer.echo(f"{out / 'tables'}: CSV {len(tables)} 张")
    for rulebook in result.rulebooks:
        done.append(write_file(out / "rulebooks" / f"{rulebook.plan}.yaml", render_yaml(rulebook).encode()))
    typer.echo(f"{out / 'rulebooks'}: 计分规则 {len(result.rulebooks)} 份")
    return [*done, *paths]


def tell_strangers(folder: Path, ids: Sequence[str]) -> None:
    """Tell the plans in `folder` that are not of this run: the next `report` of the folder would take them in."""
    strangers = sorted(path.stem for path in folder.glob("*.json") if path.stem not in ids)
    if strangers:
        tell(
            f"{folder}: 还有 {len(strangers)} 份不属于这次运行的方案（{'、'.join(strangers[:5])}）。"
            "它们是以前留下的，不要时请删去，否则会进入 report、compare 和 export"
        )


def _summarise(plan: Plan) -> str:
    counts = f"任务 {len(plan.tasks)}，指标 {len(plan.indicators)}，问题 {len(plan.problems)}"
    share = "" if plan.read_share is None else f"，阅读率 {plan.read_share:.1%}"
    left = [f"未读 {len(plan.unread)}"] if plan.unread else []
    left += [f"存疑 {len(plan.doubts)}"] if plan.doubts else []
    return f"{counts}{share}（{'，'.join(left)}）" if left else f"{counts}{share}"

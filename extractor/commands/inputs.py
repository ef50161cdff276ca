"""In: paths from the command line. Out: what stands there, loaded; and how failures are told.

Not handled: what is done with it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from extractor.bounds.names import LINE_BREAKS, show_controls
from extractor.errors import ExtractorError, Failure, PlanFileError, UsageError

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from extractor.model.compared.alignment import Alignment
    from extractor.model.corpus import ToldLinks
    from extractor.model.facts.plan import Plan
    from extractor.model.mappings import Mappings
    from extractor.model.paper.document import Document


def require_files(paths: Iterable[Path]) -> None:
    """Refuse a path where no file stands, before any work is done."""
    for path in paths:
        if not path.is_file():
            raise UsageError(f"{path}: 没有这个文件", hint="请检查路径")


def require_folder(path: Path, option: str = "--out") -> None:
    """Refuse a folder that cannot be written into, before any document is read.

    >>> require_folder(Path("/dev/null"))
    Traceback (most recent call last):
      ...
    extractor.errors.UsageError: --out: /dev/null 不是文件夹。请换一个文件夹
    """
    nearest = next((one for one in (path, *path.absolute().parents) if one.exists()), None)
    if nearest is None or not nearest.is_dir():
        raise UsageError(f"{option}: {nearest or path} 不是文件夹", hint="请换一个文件夹")
    if not os.access(nearest, os.W_OK | os.X_OK):
        raise UsageError(f"{option}: {nearest} 不能写入", hint="请换一个文件夹，或检查权限")


def expand_plan_files(paths: Sequence[Path]) -> tuple[Path, ...]:
    """Return the plan files that `paths` name; a folder stands for all `*.json` in it, by name."""
    found: list[Path] = []
    for path in paths:
        inside = sorted(path.glob("*.json")) if path.is_dir() else [path]
        if not inside:
            raise UsageError(f"{path}: 文件夹里没有方案 JSON", hint="请先运行 extractor extract")
        found.extend(inside)
    require_files(found)
    return tuple(dict.fromkeys(found))


def load_plans(paths: Sequence[Path]) -> tuple[tuple[Plan, ...], tuple[Failure, ...]]:
    """Load the plans that `paths` name; one that cannot be used, or comes twice, becomes a `Failure`."""
    from extractor.outputs import load_plan

    plans: dict[str, Plan] = {}
    failures: list[Failure] = []
    for path in expand_plan_files(paths):
        try:
            plan = load_plan(path)
            if plan.id in plans:
                raise PlanFileError(f"{path.name}: 编号 {plan.id} 出现了两次", hint="每份方案只给一次")
        except ExtractorError as error:
            failures.append(Failure(path.name, str(error)))
        else:
            plans[plan.id] = plan
    return tuple(plans.values()), tuple(failures)


def require_plans(plans: Sequence[Plan], failures: Sequence[Failure]) -> None:
    """Leave with 1, each failure told, where none of the plans given can be used: nothing is written of nothing."""
    if not plans:
        finish(failures)


def keep_aligned(plans: Sequence[Plan], alignment: Alignment, name: str) -> tuple[Plan, ...]:
    """Return the plans that `alignment` knows, and tell of each other one: in a matrix it would ask for nothing.

    Raises PlanFileError where it knows none, or was made from another edition of a plan.
    """
    kept = tuple(plan for plan in plans if plan.id in alignment.plans)
    anew = "请用同一批方案重新运行 extractor align"
    if not kept:
        raise PlanFileError(f"{name}: 其中没有这些方案（其中是 {'、'.join(alignment.plans) or '空的'}）", hint=anew)
    aligned = {(member.plan, member.item) for group in alignment.groups for member in group.members}
    for plan in kept:
        unknown = [item.id for item in plan.items if (plan.id, item.id) not in aligned]
        if unknown:
            raise PlanFileError(f"{name}: 与方案 {plan.id} 不是一批（其中没有该方案的条目 {unknown[0]}）", hint=anew)
    for plan in plans:
        if plan not in kept:
            tell(f"{plan.id}: {name} 里没有这份方案，本次不计入。{anew}，或去掉该方案")
    return kept


def find_told_links(corpus: Path | None) -> ToldLinks:
    """Return what a table of documents, or a folder that holds one, tells of superiors and replaced plans."""
    from dataclasses import replace

    from extractor.corpora import load_any
    from extractor.corpus.gathering import find_links
    from extractor.model.corpus import ToldLinks

    if corpus is None:
        return ToldLinks()
    documents, unusable, _ = load_any(corpus, keep=lambda one: replace(one, content=b""))
    for failure in unusable:
        tell(str(failure))
    return find_links(documents)


def tell_mixture(plans: Sequence[Plan], links: ToldLinks | None = None) -> None:
    """Tell that plans are of several fields, and which names of the table nobody has."""
    from extractor.corpus.telling import tell_corpus
    from extractor.model.corpus import ToldLinks

    for line in tell_corpus(plans, links or ToldLinks()):
        tell(line)


def open_executor(
    documents: Sequence[Document], jobs: int, cluster: str | None, known: Mappings | None = None
) -> AbstractContextManager[Executor]:
    """Return what works on `documents`: this process, several, or the workers of a cluster.

    Several begin as copies of this one where they can, with what reading by `known` takes loaded.
    """
    from extractor.batch import ExecutionPolicy, InProcessExecutor, choose_executor, quick_start

    if cluster is not None:
        from extractor.store.cluster import open_cluster

        return open_cluster(cluster, jobs)
    policy = ExecutionPolicy(jobs=jobs, start=quick_start())
    away = [Path(document.path) for document in documents if not document.content and document.path]
    size = sum(path.stat().st_size for path in away) if away else None
    executor = choose_executor(documents, policy, size=size)
    if known is not None and policy.start == "fork" and not isinstance(executor, InProcessExecutor):
        from extractor.warming import warm_up

        warm_up(known, documents)
    return executor


def open_workers(plans: int, jobs: int, cluster: str | None) -> AbstractContextManager[Executor]:
    """Return what places `plans`: this process, as many as are asked for, or a cluster."""
    from extractor.batch import ExecutionPolicy, choose_executor, quick_start

    if cluster is not None:
        return open_executor((), jobs, cluster)
    return choose_executor((), ExecutionPolicy(jobs=jobs, start=quick_start()), size=0, count=plans)


@contextmanager
def show_progress(total: int) -> Iterator[Callable[[], object] | None]:
    """Give a function to call after each document; it draws a bar on standard error when that is a terminal."""
    if not sys.stderr.isatty() or total < 2:
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("提取 extract", total=total)
        yield lambda: progress.advance(task)


def tell_problems(alignment: Alignment) -> None:
    """Tell each decision of a person that could not be carried out, in one line on standard error."""
    for problem in alignment.problems:
        tell(problem.message)


def tell(line: str) -> None:
    """Write one line on standard error, whatever signs a document or a file name brought into it."""
    typer.echo(show_controls(LINE_BREAKS.sub(" ", line)), err=True)


def finish(failures: Sequence[Failure]) -> None:
    """Tell each failure in one line on standard error, and leave with 1 if there is any."""
    for failure in failures:
        tell(str(failure))
    if failures:
        raise typer.Exit(1)

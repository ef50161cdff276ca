"""What `run --store` does: a store beside the files, brought up to date; files of all plans or of a selection."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from extractor.commands.inputs import finish, open_executor, show_progress, tell
from extractor.commands.options import both

if TYPE_CHECKING:
    from extractor.bounds.policy import Limits
    from extractor.model.corpus import ToldLinks
    from extractor.model.correction import Correction
    from extractor.model.mappings import Mappings
    from extractor.model.paper.document import Document
    from extractor.pipeline import Language as Code
    from extractor.pipeline import Result
    from extractor.store.asking.selecting import Selection
    from extractor.store.building import StoreUpdate
    from extractor.store.contents import StoredPlan

Store = Annotated[
    bool,
    typer.Option(
        "--store",
        help=both(
            "另建数据库 DIR/store：可用 query 查，\n再运行时只做有变的，中断后接着做",
            "keep a store in DIR/store: to query,\nand to go on from at the next run",
        ),
    ),
]


def run_with_store(
    corpus: Path | None,
    out: Path,
    known: Mappings,
    *,
    lang: Code,
    limits: Limits,
    corrections: Sequence[Correction],
    selection: Selection,
    jobs: int,
    cluster: str | None,
) -> None:
    """Bring the store up to date, then write the files of the plans that are selected, unless they are there."""
    from extractor.corpora import load_any
    from extractor.store.building import update_store
    from extractor.store.folder import INSIDE, hold_store
    from extractor.store.keys import leave_bytes

    root = out / INSIDE
    with hold_store(root):
        digests: dict[str, str] = {}
        documents, unusable, unlisted = load_any(corpus, keep=partial(leave_bytes, digests=digests))
        with (
            open_executor(documents, jobs, cluster, known) as executor,
            show_progress(len(documents)) as on_done,
        ):
            update = update_store(
                documents, known, root, digests=digests, executor=executor, limits=limits,
                corrections=corrections, on_done=on_done,
            )  # fmt: skip
        for line in update.told:
            typer.echo(line)
        asked = StoreRequest(
            out=out, known=known, documents=documents, digests=digests, lang=lang, selection=selection,
        )  # fmt: skip
        write_selected(update, asked)
    for left_out in (*unlisted, *update.left_out):
        tell(str(left_out))
    finish((*unusable, *update.failures))


class StoreRequest(msgspec.Struct, frozen=True, kw_only=True):
    """What the options of `run --store` ask for, and the documents with the digests of their files."""

    out: Path
    known: Mappings
    documents: Sequence[Document]
    digests: dict[str, str]
    lang: Code
    selection: Selection

    @property
    def root(self) -> Path:
        """The folder of the store."""
        from extractor.store.folder import INSIDE

        return self.out / INSIDE


def write_selected(update: StoreUpdate, asked: StoreRequest) -> None:
    """Write workbook, page and files of the selected plans; leave those that were made from the same as they are."""
    from extractor.commands.extracting import write_result
    from extractor.store.asking.selecting import WIDE, choose_stored
    from extractor.store.folder import write_index
    from extractor.store.keys import digest

    index, out = update.index, asked.out
    chosen = choose_stored(asked.root, index, asked.selection) if index.plans else ()
    if len(chosen) > WIDE.plans:
        tell(
            f"共 {len(chosen)} 份方案，超过 {WIDE.plans} 份，没有写工作簿、网页与逐份文件；"
            f"请用 extractor report {out} --places … --out 另一文件夹 选出要比的，或用 extractor query 查询"
        )
        return
    made_from = digest(
        index.alignment, asked.lang, *tell_links(index.links), *(f"{one.id} {one.row}" for one in chosen)
    )
    if made_from == index.written_from and all(_digest(out / name) == one for name, one in index.written.items()):
        typer.echo(f"{out}: 文件没有变化，没有重写")
        return
    paths = write_result(relate_selected(update, chosen, asked), out)
    written = {path.relative_to(out).as_posix(): _digest(path) for path in paths}
    write_index(asked.root, replace(index, written_from=made_from, written=written))


def relate_selected(update: StoreUpdate, chosen: Sequence[StoredPlan], asked: StoreRequest) -> Result:
    """Take the selected plans through comparison and report, with their alignment as the store has it."""
    from extractor.pipeline import cut_pictures, relate_plans
    from extractor.store.asking.loading import load_plans
    from extractor.store.reading import fetch
    from extractor.store.relating import cut_alignment, load_alignment

    plans = load_plans(asked.root, chosen)
    ids = [plan.id for plan in plans]
    alignment, _ = cut_alignment(load_alignment(asked.root, update.index), ids)
    papers = [fetch(document, asked.digests) for document in asked.documents if document.id in ids]
    pictures = cut_pictures(papers, plans)
    return relate_plans(plans, alignment, asked.known, asked.lang, pictures, links=update.index.links)


def tell_links(links: ToldLinks) -> list[str]:
    """Return lines that name each link, so that a report is made anew where the table of documents changed."""
    pairs = {"superior": links.superiors, "replaces": links.replaced}
    return [f"{kind} {one} {other}" for kind, found in pairs.items() for one, other in sorted(found)]


def _digest(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""

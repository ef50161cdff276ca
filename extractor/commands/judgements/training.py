"""The command `review train`: the line of alignment and a second opinion, learned from what persons decided."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.commands.options import MappingsFolder, both
from extractor.errors import UsageError

if TYPE_CHECKING:
    from extractor.model.facts.plan import Plan
    from extractor.review.line_training import LineTraining
    from extractor.review.opinion.training import OpinionTraining

HEAD = (
    "# The log odds from which two items are one measure, learned by `extractor review train` from judgements.yaml.\n"
    "# wrong_before, wrong_after: judged pairs that the usual line, and one learned without them, got wrong.\n"
    "# Delete this file to go back to the usual line.\n"
)


def train(
    out: Annotated[Path, typer.Argument(metavar="OUT", help=both("extractor run 写出的文件夹", "folder of a run"))],
    *,
    write: Annotated[
        bool, typer.Option("--write", help=both("分界写入映射文件夹，以后的运行照用", "keep the line for later runs"))
    ] = False,
    mappings: MappingsFolder = None,
) -> None:
    """Print what decisions teach about the line of alignment and about values, and how well that does on unseen ones.

    The pipeline learned from confirmed values is written to OUT/second-opinion; only `run --second-opinion` uses it.
    """
    from extractor.align import Policy, find_vectors, score_judged
    from extractor.commands.inputs import load_plans
    from extractor.mappings import ALIGNMENT_LINE, default_folder, load_mappings
    from extractor.outputs import write_file
    from extractor.review.line_training import train_line

    paths = sorted((out / "plans").glob("*.json"))
    if not paths:
        raise UsageError(f"{out}: 没有 plans/*.json", hint="应是 extractor run 写出的文件夹")
    plans, failed = load_plans(paths)
    if failed:
        raise UsageError(failed[0].message)
    pairs = score_judged(plans, load_mappings(mappings), vectors=find_vectors())
    found = train_line(pairs, Policy().line)
    typer.echo(tell_training(found))
    if write and found.helps:
        path = (mappings or default_folder()) / ALIGNMENT_LINE
        typer.echo(f"已写入 {write_file(path, build_line_file(found))}；删去即回到缺省")
    elif write:
        typer.echo("没有写：学到的并不比缺省好")
    _train_opinion(out, plans)


def _train_opinion(out: Path, plans: Sequence[Plan]) -> None:
    from extractor.review import apply_corrections
    from extractor.review.journal import FILE
    from extractor.review.opinion.advice import SecondOpinion
    from extractor.review.opinion.examples import gather_sentences
    from extractor.review.opinion.storing import FOLDER, save_opinion
    from extractor.review.opinion.training import train_opinion
    from extractor.review.session import load_journal

    corrections = load_journal(out / FILE)
    corrected = (apply_corrections(plan, corrections)[0] for plan in plans)
    found = train_opinion([one for plan in corrected for one in gather_sentences(plan, corrections)])
    typer.echo(tell_opinion(found))
    if found.nlp is not None:
        typer.echo(f"已写入 {save_opinion(SecondOpinion(found.nlp, found.figures), out / FOLDER)}；"
                   "extractor run --second-opinion 用它，缺省不用")  # fmt: skip


def tell_training(found: LineTraining) -> str:
    """Return the figures in a few lines.

    >>> from extractor.review.line_training import train_line
    >>> tell_training(train_line([], -1.4))
    '判定 0 对：至少要 20 对判定（现有 0 对），不学'
    """
    if found.lacking:
        return f"判定 {found.judged} 对：{found.lacking}，不学"
    share = 1 - found.wrong_after / found.judged
    return (
        f"判定 {found.judged} 对（同一事项 {found.same}，不同 {found.judged - found.same}），"
        f"分界 {found.usual} → {found.line}\n"
        f"留出检验（{found.folds} 份，每份都不参与学习）：错 {found.wrong_before} → {found.wrong_after}，"
        f"准确率 {share:.3f}（95% 区间 {found.low:.3f}～{found.high:.3f}）\n"
        "判定的多是难分的对，此数不是全部对的准确率"
    )


def tell_opinion(found: OpinionTraining) -> str:
    """Return how well the second opinion does on plans that it did not see, a line for each field.

    >>> from extractor.review.opinion.training import train_opinion
    >>> tell_opinion(train_opinion([]))
    '第二意见：至少要 60 个核对过的单位、时限、目标（现有 0 个），不学'
    """
    from extractor.review.opinion.advice import NAMES, find_trusted

    if found.lacking:
        return f"第二意见：{found.lacking}，不学"
    head = (
        f"第二意见：{found.plans} 份方案中核对过的值 {found.values} 个（{found.sentences} 句）；"
        f"留出检验（{found.folds} 份，整份方案不参与学习）："
    )
    lines = [
        f"  {NAMES[one.field][0]} n={one.n}：准确率 {one.precision:.3f}，召回率 {one.recall:.3f}，F1 {one.f1:.3f}"
        for one in found.figures
    ]
    alone, unseen = ("、".join(NAMES[name][0] for name in names) or "（无）" for names in find_trusted(found.figures))
    return "\n".join([head, *lines, f"  有把握存疑的：只有模型读出的{alone}；模型没有看出的{unseen}"])


def build_line_file(found: LineTraining) -> bytes:
    """Return `alignment.yaml` with its figures.

    >>> from extractor.review.line_training import LineTraining
    >>> build_line_file(LineTraining(40, 20, -1.4, -0.9, 4, 6, 2)).decode().splitlines()[3:]
    ['line: -0.9', 'judged: 40', 'wrong_before: 6', 'wrong_after: 2']
    """
    figures = {
        "line": found.line,
        "judged": found.judged,
        "wrong_before": found.wrong_before,
        "wrong_after": found.wrong_after,
    }
    return (HEAD + "".join(f"{name}: {value}\n" for name, value in figures.items())).encode()

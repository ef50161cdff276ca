"""The commands of `review`: look at doubtful values, decide, and keep what was decided as data."""

from __future__ import annotations

from datetime import date as day
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from extractor.commands.judgements.training import train
from extractor.commands.options import both
from extractor.errors import UsageError

if TYPE_CHECKING:
    from extractor.model.compared.alignment import Alignment
    from extractor.model.facts.plan import Plan
    from extractor.review.session import Session

Outputs = Annotated[Path, typer.Argument(metavar="OUT", help=both("extractor run 写出的文件夹", "folder of a run"))]
Person = Annotated[str, typer.Option("--person", metavar="NAME", help=both("核对人", "who decides"))]
On = Annotated[
    str | None, typer.Option("--date", metavar="YYYY-MM-DD", help=both("判定日期，缺省今天", "default: today"))
]
Blind = Annotated[bool, typer.Option("--blind", help=both("不显示程序与他人的结果", "hide what was found"))]

WHEN = "；再运行一次 extractor run（同一 --out）即照办 Run again to carry them out"
"""What a reader does next."""


class OpenByDefault(TyperGroup):
    """`extractor review OUT` opens the page; the other commands are named."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Take a first word that names no command for the folder of `open`."""
        if args and args[0] not in self.commands:
            args = ["open", *args]
        return super().resolve_command(ctx, args)


def open_page(
    out: Outputs,
    *,
    person: Person,
    date: On = None,
    blind: Blind = False,
    port: Annotated[int, typer.Option(metavar="N", help=both("端口，缺省任选", "default: any free port"))] = 0,
) -> None:
    """Serve the page on this machine until Ctrl+C."""
    from secrets import token_urlsafe
    from wsgiref.simple_server import WSGIRequestHandler, make_server

    from extractor.review.server import build_app

    class Quiet(WSGIRequestHandler):
        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name of the standard library
            """Say nothing: the terminal shows the address."""

    session = load_session(out, person, date, blind=blind)
    token = token_urlsafe(24)
    with make_server("127.0.0.1", port, _closed, handler_class=Quiet) as server:
        hosts = frozenset({f"127.0.0.1:{server.server_port}", f"localhost:{server.server_port}"})
        server.set_app(build_app(session, token, hosts))
        typer.echo(f"请在浏览器中打开 open: http://127.0.0.1:{server.server_port}/?token={token}")
        typer.echo(f"判定写入 written to {session.path}；Ctrl+C 结束")
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            typer.echo("")


def _closed(_environment: Any, start: Any) -> list[bytes]:
    """Answer nothing until the application is ready, which needs the port that was given."""
    start("503 Service Unavailable", [])
    return []


def sheet(
    out: Outputs,
    *,
    to: Annotated[Path, typer.Option("--to", metavar="FILE.xlsx", help=both("写到", "file to write"))],
    first: Annotated[int, typer.Option("--first", metavar="N", help=both("只取前 N 个", "only the first N"))] = 0,
) -> None:
    """Write the questions as a workbook to fill in."""
    from extractor.outputs import write_file
    from extractor.review.sheet import build_sheet

    questions = load_session(out, "", None, blind=False).questions()
    typer.echo(str(write_file(to, build_sheet(questions[:first] if first else questions))))


def apply(
    file: Annotated[Path, typer.Argument(metavar="FILE", help=both("填好的 .xlsx 或 .jsonl", "filled workbook"))],
    *,
    to: Annotated[Path, typer.Option("--to", metavar="OUT", help=both("哪次运行", "folder of the run"))],
    person: Person,
    date: On = None,
    plan: Annotated[bool, typer.Option("--plan", help=both("只说明会怎样，不写", "say what would be done"))] = False,
) -> None:
    """Keep the decisions of a filled workbook or of another journal."""
    session = load_session(to, person, date, blind=False)
    from extractor.review.journal import parse_journal
    from extractor.review.replay import sort_corrections

    if not file.is_file():
        raise UsageError(f"{file}: 没有这个文件")
    if file.suffix.lower() == ".jsonl":
        given = parse_journal(file.read_text("utf-8"), file.name)
        counts: dict[str, int] = {}
        for one_plan in session.plans.values():
            for replay in sort_corrections(one_plan, given):
                counts[replay.outcome.value] = counts.get(replay.outcome.value, 0) + 1
        typer.echo("，".join(f"{name} {count}" for name, count in sorted(counts.items())) or "没有相关的判定")
        if not plan:
            typer.echo(f"{session.path}: 新增 {session.take(given)} 条{WHEN}")
        return
    decisions = session.read_workbook(file)
    if not plan:
        for decision in decisions:
            session.decide(decision)
    typer.echo(f"{session.path}: {'会' if plan else ''}新增 {len(decisions)} 条{'' if plan else WHEN}")


def agreement(
    out: Outputs,
    *,
    first: Annotated[str, typer.Option("--first", metavar="NAME", help=both("第一人", "one reader"))],
    second: Annotated[str, typer.Option("--second", metavar="NAME", help=both("第二人", "the other"))],
    blind: Blind = False,
) -> None:
    """Print how far two readers agree."""
    from extractor.review.agreement import find_agreement
    from extractor.review.session import load_journal

    found = find_agreement(load_journal(out / "corrections.jsonl"), first, second, blind=blind)
    kappa = "—" if found.kappa is None else f"{found.kappa:.3f}"
    spans = "—" if found.span_f1 is None else f"{found.span_f1:.3f}"
    typer.echo(f"{first}、{second} 都判过 {found.n} 个值，相同 {found.same}（{found.share:.3f}，95% 区间 "
               f"{found.low:.3f}～{found.high:.3f}）；κ {kappa}；文字范围 F1 {spans}")  # fmt: skip


def accuracy(out: Outputs) -> None:
    """Print how many of the values drawn by chance were found right, for the methods section."""
    from extractor.review.accuracy import find_accuracy
    from extractor.review.queue import build_queue
    from extractor.review.session import load_journal

    queue = build_queue(_load_plans(out), _load_alignment(out))
    found = find_accuracy(queue, load_journal(out / "corrections.jsonl"))
    if found.share is None:
        typer.echo(f"随机抽出 {found.drawn} 个值，还没有判过；在核对页中带“随机抽查”的就是")
        return
    typer.echo(f"随机抽出 {found.drawn} 个值，判过 {found.judged} 个，对 {found.right} 个：准确率 {found.share:.3f}"
               f"（95% 区间 {found.low:.3f}～{found.high:.3f}）")  # fmt: skip
    for field, right, count in found.fields:
        typer.echo(f"  {field} {right}/{count}")


def export_annotations(
    out: Outputs, *, to: Annotated[Path, typer.Option("--to", metavar="DIR", help=both("写到", "folder"))]
) -> None:
    """Write what persons vouch for as annotations of SPEC.md, for `extractor evaluate`."""
    import json

    from extractor.outputs import write_file
    from extractor.review.annotations import build_annotation
    from extractor.review.session import load_journal

    corrections = load_journal(out / "corrections.jsonl")
    for one in _load_plans(out):
        content = json.dumps(build_annotation(one, corrections), ensure_ascii=False, indent=2)
        typer.echo(str(write_file(to / f"{one.id}.json", f"{content}\n".encode())))


def load_session(out: Path, person: str, date: str | None, *, blind: bool) -> Session:
    """Return a session over the outputs of a run; refuse a folder that is none."""
    from extractor.review.session import Session

    if date is not None:
        try:
            day.fromisoformat(date)
        except ValueError:
            raise UsageError(f"--date: {date} 不是日期", hint="写法如 2026-11-26") from None
    plans = {plan.id: plan for plan in _load_plans(out)}
    today = day.today().isoformat()  # noqa: DTZ011 - the day on the reader's own wall
    return Session(plans, _load_alignment(out), out / "corrections.jsonl", person, date or today, blind)


def _load_plans(out: Path) -> list[Plan]:
    from extractor.commands.inputs import load_plans

    found = sorted((out / "plans").glob("*.json"))
    if not found:
        raise UsageError(f"{out}: 没有 plans/*.json", hint="应是 extractor run 写出的文件夹")
    plans, failures = load_plans(found)
    if failures:
        raise UsageError(str(failures[0]))
    return list(plans)


def _load_alignment(out: Path) -> Alignment | None:
    from extractor.outputs import load_alignment

    path = out / "alignment.json"
    return load_alignment(path) if path.is_file() else None


def build_review_app() -> typer.Typer:
    """Gather the commands of `review`."""
    app = typer.Typer(cls=OpenByDefault, no_args_is_help=True, rich_markup_mode=None)
    for name, function, zh, en in (
        ("open", open_page, "打开核对页（可省去 open）", "the page; `review OUT` does the same"),
        ("sheet", sheet, "写出核对工作簿", "the questions as a workbook to fill in"),
        ("apply", apply, "收下填好的工作簿或别人的判定", "keep decisions of a workbook or a journal"),
        ("agreement", agreement, "两人一致程度", "how far two readers agree"),
        ("accuracy", accuracy, "随机抽查的准确率", "accuracy of the values drawn by chance"),
        ("train", train, "从判定学对齐分界与第二意见", "learn from decisions: alignment, second opinion"),
        ("annotations", export_annotations, "把核对过的值写成标注", "what persons vouch for, as annotations"),
    ):
        app.command(name, help=both(zh, en), short_help=both(zh, en))(function)
    return app

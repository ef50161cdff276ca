"""In: the command line. Out: exit code 0 when every document came through, 1 when some failed, 2 for wrong usage.

A new command of `extractor.commands` is one more line in `COMMANDS`.
Nothing heavy is imported before a command runs. Not handled: anything of the field; commands parse, call, and print.
"""

from __future__ import annotations

import atexit
import gc
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated

import typer

from extractor.bounds.screen import leave_streams, steady_streams
from extractor.bounds.signals import end_workers_on_term
from extractor.commands import adding, asking, cataloguing, differing, exporting, extracting, looking, relating
from extractor.commands.inputs import tell
from extractor.commands.judgements import coding, evaluating, judging, reviewing
from extractor.commands.options import both
from extractor.commands.rulebooks import rulebook, scoring
from extractor.errors import ExtractorError, MappingError, UsageError

COMMANDS: tuple[tuple[Callable[..., None], str, str], ...] = (
    (extracting.run, "从文件到比较报告，全部完成", "everything: extract, align, compare, report"),
    (cataloguing.corpus, "列出文件夹里的文件，供人核对", "a table of the documents, for a person to correct"),
    (extracting.extract, "把每个文件提取为一份方案 JSON", "one plan JSON for each file"),
    (relating.align, "找出各方案中要求同一件事的条目", "which items of many plans ask for the same measure"),
    (relating.compare, "比较已对齐的条目：数字、时限、单位、权重", "by how much aligned items differ"),
    (relating.report, "写出工作簿、网页与数据表", "the workbook, the page and the tables"),
    (adding.add, "把一份新方案放到已有的对齐旁边", "one more plan beside an existing alignment"),
    (judging.judge, "记下人工判定，以后每次对齐都照办", "keep a person's decision, carried out at each run"),
    (asking.query, "用 SQL 查询 run --store 建的数据库", "ask the store that run --store keeps, in SQL"),
    (exporting.export, "导出给 Stata、R、NVivo、日历等工具", "files for Stata, R, NVivo, calendars, networks"),
    (looking.show, "逐步查看一份方案里找到了什么", "what each stage found in one plan, in its context"),
    (differing.diff, "两次运行之间变了什么", "what changed between two runs"),
    (looking.schema, "输出文件的 JSON Schema", "JSON Schema of an output file"),
    (scoring.score, "按计分规则给观测值打分", "observations scored by a rulebook"),
    (coding.coding, "政策工具编码：规则与第二编码者的一致程度", "policy instruments: rules against a second coder"),
    (evaluating.evaluate, "对照人工标注，打印准确度表", "the accuracy table, from annotations made by hand"),
)
"""Every command, with its help in Chinese and in English. A command has the name of its function."""


def build_app(wanted: str = "") -> typer.Typer:
    """Gather the commands; where `wanted` names one, that one alone, since building all takes longer than starting one.

    Help is plain text, since the boxes that Typer would draw double the time that `--help` takes.
    """
    app = typer.Typer(
        name="extractor",
        help=both("把各县社会信用方案变成可比较的数据", "county social-credit plans as facts that can be compared"),
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
    )
    app.callback()(take_options)
    alone = [row for row in COMMANDS if row[0].__name__ == wanted]
    for function, zh, en in alone or COMMANDS:
        app.command(function.__name__, help=both(zh, en), short_help=both(zh, en))(function)
    if alone:
        return app
    about = both("可运行的计分规则：生成、填表、核对、导出、体检", "rulebooks that run: build, fill in, check, export")
    app.add_typer(rulebook.build_rulebook_app(), name="rulebook", help=about, short_help=about)
    about = both("核对存疑的值，判定写成数据，以后照办", "look at doubtful values; decisions are kept and replayed")
    app.add_typer(reviewing.build_review_app(), name="review", help=about, short_help=about)
    return app


def print_version(wanted: bool) -> None:  # noqa: FBT001 - Typer gives an option's value by position
    """Print the version and leave, where `--version` was given."""
    if wanted:
        from extractor import __version__

        typer.echo(f"extractor {__version__}")
        raise typer.Exit


def take_options(
    *,
    version: Annotated[
        bool, typer.Option("--version", is_eager=True, callback=print_version, help=both("版本号", "the version"))
    ] = False,
) -> None:
    """Options before the command."""


YOUNG = 100_000
"""objects made before the garbage is looked for: a command makes millions, nearly all of which it keeps"""


def main(argv: Sequence[str] | None = None) -> None:
    """Run the command that `argv` (by default the process's own arguments) names, and leave with its exit code."""
    gc.set_threshold(YOUNG)
    atexit.register(gc.freeze)  # what a run leaves behind is not looked through for cycles while Python ends
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # numpy's threads cost more than these small products
    steady_streams()
    end_workers_on_term()
    words = list(sys.argv[1:] if argv is None else argv)
    try:
        build_app(words[0] if words else "")(args=words, prog_name="extractor")
    except ExtractorError as error:
        tell(str(error))
        sys.exit(2 if isinstance(error, UsageError | MappingError) else 1)
    except RecursionError:
        tell("文件内容嵌套过深，无法处理。请检查给出的文件")
        sys.exit(1)
    except MemoryError:
        tell("内存不足。请分批处理，或在内存更大的机器上运行")
        sys.exit(1)
    except Exception as error:  # noqa: BLE001 - a mistake of ours is told in one line as well
        tell(f"程序内部错误（{type(error).__name__}: {error}，{find_origin(error)}）。请把本行发给维护者")
        sys.exit(1)
    finally:
        leave_streams()


def find_origin(error: BaseException) -> str:
    """Return where in this program `error` arose: file and line, for whoever mends it."""
    found = "?"
    at = error.__traceback__
    while at is not None:
        path = Path(at.tb_frame.f_code.co_filename)
        if "extractor" in path.parts:
            found = f"{path.name}:{at.tb_lineno}"
        at = at.tb_next
    return found

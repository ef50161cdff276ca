"""In: nothing. Out: the arguments and options that several commands share, so that one flag means one thing everywhere.

Not handled: options that one command has for itself.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Lang(StrEnum):
    """Language of labels in reports."""

    ZH = "zh"
    EN = "en"


def both(zh: str, en: str) -> str:
    """Return help in both languages, Chinese first, each on lines of its own that are left as they are broken here."""
    return f"\b\n{zh}\n{en}"


OutFolder = Annotated[
    Path, typer.Option("--out", "-o", metavar="DIR", help=both("写到哪个文件夹", "folder to write into"))
]
OutFile = Annotated[Path, typer.Option("--out", "-o", metavar="FILE", help=both("写到哪个文件", "file to write"))]
MappingsFolder = Annotated[
    Path | None,
    typer.Option(
        "--mappings",
        metavar="DIR",
        help=both("另用一套映射表，缺省用随附的", "mappings to use instead of those that come along"),
    ),
]
Language = Annotated[Lang, typer.Option("--lang", help=both("报告语言", "language of the report"))]
Jobs = Annotated[
    int,
    typer.Option(
        "--jobs",
        "-j",
        min=0,
        metavar="N",
        help=both("同时处理几份，0 为自动", "documents at a time, 0 for automatic"),
    ),
]
Timeout = Annotated[
    float,
    typer.Option(
        "--timeout",
        min=0,
        metavar="SEC",
        help=both(
            "每份最多用几秒，扫描件另加，0 为不限",
            "seconds a document; 0: no limit",
        ),
    ),
]
Memory = Annotated[
    int,
    typer.Option(
        "--memory",
        min=0,
        metavar="MB",
        help=both("每份最多用多少内存，0 为不限", "memory a document; 0: no limit"),
    ),
]
Cluster = Annotated[
    str | None,
    typer.Option(
        "--cluster",
        metavar="ADDRESS",
        help=both(
            "分给 Dask 集群，本机写 local，\n别处如 tcp://10.0.0.1:8786",
            "hand work to a Dask cluster: local,\nor the address of a scheduler",
        ),
    ),
]
Where = Annotated[
    str | None,
    typer.Option("--where", metavar="SQL", help=both("只要符合条件的方案（数据库）", "only plans that fit (store)")),
]
Places = Annotated[
    str | None,
    typer.Option("--places", metavar="NAMES", help=both("只要这些地区，以逗号分隔", "only these places, with commas")),
]
Field = Annotated[
    str | None, typer.Option("--field", metavar="NAME", help=both("只要这个领域", "only plans of this field"))
]
Years = Annotated[
    str | None,
    typer.Option("--years", metavar="YEARS", help=both("只要这些年度，如 2021-2024", "only these years")),
]
CorpusTable = Annotated[
    Path | None,
    typer.Option(
        "--corpus",
        metavar="FILE",
        help=both(
            "文件表 corpus.csv（或其文件夹）：\n取其中的上级方案与被代替的方案",
            "corpus.csv or its folder: which plan\nis superior, which is replaced",
        ),
    ),
]
PlanFiles = Annotated[
    list[Path],
    typer.Argument(
        metavar="PLAN...", help=both("方案 JSON，或存放它们的文件夹", "plan JSON files, or folders of them")
    ),
]

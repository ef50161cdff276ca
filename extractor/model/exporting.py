"""What an export is given, and how one is named: the seam at which other packages add their own.

>>> Exporter("titles", "标题清单", "list of titles", "my_package:export_titles").packages
()
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

import msgspec

if TYPE_CHECKING:  # the command line asks for the names of exports, and is to start quickly
    from extractor.model.compared.alignment import Alignment
    from extractor.model.compared.comparison import Comparison
    from extractor.model.facts.plan import Plan


class Accuracy(msgspec.Struct, frozen=True):
    """One accuracy figure, as `extractor evaluate --json` writes it; counts of values, shares from 0 to 1."""

    matched: int
    expected: int
    found: int
    p: float
    r: float
    f1: float


@dataclass(frozen=True, eq=False, slots=True)
class ExportRequest:
    """What an export may use: plans, how they align and differ, the language of labels, accuracy figures by name.

    `todos` asks for dated deadlines as to-dos; `load_earlier` gives the contents of files that match a pattern
    below the folder of the last export, so that a changed deadline is numbered as a change.
    No struct of msgspec, since `pydoc` asks for the types behind its fields, which are loaded late.
    A request is equal to itself alone, so that what several exports need of it is made once.
    """

    plans: tuple[Plan, ...]
    alignment: Alignment
    comparison: Comparison
    lang: Literal["zh", "en"] = "zh"
    figures: Mapping[str, Accuracy] = field(default_factory=dict)
    todos: bool = False
    load_earlier: Callable[[str], Iterable[bytes]] = lambda _: ()


@dataclass(frozen=True, slots=True)
class Exporter:
    """One export: its name after `--to`, what it is in both languages, the function, the packages that it needs.

    `target` is "module:function"; the function takes an `ExportRequest` and gives `ReportFile`s.
    `package` is the distribution that an entry point belongs to, None for what comes along.
    """

    name: str
    zh: str
    en: str
    target: str
    packages: tuple[str, ...] = ()
    package: str | None = None

    def owned_by(self, package: str) -> Exporter:
        """Return the same exporter with the name of the package that brought it.

        >>> Exporter("parquet", "列式表", "columns", "own.parquet:write").owned_by("own").package
        'own'
        """
        return replace(self, package=package)

"""In: nothing, and the entry points of installed packages. Out: every export, in the order in which they are written.

An export is a function that takes an `ExportRequest` and gives `ReportFile`s, and `ReportNote`s to be told; it is
named by text and imported when it is asked for. A package of one's own adds one by an entry point of the group
`extractor.exporters`:

    [project.entry-points."extractor.exporters"]
    titles = "my_package:TITLES"      # an Exporter

The names in `extractor export --help` and in both READMEs are these. An export that fails, fails alone: one line names
it and, for an entry point, the package; the others are written. Not handled: writing to disk.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib import import_module
from typing import TYPE_CHECKING

from extractor.errors import INSTALL_HINT, ExtractorError, Failure, UsageError
from extractor.model.exporting import Exporter, ExportRequest
from extractor.model.report import Report, ReportFile, ReportNote

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP = "extractor.exporters"

_TABLES, _RULES = "extractor.report.exports.building", "extractor.rulebook.exports.building"
EXPORTERS: tuple[Exporter, ...] = (
    Exporter("parquet", "整洁数据表（Parquet）与数据字典", "tidy tables and their codebook",
             f"{_TABLES}:export_parquet", ("pyarrow",)),
    Exporter("stata", "带变量标签与值标签的 .dta", "the same as .dta with variable and value labels",
             f"{_TABLES}:export_stata", ("pandas",)),
    Exporter("refi", "REFI-QDA 项目与代码本（NVivo、MAXQDA、QualCoder）", "REFI-QDA project and codebook",
             f"{_TABLES}:export_refi"),
    Exporter("ics", "各方案、各单位的时限日历", "deadlines of each plan and of each body as calendars",
             f"{_TABLES}:export_calendars", ("icalendar", "chinese_calendar")),
    Exporter("graphml", "任务与单位的网络", "networks of tasks and bodies",
             f"{_TABLES}:export_graphs", ("networkx",)),
    Exporter("pairs", "分句与条目的配对表", "pairs of clauses and of items", f"{_TABLES}:export_pairs"),
    Exporter("pmc", "PMC 投入产出表", "PMC input-output table", f"{_TABLES}:export_pmc"),
    Exporter("methods", "论文方法段（中、英）", "a methods paragraph in both languages", f"{_TABLES}:export_methods"),
    Exporter("jdm", "计分规则：GoRules JDM", "rulebooks as GoRules JDM", f"{_RULES}:export_jdm_files"),
    Exporter("dmn", "计分规则：DMN 1.3", "rulebooks as DMN 1.3", f"{_RULES}:export_dmn_files"),
    Exporter("python", "计分规则：只用标准库的 Python 文件", "rulebooks as Python files, standard library only",
             f"{_RULES}:export_python_files"),
    Exporter("sql", "计分规则：SQL", "rulebooks as SQL", f"{_RULES}:export_sql_files"),
)  # fmt: skip
"""What comes along, in the order in which it is written."""


def find_exporters() -> tuple[Exporter, ...]:
    """Return all exporters, those of other packages last.

    Raises UsageError, with the name of the package, where an entry point cannot be loaded, is no Exporter, or takes a
    name that is in use.

    >>> [exporter.name for exporter in find_exporters()][:3]
    ['parquet', 'stata', 'refi']
    """
    from importlib.metadata import entry_points

    found = list(EXPORTERS)
    for entry in sorted(entry_points(group=GROUP), key=lambda entry: (entry.name, entry.value)):
        found.append(_load_entry(entry, {exporter.name for exporter in found}))
    return tuple(found)


def run_exporters(
    request: ExportRequest, names: Iterable[str] | None = None, *, exporters: Sequence[Exporter] | None = None
) -> tuple[Report, tuple[Failure, ...]]:
    """Return the files of the exports `names` (default: all) and, for each that failed, one line with the reason.

    Raises UsageError where a name is not known.
    """
    known = {exporter.name: exporter for exporter in exporters or find_exporters()}
    wanted = set(known if names is None else names)
    if unknown := sorted(wanted - known.keys()):
        raise UsageError(f"没有 {unknown[0]} 这种导出", hint=f"可用：{','.join(known)}")
    files: list[ReportFile] = []
    notes: list[ReportNote] = []
    failures: list[Failure] = []
    for exporter in known.values():
        if exporter.name not in wanted:
            continue
        try:
            built = tuple(_run(exporter, request))
        except ExtractorError as error:
            failures.append(Failure(exporter.name, str(error)))
        except Exception as error:  # noqa: BLE001 - an export of any package may fail in any way; the others go on
            owner = f"（来自 {exporter.package}）" if exporter.package else ""
            failures.append(Failure(exporter.name, f"导出失败{owner}：{type(error).__name__}: {error}"))
        else:
            files += [one for one in built if isinstance(one, ReportFile)]
            notes += [one for one in built if isinstance(one, ReportNote)]
    return Report(tuple(files), tuple(notes)), tuple(failures)


def _run(exporter: Exporter, request: ExportRequest) -> Iterator[ReportFile | ReportNote]:
    for package in exporter.packages:
        try:
            import_module(package)
        except ModuleNotFoundError:
            missing = package.replace("_", "")
            raise UsageError(f"缺少软件包 {missing}", hint=INSTALL_HINT) from None
    module, _, name = exporter.target.partition(":")
    build: Callable[[ExportRequest], Iterable[ReportFile | ReportNote]] = getattr(import_module(module), name)
    yield from build(request)


def _load_entry(entry: EntryPoint, taken: set[str]) -> Exporter:
    package = entry.dist.name if entry.dist else entry.value
    where = f"入口点 {GROUP} 的 {entry.name}（软件包 {package}）"
    try:
        exporter = entry.load()
    except Exception as error:  # noqa: BLE001 - whatever another package raises becomes one line that names it
        raise UsageError(f"{where} 载入失败：{type(error).__name__}: {error}", hint="请升级或卸载该软件包") from None
    if not isinstance(exporter, Exporter):
        raise UsageError(f"{where} 不是 Exporter，而是 {type(exporter).__name__}", hint="请升级或卸载该软件包")
    if exporter.name in taken:
        raise UsageError(f"{where} 的名字 {exporter.name} 已被占用", hint="请升级或卸载该软件包")
    return exporter.owned_by(package)

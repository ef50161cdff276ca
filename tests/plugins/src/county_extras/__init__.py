"""An example of a package that adds an export: copy it, rename it, install it beside the program."""

from collections.abc import Iterator

from extractor.model.exporting import Exporter, ExportRequest
from extractor.model.report import ReportFile

TITLES = Exporter("titles", "任务标题清单", "list of task titles", "county_extras:export_titles")
BROKEN = Exporter("broken", "总是失败的例子", "an example that always fails", "county_extras:fail")


def export_titles(request: ExportRequest) -> Iterator[ReportFile]:
    """Yield one text file: plan, tab, title, a task a line."""
    lines = (f"{plan.id}\t{task.title}" for plan in request.plans for task in plan.tasks)
    yield ReportFile("titles.txt", "\n".join(lines).encode())


def fail(request: ExportRequest) -> Iterator[ReportFile]:
    """Fail, as a package may that was written for another version."""
    raise RuntimeError(f"{len(request.plans)} plans were too many")
    yield

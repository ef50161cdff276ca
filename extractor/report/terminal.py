"""In: a plan, and its outline where there is one. Out: what each stage found, in its context, as text to read.

Values are coloured inside their printed sentences and listed below them, so that piped output loses nothing but colour.
Not handled: editing, and anything beyond 80 columns. This module imports rich; import it only to show something.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.text import Text
from rich.tree import Tree

from extractor.model.facts.fields import METADATA_FIELDS, ROW_FIELDS
from extractor.model.facts.plan import Condition, Deadline, Indicator, IndicatorPart, Plan, Rule, Target, Task, Unit
from extractor.model.paper.outline import Grid, Outline, Section
from extractor.model.paper.place import Piece, Place
from extractor.model.paper.reading import Doubt, Unread
from extractor.report.phrasing import describe_deadline

STYLES = {
    "unit": "cyan",
    "deadline": "magenta",
    "target": "yellow",
    "rule": "green",
    "damaged": "red",
    "error": "bold red",
    "warning": "yellow",
    "note": "dim",
}
ROLES = {"lead": "牵头", "responsible": "责任", "participant": "配合"}
SEVERITIES = {"error": "错误", "warning": "存疑", "note": "提示"}
Fact = tuple[str, Place | None]
"""The name of a style, and where it applies."""


PARTS = (
    "about", "outline", "tasks", "indicators", "phases", "grades", "citations", "safeguards", "problems", "unread",
    "doubts",
)  # fmt: skip
"""What can be shown by itself, in the order in which it is shown."""


def show_plan(plan: Plan, outline: Outline | None, console: Console, only: Sequence[str] = ()) -> None:
    """Print everything that is known of `plan` to `console`, stage by stage, or `only` some of `PARTS`."""
    for part, (heading, parts) in zip(PARTS, _sections(plan, outline), strict=True):
        if only and part not in only:
            continue
        shown = list(parts)
        if shown:
            console.print(Text(f"\n{heading}", style="bold underline"))
            for line in shown:
                console.print(line, overflow="fold")


def show_item(plan: Plan, item: Task | Indicator, console: Console) -> None:
    """Print one item with all its values, and the problems that were found at it."""
    console.print(_show_task(plan, item) if isinstance(item, Task) else _show_indicator(plan, item), overflow="fold")
    own = tuple(problem for problem in plan.problems if problem.item == item.id)
    for problem in _show_problems(replace(plan, problems=own)):
        console.print(problem, overflow="fold")


def _sections(plan: Plan, outline: Outline | None) -> Iterator[tuple[str, Iterable[RenderableType]]]:
    yield f"文件 {plan.main.name}（{plan.main.how}）", _show_metadata(plan)
    yield "结构 outline", _show_outline(outline) if outline else ()
    yield f"任务 tasks（{len(plan.tasks)}）", (_show_task(plan, task) for task in plan.tasks)
    yield f"指标 indicators（{len(plan.indicators)}）", _show_indicators(plan)
    yield "阶段 phases", (Text(f"{entry.name}  {entry.start or '?'} 至 {entry.end or '?'}") for entry in plan.phases)
    yield "等次 grades", (Text(f"{entry.name}  {_show_range(entry.min, entry.max)}") for entry in plan.grades)
    yield "引用 citations", (Text(f"{entry.title}  {entry.doc_number or ''}".rstrip()) for entry in plan.citations)
    yield "保障 safeguards", (Text(f"{entry.no or '-'}  {entry.title}") for entry in plan.safeguards)
    yield f"问题 problems（{len(plan.problems)}）", _show_problems(plan)
    yield f"{show_share(plan)}；未读 unread（{len(plan.unread)}）", map(_show_told, plan.unread)
    yield f"存疑 doubts（{len(plan.doubts)}）", map(_show_told, plan.doubts)


def _show_metadata(plan: Plan) -> Iterator[RenderableType]:
    for field in METADATA_FIELDS:
        value = getattr(plan.metadata, field.key)
        yield Text(f"{field.zh}：{value}") if value else Text(f"{field.zh}：（未写明）", style="dim")


def _show_outline(outline: Outline) -> Iterator[RenderableType]:
    for number, part in enumerate(outline.parts):
        label = part.label.printed if part.label else ("正文" if number == 0 else "附件")
        tree = Tree(Text(label, style="bold"))
        for section in part.sections:
            _grow(tree, section)
        for grid in part.grids:
            tree.add(Text(_describe_grid(grid), style="green"))
        yield tree


def _grow(tree: Tree, section: Section) -> None:
    line = f"{section.marker.printed} {_shorten(section.head.printed)}"
    branch = tree.add(Text(line))
    for child in section.children:
        _grow(branch, child)


def _describe_grid(grid: Grid) -> str:
    header = " | ".join(cell.printed for cell in grid.header) or "（无表头）"
    return f"表{grid.number}  {len(grid.rows)} 行  {_shorten(header)}"


def _show_task(plan: Plan, task: Task) -> RenderableType:
    facts: list[Fact] = [("unit", unit.place) for unit in task.units]
    facts += [("deadline", deadline.place) for deadline in task.deadlines]
    facts += [("target", target.place) for target in task.targets]
    lines = [Text(f"{task.no or '-'}  {task.title}", style="bold")]
    lines += [Text(task.section, style="dim")] if task.section else []
    lines += [_quote(plan, task.place, facts)]
    lines += _show_units(task.units)
    lines += [Text(f"时限：{_show_deadline(deadline)}", style=STYLES["deadline"]) for deadline in task.deadlines]
    lines += [Text(f"目标：{_show_target(target)}", style=STYLES["target"]) for target in task.targets]
    lines += [Text(f"{head}：{words}", style="dim") for head, words in task.columns.items()]
    return _indent(lines[0], lines[1:])


def _show_indicators(plan: Plan) -> Iterator[RenderableType]:
    category: tuple[int, str | None] | None = None
    for indicator in plan.indicators:
        if category != (indicator.table, indicator.level1):
            category = indicator.table, indicator.level1
            points = f"（{indicator.level1_points} 分）" if indicator.level1_points is not None else ""
            yield Text(f"表{indicator.table}  {indicator.level1 or '（无一级指标）'}{points}", style="bold dim")
        yield _show_indicator(plan, indicator)


def _show_indicator(plan: Plan, indicator: Indicator) -> RenderableType:
    worth = f"{indicator.points} 分" if indicator.points is not None else "分值未写明"
    head = Text(f"{indicator.no or '-'}  {indicator.name or '（无名称）'}  {worth}", style="bold")
    lines: list[Text] = []
    for row in indicator.parts or (indicator,):
        facts: list[Fact] = [("rule", rule.place) for rule in row.rules]
        lines += [_quote(plan, row.places.get("criteria"), facts)]
        lines += [Text(f"规则：{_show_rule(rule)}", style=STYLES["rule"]) for rule in row.rules]
        lines += _show_columns(row)
    lines += _show_units(indicator.units)
    if indicator.damaged:
        lines.append(Text(f"已损坏：{'、'.join(indicator.damaged)}", style=STYLES["damaged"]))
    return _indent(head, lines)


def _show_columns(row: Indicator | IndicatorPart) -> list[Text]:
    named = [(field.zh, getattr(row, field.key, None)) for field in ROW_FIELDS if field.key != "criteria"]
    return [Text(f"{label}：{words}", style="dim") for label, words in (*named, *row.columns.items()) if words]


def _show_problems(plan: Plan) -> Iterator[RenderableType]:
    for problem in plan.problems:
        head = Text(f"{SEVERITIES[problem.severity.value]} {problem.code}", style=STYLES[problem.severity.value])
        words = [Text(f"“{_shorten(problem.place.words(plan.text))}”", style="dim")] if problem.place else []
        yield _indent(head, [Text(problem.message), *words])


def show_share(plan: Plan) -> str:
    """Return how much of a plan was read, in words."""
    return "阅读率：无可读之处" if plan.read_share is None else f"阅读率 {plan.read_share:.1%}"


def _show_told(told: Unread | Doubt) -> RenderableType:
    """Return an unread stretch or a doubt, with where it stands."""
    code = told.kind.value if isinstance(told, Unread) else told.code
    where = f"第 {told.place.start} 字起" if told.place else ""
    page = f"，第 {told.place.page} 页" if told.place and told.place.page else ""
    return _indent(Text(f"{code}  {where}{page}", style=STYLES["warning"]), [Text(_flatten(told.message))])


def _quote(plan: Plan, place: Place | None, facts: Sequence[Fact]) -> Text:
    """Return the printed words from `place` to the last fact, layout flattened, each fact in its colour."""
    stretches = [place, *(found for _, found in facts)]
    known = [stretch for stretch in stretches if stretch is not None]
    if not known:
        return Text("（原文位置不明）", style="dim")
    start = min(stretch.start for stretch in known)
    end = max(piece.end for stretch in known for piece in _pieces(stretch))
    quote = Text("".join(" " if mark in "\r\n\t" else mark for mark in plan.text[start:end]))
    for style, found in facts:
        for piece in _pieces(found) if found else ():
            quote.stylize(STYLES[style], piece.start - start, piece.end - start)
    return quote


def _pieces(place: Place) -> tuple[Piece, ...]:
    return place.pieces or (Piece(place.start, place.end),)


def _indent(head: Text, lines: Sequence[Text]) -> RenderableType:
    """Return `head` with `lines` below it, set in, and a blank line after them."""
    return Group(head, Padding(Group(*lines), (0, 0, 1, 4), expand=False))


def _show_units(units: Sequence[Unit]) -> list[Text]:
    """Return one line for each role, with what each body is known as."""
    lines = []
    for role, label in ROLES.items():
        names = [_show_unit(unit) for unit in units if unit.role.value == role]
        if names:
            lines.append(Text(f"{label}：{'、'.join(names)}", style=STYLES["unit"]))
    return lines


def _show_unit(unit: Unit) -> str:
    known = [*(["泛指"] if unit.generic else []), *([unit.function] if unit.function else [])]
    return f"{unit.name}（{'，'.join(known)}）" if known else unit.name


def _show_deadline(deadline: Deadline) -> str:
    return " ".join([_flatten(deadline.text), "->", deadline.kind.value, describe_deadline(deadline).zh])


def _show_target(target: Target) -> str:
    about = "约" if target.approx else ""
    period = f" / {target.period}" if target.period else ""
    return f"{_flatten(target.text)} -> {target.metric or ''} {target.op} {about}{target.value}{target.unit}{period}"


def _show_rule(rule: Rule) -> str:
    points = "" if rule.points is None else f" {rule.points}"
    per = f" 每 {rule.per.n}{rule.per.unit}" if rule.per else ""
    bound = f" 当 {_show_condition(rule.condition)}" if rule.condition else ""
    return f"{rule.kind.value}{points}{per}{bound}"


def _show_condition(condition: Condition) -> str:
    also = f" 且 {_show_condition(condition.also)}" if condition.also else ""
    return f"{condition.op} {condition.value}{condition.unit}{also}"


def _show_range(least: float | None, below: float | None) -> str:
    return f"{'' if least is None else least} 至 {'' if below is None else below} 分"


def _flatten(words: str) -> str:
    """Return `words` on one line; Chinese needs no blank where a line was broken."""
    return "".join(words.split())


def _shorten(words: str, limit: int = 30) -> str:
    flat = _flatten(words)
    return flat if len(flat) <= limit else f"{flat[:limit]}…"

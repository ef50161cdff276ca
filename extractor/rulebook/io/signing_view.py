"""In: `Rulebook`. Out: a view for an official to check and sign: each sentence with its rule right below it.

The same blocks become Markdown here and Word in `docx`. Not handled: changes made in the view; the YAML file counts.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Literal

import msgspec

from extractor.model.scored.expression import print_number
from extractor.model.scored.rulebook import Reference, Rulebook, RuledIndicator, ScoringRule
from extractor.rulebook.engine.score import find_inputs
from extractor.rulebook.engine.values import describe_allowed
from extractor.rulebook.io.yaml_file import render_yaml
from extractor.rulebook.notation.printer import Printer
from extractor.rulebook.notation.rows import build_words, find_seal, print_row

Style = Literal["title", "heading", "row", "quote", "rule", "text", "item", "table"]
STATUS = {"executable": "可执行", "constraint": "只作要求", "needs_review": "需人工确认"}
ROWS = {
    "executable": "全部句子可执行",
    "partial": "部分句子可执行",
    "judged": "没有评分句子，由人工评定得分",
    "needs_review": "句子未能读懂，由人工评定得分",
}
ROW_HEADS = ("编号", "指标", "分值", "与原文一致", "不一致之处", "核对人")
OFFICE_HEADS = ("单位", "核对人签字", "负责人签字", "日期")
OFFICES = ("考核单位（盖章）", "被考核单位（盖章）")
DAY = "　　年　月　日"


class Block(msgspec.Struct, frozen=True):
    """One paragraph of the view; a table has `cells`, row by row below its heads, and no text."""

    style: Style
    text: str = ""
    cells: tuple[tuple[str, ...], ...] = ()


def build_view(rulebook: Rulebook) -> Iterator[Block]:
    """Yield the view's paragraphs in order."""
    yield Block("title", f"计分规则核对表：{rulebook.title or rulebook.plan}")
    known = (("发文机关", rulebook.issuer), ("文号", rulebook.doc_number), ("印发日期", rulebook.issue_date))
    yield Block("text", "；".join(f"{name}：{value}" for name, value in known if value) or f"方案：{rulebook.plan}")
    yield Block("text", f"各指标得分保留{rulebook.rounding.places}位小数，四舍五入；合计为各指标得分之和。")
    for table in rulebook.tables:
        yield Block("heading", f"表{table}")
        for row in rulebook.indicators:
            if row.table == table:
                yield from _build_row(rulebook, row)
    yield from _build_common(rulebook)
    if rulebook.grades:
        yield Block("heading", "等级")
        for grade in rulebook.grades:
            bounds = [f"{print_number(grade.minimum)}分以上（含）"] if grade.minimum is not None else []
            bounds += [f"{print_number(grade.maximum)}分以下（不含）"] if grade.maximum is not None else []
            yield Block("item", f"{grade.name}：{'，'.join(bounds)}")
    yield Block("heading", "签字")
    yield Block(
        "text", f"本表由规则文件生成，文件指纹 {find_fingerprint(rulebook)}；文件改动后指纹随之改变，本表即不再有效。"
    )
    yield Block("table", cells=(ROW_HEADS, *(_build_sign_row(row) for row in rulebook.indicators)))
    yield Block("text", "除上表注明不一致的各项外，以上规则与印发的评分标准一致。")
    yield Block("table", cells=(OFFICE_HEADS, *((office, "", "", DAY) for office in OFFICES)))


def _build_sign_row(row: RuledIndicator) -> tuple[str, ...]:
    points = f"{print_number(row.points)}分" if row.points is not None else ""
    return (row.no or "", row.name, points, "□是　□否", "", "")


EFFECTS = {
    "total_zero": "总分按0分计", "total_points": "在总分中加减", "total_cap": "总分封顶", "not_grade": "不得评为",
    "grade_at_most": "最高评为",
}  # fmt: skip


def _build_common(rulebook: Rulebook) -> Iterator[Block]:
    """Yield what belongs to no single row: numbers that the office sets, what reaches beyond a row, cross-checks."""
    words = build_words(rulebook.inputs, rulebook.parameters)
    printer = Printer(lambda name: words.get(name, name))
    if rulebook.parameters:
        yield Block("heading", "须由考核单位统一确定的数")
    for one in rulebook.parameters:
        values = [f"{print_number(value.value)}{one.unit}" for value in one.values]
        yield Block("item", f"{one.label}：{'、'.join(values) or '未定（得分按区间计）'}")
    if rulebook.effects:
        yield Block("heading", "超出本指标的规定")
    quotes = {rule.id: rule.reference.quote for rule in rulebook.rules}
    for effect in rulebook.effects:
        when = f"{printer.print(effect.when)} 时，" if effect.when is not None else ""
        amount = f" {printer.print(effect.amount)}" if effect.amount is not None else ""
        yield Block("quote", f"原句：{quotes.get(effect.rule, '')}")
        yield Block("rule", f"表{effect.table}：{when}{EFFECTS[effect.kind]}{effect.grade or ''}{amount}")
    if rulebook.checks:
        yield Block("heading", "观测项之间应成立的关系")
    for check in rulebook.checks:
        yield Block("item", f"{check.message}：{printer.print(check.holds)}")


def find_fingerprint(rulebook: Rulebook) -> str:
    """Return what binds the view to its file: the same only for a file that says the same."""
    return hashlib.sha256(render_yaml(rulebook).encode()).hexdigest()[:16]


def _build_row(rulebook: Rulebook, row: RuledIndicator) -> Iterator[Block]:
    points = f"{print_number(row.points)}分" if row.points is not None else "分值未印出"
    yield Block("row", f"{row.no or ''} {row.name}（{points}）".strip())
    yield Block("text", ROWS[row.status])
    for rule in row.rules:
        yield Block("quote", f"原句：{rule.reference.quote}{_locate(rule.reference)}")
        yield Block("rule", _describe(rule))
    words = build_words(rulebook.inputs, rulebook.parameters)
    written = print_row(row, words)
    yield Block("text", f"计算：{written['tree']}")
    for name, lines in written.get("tables", {}).items():
        for line in lines:
            when = f"{line['when']} 时 {line['points']}" if "when" in line else f"其余 {line['otherwise']}"
            yield Block("item", f"{name}：{when}")
    if row.seal is not None and row.seal != find_seal(row, words):
        yield Block("rule", "注意：本指标的原句或算法在生成后改动过，请逐句核对。")
    for item in find_inputs(rulebook, row):
        whose = f"，取{item.of}的数值" if item.of else ""
        source = f"，依据：{item.source}" if item.source else ""
        yield Block("item", f"观测 {item.name}：{item.label}（{describe_allowed(item)}{whose}{source}）")
    for reading in row.readings:
        yield Block("item", f"请确认：{reading}　□同意　□不同意")


def _describe(rule: ScoringRule) -> str:
    reason = f"（{rule.reason}）" if rule.reason else ""
    return f"规则 {rule.id}〔{STATUS[rule.status]}〕：{rule.reads_as}{reason}"


def _locate(reference: Reference) -> str:
    page = f"第{reference.page}页，" if reference.page is not None else ""
    if reference.start is None:
        return f"（{page.rstrip('，')}）" if page else ""
    spans = reference.pieces or ((reference.start, reference.end or reference.start),)
    return f"（{page}第{'、'.join(f'{start}—{end}' for start, end in spans)}字）"


MARKDOWN: dict[Style, str] = {
    "title": "# {}",
    "heading": "## {}",
    "row": "### {}",
    "quote": "> {}",
    "rule": "**{}**",
    "text": "{}",
    "item": "- {}",
    "table": "{}",
}


def render_markdown(rulebook: Rulebook) -> str:
    """Return the view as Markdown, sentence and rule one under the other."""
    lines: list[str] = []
    before: Style | None = None
    for block in build_view(rulebook):
        if not (before == block.style == "item"):
            lines.append("")
        lines += _write_rows(block.cells) if block.cells else [MARKDOWN[block.style].format(_escape(block.text))]
        before = block.style
    return "\n".join(lines[1:]) + "\n"


def _write_rows(rows: tuple[tuple[str, ...], ...]) -> Iterator[str]:
    for number, cells in enumerate(rows):
        yield f"| {' | '.join(_escape(' '.join(cell.split())) for cell in cells)} |"
        if number == 0:
            yield f"|{' --- |' * len(cells)}"


def _escape(words: str) -> str:
    return "".join(f"\\{letter}" if letter in "*_<>|#`" else letter for letter in words)

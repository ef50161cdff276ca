"""In: what a county filled in, as YAML, CSV or XLSX bytes. Out: `Observations`, and with a rulebook their values.

Every value is checked before anything is scored: one that is not exactly what its input allows stops the run with
one line that names file, row and what is allowed. Not handled: several places in one file.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from decimal import Decimal

from extractor.errors import ExtractorError
from extractor.language.folding import fold
from extractor.model.expression import print_number
from extractor.model.rulebook import Input, Rulebook
from extractor.model.scorecard import Observation, Observations
from extractor.rulebook.engine.intervals import Span
from extractor.rulebook.engine.trace import NO, YES
from extractor.rulebook.io.xlsx_reader import read_sheets
from extractor.rulebook.numerals import NUMERAL

NAME_HEADINGS = ("编号", "name", "input")
LABEL_HEADINGS = ("观测内容", "label")
VALUE_HEADINGS = ("观测值", "value")
ANSWERS = {"是": YES, "否": NO, "yes": YES, "no": NO, "true": YES, "false": NO}
EXACT = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?")
EXPONENT = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?[eE][+-]?[0-9]{1,2}")


class ObservationError(ExtractorError):
    """What was observed cannot be used: nothing is scored."""


def read_observations(content: bytes, name: str) -> Observations:
    """Return the values that a file reports; blank ones are left out, as they were not observed.

    `name` tells the format (.yaml, .yml, .csv, .xlsx). Raises ObservationError with file and row.

    >>> read_observations("x1_01_1: 12".encode(), "a.yaml").values
    (Observation(name='x1_01_1', text='12', where='第1行'),)
    """
    ending = name.lower().rpartition(".")[2]
    if ending in {"yaml", "yml"}:
        return Observations(name, tuple(_read_yaml(content, name)))
    if ending == "csv":
        rows = list(csv.reader(io.StringIO(_decode(content, name), newline="")))
        return Observations(name, tuple(_read_rows([[(cell, None) for cell in row] for row in rows], name, "")))
    if ending == "xlsx":
        return Observations(name, tuple(_read_workbook(content, name)))
    raise ObservationError(f"{name}: 不认识的观测文件类型“.{ending}”", hint="请用 .xlsx、.csv 或 .yaml")


def _decode(content: bytes, name: str) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ObservationError(f"{name}: 文件编码既不是 UTF-8 也不是 GB18030", hint="请另存为 UTF-8 再试")


def _read_yaml(content: bytes, name: str) -> Iterable[Observation]:
    import yaml

    try:
        root = yaml.compose(_decode(content, name), Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"第{mark.line + 1}行" if mark else "某处"
        raise ObservationError(f"{name}: {where}不是合法的 YAML", hint="请检查缩进与冒号") from None
    if root is None:
        return
    if not isinstance(root, yaml.MappingNode):
        raise ObservationError(f"{name}: 第1行应是“编号: 观测值”", hint="一行一项，例如 x1_01_1: 12")
    for key, value in root.value:
        where = f"第{key.start_mark.line + 1}行"
        if not isinstance(value, yaml.ScalarNode) or not isinstance(key, yaml.ScalarNode):
            raise ObservationError(
                f"{name}: {where}“{getattr(key, 'value', '')}”后应只有一个值", hint="例如 x1_01_1: 12"
            )
        if value.value.strip() and value.tag != "tag:yaml.org,2002:null":
            yield Observation(key.value.strip(), value.value.strip(), where)


def _read_workbook(content: bytes, name: str) -> Iterable[Observation]:
    for title, rows in read_sheets(content, name):
        if any(cell in VALUE_HEADINGS for row in rows[:20] for cell, _ in row):
            yield from _read_rows(rows, name, f"工作表“{title}”")
            return
    raise ObservationError(f"{name}: 没有含“编号”和“观测值”两列的工作表", hint="请用 rulebook inputs 生成的模板填写")


def _read_rows(rows: list[list[tuple[str, str | None]]], name: str, sheet: str) -> Iterable[Observation]:
    """Yield the filled rows below the heading row; a cell is its text and what is wrong with it."""
    below, name_at, value_at = _find_heading(rows, name)
    for position, row in enumerate(rows[below:], below + 1):
        key, value = (row[at] if at < len(row) else ("", None) for at in (name_at, value_at))
        where = f"{sheet}第{position}行"
        if value[1]:
            raise ObservationError(f"{name}: {where}{value[1]}", hint="请填数值，或在表格软件中打开、重算、保存一次")
        if value[0].strip() and not key[0].strip():
            raise ObservationError(f"{name}: {where}有观测值“{value[0].strip()}”而没有编号", hint="请补上编号")
        if value[0].strip():
            yield Observation(key[0].strip(), value[0].strip(), where)


def _find_heading(rows: list[list[tuple[str, str | None]]], name: str) -> tuple[int, int, int]:
    """Return the number of rows down to the heading row, and the columns of names and values."""
    for number, row in enumerate(rows[:20], 1):
        cells = [cell.strip().lower() for cell, _ in row]
        name_at = next((cells.index(word) for word in (*NAME_HEADINGS, *LABEL_HEADINGS) if word in cells), None)
        value_at = next((cells.index(word) for word in VALUE_HEADINGS if word in cells), None)
        if name_at is not None and value_at is not None:
            return number, name_at, value_at
    raise ObservationError(f"{name}: 前20行里没有“编号”和“观测值”两个表头", hint="请用 rulebook inputs 生成的模板填写")


def parse_observations(observations: Observations, rulebook: Rulebook) -> dict[str, Span]:
    """Return the exact value of each observed input, by input name.

    A value may stand under the input's name or, where it is the only one with it, its label.
    Raises ObservationError at the first value that its input does not allow.
    """
    known = {item.name: item for item in rulebook.inputs}
    labels: dict[str, list[Input]] = {}
    for each in rulebook.inputs:
        labels.setdefault(each.label, []).append(each)
    found: dict[str, Span] = {}
    for observation in observations.values:
        same = labels.get(observation.name, [])
        item = known.get(observation.name) or (same[0] if len(same) == 1 else None)
        start = f"{observations.file}: {observation.where}"
        if item is None:
            raise _unknown(start, observation.name, rulebook)
        if item.name in found:
            raise ObservationError(f"{start}“{observation.name}”已经填过一次", hint="每项只填一次")
        found[item.name] = _parse_value(observation, item, start)
    return found


def _unknown(start: str, name: str, rulebook: Rulebook) -> ObservationError:
    from rapidfuzz import process

    choices = [known for item in rulebook.inputs for known in (item.name, item.label)]
    nearest = process.extractOne(name, choices)
    hint = f"最接近的是“{nearest[0]}”" if nearest and nearest[1] >= 40 else "编号见 rulebook inputs 生成的模板"
    return ObservationError(f"{start}没有名为“{name}”的观测项", hint=hint)


def _parse_value(observation: Observation, item: Input, start: str) -> Span:
    written = observation.text
    what = f"{start}“{item.name} {item.label}”的值“{written}”"
    allowed = f"允许：{describe_allowed(item)}"
    if item.kind == "yes_no":
        answer = ANSWERS.get(written.lower())
        if answer is None:
            raise ObservationError(f"{what}不是是或否", hint=allowed)
        return answer
    if EXPONENT.fullmatch(written):
        written = format(Decimal(written), "f")
    if not EXACT.fullmatch(written):
        raise ObservationError(f"{what}{_name_fault(written, item)}", hint=allowed)
    value = Decimal(written)
    if item.kind in {"count", "rank"} and value != value.to_integral_value():
        raise ObservationError(f"{what}不是整数", hint=allowed)
    low, high = item.minimum, item.maximum
    if (low is not None and value < low) or (high is not None and value > high):
        raise ObservationError(f"{what}超出范围", hint=allowed)
    return Span(value, value, whole=item.kind in {"count", "rank"})


def _name_fault(written: str, item: Input) -> str:
    if fold(written) != written and EXACT.fullmatch(fold(written)):
        return f"是全角数字，请写{fold(written)}"
    plain = written.replace(",", "").replace("，", "")
    if plain != written and EXACT.fullmatch(plain):
        return f"带有千位逗号，请写{plain}"
    if written.endswith(("%", "％")):
        return f"带有百分号，请只写数字（单位是{item.unit or '1'}）"
    if re.fullmatch(rf"(?:百分之)?{NUMERAL}[万亿千]*", written):
        return "是中文数字，请写阿拉伯数字"
    if item.unit and written.endswith(item.unit):
        return f"带有单位，请只写数字（单位是{item.unit}）"
    return "不是数"


def describe_allowed(item: Input) -> str:
    """Return in words what may be filled in for an input.

    >>> bounds = {"minimum": Decimal(0), "maximum": Decimal(8)}
    >>> describe_allowed(Input(name="x", label="", kind="count", unit="类", indicator="i", **bounds))
    '0到8之间的整数，单位类'
    """
    if item.kind == "yes_no":
        return "是 或 否"
    number = "整数" if item.kind in {"count", "rank"} else "数"
    unit = f"，单位{item.unit}" if item.unit else ""
    if item.minimum is not None and item.maximum is not None:
        return f"{print_number(item.minimum)}到{print_number(item.maximum)}之间的{number}{unit}"
    if item.minimum is not None:
        return f"不小于{print_number(item.minimum)}的{number}{unit}"
    return f"{number}{unit}"

"""In: what a county filled in, as YAML, CSV or XLSX bytes. Out: `Observations`, as written and where.

A cell that holds no value (a formula that was never computed) is told with file and row.
Not handled: what the values mean (`values`); several places in one file (`tables`).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import pairwise

from extractor.bounds.yaml_text import YamlError, check_yaml_text
from extractor.errors import ExtractorError
from extractor.model.scored.scorecard import Observation, Observations
from extractor.rulebook.engine.values import ObservationError
from extractor.rulebook.io.xlsx_reader import Cell, read_sheets

NAME_HEADINGS = ("编号", "name", "input")
LABEL_HEADINGS = ("观测内容", "label")
VALUE_HEADINGS = ("观测值", "value")
FORM, PLAN = "规则版本", "方案"
ABOUT = (FORM, PLAN)
"""What the template says of itself on its second sheet: a word, and beside it its value."""
HEAD_WORDS = ("填报单位", "时期", "填报人", "填报日期")
"""What stands above a form's table, each with its value in the cell to the right."""
HEAD_ROWS = 3
FIRST_DAY = date(1899, 12, 30)
"""Day 0 of a workbook's days."""
Rows = list[list[Cell]]
MOST_ROWS = 500_000


def read_observations(content: bytes, name: str) -> Observations:
    """Return the values that a file reports; blank ones are left out, as they were not observed.

    `name` tells the format (.yaml, .yml, .csv, .xlsx). Raises ObservationError with file and row.

    >>> read_observations("x1_01_1: 12".encode(), "a.yaml").values
    (Observation(name='x1_01_1', text='12', where='第1行', label=''),)
    """
    try:
        return _read_any(content, name)
    except YamlError as error:
        raise ObservationError(error.message, hint=error.hint) from None
    except ExtractorError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever a parser raises is a fault of the file
        raise ObservationError(
            f"{name}: 文件内容读不了（{type(error).__name__}）", hint="请用 rulebook inputs 生成的模板重新填写"
        ) from None


def _read_any(content: bytes, name: str) -> Observations:
    ending = name.lower().rpartition(".")[2]
    if ending in {"yaml", "yml"}:
        return Observations(name, tuple(_read_yaml(content, name)))
    if ending == "csv":
        rows = read_csv_rows(content, name)
        names: list[str] = []
        values = _read_rows([[(cell, None) for cell in row] for row in rows], name, "", names)
        return Observations(name, tuple(values), names=tuple(names))
    if ending == "xlsx":
        return _read_workbook(content, name)
    raise ObservationError(f"{name}: 不认识的观测文件类型“.{ending}”", hint="请用 .xlsx、.csv 或 .yaml")


def read_csv_rows(content: bytes, name: str) -> list[list[str]]:
    """Return the rows of a CSV file. Raises ObservationError where it has more than any table of observations."""
    if content.count(b"\n") > MOST_ROWS:
        raise ObservationError(f"{name}: 有超过 {MOST_ROWS // 10_000} 万行", hint="请删去空行，或分成几个文件")
    try:
        return list(csv.reader(io.StringIO(decode(content, name), newline="")))
    except csv.Error as error:
        raise ObservationError(f"{name}: 不是合法的 CSV（{error}）", hint="请在表格软件中另存为 .xlsx") from None


def decode(content: bytes, name: str) -> str:
    """Return the text of a file in UTF-8 or GB18030. Raises ObservationError where it is neither."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ObservationError(f"{name}: 文件编码既不是 UTF-8 也不是 GB18030", hint="请另存为 UTF-8 再试")


def _read_yaml(content: bytes, name: str) -> Iterable[Observation]:
    import yaml

    try:
        text = decode(content, name)
        check_yaml_text(text, name)
        root = yaml.compose(text, Loader=yaml.SafeLoader)
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


def _read_workbook(content: bytes, name: str) -> Observations:
    sheets = read_sheets(content, name)
    about = {row[0][0]: row[1][0] for _, rows in sheets for row in rows if len(row) > 1 and row[0][0] in ABOUT}
    values: list[Observation] = []
    names: list[str] = []
    found = False
    for title, rows in sheets:
        if any(cell in VALUE_HEADINGS for row in rows[:20] for cell, _ in row):
            found = True
            values += _read_rows(rows, name, f"工作表“{title}”", names)
    if not found:
        raise ObservationError(
            f"{name}: 没有含“编号”和“观测值”两列的工作表", hint="请用 rulebook inputs 生成的模板填写"
        )
    head = tuple(_read_head(rows for _, rows in sheets))
    return Observations(name, tuple(values), about.get(FORM), about.get(PLAN), tuple(names), head)


def _read_head(sheets: Iterable[Rows]) -> Iterator[tuple[str, str]]:
    """Yield what a form says of itself: 填报单位, 时期, 填报人, 填报日期, where they are filled in; each once."""
    told: set[str] = set()
    for rows in sheets:
        for row in rows[:HEAD_ROWS]:
            for (label, _), (value, _) in pairwise(row):
                word = label.strip().rstrip("：:")
                shown = value.strip()
                if word in HEAD_WORDS and word not in told and shown and shown.rstrip("：:") not in HEAD_WORDS:
                    told.add(word)
                    yield word, _show_day(shown) if word == HEAD_WORDS[-1] else shown


def _show_day(words: str) -> str:
    """Return a date; a workbook keeps it as a number of days."""
    return (FIRST_DAY + timedelta(days=int(words))).isoformat() if words.isdigit() and len(words) == 5 else words


def _read_rows(rows: Rows, name: str, sheet: str, names: list[str]) -> list[Observation]:
    """Return the filled rows below the heading row; a cell is its text and what is wrong with it."""
    below, name_at, value_at, label_at = _find_heading(rows, name)
    found, faults = [], []
    for position, row in enumerate(rows[below:], below + 1):
        key, value, label = (
            row[at] if at is not None and at < len(row) else ("", None) for at in (name_at, value_at, label_at)
        )
        where = f"{sheet}第{position}行"
        names += [key[0].strip()] if key[0].strip() else []
        if value[1]:
            faults.append(
                ObservationError(f"{name}: {where}{value[1]}", hint="请填数值，或在表格软件中打开、重算、保存一次")
            )
        elif value[0].strip() and not key[0].strip():
            faults.append(ObservationError(f"{name}: {where}有观测值“{value[0].strip()}”而没有编号", hint="请补上编号"))
        elif value[0].strip():
            found.append(Observation(key[0].strip(), value[0].strip(), where, label[0].strip()))
    if len(faults) == 1:
        raise faults[0]
    if faults:
        lines = tuple(str(fault) for fault in faults)
        raise ObservationError(f"{name}: 有{len(lines)}处不能用，没有计分：\n" + "\n".join(lines), faults=lines)
    return found


def _find_heading(rows: Rows, name: str) -> tuple[int, int, int, int | None]:
    """Return the number of rows down to the heading row, and the columns of names, values and labels."""
    for number, row in enumerate(rows[:20], 1):
        cells = [cell.strip().lower() for cell, _ in row]
        label_at = next((cells.index(word) for word in LABEL_HEADINGS if word in cells), None)
        name_at = next((cells.index(word) for word in NAME_HEADINGS if word in cells), label_at)
        value_at = next((cells.index(word) for word in VALUE_HEADINGS if word in cells), None)
        if name_at is not None and value_at is not None:
            return number, name_at, value_at, None if label_at == name_at else label_at
    raise ObservationError(f"{name}: 前20行里没有“编号”和“观测值”两个表头", hint="请用 rulebook inputs 生成的模板填写")

"""In: the bytes of an .xlsx file. Out: the words of its cells, formula cells as the values that were saved with them.

Reads what a filled-in template needs: shared and inline strings, numbers, yes/no. Macros and links are never
looked at. Not handled: dates (they come as numbers), the old .xls, encrypted files.
"""

from __future__ import annotations

import io
import re
import zipfile
from decimal import Decimal
from typing import TYPE_CHECKING

from extractor.errors import ExtractorError

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

Cell = tuple[str, str | None]
"""A cell's words, and what is wrong with it (a formula that was never computed), else None."""
COLUMN = re.compile(r"[^A-Z].*", re.DOTALL)  # what follows the letters of B12
LARGEST = 12_000_000
"""No template has a part of more than 12 MB; larger ones are not opened."""
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


class SpreadsheetError(ExtractorError):
    """The file is not a workbook that can be read."""


def read_sheets(content: bytes, name: str) -> list[tuple[str, list[list[Cell]]]]:
    """Return title and rows of each sheet, in the workbook's order. Raises SpreadsheetError with the file's name."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _read_archive(archive, name)
    except zipfile.BadZipFile:
        raise SpreadsheetError(f"{name}: 不是 .xlsx 工作簿", hint="请在表格软件中另存为 .xlsx") from None
    except SpreadsheetError:
        raise
    except Exception:  # noqa: BLE001 - an encrypted flag, damaged deflate, a method unheard of: each raises another kind
        raise SpreadsheetError(f"{name}: 工作簿的内容已损坏", hint="请在表格软件中打开并重新保存") from None


def _read_archive(archive: zipfile.ZipFile, name: str) -> list[tuple[str, list[list[Cell]]]]:
    strings: list[str] = []
    if "xl/sharedStrings.xml" in archive.namelist():
        strings = [_join(item) for item in _parse(archive, "xl/sharedStrings.xml", name)]
    relations = {
        item.get("Id"): item.get("Target", "") for item in _parse(archive, "xl/_rels/workbook.xml.rels", name)
    }  # fmt: skip
    sheets = []
    for sheet in _parse(archive, "xl/workbook.xml", name).iter(f"{MAIN}sheet"):
        target = relations[sheet.get(LINK)]
        path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        sheets.append((sheet.get("name", ""), _read_sheet(_parse(archive, path, name), strings)))
    return sheets


def _parse(archive: zipfile.ZipFile, path: str, name: str) -> Element:
    from xml.etree import ElementTree as ET

    if archive.getinfo(path).file_size > LARGEST:
        raise SpreadsheetError(f"{name}: 工作簿过大（{path}）", hint="请只保留填写用的工作表")
    content = archive.read(path)
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise SpreadsheetError(f"{name}: 工作簿含有不允许的声明（{path}）", hint="请在表格软件中重新保存")
    return ET.fromstring(content)  # noqa: S314 - declarations of entities were refused above


def _read_sheet(root: Element, strings: list[str]) -> list[list[Cell]]:
    rows: list[list[Cell]] = []
    for element in root.iter(f"{MAIN}row"):
        number = int(element.get("r", len(rows) + 1))
        while len(rows) < min(number, 100_000) - 1:
            rows.append([])
        cells: list[Cell] = []
        for cell in element.iter(f"{MAIN}c"):
            column = _column(cell.get("r", "")) or len(cells) + 1
            while len(cells) < min(column, 1_000) - 1:
                cells.append(("", None))
            cells.append(_read_cell(cell, strings))
        rows.append(cells)
    return rows


def _column(address: str) -> int:
    number = 0
    for letter in COLUMN.sub("", address):
        number = number * 26 + ord(letter) - 64
    return number


def _read_cell(cell: Element, strings: list[str]) -> Cell:  # noqa: PLR0911 - a case for each type of cell
    kind, value = cell.get("t", "n"), cell.findtext(f"{MAIN}v")
    if kind == "inlineStr":
        return _join(cell), None
    if not value:
        formula = cell.find(f"{MAIN}f")
        return ("", None) if formula is None else ("", "是公式，文件里没有它的计算结果")
    if kind == "s":
        return strings[int(value)], None
    if kind == "b":
        return ("是" if value == "1" else "否"), None
    if kind == "e":
        return value, f"是公式错误值“{value}”"
    if kind == "str":
        return value, None
    # 0.3 is saved as 0.29999999999999999 by some programs: the shortest number with the same float is what was typed
    return format(Decimal(repr(float(value))), "f").removesuffix(".0"), None


def _join(element: Element) -> str:
    return "".join(part.text or "" for part in element.iter(f"{MAIN}t"))

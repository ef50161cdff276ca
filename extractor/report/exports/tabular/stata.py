"""In: tidy tables. Out: one Stata file (.dta, format 118) a table, with variable labels and value labels.

A column of codes becomes whole numbers with labels in both languages. An empty cell of numbers is .a where the paper
does not state it, .b where it states what no vocabulary has, .c where it cannot be computed; `codebook` names the
variables as they stand in these files. Not handled: Stata before 14, which has no Unicode; blank text, which is "".
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from extractor.model.report import ReportFile
from extractor.report.exports.packages import load_package
from extractor.report.exports.tabular.columns import Typed, type_columns
from extractor.report.labels import Language
from extractor.report.tables.table import Blank, TidyTable

RESERVED = frozenset(
    {"_all", "_b", "byte", "_coef", "_cons", "double", "float", "if", "in", "int", "long", "_n", "_pi", "_pred", "_rc"}
    | {"_skip", "strl", "using", "with"}
)
"""Words that are no names of variables in Stata, in small letters; such a column gets a low line behind its name."""
STRING_TYPE = re.compile(r"str\d+", re.IGNORECASE)

MISSING: Mapping[Blank, tuple[str, tuple[str, str]]] = {
    "not_stated": ("a", ("原文没有写明", "not stated")),
    "not_in_vocabulary": ("b", ("写明了，但不在词表中", "stated, but not in the vocabulary")),
    "not_computable": ("c", ("算不出", "cannot be computed")),
}
LONGEST_NAME, LONGEST_LABEL = 32, 80
WRITTEN = datetime(2000, 1, 1)  # noqa: DTZ001 - Stata's stamp has no zone
"""The file's own stamp: the bytes depend on the tables alone."""


def build_stata(tables: Mapping[str, TidyTable], lang: Language) -> Iterator[ReportFile]:
    """Yield `stata/<table>.dta` for every table that has rows, since Stata has no file without any."""
    pandas = load_package("pandas", "Stata")
    names = {name: _map_names(table) for name, table in tables.items()}
    for name, table in tables.items():
        if table.rows:
            known = _rename(table, names) if name == "codebook" else table
            yield ReportFile(f"stata/{name}.dta", _build_file(pandas, known, lang))


def _map_names(table: TidyTable) -> dict[str, str]:
    given = [column.name for column in table.columns]
    return dict(zip(given, name_variables(given), strict=True))


def _rename(codebook: TidyTable, names: Mapping[str, Mapping[str, str]]) -> TidyTable:
    """Return the codebook with the variables' names of these files, and what the kinds of missing mean."""
    table, column = codebook.index("table"), codebook.index("column")
    rows = [
        tuple(
            names.get(str(row[table]), {}).get(str(cell), cell) if index == column else cell
            for index, cell in enumerate(row)
        )
        for row in codebook.rows
    ]
    for letter, (zh, en) in MISSING.values():
        about = {"table": "*", "code": f".{letter}", "zh": zh, "en": en}
        rows.append(tuple(about.get(found.name) for found in codebook.columns))
    return replace(codebook, rows=tuple(rows))


def _build_file(pandas: Any, table: TidyTable, lang: Language) -> bytes:
    typed = type_columns(table)
    names = name_variables([found.column.name for found in typed])
    columns: dict[str, Any] = {}
    labels: dict[str, dict[int, str]] = {}
    for name, found in zip(names, typed, strict=True):
        vocabulary = found.column.vocabulary
        if found.kind == "flag":
            columns[name] = pandas.Series(found.cells, dtype="object").astype("float64")
            labels[name] = {int(code): words.both(lang) for code, words in (vocabulary or {}).items()}
        elif found.kind == "category":
            codes = {code: number for number, code in enumerate(found.categories, start=1)}
            columns[name] = pandas.Series([codes.get(str(c)) for c in found.cells], dtype="float64")
            known = vocabulary or {}
            labels[name] = {n: known[c].both(lang) if c in known else c for c, n in codes.items()}
        else:
            columns[name] = _fill(pandas, found)
    content = io.BytesIO()
    missing = {name: MISSING[found.column.blank][0] for name, found in zip(names, typed, strict=True)}
    _write(
        pandas.DataFrame(columns), content, missing,
        write_index=False,
        time_stamp=WRITTEN,
        data_label=table.note.both(lang)[:LONGEST_LABEL],
        variable_labels={n: f.column.label.both(lang)[:LONGEST_LABEL] for n, f in zip(names, typed, strict=True)},
        value_labels=labels,
        convert_dates={name: "td" for name, found in zip(names, typed, strict=True) if found.kind == "date"},
    )  # fmt: skip
    return content.getvalue()


def _write(frame: Any, content: io.BytesIO, missing: Mapping[str, str], **options: Any) -> None:
    """Write format 118; pandas has one kind of missing, so that the kinds are set where it puts its own."""
    stata = load_package("pandas.io.stata", "Stata")

    class KindsWriter(stata.StataWriterUTF8):  # type: ignore[misc, name-defined]  # the library is loaded when it is asked for
        # The library reserves the words of Mata too (end, function), and would rename what Stata takes.
        RESERVED_WORDS = property(lambda _self: RESERVED, lambda _self, _words: None)

        def _replace_nans(self, data: Any) -> Any:
            for name in data.columns:
                if data[name].dtype == "float64":
                    data[name] = data[name].fillna(_missing_value(missing[name]))
            return super()._replace_nans(data)

    KindsWriter(content, frame, version=118, **options).write_file()


def _missing_value(letter: str) -> float:
    """Return the double that Stata shows as .a, .b, .c.

    >>> _missing_value("a").hex()
    '0x1.0010000000000p+1023'
    """
    return float.fromhex(f"0x1.{ord(letter) - ord('a') + 1:03x}p+1023")


def _fill(pandas: Any, found: Typed) -> Any:
    if found.kind == "date":
        return pandas.to_datetime(pandas.Series(found.cells, dtype="object"))
    if found.kind == "text":
        return pandas.Series(["" if cell is None else str(cell).replace("\0", "\ufffd") for cell in found.cells])
    return pandas.Series(found.cells, dtype="float64")


def name_variables(names: list[str]) -> list[str]:
    """Return names that Stata takes, all different.

    >>> name_variables(["plan", "using", "某县-2022", "2022", "①"])
    ['plan', 'using_', '某县_2022', '_2022', '_']
    """
    taken: dict[str, None] = {}
    for name in names:
        plain = "".join(sign if sign.isalpha() or sign.isdecimal() else "_" for sign in name) or "_"
        plain = f"_{plain}" if plain[0].isdecimal() else plain
        plain = f"{plain}_" if plain.lower() in RESERVED or STRING_TYPE.fullmatch(plain) else plain
        kept, number = plain[:LONGEST_NAME], 1
        while kept in taken:
            number += 1
            kept = f"{plain[: LONGEST_NAME - 4]}_{number}"
        taken[kept] = None
    return list(taken)

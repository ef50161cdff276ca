"""In: tidy tables. Out: one Stata file (.dta, format 118) a table, with variable labels and value labels.

A column of codes becomes whole numbers with labels in both languages. Not handled: Stata before 14, which has no
Unicode.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from extractor.model.report import ReportFile
from extractor.report.exports.columns import Typed, type_columns
from extractor.report.exports.packages import load_package
from extractor.report.labels import Language, Vocabulary
from extractor.report.tables.table import Table

RESERVED = frozenset(
    {
        "if",
        "in",
        "using",
        "with",
        "byte",
        "int",
        "long",
        "float",
        "double",
        "const",
        "end",
        "function",
        "global",
        "local",
    }
    | {"array", "class", "continue", "default", "delete", "do", "else", "enum", "export", "external", "for", "goto"}
    | {"case", "catch", "break", "boolean", "complex", "inline", "pragma", "protected", "short", "vector", "virtual"}
    | {"aggregate", "colvector", "delegate", "eltypedef", "explicit", "friend", "null", "quad", "rowvector", "typedef"}
    | {"typename"}
)
"""Words that are no names of variables in Stata or Mata; such a column gets a low line behind its name."""

LONGEST_NAME, LONGEST_LABEL = 32, 80
WRITTEN = datetime(2000, 1, 1)  # noqa: DTZ001 - Stata's stamp has no zone
"""The file's own stamp: the bytes depend on the tables alone."""
NO_LETTER = re.compile(r"\W")
"""某县-2022"""


def build_stata(tables: Mapping[str, Table], lang: Language) -> Iterator[ReportFile]:
    """Yield `stata/<table>.dta` for every table that has rows, since Stata has no file without any."""
    pandas = load_package("pandas", "Stata")
    for name, table in tables.items():
        if table.rows:
            yield ReportFile(f"stata/{name}.dta", _build_file(pandas, table, lang))


def _build_file(pandas: Any, table: Table, lang: Language) -> bytes:
    typed = type_columns(table)
    names = name_variables([found.column.name for found in typed])
    columns: dict[str, Any] = {}
    labels: dict[str, dict[int, str]] = {}
    for name, found in zip(names, typed, strict=True):
        vocabulary = found.column.vocabulary
        if vocabulary is not None and found.kind == "text":
            codes = _number_codes(vocabulary, found)
            columns[name] = pandas.Series([codes.get(str(c)) for c in found.cells], dtype="float64")
            labels[name] = {n: vocabulary[c].both(lang) if c in vocabulary else c for c, n in codes.items()}
        else:
            columns[name] = _fill(pandas, found)
    content = io.BytesIO()
    pandas.DataFrame(columns).to_stata(
        content,
        write_index=False,
        version=118,
        time_stamp=WRITTEN,
        data_label=table.note.both(lang)[:LONGEST_LABEL],
        variable_labels={n: f.column.label.both(lang)[:LONGEST_LABEL] for n, f in zip(names, typed, strict=True)},
        value_labels=labels,
        convert_dates={name: "td" for name, found in zip(names, typed, strict=True) if found.kind == "date"},
    )
    return content.getvalue()


def _fill(pandas: Any, found: Typed) -> Any:
    if found.kind == "date":
        return pandas.to_datetime(pandas.Series(found.cells, dtype="object"))
    if found.kind == "text":
        return pandas.Series(["" if cell is None else str(cell).replace("\0", "\ufffd") for cell in found.cells])
    return pandas.Series(found.cells, dtype="float64")


def _number_codes(vocabulary: Vocabulary, found: Typed) -> dict[str, int]:
    """Return a number for each code, from 1 in the vocabulary's order; yes and no keep their 1 and 0."""
    if set(vocabulary) == {"1", "0"}:
        return {"0": 0, "1": 1}
    seen = [str(cell) for cell in found.cells if cell is not None]
    return {code: number for number, code in enumerate(dict.fromkeys((*vocabulary, *sorted(seen))), start=1)}


def name_variables(names: list[str]) -> list[str]:
    """Return names that Stata takes, all different.

    >>> name_variables(["plan", "end", "某县-2022", "2022"])
    ['plan', 'end_', '某县_2022', '_2022']
    """
    taken: dict[str, None] = {}
    for name in names:
        plain = NO_LETTER.sub("_", name) or "_"
        plain = f"_{plain}" if plain[0].isdigit() else plain
        plain = f"{plain}_" if plain.lower() in RESERVED else plain
        kept, number = plain[:LONGEST_NAME], 1
        while kept in taken:
            number += 1
            kept = f"{plain[: LONGEST_NAME - 4]}_{number}"
        taken[kept] = None
    return list(taken)

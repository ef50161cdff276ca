"""In: tidy tables. Out: one Parquet file a table, each column labelled, with the data dictionary beside them.

Not handled: one file for all; a tool joins tables by `plan` and `item`.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping

from extractor.model.report import ReportFile
from extractor.report.csv_files import build_csv
from extractor.report.exports.packages import load_package
from extractor.report.exports.tabular.columns import build_arrow
from extractor.report.tables.table import TidyTable


def build_parquet(tables: Mapping[str, TidyTable]) -> Iterator[ReportFile]:
    """Yield `parquet/<table>.parquet` for every table, and the dictionary as CSV too, for people to read."""
    writer = load_package("pyarrow.parquet", "Parquet")
    for name, table in tables.items():
        content = io.BytesIO()
        writer.write_table(build_arrow(table), content, compression="zstd")
        yield ReportFile(f"parquet/{name}.parquet", content.getvalue())
    yield ReportFile("parquet/codebook.csv", build_csv(tables["codebook"]))

"""In: nothing. Out: `Report`, the files that a reader opens, as bytes with their paths.

Not handled: writing them to disk, which is `extractor.outputs`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import msgspec


@dataclass(frozen=True, slots=True)
class ReportFile:
    """One file of a report: its path below the output folder, with forward slashes, and its bytes."""

    path: str
    content: bytes = field(repr=False)


class ReportNote(msgspec.Struct, frozen=True):
    """One line for the person who asked: what a client of a file cannot show."""

    words: str


class Report(msgspec.Struct, frozen=True):
    """All files of a report, in the order in which they are written, and what is told beside them."""

    files: tuple[ReportFile, ...]
    notes: tuple[ReportNote, ...] = ()

    def file(self, path: str) -> ReportFile:
        """Return the file at `path`; raises KeyError where there is none.

        >>> Report((ReportFile("report.html", b"<!doctype html>"),)).file("report.html").content
        b'<!doctype html>'
        """
        for file in self.files:
            if file.path == path:
                return file
        raise KeyError(path)

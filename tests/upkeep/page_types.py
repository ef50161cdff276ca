"""In: the data of a page, as Python builds them. Out: their shape as TypeScript declarations, for the modules' JSDoc.

    python -m tests.upkeep.page_types    # write extractor/report/page/script/page_data.d.ts anew

Python is the one home of the shape; a test tells when the file is stale, and when a module asks for a key that no record
has. Not handled: keys that no plan of the five fills.
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

import extractor

FILE = Path(extractor.__file__).parent / "report" / "page" / "script" / "page_data.d.ts"
HEAD = "// Written by tests/upkeep/page_types.py from what Python puts into the page; do not edit.\n"
TABLES = frozenset(
    {"words", "english", "variants", "pictures", "boxes", "stateNames", "stateMarks", "states", "filled"}
)
"""Records whose keys are data: a word for each of many names."""
NAMES = {
    "data": "PageData", "more": "MoreData", "plans": "PlanRecord", "items": "ItemRecord", "groups": "GroupRecord",
    "differences": "DifferenceRecord", "readings": "ReadingRecord", "problems": "ProblemRecord", "views": "PlanView",
    "tables": "PlanTable", "rows": "PlanRow", "networks": "NetworkRecord", "functions": "DutyCounts", "paper": "Paper",
    "timetables": "Timetable", "clauses": "ClauseRecord", "parents": "ParentRecord", "evidence": "EvidenceRecord",
    "sections": "SectionRecord", "coverage": "CoverageRecord", "contrasts": "ContrastRecord", "dues": "DueRecord",
    "citations": "CitationRecord", "rules": "PlanRule", "pages": "PageRecord", "overlaps": "Overlap",
}  # fmt: skip
FACT = frozenset({"kind", "label", "quote", "at", "details"})


class Shapes:
    """The declarations found so far, by name."""

    def __init__(self) -> None:
        self.found: dict[str, dict[str, list[Any]]] = {}
        self.counts: dict[str, int] = {}

    def type_of(self, values: list[Any], key: str) -> str:
        """Return the type that holds all `values`, which stand under `key`."""
        kinds = dict.fromkeys(self._kind(value, key) for value in values)
        parts = []
        for kind in sorted(kinds):
            same = [value for value in values if self._kind(value, key) == kind]
            parts.append(self._spell(kind, same, key))
        return " | ".join(dict.fromkeys(parts)) or "unknown"

    def _kind(self, value: Any, key: str) -> str:
        if value is None:
            return "null"
        if isinstance(value, bool):
            return "boolean"
        if isinstance(value, int | float):
            return "number"
        if isinstance(value, str):
            return "string"
        if isinstance(value, dict):
            return "record" if key in TABLES else "Fact" if value.keys() >= FACT else "object"
        return "list"

    def _spell(self, kind: str, values: list[Any], key: str) -> str:
        if kind == "list":
            return f"Array<{self.type_of([inner for value in values for inner in value], key)}>"
        if kind == "record":
            return f"Record<string, {self.type_of([inner for value in values for inner in value.values()], '')}>"
        if kind in ("Fact", "object"):
            name = kind if kind == "Fact" else NAMES.get(key, f"{key[:1].upper()}{key[1:]}Record")
            own = self.found.setdefault(name, {})
            self.counts[name] = self.counts.get(name, 0) + len(values)
            for value in values:
                for inner, content in value.items():
                    own.setdefault(inner, []).append(content)
            return name
        return kind


def build_types(blocks: dict[str, Any]) -> str:
    """Return the declarations of the page's blocks."""
    shapes = Shapes()
    for key, block in blocks.items():
        shapes.type_of([block], key)
    spelt: dict[str, str] = {}
    while set(spelt) != set(shapes.found):
        for name in [name for name in shapes.found if name not in spelt]:
            spelt[name] = ""
            lines = []
            for key, values in list(shapes.found[name].items()):
                optional = "?" if len(values) < shapes.counts[name] else ""
                lines.append(f"  {key}{optional}: {shapes.type_of(values, key)};")
            spelt[name] = "\n".join(sorted(lines))
    return HEAD + "".join(f"\nexport interface {name} {{\n{spelt[name]}\n}}\n" for name in sorted(spelt))


def read_blocks(page: bytes) -> dict[str, Any]:
    """Return the two blocks of a page that is not packed."""
    text = page.decode("utf-8")
    blocks = {}
    for key in ("data", "more"):
        content = text.split(f'<script type="application/json" id="{key}">', 1)[1].split("</script>", 1)[0]
        blocks[key] = json.loads(content)
    return blocks


def find_keys(value: Any) -> set[str]:
    """Return all keys anywhere in a block."""
    if isinstance(value, dict):
        return set(value) | {key for inner in value.values() for key in find_keys(inner)}
    if isinstance(value, list):
        return {key for inner in value for key in find_keys(inner)}
    return set()


def main() -> None:
    """Write the file from a run over the five plans."""
    from extractor.cli import main as run

    with tempfile.TemporaryDirectory() as folder:
        try:
            run(["run", "--out", folder])
        except SystemExit as left:
            if left.code:
                raise
        FILE.write_text(build_types(read_blocks((Path(folder) / "report.html").read_bytes())), "utf-8")


if __name__ == "__main__":
    main()

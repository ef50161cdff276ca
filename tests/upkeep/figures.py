"""In: `outputs/` and the annotations. Out: the tables of both READMEs, each between its two markers.

Not handled: the figures of speed, which depend on the machine.
"""

from __future__ import annotations

import sys
from pathlib import Path

from extractor.commands.judgements.evaluating import format_table
from extractor.evaluation import evaluate_folders
from extractor.outputs import write_file
from tests.align.measure_baselines import build_tables

ROOT = Path(__file__).parent.parent.parent
READMES = ("README.md", "README.zh.md")
OPENING, CLOSING = "<!-- figures -->", "<!-- /figures -->"
MATCHING = ("<!-- matching -->", "<!-- /matching -->")


def main() -> int:
    """Write the tables into both READMEs."""
    figures, tables = build_figures(), build_tables()
    for name in READMES:
        path = ROOT / name
        text = fill_figures(path.read_text("utf-8"), figures)
        write_file(path, fill_figures(text, tables, MATCHING).encode("utf-8"))
    return 0


def build_figures() -> str:
    """Return what `extractor evaluate` prints for the committed outputs."""
    evaluation, outputs = ROOT / "tests" / "evaluation", ROOT / "outputs"
    score, absent = evaluate_folders(
        evaluation / "annotations",
        outputs / "plans",
        alignment=outputs / "alignment.json",
        groups=evaluation / "groups-five.json",
    )
    return format_table(score, absent)


def fill_figures(text: str, table: str, markers: tuple[str, str] = (OPENING, CLOSING)) -> str:
    r"""Return `text` with `table` between the markers.

    >>> fill_figures("准确度\n<!-- figures -->\nold\n<!-- /figures -->\n", "tasks 1.000")
    '准确度\n<!-- figures -->\n```text\ntasks 1.000\n```\n<!-- /figures -->\n'
    """
    opening, closing = markers
    before, _, rest = text.partition(f"{opening}\n")
    _, found, after = rest.partition(closing)
    if not found:
        raise ValueError(f"the markers {opening} and {closing} are not there")
    return f"{before}{opening}\n```text\n{table}\n```\n{closing}{after}"


if __name__ == "__main__":
    sys.exit(main())

"""In: `outputs/` and the annotations. Out: the accuracy table of both READMEs, between its two markers.

Not handled: any other figure of the READMEs.
"""

from __future__ import annotations

import sys
from pathlib import Path

from extractor.commands.evaluating import format_table
from extractor.evaluation import evaluate_folders
from extractor.outputs import write_file

ROOT = Path(__file__).parent.parent.parent
READMES = ("README.md", "README.zh.md")
OPENING, CLOSING = "<!-- figures -->", "<!-- /figures -->"


def main() -> int:
    """Write the table into both READMEs."""
    for name in READMES:
        path = ROOT / name
        write_file(path, fill_figures(path.read_text("utf-8"), build_figures()).encode("utf-8"))
    return 0


def build_figures() -> str:
    """Return what `extractor evaluate` prints for the committed outputs."""
    evaluation, outputs = ROOT / "tests" / "evaluation", ROOT / "outputs"
    score, absent = evaluate_folders(
        evaluation / "annotations",
        outputs / "plans",
        alignment=outputs / "alignment.json",
        groups=evaluation / "groups.json",
    )
    return format_table(score, absent)


def fill_figures(text: str, table: str) -> str:
    r"""Return `text` with `table` between the markers.

    >>> fill_figures("准确度\n<!-- figures -->\nold\n<!-- /figures -->\n", "tasks 1.000")
    '准确度\n<!-- figures -->\n```text\ntasks 1.000\n```\n<!-- /figures -->\n'
    """
    before, _, rest = text.partition(f"{OPENING}\n")
    _, closing, after = rest.partition(CLOSING)
    if not closing:
        raise ValueError(f"the markers {OPENING} and {CLOSING} are not there")
    return f"{before}{OPENING}\n```text\n{table}\n```\n{closing}{after}"


if __name__ == "__main__":
    sys.exit(main())

"""Print right, awkward, open and wrong of the rows worked by hand, for every folder of `case_runner.GATES`.

python -m tests.rulebook.measure_rows          # figures and every row that is not right
python -m tests.rulebook.measure_rows --short  # figures only
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from pathlib import Path

from tests.rulebook import case_runner

HERE = Path(__file__).parent
CLASSES = {"right": "right", "awkward": "awkward", "review": "open", "wrong": "wrong"}


def main(arguments):
    """Print a line for each folder, then the rows."""
    for folder in (gate.folder for gate in case_runner.GATES):
        with tempfile.TemporaryDirectory() as where:
            results = case_runner.run(HERE / folder, None, None, Path(where) / "run")
        counts = Counter(one["class"] for one in results)
        shares = "  ".join(f"{shown} {counts[name] / len(results):.3f}" for name, shown in CLASSES.items())
        print(f"{folder:14} {len(results):4} observations  {shares}")
        for one in results if "--short" not in arguments else []:
            if one["class"] != "right":
                got = one["got"]
                span = "nothing" if got is None else f"{got.low:g}—{got.high:g}"
                print(
                    f"  {CLASSES[one['class']]}: {one['case']['row']} {one['observation']['observed']}: "
                    f"{one['expected']} expected, {span} found"
                )


if __name__ == "__main__":
    main(sys.argv[1:])

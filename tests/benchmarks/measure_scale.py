"""In: numbers of plans. Out: a table of the time and memory that aligning so many varied plans takes.

    python -m tests.benchmarks.measure_scale 5 50 500

Each number is measured in a process of its own; memory is the most that it ever held, the plans among it. "kept" is
the share of items that stand in the group in which most items made from the same one stand. Not handled: reading
documents, comparing and reporting.
"""

from __future__ import annotations

import math
import resource
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import msgspec

from extractor.align import align_plans
from extractor.mappings import load_mappings
from extractor.model.compared.alignment import Alignment
from extractor.model.facts.plan import Plan
from extractor.outputs import load_plan
from tests.benchmarks.varied_plans import vary_plans

ROOT = Path(__file__).parents[2]
HEAD = ("plans", "items", "seconds", "per item and log", "MB", "groups", "kept")


def main(argv: list[str]) -> int:
    """Print a line for each number of plans."""
    if argv[:1] == ["--one"]:
        print("\t".join(measure(int(argv[1]))))
        return 0
    print("".join(f"{word:>18}" if word == HEAD[3] else f"{word:>9}" for word in HEAD))
    for number in map(int, argv or ("5", "50", "500")):
        command = [sys.executable, "-m", "tests.benchmarks.measure_scale", "--one", str(number)]
        line = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
        cells = line.strip().split("\t")
        print("".join(f"{cell:>18}" if place == 3 else f"{cell:>9}" for place, cell in enumerate(cells)), flush=True)
    return 0


def measure(number: int) -> tuple[str, ...]:
    """Return the cells of one line. The words that cut Chinese are loaded before the clock starts."""
    mappings, five = load_mappings(ROOT / "mappings"), load_five()
    align_plans(five, mappings)
    plans = [copy_plan(plan, five[place % len(five)].text) for place, plan in enumerate(vary_plans(five, number))]
    items = sum(len(plan.items) for plan in plans)
    start = time.perf_counter()
    alignment = align_plans(plans, mappings)
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    growth = f"{1e6 * seconds / (items * math.log2(items)):.1f} µs"
    cells = (
        number,
        items,
        f"{seconds:.1f}",
        growth,
        f"{peak:.0f}",
        len(alignment.groups),
        f"{find_kept(alignment):.3f}",
    )
    return tuple(map(str, cells))


def load_five() -> tuple[Plan, ...]:
    """Return the five plans of `outputs/`."""
    return tuple(load_plan(path) for path in sorted((ROOT / "outputs" / "plans").glob("*.json")))


def copy_plan(plan: Plan, text: str) -> Plan:
    """Return `plan` with words of its own, as if it had been read from a file, so that memory is not shared."""
    return msgspec.json.decode(msgspec.json.encode(replace(plan, text=text)), type=Plan)


def find_kept(alignment: Alignment) -> float:
    """Return the share of items that stand in the group where most items of the same origin stand."""
    homes: dict[str, Counter[str]] = defaultdict(Counter)
    for group in alignment.groups:
        for member in group.members:
            homes[find_origin(member.item)][group.id] += 1
    counts = Counter(find_origin(item) for item in _items(alignment))
    return sum(home.most_common(1)[0][1] for home in homes.values()) / sum(counts.values())


def find_origin(item: str) -> str:
    """Return what a varied item was made from.

    >>> find_origin("own0.快递物流.诚信档案"), find_origin("chengwu.t3.1.1")
    ('快递物流.诚信档案', 'chengwu.t3.1.1')
    """
    return item.partition(".")[2] if item.startswith("own") else item


def _items(alignment: Alignment) -> Iterable[str]:
    return (item for _, item in {(m.plan, m.item) for group in alignment.groups for m in group.members})


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

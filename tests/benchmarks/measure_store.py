"""In: a number of documents. Out: what reading, storing, adding one and reporting cost: waiting, processor, memory, disk.

    python -m tests.benchmarks.measure_store speed 2000
    python -m tests.benchmarks.measure_store whole 5000 --cluster local

`speed` reads the same documents by one process, by two, and by two workers of Dask. `whole` keeps them in a store,
runs again with nothing changed, adds a document of a place that no other has (both without a cluster), and reports on 50 plans. Each step is a
whole process; memory is the most that it and its children held at one time. Not handled: machines other than Linux.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks.varied_documents import vary_documents

PAGE = os.sysconf("SC_PAGE_SIZE")
PLANS = 50
"""plans in a report: as many as a selection of 50 places has in one year"""
FURTHER = "临清市"
"""a place that no varied document names"""


class Cost(NamedTuple):
    """What a command cost."""

    seconds: float
    processor: float
    megabytes: float


def run(*words: object) -> Cost:
    """Run a command of `extractor` as a process of its own."""
    before, start = os.times(), time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "extractor", *map(str, words)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    most = [0]
    watcher = threading.Thread(target=watch, args=(process, most), daemon=True)
    watcher.start()
    process.wait()
    watcher.join()
    after = os.times()
    spent = after.children_user + after.children_system - before.children_user - before.children_system
    return Cost(time.perf_counter() - start, spent, most[0] * PAGE / 1e6)


def watch(process: subprocess.Popen[bytes], most: list[int]) -> None:
    """Note the most pages that a process and its descendants hold; those that they share count once for each."""
    while process.poll() is None:
        parents, held = {}, {}
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                stat = (folder / "stat").read_text().rpartition(")")[2].split()
                held[int(folder.name)] = int((folder / "statm").read_text().split()[1])
            except (OSError, IndexError):
                continue
            parents[int(folder.name)] = int(stat[1])
        family = {process.pid}
        while more := {one for one, above in parents.items() if above in family} - family:
            family |= more
        most[0] = max(most[0], sum(held.get(one, 0) for one in family))
        time.sleep(0.5)


def tell(name: str, cost: Cost) -> None:
    """Print a line."""
    print(f"{name:<28}{cost.seconds:>9.1f} s{cost.processor:>9.1f} s CPU{cost.megabytes:>8.0f} MB", flush=True)


def write_documents(number: int, folder: Path) -> list[Path]:
    """Write so many varied documents; return their paths."""
    folder.mkdir(parents=True)
    paths = []
    for name, content in vary_documents(number):
        paths.append(folder / name)
        paths[-1].write_bytes(content)
    return paths


def measure_speed(number: int, folder: Path) -> None:
    """Read by one process, by two, by two workers."""
    files = write_documents(number, folder / "documents")
    ways = {
        "one process": ("--jobs", 1),
        "two processes": ("--jobs", 2),
        "Dask, two workers": ("--jobs", 2, "--cluster", "local"),
    }
    first = None
    for name, options in ways.items():
        cost = run("extract", *files, "--out", folder / "plans", *options)
        first = first or cost
        tell(name, cost)
        print(f"{'':<28}{first.seconds / cost.seconds:>9.2f} times as fast", flush=True)


def measure_whole(number: int, folder: Path, options: tuple[str, ...]) -> None:
    """Keep in a store, run again, add one, report on 50 plans."""
    documents, out = folder / "documents", folder / "out"
    write_documents(number, documents)
    command = ("run", documents, "--out", out, "--store", *options)
    tell(f"{number} documents", run(*command))
    index = json.loads((out / "store" / "store.json").read_text("utf-8"))
    items = sum(plan["items"] for plan in index["plans"])
    size = sum(path.stat().st_size for path in (out / "store").rglob("*") if path.is_file())
    mean = items / len(index["plans"])
    print(f"{'disk':<28}{size / items / 1000:>9.2f} KB an item, {mean:.1f} items a plan", flush=True)
    command = command[:5]  # a cluster takes seconds to start, which a single document is not worth
    tell("nothing changed", run(*command))
    text = next(path for path in sorted(documents.glob("*.txt")) if "县" in path.read_text("utf-8"))
    place = next(plan["place"] for plan in index["plans"] if plan["id"] == text.stem)
    (documents / "further.txt").write_text(text.read_text("utf-8").replace(place, FURTHER), "utf-8")
    tell("one added", run(*command))
    chosen = [plan["id"] for plan in index["plans"] if plan["compared"]][:PLANS]
    where = "plan IN ({})".format(", ".join(f"'{one}'" for one in chosen))
    tell(f"report of {len(chosen)} plans", run("report", out, "--out", folder / "report", "--where", where))


def main(argv: list[str]) -> int:
    """Measure what is asked for in a folder that is taken away."""
    what, number, *options = argv
    folder = Path(tempfile.mkdtemp(prefix="measure-"))
    try:
        if what == "speed":
            measure_speed(int(number), folder)
        else:
            measure_whole(int(number), folder, tuple(options))
    finally:
        shutil.rmtree(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

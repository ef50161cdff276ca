"""Measure: pages a second and memory, against the packages that do the work, called bare. One run, same files.

Run `python -m tests.benchmarks.format_speed [pdf|ocr|memory]`. Each side runs in a process of its own, so that
neither profits from what the other has loaded; what is timed is the whole process.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.fixtures.content import read_blocks
from tests.fixtures.make import MADE
from tests.fixtures.markup import build_page

BARE_PDF = """
import sys, logging; logging.disable(50)
import pdfplumber
for name in sys.argv[1:]:
    with pdfplumber.open(name) as pdf:
        for page in pdf.pages:
            page.extract_text(); page.extract_tables()
"""
READ = """
import sys
from pathlib import Path
from extractor.model.paper.document import Document
from extractor.read import read_document
for name in sys.argv[1:]:
    read_document(Document("plan", name, Path(name).read_bytes()))
"""
PEAK = """
    import pypdfium2
    pages = len(pypdfium2.PdfDocument(name))
    peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
    print(pages, "pages: peak", int(peak.split()[1]) // 1024, "MB")
"""


def count_pages(paths: list[Path]) -> int:
    import pypdfium2

    return sum(len(pypdfium2.PdfDocument(path)) for path in paths)


def time_process(code: str, paths: list[Path]) -> float:
    """Return the seconds that a fresh process takes."""
    started = time.perf_counter()
    environment = {**os.environ, "PYTHONPATH": "."}
    subprocess.run([sys.executable, "-c", code, *map(str, paths)], check=True, env=environment)
    return time.perf_counter() - started


def time_extract(paths: list[Path]) -> float:
    """Return the seconds of `extractor extract` on the files."""
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        command = [sys.executable, "-c", "from extractor.cli import main; main()", "extract", "--out", folder]
        command += map(str, paths)
        subprocess.run(command, check=True, capture_output=True, env={**os.environ, "PYTHONPATH": "."})
        return time.perf_counter() - started


def typeset_long(times: int) -> bytes:
    """Return one PDF that holds 成武's plan over and over, its table too."""
    import weasyprint

    blocks = read_blocks("chengwu") * times
    content: bytes = weasyprint.HTML(string=build_page(blocks, "narrow")).write_pdf()
    return content


def measure_pdf() -> None:
    paths = sorted(path for path in MADE.glob("*.pdf") if "scan" not in path.name)
    pages = count_pages(paths)
    for name, seconds in (
        ("pdfplumber, extract_text + extract_tables", time_process(BARE_PDF, paths)),
        ("extractor, reading", time_process(READ, paths)),
        ("extractor extract, everything", time_extract(paths)),
    ):
        say(f"{name}: {pages / seconds:.1f} pages/s ({pages} pages in {seconds:.2f} s, start included)")


def measure_ocr() -> None:
    """Time the package bare and our reading page by page in turns, so that a busy machine troubles both alike."""
    import pypdfium2

    from extractor.read.ocr.engine import Reader

    reader = Reader()
    pdf = pypdfium2.PdfDocument(MADE / "jiaxian-scan.pdf")
    seconds = [0.0, 0.0]
    for number in range(-1, len(pdf)):  # the first turn warms both up
        picture = pdf[max(number, 0)].render(scale=200 / 72).to_numpy()[:, :, :3].copy()
        times = [time.perf_counter()]
        reader.engine(picture, use_det=True, use_cls=False, use_rec=True)
        times.append(time.perf_counter())
        reader.read(picture, number + 1, 595.3)
        times.append(time.perf_counter())
        if number >= 0:
            seconds = [seconds[0] + times[1] - times[0], seconds[1] + times[2] - times[1]]
    for name, spent in zip(("rapidocr, called bare", "extractor"), seconds, strict=True):
        say(f"{name}: {len(pdf) / spent:.3f} pages/s ({len(pdf)} pages in {spent:.1f} s)")
    say(f"extractor against bare: {seconds[0] / seconds[1]:.2f}")


def measure_memory() -> None:
    """Print the highest memory for ever longer documents, each read in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        for times in (1, 10, 50):
            path = Path(folder) / "long.pdf"
            path.write_bytes(typeset_long(times))
            environment = {**os.environ, "PYTHONPATH": "."}
            subprocess.run([sys.executable, "-c", READ + PEAK, str(path)], check=True, env=environment)


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    wanted = sys.argv[1:] or ["pdf", "ocr", "memory"]
    for kind, measure in (("pdf", measure_pdf), ("ocr", measure_ocr), ("memory", measure_memory)):
        if kind in wanted:
            measure()

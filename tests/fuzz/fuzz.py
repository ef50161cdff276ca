"""Fuzz every format and every JSON and YAML input for a while: `python -m tests.fuzz.fuzz --seconds 3600 --seed 1`.

A find is an input that gives a traceback, an internal error, more than ten seconds, more than a gigabyte, or a file
outside of the folder. It is kept under `--keep` with the number that makes it again; it belongs into the tests then.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import extractor
from extractor.bounds.policy import Limits
from extractor.bounds.watch import TooMuchError, resident, watch
from extractor.corpora import load_manifest
from extractor.errors import ExtractorError
from extractor.mappings import FILES, default_folder, load_file
from extractor.outputs import load_alignment, load_plan, write_alignment, write_plan
from extractor.rulebook import parse_yaml, read_observations, render_yaml
from tests.fuzz.generators import damage, mutate_json, mutate_text, seeds

LIMITS = Limits(seconds=10, megabytes=900, patience=60)  # time of this process; a busy machine is no find
SLOW = 4  # work may ask for more time (text recognition); never for more than this many times as much
MANIFEST = "id: a\nfile: a.txt\ntitle: 云岭县防汛方案\nplace: 云岭县\ndate: 2024-03-30\n"


class Fuzzer:
    """Draws inputs, tries them, and counts what came of each kind."""

    def __init__(self, seed: int, folder: Path, limits: Limits = LIMITS) -> None:
        self.seed = seed
        self.limits = limits
        self.folder = folder
        self.mappings = extractor.load_mappings()
        self.seeds = seeds()
        self.counts: Counter[str] = Counter()
        self.finds: list[tuple[int, str, str, bytes]] = []
        plan = extractor.extract_document(
            extractor.load_document(extractor.default_corpus() / "pingyin" / "pingyin.txt")
        )
        self.plan_json = write_plan(plan, folder / "sound").read_text("utf-8")
        self.plan_text = plan.text
        self.alignment = write_alignment(extractor.align_plans([plan]), folder / "sound" / "alignment.json").read_text(
            "utf-8"
        )
        self.rulebook = render_yaml(extractor.build_rulebook(plan))
        self.kinds: tuple[tuple[str, Callable[[random.Random], tuple[bytes, Callable[[], Any]]]], ...] = (
            *((("document", self.try_document),) * 12),
            ("plan", self.try_plan),
            ("alignment", self.try_alignment),
            ("manifest", self.try_manifest),
            ("mapping", self.try_mapping),
            ("rulebook", self.try_rulebook),
            ("observations", self.try_observations),
        )

    def run(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        number = 0
        while time.monotonic() < until:
            self.try_one(number)
            number += 1

    def try_one(self, number: int) -> None:
        rng = random.Random(f"{self.seed}-{number}")  # noqa: S311 - no secret
        kind, make = rng.choice(self.kinds)
        content, call = make(rng)
        # What other programs take of the machine, or other tests of the memory, is no fault of an input.
        spent, held = time.process_time(), resident()
        try:
            with watch(self.limits, kind):
                call()
            outcome = "read"
        except TooMuchError as error:
            outcome = "find"
            self.finds.append((number, kind, str(error), content))
        except ExtractorError as error:
            outcome = "refused"
            if "\n" in str(error).strip() or "程序内部错误" in str(error):
                self.finds.append((number, kind, f"not one line: {error}", content))
        except Exception as error:  # noqa: BLE001 - whatever comes is a find
            outcome = "find"
            self.finds.append((number, kind, f"{type(error).__name__}: {error}", content))
        self.counts[f"{kind} {outcome}"] += 1
        slow = time.process_time() - spent > SLOW * self.limits.seconds
        large = resident() - held > self.limits.megabytes * 1_000_000
        if (slow or large) and outcome != "find":
            self.finds.append((number, kind, "slow" if slow else "large", content))

    def try_document(self, rng: random.Random) -> tuple[bytes, Callable[[], Any]]:
        ending, content = rng.choice(self.seeds)
        content = damage(content, rng)
        document = extractor.Document("fuzz", f"fuzz{ending}", content)

        def call() -> None:
            plan = extractor.extract_document(document, self.mappings)
            for item in (*plan.tasks, *plan.indicators):
                assert item.place is None or item.place.end <= len(plan.text)
            load_plan(write_plan(plan, self.folder / "out"))

        return content, call

    def _write(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8", "surrogatepass"))
        return path

    def try_plan(self, rng: random.Random) -> tuple[bytes, Callable[[], Any]]:
        text = mutate_json(self.plan_json, rng) if rng.random() < 0.7 else mutate_text(self.plan_json, rng)
        path = self._write("plan.json", text)
        self._write("plan.txt", self.plan_text)
        return text.encode("utf-8", "replace"), lambda: load_plan(path)

    def try_alignment(self, rng: random.Random) -> tuple[bytes, Callable[[], Any]]:
        text = mutate_json(self.alignment, rng)
        path = self._write("alignment.json", text)
        return text.encode("utf-8", "replace"), lambda: load_alignment(path)

    def try_manifest(self, rng: random.Random) -> tuple[bytes, Callable[[], Any]]:
        text = mutate_text(MANIFEST, rng)
        path = self._write("manifest.yaml", text)
        return text.encode("utf-8", "replace"), lambda: load_manifest(path)

    def try_mapping(self, rng: random.Random) -> tuple[bytes, Callable[[], Any]]:
        name = rng.choice(list(FILES))
        text = mutate_text((default_folder() / f"{name}.yaml").read_text("utf-8")[:20_000], rng)
        path = self._write(f"{name}.yaml", text)
        return text.encode("utf-8", "replace"), lambda: load_file(path, FILES[name])

    def try_rulebook(self, rng: random.Random) -> tuple[bytes, Callable[[], Any]]:
        text = mutate_text(self.rulebook, rng)
        return text.encode("utf-8", "replace"), lambda: parse_yaml(text, "x.yaml")

    def try_observations(self, rng: random.Random) -> tuple[bytes, Callable[[], Any]]:
        ending = rng.choice(["yaml", "csv"])
        sound = "q_a: 12\nq_b: 是\n" * 20 if ending == "yaml" else "编号,观测值\nq_a,12\nq_b,是\n"
        content = mutate_text(sound, rng).encode("utf-8", "replace")
        return content, lambda: read_observations(content, f"x.{ending}")


def fuzz(seconds: float, seed: int) -> Fuzzer:
    """Fuzz for `seconds`; return what was counted and found."""
    with TemporaryDirectory() as folder:
        fuzzer = Fuzzer(seed, Path(folder))
        fuzzer.run(seconds)
    return fuzzer


def main() -> int:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--seconds", type=float, default=60)
    ask.add_argument("--seed", type=int, default=1)
    ask.add_argument("--keep", type=Path, default=Path(".cache/fuzz"))
    given = ask.parse_args()
    fuzzer = fuzz(given.seconds, given.seed)
    for number, kind, said, content in fuzzer.finds:
        given.keep.mkdir(parents=True, exist_ok=True)
        (given.keep / f"{given.seed}-{number}-{kind}").write_bytes(content)
        sys.stdout.write(f"{given.seed}-{number} {kind}: {said[:200]}\n")
    sys.stdout.write(
        f"seed {given.seed}: {dict(sorted(fuzzer.counts.items()))}, {len(fuzzer.finds)} finds of {fuzzer.counts.total()}\n"
    )
    return bool(fuzzer.finds)


if __name__ == "__main__":
    sys.exit(main())

"""A minute of fuzzing in every run of the checks; `make fuzz` takes an hour."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from extractor.bounds.policy import Limits
from extractor.bounds.watch import allow_more
from tests.fuzz.fuzz import Fuzzer

ROOT = Path(__file__).parents[2]
HELD: list[bytearray] = []


@pytest.mark.slow
def test_a_minute_of_fuzzing_finds_nothing(tmp_path: Path) -> None:
    # In a process of its own: what other tests hold in memory is not laid to an input.
    command = [sys.executable, "-m", "tests.fuzz.fuzz", "--seconds", "60", "--seed", "20261126", "--keep", tmp_path]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert int(done.stdout.rsplit(" of ", 1)[1].split()[0]) > 50


def spin() -> None:
    while True:
        pass


def spin_with_leave() -> None:
    allow_more(60)
    until = time.process_time() + 0.5
    while time.process_time() < until:
        pass


def hold(megabytes: int) -> None:
    HELD.append(bytearray(b"x") * (megabytes * 1_000_000))


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (spin, "处理超过"),
        (spin_with_leave, "slow"),
        (lambda: hold(60), "large"),
        (lambda: hold(60) or spin(), "内存"),
        (lambda: 1 / 0, "ZeroDivisionError"),
        (lambda: None, ""),
    ],
    ids=["spins", "slow", "large", "large-while-working", "raises", "sound"],
)
def test_a_slow_or_large_input_is_a_find_whatever_was_held_before(call, said, tmp_path) -> None:
    hold(100)  # more than the limit, by others
    try:
        fuzzer = Fuzzer(1, tmp_path, Limits(seconds=30 if said == "内存" else 0.1, megabytes=40))
        fuzzer.kinds = (("planted", lambda _rng: (b"x", call)),)
        fuzzer.try_one(0)
    finally:
        HELD.clear()
    assert len(fuzzer.finds) == bool(said)
    assert all(said in found for _, _, found, _ in fuzzer.finds)

"""A watch that ends leaves the interpreter as it was."""

from __future__ import annotations

import subprocess
import sys

from extractor.bounds.policy import Limits
from extractor.bounds.watch import TooMuchError, watch

LATE = """
import sys
from extractor.bounds.policy import Limits
from extractor.bounds.watch import _Watch

def work(number):
    return [one + number for one in range(3)]

guard = _Watch(Limits(seconds=60))
guard.reason = "time"  # sent, and arrived just before the end
guard.finish()
sys.settrace(lambda *event: None)
work(1)
print("done")
"""


def test_traced_code_runs_on_after_a_late_stop():
    """Taking the error back made CPython 3.11 look for it for ever: traced code stood still, all else was slower."""
    ended = subprocess.run([sys.executable, "-c", LATE], capture_output=True, text=True, timeout=60, check=True)
    assert ended.stdout.strip() == "done"


def test_a_stop_that_comes_with_the_end_is_told():
    told = []
    for _ in range(3):
        try:
            with watch(Limits(seconds=0.05), "甲.txt"):
                for _ in range(10**9):
                    pass
        except TooMuchError as error:
            told.append(str(error))
    assert len(told) == 3

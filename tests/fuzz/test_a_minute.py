"""A minute of fuzzing in every run of the checks; `make fuzz` takes an hour."""

from __future__ import annotations

import pytest

from tests.fuzz.fuzz import fuzz


@pytest.mark.slow
def test_a_minute_of_fuzzing_finds_nothing() -> None:
    fuzzer = fuzz(60, seed=20261126)
    assert [(number, kind, said) for number, kind, said, _ in fuzzer.finds] == []
    assert sum(fuzzer.counts.values()) > 50

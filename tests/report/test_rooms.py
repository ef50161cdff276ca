"""A folder holds about a dozen modules: what is read together stands together, and nobody searches a long list."""

from pathlib import Path

import pytest

import extractor

MOST_MODULES = 14
ROOMS = sorted(
    path for name in ("report", "review") for path in (Path(extractor.__file__).parent / name).rglob("*") if path.is_dir()
)  # fmt: skip


@pytest.mark.parametrize("room", ROOMS, ids=lambda path: path.name)
def test_a_folder_holds_few_modules(room):
    assert len(list(room.glob("*.py"))) <= MOST_MODULES

"""The program as others install it: corpora and mappings are inside the wheel, and it runs from any folder."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory):
    """The wheel, built and unpacked where nothing of the checkout is in reach."""
    folder = tmp_path_factory.mktemp("wheel")
    program = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(program, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


@pytest.mark.slow
def test_the_wheel_carries_corpora_and_mappings_and_nothing_of_the_tests(unpacked):
    data = unpacked / "extractor" / "_data"
    assert sorted(path.name for path in (data / "corpora").iterdir()) == sorted(
        path.name for path in (ROOT / "corpora").iterdir()
    )
    assert {path.name for path in (data / "mappings").glob("*.yaml")} == {
        path.name for path in (ROOT / "mappings").glob("*.yaml")
    }
    assert {path.name for path in unpacked.iterdir() if path.suffix != ".dist-info"} == {"extractor"}


@pytest.mark.slow
def test_the_installed_program_runs_the_five_plans(unpacked, tmp_path, produced):
    environment = {**os.environ, "PYTHONPATH": str(unpacked)}
    program = [sys.executable, "-c", "from extractor.cli import main; main()", "run", "--out", "out"]
    done = subprocess.run(program, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    for path in (produced / "plans").iterdir():
        assert (tmp_path / "out" / "plans" / path.name).read_bytes() == path.read_bytes()

"""The committed results are what the program makes of the corpus today, byte for byte."""

from pathlib import Path

OUTPUTS = Path(__file__).parent.parent / "outputs"


def list_files(folder):
    return {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}


def test_outputs_are_not_stale(produced):
    committed, made = list_files(OUTPUTS), list_files(produced)
    differ = [
        name
        for name in sorted(committed.keys() & made.keys())
        if committed[name].read_bytes() != made[name].read_bytes()
    ]
    seen = {
        "missing": sorted(made.keys() - committed.keys()),
        "left over": sorted(committed.keys() - made.keys()),
        "differ": differ,
    }
    assert seen == {"missing": [], "left over": [], "differ": []}, "run `make run` and look at `git diff outputs`"

"""Types import nothing, stages do not import each other, and nothing heavy is imported before it is needed."""

import subprocess
import sys
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

ROOT = Path(__file__).parent.parent
HEAVY = {"spacy", "jieba", "pdfplumber", "openpyxl", "xlsxwriter", "numpy", "rich", "rapidfuzz", "yaml", "opencc"}


def test_every_import_contract_is_kept(capsys):
    code = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True)
    assert code == 0, capsys.readouterr().out


@pytest.mark.parametrize(
    "program",
    [
        "import extractor",
        "from extractor.cli import main\ntry:\n    main(['run', '--help'])\nexcept SystemExit:\n    pass",
    ],
    ids=["import", "help"],
)
def test_nothing_heavy_is_imported_before_it_is_needed(program):
    asked = f"import sys\n{program}\nprint('LOADED', *sys.modules)"
    done = subprocess.run(  # noqa: S603 - our own interpreter and program
        [sys.executable, "-c", asked], capture_output=True, text=True, check=True, cwd=ROOT
    )
    loaded = set(done.stdout.rpartition("LOADED")[2].split())
    assert "extractor" in loaded
    assert loaded & HEAVY == set()

"""Types import nothing, stages do not import each other, and nothing heavy is imported before it is needed."""

import ast
import re
import subprocess
import sys
import tomllib
from collections import defaultdict
from importlib.metadata import packages_distributions
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
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True, cwd=ROOT)
    loaded = set(done.stdout.rpartition("LOADED")[2].split())
    assert "extractor" in loaded
    assert loaded & HEAVY == set()


def find_imports(path):
    """Give the first name of every import of a file, wherever it stands."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield node.module.partition(".")[0]


def test_everything_that_is_imported_is_declared():
    """What another package happens to bring along may be gone with its next release.

    A package of an extra that is not installed here is known by its own name.
    """
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    wanted = [*project["dependencies"], *(line for name, lines in extras.items() if name != "test" for line in lines)]
    declared = {re.match(r"[\w.-]+", line)[0].lower().replace("_", "-") for line in wanted}
    homes = packages_distributions()
    names = {name for path in (ROOT / "extractor").rglob("*.py") for name in find_imports(path)}
    foreign = {name for name in names if name not in sys.stdlib_module_names and name != "extractor"}
    missing = {
        name for name in foreign if not {home.lower().replace("_", "-") for home in homes.get(name, (name,))} & declared
    }
    assert missing == set()


def list_trees():
    for path in sorted((ROOT / "extractor").rglob("*.py")):
        yield path.relative_to(ROOT / "extractor").as_posix(), ast.parse(path.read_text("utf-8"))


def test_each_type_has_a_name_of_its_own():
    homes = defaultdict(set)
    for path, tree in list_trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                homes[node.name.lstrip("_")].add(path)
    assert {name for name, paths in homes.items() if len(paths) > 1} == set()


def find_inline_patterns(tree):
    """Give the line of every `re.something("literal", ...)` that stands inside a function."""
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef):
            for node in ast.walk(function):
                match node:
                    case ast.Call(
                        func=ast.Attribute(value=ast.Name(id="re")), args=[ast.Constant() | ast.JoinedStr(), *_]
                    ):
                        yield node.lineno


def test_patterns_are_named_constants():
    found = {path: sorted(set(find_inline_patterns(tree))) for path, tree in list_trees()}
    assert {path: lines for path, lines in found.items() if lines} == {}


def test_no_folder_holds_more_than_fourteen_modules():
    counts = defaultdict(int)
    for path, _ in list_trees():
        folder, _, name = path.rpartition("/")
        counts[folder] += not name.startswith("__")
    assert {folder: count for folder, count in counts.items() if count > 14} == {}

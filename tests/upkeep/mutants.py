"""In: folders of the package. Out: how many small faults, planted one by one, some near test notices.

    python -m tests.upkeep.mutants language model --draws 60     # 60 faults drawn by seed over both folders
    python -m tests.upkeep.mutants check --draws 40 --list       # name the faults that nothing noticed

A fault is one changed comparison, operator, number, word of a condition, or returned value. The near tests of
`extractor/X/…` are `tests/X` and the examples in the module's own docstrings; they run in a copy of the project, stopped
at the first failure. mutmut and cosmic-ray mutate everything and cannot draw a sample by seed, which two cores need.
Not handled: faults in data files; a row of a mapping is tried by its example and counter-example.
"""

from __future__ import annotations

import argparse
import ast
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
LEFT_OUT = (
    "node_modules",
    "outputs",
    ".git",
    ".venv",
    ".mypy_cache",
    ".ruff_cache",
    ".hypothesis",
    ".import_linter_cache",
)
SECONDS = 300
"""A fault that makes the near tests run this long is noticed: something loops."""
SWAPS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.And: ast.Or, ast.Or: ast.And,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fault:
    """One planted fault: the `number`th that its module allows, where it stands, what it changes."""

    module: Path
    number: int
    line: int
    what: str


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the score of each folder and of all; exit code 1 where it falls below `--least`."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+")
    parser.add_argument("--draws", type=int, default=60)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--least", type=float, default=0.0)
    parser.add_argument("--list", action="store_true")
    asked = parser.parse_args(arguments)
    faults = [fault for folder in asked.folders for fault in find_faults(folder)]
    drawn = random.Random(asked.seed).sample(faults, min(asked.draws, len(faults)))  # noqa: S311 - a sample, no secret
    with tempfile.TemporaryDirectory() as where:
        copy = Path(where) / "project"
        shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(*LEFT_OUT, "__pycache__"))
        survivors = [fault for fault in drawn if not is_noticed(fault, copy)]
    for folder in asked.folders:
        report(folder, [one for one in drawn if is_in(one, folder)], [one for one in survivors if is_in(one, folder)])
    report("all", drawn, survivors)
    for fault in survivors if asked.list else ():
        sys.stdout.write(f"  {fault.module.relative_to(ROOT)}:{fault.line}: {fault.what}\n")
    return int(bool(drawn) and 1 - len(survivors) / len(drawn) < asked.least)


def is_in(fault: Fault, folder: str) -> bool:
    """Return whether `fault` stands below `extractor/<folder>`."""
    return fault.module.is_relative_to(ROOT / "extractor" / folder)


def report(name: str, drawn: Sequence[Fault], survivors: Sequence[Fault]) -> None:
    """Print one line: folder, noticed, drawn, share."""
    noticed = len(drawn) - len(survivors)
    share = noticed / len(drawn) if drawn else 1.0
    sys.stdout.write(f"{name:<24}{noticed:>5} of {len(drawn):>4}  {share:.3f}\n")
    sys.stdout.flush()


def find_faults(folder: str) -> Iterator[Fault]:
    """Yield every fault that could be planted below `extractor/<folder>`."""
    top = ROOT / "extractor" / folder
    for module in sorted([top] if top.suffix else top.rglob("*.py")):
        tree = ast.parse(module.read_text("utf-8"))
        for number, (node, what) in enumerate(find_places(tree)):
            yield Fault(module, number, getattr(node, "lineno", 0), what)


def find_places(tree: ast.Module) -> Iterator[tuple[ast.AST, str]]:
    """Yield the nodes inside functions that can be changed, in the tree's order."""
    for function in ast.walk(tree):
        if not isinstance(function, ast.FunctionDef):
            continue
        for node in (inner for statement in function.body for inner in ast.walk(statement)):
            if isinstance(node, ast.Compare | ast.BoolOp | ast.BinOp):
                operator = node.ops[0] if isinstance(node, ast.Compare) else node.op
                if type(operator) in SWAPS:
                    yield node, f"{type(operator).__name__} -> {SWAPS[type(operator)].__name__}"
            elif isinstance(node, ast.If | ast.IfExp | ast.While):
                yield node, "condition turned round"
            elif isinstance(node, ast.Constant) and isinstance(node.value, int) and not isinstance(node.value, bool):
                yield node, f"{node.value} -> {node.value + 1}"
            elif isinstance(node, ast.Return) and not returns_nothing(node):
                yield node, "returns None"


def returns_nothing(node: ast.Return) -> bool:
    """Return whether `node` says `return` or `return None`: a changed value would plant no fault."""
    return node.value is None or (isinstance(node.value, ast.Constant) and node.value.value is None)


def plant(source: str, number: int) -> str:
    """Return `source` with its `number`th fault.

    >>> print(plant("def f(a):\\n    return a < 3", 1))
    def f(a):
        return a <= 3
    """
    tree = deepcopy(ast.parse(source))
    node = [place for place, _ in find_places(tree)][number]
    match node:
        case ast.Compare():
            node.ops[0] = SWAPS[type(node.ops[0])]()  # type: ignore[call-overload]
        case ast.BoolOp() | ast.BinOp():
            node.op = SWAPS[type(node.op)]()  # type: ignore[assignment]
        case ast.If() | ast.IfExp() | ast.While():
            node.test = ast.UnaryOp(ast.Not(), node.test)
        case ast.Constant(value=int() as value):
            node.value = value + 1
        case ast.Return():
            node.value = ast.Constant(None)
    return ast.unparse(ast.fix_missing_locations(tree))


def is_noticed(fault: Fault, copy: Path) -> bool:
    """Plant `fault` in the copy, run the near tests, take it out again; return whether they failed."""
    inside = fault.module.relative_to(ROOT)
    target = copy / inside
    sound = target.read_text("utf-8")
    target.write_text(plant(sound, fault.number), "utf-8")
    try:
        program = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:randomly", "-p", "no:cacheprovider",
                   "-m", "not slow and not browser", str(inside), *find_near_tests(inside, copy)]  # fmt: skip
        done = subprocess.run(program, cwd=copy, capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return True
    finally:
        target.write_text(sound, "utf-8")
    return done.returncode != 0


def find_near_tests(module: Path, copy: Path) -> list[str]:
    """Return the folder of tests that mirrors the module's, or the nearest one above it."""
    folder = Path("tests", *module.parts[1:-1])
    named = [folder / f"test_{module.stem}.py", folder, *folder.parents]
    found = next(path for path in named if (copy / path).exists() and path.parts)
    return [str(folder if (copy / folder).is_dir() else found)]


if __name__ == "__main__":
    sys.exit(main())

"""Every code that the program gives a problem or a doubt is explained, and people read the words, not the code."""

import ast
from pathlib import Path

import extractor
from extractor.report.problem_codes import PROBLEM_CODES, list_codes

ROOT = Path(extractor.__file__).parent


def find_codes():
    """The second word of each Problem, and the `code` of each Problem or Doubt, where it is written out."""
    for path in sorted(ROOT.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name not in ("Problem", "Doubt"):
                continue
            written = [
                *(node.args[1:2] if name == "Problem" else ()),
                *(k.value for k in node.keywords if k.arg == "code"),
            ]
            yield from (
                (inner.value, path.name)
                for code in written
                for inner in ast.walk(code)
                if isinstance(inner, ast.Constant) and isinstance(inner.value, str) and "-" in inner.value
            )


def test_every_code_of_the_program_is_explained():
    found = dict(find_codes())
    assert len(found) > 35
    assert {code: where for code, where in found.items() if code not in PROBLEM_CODES and code != "correction-"} == {}


def test_every_code_of_the_five_plans_is_explained(plans):
    codes = {problem.code for plan in plans for problem in plan.problems} | {d.code for p in plans for d in p.doubts}
    assert {code for code in codes if "-" in code} <= set(PROBLEM_CODES)


def test_words_differ_and_are_in_both_languages():
    assert len({words.zh for words in PROBLEM_CODES.values()}) == len(PROBLEM_CODES)
    assert all(words.zh and words.en.isascii() for words in PROBLEM_CODES.values())
    assert len(list_codes().splitlines()) == len(PROBLEM_CODES)

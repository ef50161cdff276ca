"""Plans built from the annotations, so that aligning is tested apart from parsing.

The annotations hold facts but no running words; each task's words are cut out of the corpus between its own title
and the next title or heading. Units get their function as the parser would give it: the longest alias in the name.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import msgspec
import pytest

from extractor.align import align_plans
from extractor.language.folding import fold
from extractor.mappings import load_mappings
from extractor.model.compared.alignment import Alignment
from extractor.model.facts.plan import Plan, Unit
from extractor.model.mappings import Mappings

collect_ignore = ["measure_baselines.py"]
"""A program for people, not a test."""

ROOT = Path(__file__).parents[2]
ANNOTATIONS = ROOT / "tests" / "evaluation" / "annotations"
WEIGHED_ON = ("changqing", "chengwu", "pingyin")
HEADING = re.compile(r"^[\s#*-]*(?:[一二三四五六七八九十]+、|[(（]\s*[一二三四五六七八九十]+\s*[)）])", re.MULTILINE)


@cache
def mappings_of_project() -> Mappings:
    return load_mappings(ROOT / "mappings")


@cache
def load_annotated_plans() -> tuple[Plan, ...]:
    """Return the annotated plans that `groups.json` speaks of, on which the weights were set."""
    return tuple(load_annotated_plan(ANNOTATIONS / f"{name}.json") for name in WEIGHED_ON)


def load_annotated_plan(path: Path) -> Plan:
    gold = json.loads(path.read_text("utf-8"))
    corpus = next((ROOT / "corpora" / path.stem).glob("*.txt"), None)
    words = cut_words(corpus.read_text("utf-8"), [task["title"] for task in gold["tasks"]]) if corpus else {}
    for index, task in enumerate(gold["tasks"]):
        task.update(id=f"t{index + 1}", text=words.get(index, task["title"]))
    for index, indicator in enumerate(gold["indicators"]):
        indicator["id"] = f"i{index + 1}"
    source = {"name": path.name, "sha256": "", "media_type": "application/json", "pages": None, "how": "annotation"}
    return name_functions(msgspec.convert({**gold, "id": path.stem, "source": [source]}, Plan))


def cut_words(text: str, titles: list[str]) -> dict[int, str]:
    """Return each title's words: from the title to the next title or heading."""
    kept = [offset for offset, character in enumerate(text) if not character.isspace()]
    plain = fold("".join(text[offset] for offset in kept))
    starts: dict[int, int] = {}
    position = 0
    for index, title in enumerate(titles):
        found = plain.find(fold(re.sub(r"\s+", "", title)), position)
        if found >= 0:
            starts[index] = kept[found]
            position = found + 1
    words: dict[int, str] = {}
    for index, start in starts.items():
        end = min((other for other in starts.values() if other > start), default=len(text))
        heading = HEADING.search(text, start + 1, end)
        words[index] = re.sub(r"\s+", "", text[start : heading.start() if heading else end])
    return words


def name_functions(plan: Plan) -> Plan:
    """Return `plan` with the function of each body filled in."""
    tasks = tuple(replace(task, units=tuple(map(name_function, task.units))) for task in plan.tasks)
    rows = tuple(replace(row, units=tuple(map(name_function, row.units))) for row in plan.indicators)
    return replace(plan, tasks=tasks, indicators=rows)


def name_function(unit: Unit) -> Unit:
    functions = mappings_of_project().units.functions
    found = [(len(alias), unit.name.rfind(alias), f.id) for f in functions for alias in f.aliases if alias in unit.name]
    return replace(unit, function=max(found)[2]) if found else unit


@pytest.fixture(scope="session")
def mappings() -> Mappings:
    return mappings_of_project()


@pytest.fixture(scope="session")
def annotated_plans() -> tuple[Plan, ...]:
    return load_annotated_plans()


@pytest.fixture(scope="session")
def alignment(annotated_plans: tuple[Plan, ...], mappings: Mappings) -> Alignment:
    return align_plans(annotated_plans, mappings)

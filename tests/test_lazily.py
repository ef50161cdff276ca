"""A package's names are loaded when they are first used."""

import subprocess
import sys

import pytest

from extractor import review, rulebook


def list_loaded(program):
    asked = f"import sys\n{program}\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


@pytest.mark.parametrize("package", [rulebook, review])
def test_every_public_name_is_found(package):
    assert all(getattr(package, name).__module__.startswith(package.__name__) for name in package.__all__)


def test_an_unknown_name_is_told_with_its_package():
    with pytest.raises(AttributeError, match=r"'extractor\.rulebook' has no attribute 'build'$"):
        rulebook.__getattr__("build")


def test_the_command_line_knows_neither_plans_nor_review_before_a_command_runs():
    loaded = list_loaded("import extractor.cli")
    rooms = ("extractor.model.facts", "extractor.review", "extractor.rulebook", "extractor.language")
    assert {name for name in loaded if name.startswith(rooms)} == set()


def test_building_a_rulebook_loads_no_exports_cards_or_files():
    loaded = list_loaded("from extractor.rulebook import build_rulebook")
    assert "extractor.rulebook.build.rulebook" in loaded
    rooms = ("exports", "cards", "io", "analysis")
    assert {name for name in loaded if name.startswith(tuple(f"extractor.rulebook.{room}" for room in rooms))} == set()

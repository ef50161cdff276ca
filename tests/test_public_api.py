"""What `extractor` offers to other programs, used as they would use it."""

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

import extractor

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def examples():
    spec = importlib.util.spec_from_file_location("public_api", Path(__file__).parent / "typed" / "public_api.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", extractor.__all__)
def test_every_public_name_loads_and_is_documented(name):
    assert getattr(extractor, name).__doc__


def test_nothing_is_loaded_before_it_is_used():
    program = "import sys, extractor; print([name for name in sys.modules if name.startswith('extractor.')])"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_two_files_are_compared_and_written(examples, tmp_path):
    corpus = extractor.default_corpus()
    first, second = corpus / "pingyin" / "pingyin.txt", corpus / "changqing" / "changqing.txt"
    comparison = examples.compare_two(str(first), second, tmp_path)
    assert comparison.plans == ("pingyin", "changqing")
    assert (tmp_path / "report.html").exists()
    assert extractor.load_plan(str(tmp_path / "plans" / "pingyin.json")).tasks


def test_the_stages_can_be_called_one_by_one(examples):
    lines, parts, tasks = examples.count_by_stage(str(extractor.default_corpus() / "pingyin" / "pingyin.txt"))
    assert lines == 99
    assert parts >= 1
    assert tasks == 11


def test_a_plan_goes_through_json_and_back(examples):
    plan = extractor.extract_document(extractor.load_document(extractor.default_corpus() / "lingbi" / "lingbi.txt"))
    assert examples.keep(plan) == plan
    assert examples.export([plan])


def test_the_version_has_an_entry_in_the_changelog():
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert f"\n## {extractor.__version__} - " in changelog

"""What the READMEs say is so: commands, mappings, make targets, glossary, files, and the accuracy table."""

import re
from pathlib import Path

import pytest

from extractor.cli import COMMANDS, build_app
from tests.align.measure_baselines import build_tables
from tests.upkeep.figures import CLOSING, MATCHING, OPENING, build_figures, fill_figures

ROOT = Path(__file__).parent.parent
GLOSSARY = {
    "方案": "plan",
    "重点任务": "task",
    "指标": "indicator",
    "一级指标": "level1",
    "分值": "points",
    "评分标准": "criteria",
    "计分规则": "rule",
    "责任单位": "unit",
    "牵头": "lead",
    "配合": "participant",
    "完成时限": "deadline",
    "目标值": "target",
    "保障措施": "safeguard",
    "文号": "doc_number",
}


@pytest.fixture(params=["README.md", "README.zh.md"])
def readme(request):
    return (ROOT / request.param).read_text("utf-8")


def test_every_command_is_named_and_no_other(readme):
    named = set(re.findall(r"^\| `extractor ([a-z]+)", readme, re.MULTILINE))
    groups = {group.name for group in build_app().registered_groups}
    assert named == {function.__name__ for function, _, _ in COMMANDS} | groups


def test_every_mapping_file_is_named_and_no_other(readme):
    named = set(re.findall(r"^\| `([a-z]+\.yaml)`", readme, re.MULTILINE))
    assert named == {path.name for path in (ROOT / "mappings").glob("*.yaml")}


def test_every_make_target_that_is_named_is_there(readme):
    targets = set(re.search(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)[1].split())
    named = set(re.findall(r"^    make ([a-z]+)", readme, re.MULTILINE))
    assert {"run", "test", "changes", "figures", "golden", "bench", "lock"} <= named
    assert named <= targets


@pytest.mark.parametrize("word", GLOSSARY)
def test_the_glossary_gives_the_identifier_of_each_term(word, readme):
    rows = [line for line in readme.splitlines() if line.startswith("|") and f"`{GLOSSARY[word]}`" in line]
    assert any(word in line.split("|")[1] for line in rows)


def test_every_link_leads_to_a_file(readme):
    links = re.findall(r"\]\(([^)#:]+)\)", readme)
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_the_accuracy_table_is_what_evaluate_prints(readme):
    assert fill_figures(readme, build_figures()) == readme, "run `make figures`"


@pytest.fixture(scope="module")
def tables():
    return build_tables()


@pytest.mark.slow
def test_the_tables_of_matching_are_what_the_program_prints(readme, tables):
    assert fill_figures(readme, tables, MATCHING) == readme, "run `make figures`"


def test_both_readmes_have_the_same_sections():
    counts = [
        re.findall(r"^(#+) ", (ROOT / name).read_text("utf-8"), re.MULTILINE) for name in ("README.md", "README.zh.md")
    ]
    assert counts[0] == counts[1]


@pytest.mark.parametrize("text", ["no markers", f"{OPENING}\n only one", f"{CLOSING}\n{OPENING}\n"])
def test_a_readme_without_markers_is_refused(text):
    with pytest.raises(ValueError, match="markers"):
        fill_figures(text, "table")

"""One broken file for each thing that can be wrong with a mapping, and what its message must say."""

import shutil
from pathlib import Path

import pytest

from extractor.errors import MappingError
from extractor.mappings import FILES, default_folder, load_mappings

HERE = Path(__file__).parent / "broken_mappings"
MESSAGES = {
    "units-not-yaml": ["units.yaml", "第 3 行", "YAML", "冒号"],
    "units-list": ["units.yaml", "顶层", "键值表", "functions"],
    "units-unknown-key": ["units.yaml", "funtions", "允许的键", "functions"],
    "units-inner-key": ["units.yaml", "functions[0].alias ", "允许的键", "aliases"],
    "units-missing-key": ["units.yaml", "suffixes", "允许的键"],
    "units-twice": ["units.yaml", "functions", "“finance”", "两次", "一次"],
    "units-entry-text": ["units.yaml", "functions[0]", "键值表", "aliases"],
    "columns-unknown-field": ["columns.yaml", "columns[0].field", "scores", "points"],
    "columns-headings-text": ["columns.yaml", "columns[0].headings", "列表"],
    "terms-number": ["terms.yaml", "terms[0]", "int", "文字"],
    "places-date": ["places.yaml", "date", "引号"],
    "places-code-number": ["places.yaml", "places[0].code", "int", "引号"],
    "concepts-twice": ["concepts.yaml", "concepts", "“a”", "两次"],
    "roles-empty": ["roles.yaml", "顶层", "lead_labels"],
    "sections-gb18030": ["sections.yaml", "UTF-8", "另存"],
    "measures-example-unread": ["measures.yaml", "座", "example", "〔〕"],
    "relations-sign": ["relations.yaml", "relations[0].op", "=>", ">="],
    "periods-unit": ["periods.yaml", "periods[0].unit", "annual", "week"],
    "patterns-not-json": ["patterns/", "第 2 行", "JSON", "label"],
    "patterns-no-label": ["patterns/", "第 1 行", "label", "允许的键"],
}


@pytest.fixture
def folder(tmp_path):
    return Path(shutil.copytree(default_folder(), tmp_path / "mappings"))


def test_every_broken_file_has_its_message_here():
    assert sorted(path.stem for path in HERE.iterdir()) == sorted(MESSAGES)


@pytest.mark.parametrize("case", MESSAGES)
def test_a_broken_file_is_named_with_key_and_what_is_allowed(case, folder):
    broken = next(HERE.glob(f"{case}.*"))
    name = case.partition("-")[0]
    homes = {"patterns": "patterns/own.jsonl", "concepts": "fields/social_credit/concepts.yaml"}
    target = folder / homes.get(name, f"{name}.yaml")
    target.parent.mkdir(exist_ok=True)
    shutil.copy(broken, target)
    with pytest.raises(MappingError) as caught:
        load_mappings(folder)
    for word in MESSAGES[case]:
        assert word in str(caught.value), str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_named(name, folder):
    (folder / f"{name}.yaml").unlink()
    with pytest.raises(MappingError, match=rf"{name.rpartition('/')[2]}\.yaml: 映射文件缺失"):
        load_mappings(folder)


def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(MappingError, match=r"nowhere.*--mappings"):
        load_mappings(tmp_path / "nowhere")


def test_the_mappings_that_come_along_say_their_source_and_date(mappings):
    for name in FILES:
        file = getattr(mappings, name.rpartition("/")[2])
        assert file.source
        assert len(file.date) == len("2026-11-21")


def test_a_researcher_s_synonym_needs_no_python(folder):
    """A body that no alias knows gets its function by one word in a file."""
    path = folder / "units.yaml"
    text = path.read_text("utf-8")
    assert "信用促进处" not in text
    path.write_text(text.replace("aliases: [财政局", "aliases: [信用促进处, 财政局", 1), "utf-8")
    finance = next(function for function in load_mappings(folder).units.functions if function.id == "finance")
    assert finance.aliases[0] == "信用促进处"

import hashlib

import pytest

from extractor.corpora import MANIFEST, default_folder, find_documents, load_corpus, load_document, load_documents
from extractor.errors import CorpusError, UsageError

FIVE = ["changqing", "chengwu", "jiaxian", "lingbi", "pingyin"]


@pytest.fixture
def folder(tmp_path):
    """A corpus of one document with a manifest."""
    (tmp_path / "甲").mkdir()
    (tmp_path / "甲" / "方案.txt").write_text("一、重点任务", "utf-8")
    return tmp_path


def write_manifest(folder, text):
    (folder / "甲" / MANIFEST).write_text(text, "utf-8")
    return folder / "甲" / MANIFEST


def test_the_five_plans_come_along_with_complete_manifests():
    documents = load_corpus()
    assert [document.id for document in documents] == FIVE
    for document in documents:
        entry = document.entry
        assert None not in (entry.title, entry.place, entry.source, entry.date, entry.sha256)
        assert hashlib.sha256(document.content).hexdigest() == entry.sha256


def test_a_folder_without_manifests_gives_each_file_by_its_stem(tmp_path):
    for name in ("乙.txt", "甲.pdf", ".hidden", "~$甲.docx", "README.md"):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "丙").mkdir()
    (tmp_path / "丙" / "丁.html").write_bytes(b"x")
    assert [document.id for document in load_corpus(tmp_path)] == ["丁", "乙", "甲"]


def test_a_manifest_names_the_document_whichever_path_leads_to_it(folder):
    manifest = write_manifest(folder, "id: jia\nfile: 方案.txt\ndate: 2022-03-30\n")
    for path in (manifest, folder / "甲" / "方案.txt"):
        document = load_document(path)
        assert (document.id, document.name, document.entry.date) == ("jia", "方案.txt", "2022-03-30")
    assert load_corpus(folder) == (load_document(manifest),)


def test_a_file_beside_another_file_s_manifest_keeps_its_stem(folder):
    write_manifest(folder, "id: jia\nfile: 方案.txt\n")
    (folder / "甲" / "附件.txt").write_text("表", "utf-8")
    assert load_document(folder / "甲" / "附件.txt").id == "附件"


@pytest.mark.parametrize(
    ("manifest", "words"),
    [
        ("id: [", ["甲/manifest.yaml", "YAML"]),
        ("- id", ["甲/manifest.yaml", "键值表", "sha256"]),
        ("id: jia\nfile: 方案.txt\nplcae: 平阴县\n", ["plcae", "允许的键", "place"]),
        ("id: jia\n", ["file", "必填"]),
        ("file: 方案.txt\n", ["id", "必填"]),
        ("id: jia\nfile: ../方案.txt\n", ["file", "单独的名称"]),
        ("id: ../jia\nfile: 方案.txt\n", ["id", "单独的名称"]),
        ("id: 5\nfile: 方案.txt\n", ["id", "5", "引号"]),
        ("id: jia\nfile: 别的.txt\n", ["别的.txt", "不存在"]),
        (f"id: jia\nfile: 方案.txt\nsha256: {'ab' * 32}\n", ["方案.txt", "校验和不符", "abababababab"]),
    ],
    ids=["yaml", "list", "key", "no-file", "no-id", "outside", "bad-id", "number", "absent", "checksum"],
)
def test_a_broken_manifest_is_named_with_key_and_what_is_allowed(folder, manifest, words):
    path = write_manifest(folder, manifest)
    with pytest.raises(CorpusError) as caught:
        load_document(path)
    assert "\n" not in str(caught.value)
    for word in words:
        assert word in str(caught.value)


def test_one_unusable_document_does_not_stop_the_others(folder):
    write_manifest(folder, "id: jia\nfile: 别的.txt\n")
    for name in ("丙", "丁"):
        (folder / name).mkdir()
        (folder / name / "方案.md").write_bytes(b"y")
        (folder / name / MANIFEST).write_text("id: 乙\nfile: 方案.md\n", "utf-8")
    documents, failures = load_documents(find_documents(folder))
    assert [document.id for document in documents] == ["乙"]
    assert [failure.name for failure in failures] == ["丙", "甲"]
    assert "已被 方案.md 使用" in str(failures[0])
    with pytest.raises(CorpusError):
        load_corpus(folder)


def test_files_of_one_name_are_told_apart_by_ending_or_folder(tmp_path):
    for name in ("甲/方案.doc", "甲/方案.txt", "乙/方案.txt", "丙/方案.txt", "丙/方案.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(name.encode())
    documents, failures = load_documents(find_documents(tmp_path))
    assert failures == ()
    assert {document.content.decode(): document.id for document in documents} == {
        "丙/方案.md": "方案",
        "丙/方案.txt": "方案-txt",
        "乙/方案.txt": "乙-方案",
        "甲/方案.doc": "方案-doc",
        "甲/方案.txt": "甲-方案",
    }
    assert [document.id for document in load_corpus(tmp_path)] == [document.id for document in documents]


@pytest.mark.parametrize("name", ["nowhere", "."], ids=["missing", "empty"])
def test_a_missing_or_empty_folder_is_wrong_usage(tmp_path, name):
    with pytest.raises(UsageError) as caught:
        find_documents(tmp_path / name)
    assert str(tmp_path) in str(caught.value)


def test_the_default_folder_is_the_one_with_the_five():
    assert sorted(path.name for path in default_folder().iterdir()) == FIVE

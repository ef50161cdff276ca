"""In: a folder of documents, or one file. Out: `Document`s with their bytes and what their manifest says.

One of the three modules that touch the data folders. Not handled: downloading documents, archives (zip) of documents,
and reading the bytes, which is the work of `read`.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import stat
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

from extractor.bounds.files import read_file, read_text
from extractor.bounds.names import find_fault, make_id, readable_name
from extractor.bounds.policy import BOUNDS
from extractor.bounds.yaml_text import YamlError, parse_yaml_text
from extractor.errors import CorpusError, ExtractorError, Failure, UsageError
from extractor.model.document import Document, ManifestEntry

MANIFEST = "manifest.yaml"
SKIPPED_STARTS = (".", "~$", "README", "readme")
"""Names of files that are no documents: hidden ones, locks that Word leaves beside an open file, and notes."""


def default_folder() -> Path:
    """Return the folder of the five plans that come along: in an installed package, else beside it in a checkout."""
    package = Path(__file__).parent
    shipped = package / "_data" / "corpora"
    return shipped if shipped.is_dir() else package.parent / "corpora"


def load_corpus(folder: Path | None = None) -> tuple[Document, ...]:
    """Load all documents of `folder` (by default the five plans that come along), ordered by their paths.

    Raises CorpusError at the first document that cannot be used; `load_documents` goes on instead.

    >>> [document.id for document in load_corpus()]
    ['changqing', 'chengwu', 'jiaxian', 'lingbi', 'pingyin']
    """
    documents = tuple(load_document(path) for path in find_documents(folder or default_folder()))
    _check_unique(documents)
    return documents


def load_documents(paths: Iterable[Path]) -> tuple[tuple[Document, ...], tuple[Failure, ...]]:
    """Load each path; one that cannot be used, or whose id is taken already, becomes a `Failure`."""
    documents: dict[str, Document] = {}
    failures: list[Failure] = []
    for path in paths:
        try:
            document = load_document(path)
            _check_unique((*documents.values(), document))
        except ExtractorError as error:
            named = path.parent.name if path.name == MANIFEST else path.name
            failures.append(Failure(readable_name(named), str(error)))
        else:
            documents[document.id] = document
    return tuple(documents.values()), tuple(failures)


def find_documents(folder: Path) -> tuple[Path, ...]:
    """Return a path for each document below `folder`: its manifest where there is one, else the file itself.

    Raises UsageError where the folder is missing or holds no document.
    """
    return search_folder(folder)[0]


def search_folder(folder: Path) -> tuple[tuple[Path, ...], tuple[Failure, ...]]:
    """Return what `find_documents` does, and the folders below that could not be entered."""
    if not _is(folder, stat.S_ISDIR):
        raise UsageError(f"{folder}: 没有这个文件夹", hint="请给出存放方案文件的文件夹")
    failures: list[Failure] = []
    found = tuple(_walk(folder, set(), failures))
    if not found and not failures:
        raise UsageError(f"{folder}: 文件夹里没有文件", hint="请放入方案文件，或每份一个子文件夹并附 manifest.yaml")
    return found, tuple(failures)


def load_document(path: Path) -> Document:
    """Load the file `path`, or the one that the manifest `path` names, with what the manifest beside it says.

    The id is the manifest's, else the file's stem. Raises CorpusError where manifest and file do not fit.
    """
    if path.name == MANIFEST:
        entry = load_manifest(path)
        return _build_document(path.parent / entry.file, entry)
    manifest = path.parent / MANIFEST
    if manifest.is_file():
        entry = load_manifest(manifest)
        if entry.file == path.name:
            return _build_document(path, entry)
    return _build_document(path, None)


def load_manifest(path: Path) -> ManifestEntry:
    """Read one `manifest.yaml`.

    Raises CorpusError with file, key and what is allowed where it is broken.
    """
    name = f"{readable_name(path.parent.name)}/{path.name}"
    text = read_text(path, BOUNDS.manifest_bytes, CorpusError)
    try:
        content = parse_yaml_text(text, name)
    except YamlError as error:
        raise CorpusError(error.message, hint=error.hint) from None
    return _check_entry(name, content)


def _check_entry(name: str, content: Any) -> ManifestEntry:
    allowed = [field.name for field in fields(ManifestEntry)]
    hint = f"允许的键：{'、'.join(allowed)}，其中 id 与 file 必填"
    if not isinstance(content, dict):
        raise CorpusError(f"{name}: 顶层应为键值表", hint=hint)
    values: dict[str, str | None] = {}
    for key, value in content.items():
        if key not in allowed:
            raise CorpusError(f"{name}: {str(key)[:60]} 不是认识的键", hint=hint)
        if value is not None and not isinstance(value, str | dt.date):
            raise CorpusError(f"{name}: {key} 应为文字，写的是 {str(value)[:60]}", hint="请加引号")
        values[key] = value.isoformat() if isinstance(value, dt.date) else value
    for key in ("id", "file"):
        word = values.get(key)
        if not word or "\0" in word or Path(word).name != word:
            raise CorpusError(f"{name}: {key} 缺失，或不是一个单独的名称", hint=hint)
    fault = find_fault(str(values["id"]))
    if fault:
        raise CorpusError(f"{name}: id {fault}", hint='请改 id，不要含 / \\ : * ? " < > | 与控制字符')
    return ManifestEntry(**values)  # type: ignore[arg-type]


def _build_document(path: Path, entry: ManifestEntry | None) -> Document:
    name = readable_name(path.name)
    content = read_file(path, BOUNDS.document_bytes, CorpusError)
    if entry and entry.sha256:
        seen = hashlib.sha256(content).hexdigest()
        if seen != entry.sha256.lower():
            raise CorpusError(
                f"{name}: 校验和不符（manifest.yaml 的 sha256 为 {entry.sha256[:12]}…，文件为 {seen[:12]}…）",
                hint="文件被改动或下载不全；确认无误后请更新 manifest.yaml",
            )
    return Document(entry.id if entry else make_id(Path(name).stem), name, content, entry)


def _walk(folder: Path, seen: set[tuple[int, int]], failures: list[Failure], depth: int = 0) -> Iterator[Path]:
    """Yield the documents below `folder`; a folder that a link leads back to is entered once, a locked one is told."""
    try:
        mark = folder.stat()
        children = sorted(child for child in folder.iterdir() if not child.name.startswith(SKIPPED_STARTS))
    except OSError as error:
        failures.append(Failure(readable_name(folder.name), f"文件夹打不开（{error.strerror}）。请检查文件夹权限"))
        return
    if (mark.st_dev, mark.st_ino) in seen:
        return
    seen.add((mark.st_dev, mark.st_ino))
    if depth > BOUNDS.folder_depth or len(seen) > BOUNDS.folder_entries:
        failures.append(Failure(readable_name(folder.name), "文件夹套得太深或太多，没有再往里找。请把方案放在上面几层"))
        return
    if any(child.name == MANIFEST and child.is_file() for child in children):
        yield folder / MANIFEST
        return
    for child in children:
        if _is(child, stat.S_ISDIR):
            yield from _walk(child, seen, failures, depth + 1)
        elif _is(child, stat.S_ISREG) and child.name != MANIFEST:
            yield child


def _is(path: Path, kind: Callable[[int], bool]) -> bool:
    try:
        return kind(path.stat().st_mode)
    except (OSError, ValueError):
        return False


def _check_unique(documents: tuple[Document, ...]) -> None:
    seen: dict[str, str] = {}
    for document in documents:
        if document.id in seen:
            raise CorpusError(
                f"{document.name}: 编号 {document.id} 已被 {seen[document.id]} 使用",
                hint="请改文件名或 manifest.yaml 的 id",
            )
        seen[document.id] = document.name

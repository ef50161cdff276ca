"""In: a folder of documents, one file, or a table of documents. Out: `Document`s with their bytes and what is told.

What is told of a document stands in a manifest beside it, or in the folder's `corpus.csv` (or `.xlsx`).

One of the three modules that touch the data folders. Not handled: downloading documents, archives (zip) of documents,
and reading the bytes, which is the work of `read`.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from extractor.bounds.files import read_file, read_text
from extractor.bounds.names import find_fault, make_id, readable_name
from extractor.bounds.policy import BOUNDS
from extractor.bounds.yaml_text import YamlError, parse_yaml_text
from extractor.corpus.gathering import gather_plans
from extractor.corpus.table import read_corpus_table
from extractor.errors import CorpusError, ExtractorError, Failure, UsageError
from extractor.model.corpus import LeftOut
from extractor.model.paper.document import Document, ManifestEntry

MANIFEST = "manifest.yaml"
TABLES = ("corpus.csv", "corpus.xlsx")
"""Names of tables of documents, the first that is there counts."""
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
    documents: dict[str, Document] = {}
    for path in find_documents(folder or default_folder()):
        document = name_apart(documents, load_document(path), path)
        _check_free(documents, document)
        documents[document.id] = document
    return tuple(documents.values())


def keep_whole(document: Document) -> Document:
    """Return `document` as it is: what is done with each document once it is loaded, unless another is asked for."""
    return document


def load_documents(
    paths: Iterable[Path], *, keep: Callable[[Document], Document] = keep_whole
) -> tuple[tuple[Document, ...], tuple[Failure, ...]]:
    """Load each path; one that cannot be used, or whose id is taken already, becomes a `Failure`.

    `keep` gives what is held of each document, so that the bytes of thousands need not be.
    """
    documents: dict[str, Document] = {}
    failures: list[Failure] = []
    for path in paths:
        try:
            document = keep(name_apart(documents, load_document(path), path))
            _check_free(documents, document)
        except ExtractorError as error:
            named = path.parent.name if path.name == MANIFEST else path.name
            failures.append(Failure(readable_name(named), str(error)))
        else:
            documents[document.id] = document
    return tuple(documents.values()), tuple(failures)


def load_files(folder: Path) -> tuple[tuple[Document, ...], dict[str, str], tuple[Failure, ...]]:
    """Load each document below `folder` by itself: documents, their paths below the folder by id, and failures.

    Two files of one name in two folders are told apart by the folder's name.
    """
    found, locked = search_folder(folder)
    documents: dict[str, Document] = {}
    files: dict[str, str] = {}
    failures = list(locked)
    for path in found:
        try:
            document = name_apart(documents, load_document(path), path)
            _check_free(documents, document)
        except ExtractorError as error:
            failures.append(Failure(readable_name(path.name), str(error)))
        else:
            documents[document.id] = document
            file = load_manifest_file(path) if path.name == MANIFEST else path
            files[document.id] = file.relative_to(folder).as_posix()
    return tuple(documents.values()), files, tuple(failures)


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


def load_any(
    corpus: Path | None = None, *, keep: Callable[[Document], Document] = keep_whole
) -> tuple[tuple[Document, ...], tuple[Failure, ...], tuple[LeftOut, ...]]:
    """Load a folder or a table of documents: the plans, what failed, and the files that a table does not list.

    >>> [document.id for document in load_any()[0]]
    ['changqing', 'chengwu', 'jiaxian', 'lingbi', 'pingyin']
    """
    place = corpus or default_folder()
    table = place if _is(place, stat.S_ISREG) else find_table(place)
    if table is None:
        found, locked = search_folder(place)
        documents, failures = load_documents(found, keep=keep)
        return documents, (*locked, *failures), ()
    return _load_listed(table, keep)


def find_table(folder: Path) -> Path | None:
    """Return the table of documents that lies in `folder`, None where there is none."""
    return next((folder / name for name in TABLES if _is(folder / name, stat.S_ISREG)), None)


def _load_listed(
    table: Path, keep: Callable[[Document], Document]
) -> tuple[tuple[Document, ...], tuple[Failure, ...], tuple[LeftOut, ...]]:
    if table.suffix.lower() not in {".csv", ".xlsx"}:
        raise UsageError(f"{table}: 不是文件夹，也不是文件表", hint="请给出文件夹，或一份 corpus.csv、corpus.xlsx")
    rows = read_corpus_table(read_file(table, BOUNDS.data_bytes, CorpusError), readable_name(table.name))
    documents: dict[str, Document] = {}
    failures: list[Failure] = []
    for row in rows:
        try:
            documents[row.file] = keep(replace(load_document(table.parent / row.file), row=row))
        except ExtractorError as error:
            failures.append(Failure(readable_name(row.file), str(error)))
    plans: dict[str, Document] = {}
    for plan in gather_plans(tuple(documents.values())):
        try:
            _check_free(plans, plan)
        except ExtractorError as error:
            failures.append(Failure(plan.name, str(error)))
        else:
            plans[plan.id] = plan
    return tuple(plans.values()), tuple(failures), _list_unlisted(table, {row.file for row in rows})


def _list_unlisted(table: Path, listed: set[str]) -> tuple[LeftOut, ...]:
    found, _ = search_folder(table.parent)
    files = [load_manifest_file(path) if path.name == MANIFEST else path for path in found]
    names = (path.relative_to(table.parent).as_posix() for path in files if path != table)
    return tuple(
        LeftOut(name=readable_name(name), reason=f"没有列入 {readable_name(table.name)}，没有读")
        for name in names
        if name not in listed
    )


def load_manifest_file(manifest: Path) -> Path:
    """Return the document that a manifest names, or the manifest itself where it is broken."""
    try:
        return manifest.parent / load_manifest(manifest).file
    except CorpusError:
        return manifest


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
    own = entry.id if entry else make_id(Path(name).stem)
    return Document(own, name, content, entry, path=str(path))


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
        elif _is(child, stat.S_ISREG) and child.name != MANIFEST and (depth or child.name not in TABLES):
            yield child


def _is(path: Path, kind: Callable[[int], bool]) -> bool:
    try:
        return kind(path.stat().st_mode)
    except (OSError, ValueError):
        return False


def name_apart(known: Mapping[str, Document], document: Document, path: Path) -> Document:
    """Return `document` with an id that `known` lacks: two files of one name are told apart by folder or ending.

    方案.doc and 方案.pdf become 方案 and 方案-pdf, 甲/方案.doc and 乙/方案.doc 方案 and 乙-方案; an id that a manifest
    gives is kept, taken or not.
    """
    if document.entry is not None or document.id not in known:
        return document
    ending = path.suffix[1:].lower()
    names = [
        f"{document.id}-{ending}",
        f"{path.parent.name}-{document.id}",
        f"{path.parent.name}-{document.id}-{ending}",
    ]
    if known[document.id].name.lower().endswith(path.suffix.lower()):
        names = names[1:]
    return replace(document, id=next((make_id(name) for name in names if make_id(name) not in known), document.id))


def _check_free(seen: Mapping[str, Document], document: Document) -> None:
    if document.id in seen:
        raise CorpusError(
            f"{document.name}: 编号 {document.id} 已被 {seen[document.id].name} 使用",
            hint="请改文件名或 manifest.yaml 的 id",
        )

"""In: a path. Out: its bytes, looked at before they are read: a regular file of a believable size.

Not handled: files that grow while they are read.
"""

from __future__ import annotations

import stat
from pathlib import Path

from extractor.bounds.names import readable_name
from extractor.errors import ExtractorError


def read_file(path: Path, most: int, error: type[ExtractorError]) -> bytes:
    """Return the bytes of `path`; raises `error` with the file's name where it cannot be read or is too large."""
    name = readable_name(path.name) or str(path)
    try:
        seen = path.stat()
        if stat.S_ISDIR(seen.st_mode):
            raise error(f"{name}: 是文件夹，不是文件", hint="请给出文件")
        if not stat.S_ISREG(seen.st_mode):
            raise error(f"{name}: 不是普通文件", hint="请给出文件")
        if seen.st_size > most:
            raise error(
                f"{name}: 文件有 {seen.st_size / 1e6:.0f} MB，超过 {most / 1e6:.0f} MB 的上限",
                hint="请确认给的是哪个文件",
            )
        return path.read_bytes()
    except FileNotFoundError:
        raise error(f"{name}: 文件不存在（应在 {path.parent}）", hint="请检查文件名") from None
    except (OSError, ValueError) as problem:
        said = getattr(problem, "strerror", None) or "名称不成立"
        raise error(f"{name}: 打不开（{said}）", hint="请检查文件权限与路径") from None


def read_text(path: Path, most: int, error: type[ExtractorError]) -> str:
    """Return the words of a UTF-8 file; raises `error` with the place of the first byte that is none."""
    content = read_file(path, most, error)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise error(
            f"{readable_name(path.name)}: 不是 UTF-8 编码（第 {problem.start} 字节）", hint="请另存为 UTF-8"
        ) from None

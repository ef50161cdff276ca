"""What can go wrong from outside, as exceptions that carry their own message: what was seen, where, what to do.

Not handled: trouble inside a document that can be read, which becomes `Problem` records in the plan.
"""

from __future__ import annotations

import msgspec


def hint_install(extra: str) -> str:
    """Return what to do where a package of an extra is missing; never the name of a package on an index.

    >>> hint_install("store")
    "请在本程序的源码文件夹里运行 pip install '.[store]'"
    """
    return f"请在本程序的源码文件夹里运行 pip install '.[{extra}]'"


INSTALL_HINT = hint_install("export")
"""What to do where a package that only exports need is missing."""


class ExtractorError(Exception):
    """Base of all errors that a user can cause and mend. `str(error)` is one line, ready to be printed.

    >>> str(ExtractorError("a.pdf: 文件是空的", hint="请重新下载该文件"))
    'a.pdf: 文件是空的。请重新下载该文件'
    """

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message}。{self.hint}" if self.hint else self.message


class UnreadableDocumentError(ExtractorError):
    """The file cannot be read as a document: empty, binary, damaged, encrypted, or of an unknown kind."""


class MappingError(ExtractorError):
    """A file under `mappings/` is broken; the message names the file, the key and what is allowed."""


class CorpusError(ExtractorError):
    """A folder of documents or its manifest cannot be used."""


class PlanFileError(ExtractorError):
    """A plan, alignment or comparison file is not what its schema says."""


class UsageError(ExtractorError):
    """The command was called with something that does not exist or does not fit; nothing was done."""


class Failure(msgspec.Struct, frozen=True):
    """A document that did not come through, with the reason and what to do in one line.

    >>> print(Failure("a.pdf", "文件是空的。请重新下载该文件"))
    a.pdf: 文件是空的。请重新下载该文件
    """

    name: str
    message: str

    def __str__(self) -> str:
        line = " ".join(self.message.split())
        return line if line.startswith(self.name) else f"{self.name}: {line}"


def put_key_first(message: str) -> str:
    """Turn a message of the checker of types into one that names the key first.

    >>> put_key_first("Expected `str`, got `int` - at `$.functions[0].id`")
    'functions[0].id 的值不对（Expected `str`, got `int`）'
    """
    text, _, where = message.partition(" - at `$.")
    return f"{where.rstrip('`')} 的值不对（{text}）" if where else f"内容不对（{text}）"

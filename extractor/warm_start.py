"""In: what a program compiles while it starts. Out: the same, taken from where Python keeps compiled modules.

A run loads 400 dataclasses, whose methods Python writes and compiles anew at each start, and 1,200 patterns, in which
`re` lays out 65,536 places for each set of Chinese characters: one second together, more than reading five plans takes.
What was made is kept by its text, by Python's own rules for compiled modules: beside them (`__pycache__`), in one file
for each version of Python, never where Python is told to write none, never in a folder that others share. A file that
is spoilt or cannot be written costs time only.
Not handled: programs that use the package as a library, for which nothing changes; patterns without a Chinese
character, which are quick, and of which the standard library makes some in another order at each start.
"""

from __future__ import annotations

import dataclasses
import marshal
import os
import re
import sys
import tempfile
from array import array
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import cache_from_source
from pathlib import Path
from types import CodeType
from typing import Any

PatternKey = tuple[str, int]
KeptPattern = tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]
"""The flags of a compiled pattern, its code, and the number and names of its groups."""
MOST = 6_000
"""Of more than this program can have, what the last run used is kept."""
PYTHONS = ((3, 11), (3, 13))
"""Whose ways of compiling are known here."""


@dataclass(slots=True)
class KeptCode:
    """What was compiled, by its text; read at the first question, and written where something was new."""

    path: Path
    patterns: dict[PatternKey, KeptPattern] = field(default_factory=dict)
    methods: dict[str, CodeType] = field(default_factory=dict)
    used: set[PatternKey | str] = field(default_factory=set)
    loaded: bool = False
    fresh: bool = False

    def find_pattern(self, key: PatternKey) -> KeptPattern | None:
        """Return a pattern as it was compiled, None where it never was."""
        self._load()
        self.used.add(key)
        return self.patterns.get(key)

    def find_method(self, text: str) -> CodeType | None:
        """Return the code of a text, None where it never was compiled."""
        self._load()
        self.used.add(text)
        return self.methods.get(text)

    def _load(self) -> None:
        if self.loaded:
            return
        self.loaded = True
        with suppress(OSError, ValueError, EOFError, TypeError):
            sign, patterns, methods = marshal.loads(self.path.read_bytes())  # noqa: S302 - as Python reads its own files
            if sign == _sign():
                self.patterns, self.methods = dict(patterns), dict(methods)

    def write(self) -> None:
        """Write what is kept, whole or not at all; another process may read or write it at the same time."""
        if not self.fresh or sys.dont_write_bytecode:
            return
        if len(self.patterns) + len(self.methods) > MOST:
            self.patterns = {key: made for key, made in self.patterns.items() if key in self.used}
            self.methods = {text: made for text, made in self.methods.items() if text in self.used}
        content = marshal.dumps((_sign(), self.patterns, self.methods))
        with suppress(OSError):
            self.path.parent.mkdir(exist_ok=True)
            descriptor, name = tempfile.mkstemp(dir=self.path.parent, prefix=self.path.name)
            try:
                with os.fdopen(descriptor, "wb") as file:
                    file.write(content)
                Path(name).replace(self.path)
            except OSError:
                Path(name).unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class Compilers:
    """Compile as `re` and `dataclasses` do; `compiler` is `re._compiler`, `plain` what it does by itself."""

    kept: KeptCode
    compiler: Any
    plain: Callable[..., Any]

    def compile_pattern(self, pattern: Any, flags: int = 0) -> Any:
        """Return the pattern as `re` would."""
        flags = int(flags)
        if not isinstance(pattern, str) or pattern.isascii() or flags & re.DEBUG:
            return self.plain(pattern, flags)
        made = self.kept.find_pattern((pattern, flags))
        if made is not None:
            with suppress(ValueError, TypeError, RuntimeError, OverflowError):
                return self._build_pattern(pattern, made)
        made = self._translate(pattern, flags)
        self.kept.patterns[pattern, flags], self.kept.fresh = made, True
        return self._build_pattern(pattern, made)

    def _build_pattern(self, pattern: str, made: KeptPattern) -> Any:
        flags, code, groups, index, names = made
        return self.compiler._sre.compile(pattern, flags, array("I", code).tolist(), groups, index, names)  # noqa: SLF001

    def _translate(self, pattern: str, flags: int) -> KeptPattern:
        """Do what `re` does up to its engine; a pattern that it refuses is refused as ever."""
        parsed = self.compiler._parser.parse(pattern, flags)  # noqa: SLF001
        code = array("I", self.compiler._code(parsed, flags))  # noqa: SLF001
        state = parsed.state
        names: list[str | None] = [None] * state.groups
        for name, group in state.groupdict.items():
            names[group] = name
        return flags | state.flags, code.tobytes(), state.groups - 1, dict(state.groupdict), tuple(names)

    def run_text(self, text: str, names: dict[str, Any], made: dict[str, Any] | None = None) -> None:
        """Carry out the text of a method as `dataclasses` would."""
        code = self.kept.find_method(text)
        if code is None:
            code = compile(text, "<string>", "exec")
            self.kept.methods[text], self.kept.fresh = code, True
        exec(code, names, made)  # noqa: S102 - what `dataclasses` wrote


def start_warm(path: Path | None = None) -> Callable[[], None]:
    """Take over how patterns and methods are compiled; return what keeps those that were new, for the program's end.

    Where this Python is none of those that are known, nothing is taken over.
    """
    compiler = _find_compiler()
    if compiler is None:
        return _do_nothing
    kept = KeptCode(path or Path(cache_from_source(__file__)).with_suffix(".kept"))
    compilers = Compilers(kept, compiler, compiler.compile)
    compiler.compile = compilers.compile_pattern
    vars(dataclasses)["exec"] = compilers.run_text

    def finish() -> None:
        compiler.compile = compilers.plain
        del vars(dataclasses)["exec"]
        kept.write()

    return finish


def _find_compiler() -> Any:
    """Return the compiler of `re` where it is one that is known, else None."""
    if sys.implementation.name != "cpython" or not PYTHONS[0] <= sys.version_info[:2] <= PYTHONS[1]:
        return None
    with suppress(ImportError):
        compiler = import_module("re._compiler")
        if all(hasattr(compiler, name) for name in ("compile", "_code", "_parser", "_sre")):
            return compiler
    return None


def _do_nothing() -> None:
    pass


def _sign() -> tuple[int, str, int]:
    """Return what tells this Python from another, whose code means nothing to this one."""
    return sys.hexversion, sys.byteorder, array("I").itemsize

"""In: a text and words of which a pattern needs one. Out: whether the pattern need be tried at all.

A pattern that may begin anywhere is tried at every character; most clauses hold none of the words without which it
cannot match. A test proves of every guarded pattern that it matches nothing without one of its words.
Not handled: rows of `mappings/phrases`, which carry their own words (`scanner`).
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from typing import Any, cast

import msgspec


class Guarded(msgspec.Struct, frozen=True):
    """A pattern each of whose matches holds one of the words `needs`; one that needs none is always tried.

    It is compiled when it is tried first: most documents hold none of the words of most patterns.
    """

    regex: str
    needs: tuple[str, ...] = ()

    @property
    def pattern(self) -> re.Pattern[str]:
        """The pattern itself."""
        return _compile(self.regex)

    def finditer(self, text: str, start: int = 0, stop: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """Yield the matches of the pattern; it is not tried where none of its words stands.

        >>> said = Guarded("[^,。]{1,18}局(?:牵头|负责)", ("牵头", "负责"))
        >>> [match.group() for text in ("县水利局负责", "加强巡查") for match in said.finditer(text)]
        ['县水利局负责']
        """
        if self.needs and not holds_one(text, self.needs, start, stop):
            return iter(())
        return self.pattern.finditer(text, start, stop)

    def search(self, text: str, start: int = 0, stop: int = sys.maxsize) -> re.Match[str] | None:
        """Return the first match of the pattern in text[start:stop]."""
        if self.needs and not holds_one(text, self.needs, start, stop):
            return None
        return self.pattern.search(text, start, stop)

    def match(self, text: str, start: int = 0, stop: int = sys.maxsize) -> re.Match[str] | None:
        """Return the match of the pattern at `start`."""
        if self.needs and not holds_one(text, self.needs, start, stop):
            return None
        return self.pattern.match(text, start, stop)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """Return the match of the pattern with all of `text`."""
        return self.pattern.fullmatch(text) if not self.needs or holds_one(text, self.needs) else None


class Late:
    """A pattern that is compiled when it is first asked for what a pattern does."""

    def __init__(self, regex: str, flags: re.RegexFlag, needs: tuple[str, ...]) -> None:
        self.pattern = regex
        self._flags = flags
        self._needs = needs

    def __getattr__(self, name: str) -> Any:
        guarded = self._needs and name in UNMET
        found = partial(self._ask, name) if guarded else getattr(_compile(self.pattern, self._flags), name)
        setattr(self, name, found)
        return found

    def _ask(self, name: str, *given: Any) -> Any:
        """Do what a pattern does, where one of the words stands in the text; else give what no match gives."""
        text = given[name == "sub"]
        within = () if name == "sub" else given[1:]
        if not holds_one(text, self._needs, *within):
            return UNMET[name](text)
        return getattr(_compile(self.pattern, self._flags), name)(*given)


UNMET: Mapping[str, Callable[[str], Any]] = {
    "search": lambda _: None,
    "match": lambda _: None,
    "fullmatch": lambda _: None,
    "finditer": lambda _: iter(()),
    "findall": lambda _: [],
    "sub": str,
}
"""What a pattern gives that finds nothing."""


BACK = 20
"""Characters before a stretch that a pattern may look back at."""


def compile_late(regex: str, flags: re.RegexFlag = re.NOFLAG, needs: tuple[str, ...] = ()) -> re.Pattern[str]:
    """Return the pattern `regex`, compiled at its first use: for what few documents hold, and never a broken one.

    With `needs` it is compiled when one of these words, without which nothing matches, stands in a text.

    >>> compile_late("[两二]日内").sub("2日内", "应在两日内报送")
    '应在2日内报送'
    """
    return cast("re.Pattern[str]", Late(regex, flags, needs))


@cache
def _compile(regex: str, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    return re.compile(regex, flags)


def holds_one(text: str, words: tuple[str, ...], start: int = 0, stop: int = sys.maxsize) -> bool:
    """Tell whether one of `words` stands in text[start:stop], or so near before it that a pattern looks back at it."""
    if start <= BACK and stop >= len(text):
        return any(word in text for word in words)
    before = max(0, start - BACK)
    return any(text.find(word, before, stop) >= 0 for word in words)

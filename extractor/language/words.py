"""In: folded text. Out: its words, cut by jieba with the project's own terms.

jieba serves for words only; no boundary of a body or a date is taken from it. The dictionary is read at the
first call and shared by all. Not handled: words that neither its dictionary nor the terms know.
"""

from __future__ import annotations

import logging
import sys
from functools import lru_cache
from pathlib import Path
from typing import Any

DICTIONARY = Path(__file__).with_name("dictionary.txt")
"""jieba's words that are not rare (`make dictionary`), a fifth of them, and their beginnings"""
TERM_FREQUENCY = 20_000
"""what a term of the project is given, so that jieba keeps it whole"""


@lru_cache(maxsize=2)
def load_tokenizer(terms: tuple[str, ...]) -> Any:
    """Return jieba's tokenizer with `terms` (folded) kept whole."""
    jieba = _import_jieba()
    tokenizer = jieba.Tokenizer(str(DICTIONARY))
    words, tokenizer.total = _read_dictionary()
    tokenizer.FREQ, tokenizer.initialized = dict(words), True
    for term in terms:
        tokenizer.add_word(term, freq=TERM_FREQUENCY)
    return tokenizer


@lru_cache(maxsize=1)
def _import_jieba() -> Any:
    """Return jieba, imported without `pkg_resources`, which takes longer than jieba and serves it to open files."""
    unknown = "pkg_resources" not in sys.modules
    if unknown:
        sys.modules["pkg_resources"] = None  # type: ignore[assignment] # read as: not installed
    try:
        import jieba
    finally:
        if unknown:
            del sys.modules["pkg_resources"]
    logging.getLogger("jieba").setLevel(logging.WARNING)
    return jieba


@lru_cache(maxsize=1)
def _read_dictionary() -> tuple[dict[str, int], int]:
    """Return jieba's words with their counts, and the beginnings of words with 0, as jieba wants them; read once.

    The beginnings stand in the file: finding them took longer than all the rest. A line holds a count and all words
    that have it, since reading a number for each word took half of the time. jieba would keep what it built in the
    shared temporary folder and trust whatever lies there next time.
    """
    words: dict[str, int] = {}
    total = 0
    for line in DICTIONARY.read_text("utf-8").splitlines():
        printed, *alike = line.split(" ")
        count = int(printed)
        words.update(dict.fromkeys(alike, count))
        total += count * len(alike)
    return words, total


def cut_words(text: str, terms: tuple[str, ...] = ()) -> list[str]:
    """Return the words of `text` in order; joined they give it back.

    >>> cut_words("统一社会信用代码", ("统一社会信用代码",))
    ['统一社会信用代码']
    """
    return list(load_tokenizer(terms).cut(text, HMM=False))

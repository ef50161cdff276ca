"""In: folded text. Out: its words, cut by jieba with the project's own terms.

jieba serves for words only; no boundary of a body or a date is taken from it. Its dictionary (0.4 s) is read
at the first call and shared by all. Not handled: words that neither its dictionary nor the terms know.
"""

from __future__ import annotations

import logging
from functools import lru_cache
from typing import Any


@lru_cache(maxsize=2)
def load_tokenizer(terms: tuple[str, ...]) -> Any:  # noqa: ANN401 - jieba has no types
    """Return jieba's tokenizer with `terms` kept whole."""
    import jieba

    logging.getLogger("jieba").setLevel(logging.WARNING)
    tokenizer = jieba.Tokenizer()
    tokenizer.initialize()
    for term in terms:
        tokenizer.add_word(term)
    return tokenizer


def cut_words(text: str, terms: tuple[str, ...] = ()) -> list[str]:
    """Return the words of `text` in order; joined they give it back.

    >>> cut_words("统一社会信用代码", ("统一社会信用代码",))
    ['统一社会信用代码']
    """
    return list(load_tokenizer(terms).cut(text, HMM=False))

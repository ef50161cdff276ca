"""In: the plans of a corpus and what its table tells. Out: lines for the reader: its fields, names that nobody has.

Not handled: which plans are aligned, which their words decide (`align.likeness.gate`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from extractor.model.corpus import ToldLinks
from extractor.model.facts.plan import Plan


def tell_corpus(plans: Sequence[Plan], links: ToldLinks) -> tuple[str, ...]:
    """Return the lines, in Chinese with English behind; none where there is one field and every name is known."""
    return tell_corpus_of([plan.metadata.field for plan in plans], links)


def tell_corpus_of(fields: Sequence[str | None], links: ToldLinks) -> tuple[str, ...]:
    """Return what `tell_corpus` does, of the fields of the plans."""
    named = count_fields(fields)
    return (*([f"{named[0]} {named[1]}"] if named else []), *_tell_unknown(links))


def tell_fields(plans: Sequence[Plan]) -> tuple[str, str] | None:
    r"""Return that plans are of several fields, in Chinese and in English; None where one is named at most.

    >>> from dataclasses import replace
    >>> from extractor.model.facts.plan import Metadata, Plan
    >>> plans = [Plan(id=name, source=(), metadata=Metadata(field=name[1:])) for name in ("甲防汛", "乙防汛", "甲信访")]
    >>> print(*tell_fields(plans), sep="\n")
    语料有 2 个领域（防汛 2 份、信访 1 份），按领域分别对齐；请勿跨领域比较覆盖与数量。
    The corpus has 2 fields, aligned each by itself; do not compare counts across fields.
    """
    return count_fields([plan.metadata.field for plan in plans])


def count_fields(fields: Sequence[str | None]) -> tuple[str, str] | None:
    """Return what `tell_fields` does, of the fields of the plans.

    >>> count_fields(["防汛", None, "防汛"]) is None, count_fields(["防汛", None, "信访"])[0][:24]
    (True, '语料有 2 个领域（信访 1 份、防汛 1 份、')
    """
    counts = Counter(field for field in fields if field)
    if len(counts) < 2:
        return None
    named = "、".join(f"{name} {count} 份" for name, count in sorted(counts.items(), key=lambda one: (-one[1], one[0])))
    unnamed = len(fields) - counts.total()
    more = f"、未写明 {unnamed} 份" if unnamed else ""
    return (
        f"语料有 {len(counts)} 个领域（{named}{more}），按领域分别对齐；请勿跨领域比较覆盖与数量。",
        f"The corpus has {len(counts)} fields, aligned each by itself; do not compare counts across fields.",
    )


def _tell_unknown(links: ToldLinks) -> Iterator[str]:
    for plan, name in links.unknown:
        yield f"{plan}: 文件表写的上级方案或代替的方案“{name[:40]}”不在语料中，没有用"

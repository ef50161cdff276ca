"""In: a plan. Out: problems for bodies of a place that is not the plan's own.

郑县工信局 in a plan of 郏县 is another county, or a misprint: it is told, never mended. Not handled: places
whose name is written without 县, 市 or 区.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.check.clauses import find_sentences
from extractor.language.divisions import find_named
from extractor.language.folding import fold
from extractor.model.facts.plan import Plan
from extractor.model.paper.place import Place
from extractor.model.problem import Problem, Severity

PLACE = re.compile(
    r"(?<![\u4e00-\u9fff])(?P<place>[\u4e00-\u9fff]{1,3}?[县市区])(?P<body>[\u4e00-\u9fff]{2,10}?(?:局|委|办|办公室|法院|检察院|中心|管委会|人民政府))"
)
# 全县, 由县…, 向市…: what stands before 县 is no name
NO_NAME = frozenset(
    "全本我该各省市县区辖城山老新园景社小校库片街农郊矿镇地特灾由向对请经报以在与和及送让同将把被给为从自并或如依按据到于"
)


def find_foreign_names(plan: Plan) -> Iterator[Problem]:
    """Yield a problem for each body of another place; national plans have no place of their own."""
    own = plan.metadata.jurisdiction
    if own is None:
        return
    known = {fold(name) for name in (own, plan.metadata.parent, plan.metadata.province) if name}
    seen: set[str] = set()
    for sentence in find_sentences(plan.text, paged=plan.main.pages is not None):
        passage = sentence.passage
        for match in PLACE.finditer(passage.text):
            place = match["place"]
            if place in known or place in seen or place[0] in NO_NAME or not _is_other(place, own):
                continue
            seen.add(place)
            yield Problem(
                "check", "place-of-another", Severity.WARNING, Place(*passage.span(match.start(), match.end("body"))),
                f"“{passage.printed[slice(*match.span())]}”冠以“{place}”，本文件属于{own}；可能是误印，未作改动",
                f'A body of "{place}" is named in a document of {own}; perhaps a misprint, left as it is',
            )  # fmt: skip


def _is_other(place: str, own: str) -> bool:
    """Tell whether `place` is another place: one of the national list, or the own name with one character changed.

    A city's plan may name the bodies of its own districts.
    """
    named = find_named(place)
    if named:
        return not any(found.parent == own for found in named)
    return len(place) == len(own) and sum(a != b for a, b in zip(place, own, strict=True)) == 1

"""In: citations and the matched clauses of plans. Out: the likely wording of a document that was not seen.

Two plans that cite one document and share a clause have it, most likely, from there. Where they print the same words
these are given; where they differ, what is common is kept and the rest stands as 〔one｜other〕. All of it is inferred:
a clause may come from a document between, and what only one child kept cannot be told from what it added.
Not handled: the parent's order where its children changed it; the first child's is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rapidfuzz.distance import Indel

from extractor.compare.text_reuse.alike_clauses import Match, Matches
from extractor.compare.text_reuse.shared_passages import Locate, cut_extract
from extractor.language.tidying import tidy
from extractor.model.compared.text_reuse import Extract, InferredParent, ParentClause, ResolvedCitation

TOKEN = re.compile(r"[0-9.]+|.", re.DOTALL)
"""A number is changed as a whole."""
LEAST_COMMON = 2
"""Characters that must be the same between two differences; a single one in common is taken into the difference."""


def infer_parents(citations: Sequence[ResolvedCitation], matches: Matches, locate: Locate) -> Iterator[InferredParent]:
    """Yield each document that two plans or more cite, is none of them, and of which they share clauses."""
    cited: dict[str, list[ResolvedCitation]] = {}
    for citation in citations:
        if citation.key and not citation.plan_in_corpus:
            cited.setdefault(citation.key, []).append(citation)
    for key, found in cited.items():
        children = tuple(dict.fromkeys(citation.plan for citation in found))
        if len(children) < 2:
            continue
        clauses = tuple(_find_clauses(children, matches, locate))
        if clauses:
            yield InferredParent(
                key=key,
                doc_number=found[0].doc_number,
                titles=tuple(dict.fromkeys(citation.title for citation in found)),
                children=children,
                clauses=clauses,
            )


def list_cited(citations: Sequence[ResolvedCitation]) -> dict[str, tuple[str, ...]]:
    """Return the keys that each plan cites, each once, in the order of its text."""
    cited: dict[str, dict[str, None]] = {}
    for citation in citations:
        if citation.key:
            cited.setdefault(citation.plan, {})[citation.key] = None
    return {plan: tuple(keys) for plan, keys in cited.items()}


def _find_clauses(children: Sequence[str], matches: Matches, locate: Locate) -> Iterator[ParentClause]:
    """Yield the clauses that a child shares with a later one; what was given already is not given again."""
    index = {wording.plan: at for at, wording in enumerate(matches.wordings)}
    rank = {index[child]: at for at, child in enumerate(children)}
    clauses = [pair for pair in zip(matches.stretches, matches.found, strict=True) if pair[0].plan in rank]
    given: set[tuple[int, int]] = set()
    for stretch, found in sorted(clauses, key=lambda pair: (rank[pair[0].plan], pair[0].start)):
        own = Match(stretch.plan, stretch.start, stretch.end, 1.0)
        if _overlaps(own, given):
            continue
        others = [found[plan] for plan in sorted(found.keys() & rank.keys(), key=rank.__getitem__)]
        others = [match for match in others if not _overlaps(match, given)]
        if others:
            both = (own, *others)
            given.update((match.plan, at) for match in both for at in range(match.start, match.end))
            extracts = [cut_extract(matches.wordings[m.plan], m.start, m.end, locate) for m in both]
            yield _build_clause(extracts, agrees=all(match.likeness == 1 for match in others))


def _overlaps(match: Match, given: set[tuple[int, int]]) -> bool:
    return (match.plan, match.start) in given or (match.plan, match.end - 1) in given


def _build_clause(extracts: Sequence[Extract], *, agrees: bool) -> ParentClause:
    quotes = [tidy(extract.quote) for extract in extracts]
    wording = quotes[0]
    if not agrees:
        # Only the nearest two are laid over each other: of three wordings each with its own words little can be read.
        wording = merge_wordings(quotes[0], next(quote for quote in quotes[1:] if quote != quotes[0]))
    return ParentClause(wording=wording, agrees=agrees, children=tuple(extracts))


def merge_wordings(one: str, other: str) -> str:
    """Return the common words, with 〔one｜other〕 where they differ.

    >>> merge_wordings("每月25日前上传", "每月26日前上传"), merge_wordings("加大核查", "核查")
    ('每月〔25｜26〕日前上传', '〔加大｜〕核查')
    """
    parts: list[tuple[str, str, bool]] = []
    left, right = TOKEN.findall(one), TOKEN.findall(other)
    blocks = Indel.opcodes(left, right)
    for block in blocks:
        mine = "".join(left[block.src_start : block.src_end])
        theirs = "".join(right[block.dest_start : block.dest_end])
        same = block.tag == "equal" and (len(mine) >= LEAST_COMMON or len(blocks) == 1)
        if parts and parts[-1][2] == same:
            parts[-1] = (parts[-1][0] + mine, parts[-1][1] + theirs, same)
        else:
            parts.append((mine, theirs, same))
    return "".join(mine if same else f"〔{mine}｜{theirs}〕" for mine, theirs, same in parts)

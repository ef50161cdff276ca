"""In: an item's title and sentences. Out: the concepts it carries, each with a strength from 0 to 1.

Not handled: deciding that two items are the same measure; a concept is one line of evidence among others.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from extractor.align.normalizing import PASSING, clean
from extractor.align.policy import Policy
from extractor.model.judgement import NO_CONCEPT, Judgement
from extractor.model.mappings import Concept, ConceptsFile

CLAUSE = re.compile(r"[,:]")
Groups = tuple[tuple[str, ...], ...]
DECIDED = "人工判定"
"""What the evidence shows in place of an item's own words where a person decided its concept."""


class ConceptHit(msgspec.Struct, frozen=True):
    """A concept that an item carries, and the words that show it.

    `titled` tells whether the title has them, at least in part; `sentences` are the numbers of the sentences that do.
    """

    concept: str
    strength: float
    words: str
    titled: bool
    sentences: tuple[int, ...]


def decide_hits(hits: tuple[ConceptHit, ...], decided: Sequence[Judgement], sentences: int) -> tuple[ConceptHit, ...]:
    """Return the concepts that persons decided for an item of so many sentences, in place of those its words show."""
    if not decided:
        return hits
    names = [one.concept for one in decided if one.concept and one.concept != NO_CONCEPT]
    return tuple(ConceptHit(name, 1.0, DECIDED, titled=True, sentences=tuple(range(sentences))) for name in names)


class ConceptIndex:
    """The concepts of all fields, their words cleaned once; `find` looks for those of the fields that a plan is of."""

    def __init__(self, concepts: tuple[Concept, ...], policy: Policy, packs: Sequence[ConceptsFile] = ()) -> None:
        self._words = {pack.field: frozenset(map(clean, pack.field_words)) for pack in packs}
        self._telling = {pack.field: self._words[pack.field] | set(map(clean, pack.terms)) for pack in packs}
        self._fields = {concept.id: concept.field for concept in concepts}
        self.names = {concept.id: concept.name for concept in concepts}
        self.ranks = {concept.id: rank for rank, concept in enumerate(concepts)}
        self._policy = policy
        self._entries = [
            (concept.id, tuple(tuple(map(clean, group)) for group in concept.all), tuple(map(clean, concept.none)))
            for concept in concepts
            if concept.all
        ]
        self._first = [(identifier, stated[0]) for identifier, stated, _ in self._entries]

    def find_fields(self, field: str | None, texts: Sequence[str]) -> frozenset[str]:
        """Return the fields whose concepts fit a plan: that of its title, and those that its items' texts speak of.

        >>> from extractor.model.mappings import ConceptsFile
        >>> pack = ConceptsFile(source="", date="", concepts=(), field="河湖长制", field_words=("河长", "河道"))
        >>> index = ConceptIndex((), Policy(), [pack])
        >>> sorted(index.find_fields(None, ["河长巡河", "河道保洁", "信息报送"]))
        ['河湖长制']
        >>> sorted(index.find_fields("社会信用", ["信用承诺", "信用修复", "信用信息归集"]))
        []
        """
        found = set()
        for name in self._words:
            told = sum(any(word in text for word in self._telling[name]) for text in texts)
            if name == field or told > self._policy.pack_share * len(texts):
                found.add(name)
        return frozenset(found)

    def find(
        self, title: str, sentences: tuple[str, ...], *, plan_title: str = "", fields: frozenset[str] | None = None
    ) -> tuple[ConceptHit, ...]:
        """Return at most `policy.measures` concepts of `fields` (None: of all), the strongest first.

        Where `plan_title` has a word of a field, the plan is of that field and its items need not say so.
        """
        whole = title + "\n" + "\n".join(sentences)
        firsts = tuple((other, word) for other, words in self._first for word in words if word in whole)
        begun = {identifier for identifier, _ in firsts}
        known = {name: words for name, words in self._words.items() if any(word in plan_title for word in words)}
        hits = []
        for identifier, stated, against in self._entries:
            field = self._fields[identifier]
            if fields is not None and field in self._words and field not in fields:
                continue
            own = known.get(field, frozenset())
            if identifier not in begun and not own.issuperset(stated[0]):
                continue
            groups = tuple(group for group in stated if not own.issuperset(group)) or stated
            if not all(any(word in whole for word in group) for group in groups):
                continue
            hit = self._weigh(identifier, _uncover(identifier, groups, whole, firsts), against, (title, *sentences))
            if hit and hit.strength >= self._policy.floor:
                hits.append(hit)
        hits.sort(key=lambda hit: (-hit.strength, self.ranks[hit.concept]))
        return tuple(hits[: self._policy.measures])

    def _weigh(
        self, identifier: str, groups: tuple[tuple[str, ...], ...], against: tuple[str, ...], texts: tuple[str, ...]
    ) -> ConceptHit | None:
        policy, title = self._policy, texts[0]
        if any(word in title for word in against):
            return None
        shown = _match(title, "", groups, against)
        best = policy.title_hit if shown else 0.0
        titled = bool(shown) or any(word in title for word in groups[0])
        places: list[int] = []
        for number, sentence in enumerate(texts[1:]):
            words = _match(sentence, title, groups, against)
            if not words:
                continue
            near = any(_match(clause, title, groups, against) for clause in CLAUSE.split(sentence))
            strength = (policy.mixed_hit if titled else policy.body_hit) * (1.0 if near else policy.scattered)
            best = max(best, strength * (policy.passing if PASSING.search(sentence) else 1.0))
            places.append(number)
            shown = shown or words
        if not shown:
            return None
        whole = "\n".join([title, *(texts[number + 1] for number in places)])
        further = sum(word in whole for word in groups[0]) - 1 + len(places) - 1
        more = policy.repeat_hit * min(max(further, 0), 3)
        return ConceptHit(identifier, min(best + more, policy.title_hit), shown, titled, tuple(places))


def _uncover(identifier: str, groups: Groups, whole: str, firsts: Sequence[tuple[str, str]]) -> Groups:
    """Return the groups without the words of the first that `whole` has only inside what names another concept.

    特定信用信息归集 names the collecting of 特定信用信息, not 信用信息归集, which begins later in the same words.
    `firsts` are the first words of all concepts that `whole` has.
    """
    own = [word for word in groups[0] if word in whole]
    others = [word for other, word in firsts if other != identifier]
    kept = tuple(word for word in own if _stands_alone(word, others, whole))
    return (kept, *groups[1:]) if kept else ((), *groups[1:])


def _stands_alone(word: str, others: Sequence[str], whole: str) -> bool:
    """Tell whether a word stands somewhere without another's word that overlaps it and begins before it."""
    starts = (at for at in range(len(whole)) if whole.startswith(word, at))
    return any(
        not any(
            whole.startswith(other, at)
            for other in others
            for at in range(max(0, start - len(other) + 1), start)
            if at + len(other) < start + len(word)
        )
        for start in starts
    )


def _match(text: str, title: str, groups: tuple[tuple[str, ...], ...], against: tuple[str, ...]) -> str:
    """Return the words that meet every group in `text`, or in `title` where `text` lacks them; "" if one is unmet."""
    found = []
    own = False
    for group in groups:
        word = next((word for word in group if word in text), None)
        own = own or word is not None
        word = word or (next((word for word in group if word in title), None) if title else None)
        if word is None:
            return ""
        found.append(word)
    if not own or any(word in text for word in against):
        return ""
    return "、".join(dict.fromkeys(found))

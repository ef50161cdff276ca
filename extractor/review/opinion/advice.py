"""In: a plan, a model that learned from confirmed values. Out: the plan with a doubt where the model and it disagree.

A value that the model alone finds is a doubt where the model was mostly right in what it found; a value that the model
does not see is one where the model found most of them: each by its held-out figures. What a person decided is no doubt.
Not handled: which of both is right, and sentences outside items.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import msgspec

from extractor.model.correction import Correction
from extractor.model.facts.plan import Plan
from extractor.model.paper.place import Place
from extractor.model.paper.reading import Doubt
from extractor.review.agreement import wilson
from extractor.review.opinion.examples import find_denied, find_stretches, list_values, split_sentences
from extractor.review.opinion.training import FieldFigures, read_spans

if TYPE_CHECKING:
    from spacy.language import Language

    from extractor.review.records import Record

CODE = "second-opinion"
NAMES = {"units": ("单位", "a body"), "deadlines": ("时限", "a time limit"), "targets": ("目标", "a target")}


class AdvicePolicy(msgspec.Struct, frozen=True):
    """`trusted`: the held-out share, at the low end of its interval, from which a field raises doubts.

    `sure` and `seen` are the model's own certainty: that a value was missed, and that one of the rules may be right.
    """

    trusted: float = 0.6
    sure: float = 0.9
    seen: float = 0.2


@dataclass(frozen=True, slots=True)
class SecondOpinion:
    """A pipeline, and how well it did on plans that it had not seen."""

    nlp: Language
    figures: tuple[FieldFigures, ...]


class _OpinionSpan(msgspec.Struct, frozen=True):
    field: str
    start: int
    end: int
    score: float


def add_opinion(
    plan: Plan, opinion: SecondOpinion, corrections: Iterable[Correction] = (), policy: AdvicePolicy | None = None
) -> Plan:
    """Return `plan` with its doubts and those of the second opinion, in the order of the text."""
    rules = policy or AdvicePolicy()
    items = [(item.id, item.place) for item in plan.items if item.place]
    sentences = [
        one for one in split_sentences(plan.text, 0, len(plan.text))
        if any(place.start < one[1] and one[0] < place.end for _, place in items)
    ]  # fmt: skip
    found = list(_find_values(plan.text, sentences, opinion.nlp))
    values = list(list_values(plan))
    denied = set(find_denied(plan, corrections))
    alone, unseen = find_trusted(opinion.figures, rules)
    doubts = [
        *_doubt_found([one for one in found if one.field in alone and one.start not in denied], values, plan, rules),
        *_doubt_unseen([one for one in values if one.field in unseen], found, sentences, rules),
    ]
    doubts.sort(key=lambda one: (one.place.start if one.place else 0, one.field or ""))
    return replace(plan, doubts=(*plan.doubts, *doubts)) if doubts else plan


def find_trusted(
    figures: Iterable[FieldFigures], policy: AdvicePolicy | None = None
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the fields in which the model is trusted with what it alone finds, and with what it does not see.

    Few held-out values give a wide interval, so that 2 right of 2 are no reason to trust.

    >>> few = FieldFigures("targets", n=31, given=2, right=2)
    >>> find_trusted([FieldFigures("units", n=324, given=212, right=192), few])
    (('units',), ())
    """
    least = (policy or AdvicePolicy()).trusted
    known = list(figures)
    return (
        tuple(one.field for one in known if one.given and wilson(one.right, one.given)[0] >= least),
        tuple(one.field for one in known if one.n and wilson(one.right, one.n)[0] >= least),
    )


def _find_values(text: str, sentences: Sequence[tuple[int, int]], nlp: Language) -> Iterator[_OpinionSpan]:
    docs = nlp.pipe([text[start:end] for start, end in sentences])
    for (start, _), doc in zip(sentences, docs, strict=True):
        for span, score in read_spans(doc):
            yield _OpinionSpan(span.field, start + span.start, start + span.end, score)


def _doubt_found(
    found: Sequence[_OpinionSpan], values: Sequence[Record], plan: Plan, rules: AdvicePolicy
) -> Iterator[Doubt]:
    """Yield what the model is sure of and no value of any of the fields holds."""
    held = [stretch for one in values if one.place for stretch in find_stretches(one.place)]
    for one in found:
        if one.score < rules.sure or any(left < one.end and one.start < right for left, right in held):
            continue
        owners = [item for item in plan.items if item.place and item.place.start <= one.start < item.place.end]
        if not owners:
            continue
        owner = min(owners, key=lambda item: item.place.end - item.place.start if item.place else 0)
        words, (zh, en) = plan.text[one.start : one.end], NAMES[one.field]
        yield Doubt(
            code=CODE, item=owner.id, field=one.field, text=words, place=Place(one.start, one.end),
            message=f"学到的模型认为“{words}”是{zh}，规则没有读出",
            message_en=f"The learned model takes these words for {en}; the rules read none",
        )  # fmt: skip


def _doubt_unseen(
    values: Sequence[Record], found: Sequence[_OpinionSpan], sentences: Sequence[tuple[int, int]], rules: AdvicePolicy
) -> Iterator[Doubt]:
    """Yield the values of the rules where the model, which read their sentence, sees nothing of the field."""
    seen = [one for one in found if one.score >= rules.seen]
    for value in values:
        if value.by is not None or value.place is None:
            continue
        stretches = list(find_stretches(value.place))
        read = any(start <= left and right <= end for start, end in sentences for left, right in stretches)
        held = any(
            one.field == value.field and one.start < right and left < one.end
            for one in seen for left, right in stretches
        )  # fmt: skip
        if read and not held:
            words, (zh, en) = value.value.get("text") or value.value.get("name"), NAMES[value.field]
            yield Doubt(
                code=CODE, item=value.item, field=value.field, text=words, place=value.place,
                message=f"学到的模型没有把“{words}”看作{zh}",
                message_en=f"The learned model does not take these words for {en}",
            )  # fmt: skip

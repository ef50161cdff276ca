"""In: a `Plan`. Out: a spaCy `Doc` with span groups, for displaCy, `DocBin` and those who train models.

spaCy's blank Chinese pipeline makes each character a token, so every value begins and ends with a token.
`doc.text` is the plan's text to the last blank. Not handled: tokens by words, which a model may add later.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from extractor.model.paper.place import Piece, Place

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

    from extractor.model.facts.plan import Plan

Labelled = tuple[Place | None, str]
"""Where a value stands, and the label of its span."""


def build_doc(plan: Plan) -> Doc:
    """Return `plan` as a spaCy `Doc` with the span groups units, deadlines, targets, rules and citations.

    A span's label is the role of a unit, the kind of a deadline or of a rule, the operator of a target, and "citation".
    A value that a page break cut in two gives a span for each stretch. Values without a place give none.
    """
    import spacy

    nlp = spacy.blank("zh")
    nlp.max_length = len(plan.text) + 1
    doc = nlp.make_doc(plan.text)
    doc.user_data["plan"] = plan.id
    for name, labelled in _group_facts(plan).items():
        doc.spans[name] = list(_build_spans(doc, labelled))
    return doc


def _group_facts(plan: Plan) -> dict[str, list[Labelled]]:
    units = [unit for item in plan.items for unit in item.units]
    rules = [rule for item in plan.indicators for rule in item.rules]
    rules += [rule for item in plan.indicators for part in item.parts for rule in part.rules]
    return {
        "units": [(unit.place, unit.role.value) for unit in units],
        "deadlines": [(entry.place, entry.kind.value) for task in plan.tasks for entry in task.deadlines],
        "targets": [(entry.place, entry.op) for task in plan.tasks for entry in task.targets],
        "rules": [(rule.place, rule.kind.value) for rule in rules],
        "citations": [(entry.place, "citation") for entry in plan.citations],
    }


def _build_spans(doc: Any, labelled: Iterable[Labelled]) -> Iterator[Span]:
    for place, label in labelled:
        if place is None:
            continue
        for piece in place.pieces or (Piece(place.start, place.end),):
            # A blank hangs on the character before it and is no token of its own, so none may stand at the ends.
            words = doc.text[piece.start : piece.end]
            start = piece.start + len(words) - len(words.lstrip())
            if words.strip():
                yield doc.char_span(start, start + len(words.strip()), label=label)

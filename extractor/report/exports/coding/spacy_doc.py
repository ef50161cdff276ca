"""In: a `Plan`. Out: a spaCy `Doc` with span groups, entities and sentences, for displaCy, `DocBin` and training.

spaCy's blank Chinese pipeline makes each character a token, so every value begins and ends with a token. A pipeline of
one's own gives its vocabulary, so that `nlp.evaluate` and `nlp.update` take the documents. `doc.text` is the plan's
text to the last blank. Not handled: tokens by words, which a model may add later.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from extractor.model.paper.place import Piece, Place

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span

    from extractor.model.facts.plan import Plan

Labelled = tuple[Place | None, str, str]
"""Where a value stands, the label of its span, and what it belongs to: the span's id leads back to the plan JSON."""
ENTITIES = ("units", "deadlines", "targets", "citations")
SENTENCE_ENDS = frozenset("。！？!?；;\n")


def build_doc(plan: Plan, nlp: Language | None = None) -> Doc:
    """Return `plan` as a spaCy `Doc` with the span groups units, deadlines, targets, rules and citations.

    A span's label is the role of a unit, the kind of a deadline or of a rule, the operator of a target, and "citation";
    its id is the group, the item's id and the number in it (units:t3:0). The same values without rules are `doc.ents`,
    labelled UNIT, DEADLINE, TARGET and CITATION, the longer one where two overlap. A value that a page break cut in two
    gives a span for each stretch. Values without a place give none. `nlp` is the pipeline that the document is for.
    """
    import spacy
    from spacy.util import filter_spans

    made = spacy.blank("zh") if nlp is None else nlp
    made.max_length = max(made.max_length, len(plan.text) + 1)
    doc = spacy.blank("zh", vocab=made.vocab).make_doc(plan.text) if nlp is not None else made.make_doc(plan.text)
    doc.user_data["plan"] = plan.id
    entities: list[Any] = []
    for name, labelled in _group_facts(plan).items():
        doc.spans[name] = list(_build_spans(doc, labelled))
        if name in ENTITIES:
            label = name.removesuffix("s").upper()
            entities += [doc.char_span(one.start_char, one.end_char, label, span_id=one.id_) for one in doc.spans[name]]
    doc.set_ents(filter_spans(entities))
    for token in doc:
        token.is_sent_start = token.i == 0 or doc[token.i - 1].text in SENTENCE_ENDS
    return doc


def _group_facts(plan: Plan) -> dict[str, list[Labelled]]:
    tasks, indicators = plan.tasks, plan.indicators
    rules = [(rule, item.id) for item in indicators for rule in item.rules]
    rules += [(rule, item.id) for item in indicators for part in item.parts for rule in part.rules]
    found: dict[str, list[tuple[Place | None, str, str]]] = {
        "units": [(one.place, one.role.value, item.id) for item in plan.items for one in item.units],
        "deadlines": [(one.place, one.kind.value, task.id) for task in tasks for one in task.deadlines],
        "targets": [(one.place, one.op, task.id) for task in tasks for one in task.targets],
        "rules": [(rule.place, rule.kind.value, owner) for rule, owner in rules],
        "citations": [(one.place, "citation", "plan") for one in plan.citations],
    }
    return {name: _number(name, labelled) for name, labelled in found.items()}


def _number(name: str, labelled: list[Labelled]) -> list[Labelled]:
    """Give each value the id of its group, its item and its number in it."""
    seen = Counter[str]()
    numbered = []
    for place, label, owner in labelled:
        numbered.append((place, label, f"{name}:{owner}:{seen[owner]}"))
        seen[owner] += 1
    return numbered


def _build_spans(doc: Any, labelled: Iterable[Labelled]) -> Iterator[Span]:
    for place, label, key in labelled:
        if place is None:
            continue
        for piece in place.pieces or (Piece(place.start, place.end),):
            # A blank hangs on the character before it and is no token of its own, so none may stand at the ends.
            words = doc.text[piece.start : piece.end]
            start = piece.start + len(words) - len(words.lstrip())
            if words.strip():
                yield doc.char_span(start, start + len(words.strip()), label=label, span_id=key)

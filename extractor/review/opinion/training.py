"""In: judged sentences. Out: a spaCy pipeline that finds values in sentences, and how well it does on unseen plans.

A blank Chinese pipeline (each character a token, as in the spaCy export) with one span categorizer: every stretch of up
to `longest` characters is one field's value or none. Whole plans are held out, since sentences of one plan are alike.
Seeded, on one CPU. Not handled: the disk (`storing`), and what follows from a model (`advice`).
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import msgspec

from extractor.review.opinion.examples import FIELDS, JudgedSentence, ValueSpan

if TYPE_CHECKING:
    from spacy.language import Language

FINDER, PIPE = "span_finder", "spancat_singlelabel"
CANDIDATES, KEY = "span_candidates", "sc"


class OpinionPolicy(msgspec.Struct, frozen=True):
    """`least_…`: how much is needed before anything is learned; the rest is the size and the length of the training.

    The finder offers stretches from `candidate` on; one is taken for a value from `found` on. `updates`, each of
    `batch` sentences, bounds the time.
    """

    least_values: int = 60
    least_field: int = 20
    least_folds: int = 2
    most_folds: int = 3
    longest: int = 24
    width: int = 64
    rounds: int = 14
    updates: int = 800
    batch: int = 8
    rate: float = 0.002
    seed: int = 0
    candidate: float = 0.2
    found: float = 0.5


@dataclass(frozen=True, slots=True)
class FieldFigures:
    """Held-out figures of a field: of `n` values that persons stand for, `right` were found among `given`."""

    field: str
    n: int
    given: int
    right: int

    @property
    def precision(self) -> float:
        """The share of what was found that is right."""
        return self.right / self.given if self.given else 0.0

    @property
    def recall(self) -> float:
        """The share of what is right that was found."""
        return self.right / self.n if self.n else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both.

        >>> round(FieldFigures("units", n=10, given=8, right=6).f1, 3)
        0.667
        """
        return 2 * self.right / (self.n + self.given) if self.n + self.given else 0.0


class OpinionTraining(msgspec.Struct, frozen=True):
    """The pipeline and its held-out figures; `lacking` tells why nothing was learned, "" where something was."""

    sentences: int
    values: int
    plans: int
    folds: int = 0
    figures: tuple[FieldFigures, ...] = ()
    nlp: Language | None = None
    lacking: str = ""


def train_opinion(sentences: Sequence[JudgedSentence], policy: OpinionPolicy | None = None) -> OpinionTraining:
    """Return a pipeline that learned from `sentences`, with its figures on plans left out; too few teach nothing.

    >>> train_opinion([]).lacking
    '至少要 60 个核对过的单位、时限、目标（现有 0 个）'
    """
    rules = policy or OpinionPolicy()
    counts = Counter(span.field for one in sentences for span in one.spans)
    plans = sorted({one.plan for one in sentences})
    labels = [field for field in FIELDS if counts[field] >= rules.least_field]
    lacking = _find_lacking(counts, labels, len(plans), rules)
    if lacking:
        return OpinionTraining(len(sentences), counts.total(), len(plans), lacking=lacking)
    folds = [plans[at :: rules.most_folds] for at in range(min(rules.most_folds, len(plans)))]
    figures: Counter[tuple[str, str]] = Counter()
    for fold in folds:
        nlp = _fit([one for one in sentences if one.plan not in fold], labels, rules)
        figures.update(_measure(nlp, [one for one in sentences if one.plan in fold], rules))
    shown = tuple(
        FieldFigures(name, figures[name, "n"], figures[name, "given"], figures[name, "right"]) for name in labels
    )
    return OpinionTraining(
        len(sentences), counts.total(), len(plans), len(folds), shown, _fit(sentences, labels, rules)
    )


def _find_lacking(counts: Mapping[str, int], labels: Sequence[str], plans: int, rules: OpinionPolicy) -> str:
    total = sum(counts.values())
    if total < rules.least_values:
        return f"至少要 {rules.least_values} 个核对过的单位、时限、目标（现有 {total} 个）"
    if not labels:
        return f"单位、时限、目标中至少要有一类满 {rules.least_field} 个核对过的值"
    if plans < rules.least_folds:
        return f"至少要 {rules.least_folds} 份有核对过的值的方案，才能留出检验（现有 {plans} 份）"
    return ""


def _fit(sentences: Sequence[JudgedSentence], labels: Sequence[str], rules: OpinionPolicy) -> Language:
    import spacy
    from spacy.training import Example
    from spacy.util import fix_random_seed  # type: ignore[attr-defined]

    fix_random_seed(rules.seed)
    nlp = spacy.blank("zh")
    finder: Any = nlp.add_pipe(FINDER, config=_configure_finder(rules))
    pipe: Any = nlp.add_pipe(PIPE, config=_configure(rules))
    for label in labels:
        pipe.add_label(label)
    examples = [
        Example(nlp.make_doc(one.words), _annotate(nlp.make_doc(one.words), one.spans, labels)) for one in sentences
    ]
    optimizer = nlp.initialize(lambda: examples)
    optimizer.learn_rate = rules.rate
    _teach(finder, examples, optimizer, rules)
    for example in examples:
        finder.set_annotations([example.predicted], finder.predict([example.predicted]))
        _add_known(example)
    _teach(pipe, examples, optimizer, rules)
    return nlp


def _teach(pipe: Any, examples: Sequence[Any], optimizer: Any, rules: OpinionPolicy) -> None:
    """Go through the examples in `rounds`, or as far as `updates` reach."""
    chance, order, left = random.Random(rules.seed), list(examples), rules.updates  # noqa: S311 - a seeded draw
    for _ in range(rules.rounds):
        chance.shuffle(order)
        for at in range(0, len(order), rules.batch):
            if left > 0:
                pipe.update(order[at : at + rules.batch], sgd=optimizer, drop=0.1)
            left -= 1


def _add_known(example: Any) -> None:
    """Put the true spans among the candidates, so that the categorizer learns from those that the finder missed."""
    doc = example.predicted
    known = {(span.start, span.end) for span in doc.spans[CANDIDATES]}
    known |= {(span.start, span.end) for span in example.reference.spans[CANDIDATES]}
    doc.spans[CANDIDATES] = [doc[start:end] for start, end in sorted(known)]


def _configure_finder(rules: OpinionPolicy) -> dict[str, Any]:
    return {
        "spans_key": CANDIDATES, "threshold": rules.candidate, "min_length": 2, "max_length": rules.longest,
        "model": {
            "@architectures": "spacy.SpanFinder.v1", "tok2vec": _configure_characters(rules),
            "scorer": {"@layers": "spacy.LinearLogistic.v1", "nO": 2},
        },
    }  # fmt: skip


def _configure(rules: OpinionPolicy) -> dict[str, Any]:
    return {
        "spans_key": KEY, "allow_overlap": False,
        "suggester": {"@misc": "spacy.preset_spans_suggester.v1", "spans_key": CANDIDATES},
        "model": {
            "@architectures": "spacy.SpanCategorizer.v1", "tok2vec": _configure_characters(rules),
            "reducer": {"@layers": "spacy.mean_max_reducer.v1", "hidden_size": rules.width},
            "scorer": {"@layers": "Softmax.v2"},
        },
    }  # fmt: skip


def _configure_characters(rules: OpinionPolicy) -> dict[str, Any]:
    embed = {
        "@architectures": "spacy.MultiHashEmbed.v2", "width": rules.width, "attrs": ["NORM"], "rows": [2000],
        "include_static_vectors": False,
    }  # fmt: skip
    encode = {
        "@architectures": "spacy.MaxoutWindowEncoder.v2", "width": rules.width, "window_size": 2, "maxout_pieces": 2,
        "depth": 3,
    }  # fmt: skip
    return {"@architectures": "spacy.Tok2Vec.v2", "embed": embed, "encode": encode}


def _annotate(doc: Any, spans: Sequence[ValueSpan], labels: Sequence[str]) -> Any:
    made = [doc.char_span(one.start, one.end, label=one.field) for one in spans if one.field in labels]
    doc.spans[KEY] = doc.spans[CANDIDATES] = [span for span in made if span is not None]
    return doc


def read_spans(doc: Any) -> Iterator[tuple[ValueSpan, float]]:
    """Yield what the pipeline found in a document, with its certainty (an array of one number in spaCy)."""
    spans = doc.spans[KEY]
    for span, score in zip(spans, spans.attrs.get("scores", ()), strict=True):
        yield ValueSpan(span.label_, span.start_char, span.end_char), float(score.item())


def _measure(nlp: Language, held: Sequence[JudgedSentence], rules: OpinionPolicy) -> Iterator[tuple[str, str]]:
    docs = nlp.pipe([one.words for one in held])
    for one, doc in zip(held, docs, strict=True):
        given = {span for span, score in read_spans(doc) if score >= rules.found}
        asked = set(one.spans)
        for name, found in (("n", asked), ("given", given), ("right", asked & given)):
            yield from ((span.field, name) for span in found)

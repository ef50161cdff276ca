"""Measure plans against annotations that people made by hand to `tests/evaluation/SPEC.md`.

In: annotations and plans as plain JSON records, so that plans of any program can be measured. Out: a `Score`.
Not handled: whether the annotations are right. No other part of the program reads annotations.
"""

from extractor.evaluation.documents import score_document
from extractor.evaluation.files import evaluate_folders
from extractor.evaluation.groups import score_alignment
from extractor.evaluation.score import FIGURES, Figure, Mismatch, Score, ToldShare
from extractor.evaluation.unread import score_unread

__all__ = [
    "FIGURES",
    "Figure",
    "Mismatch",
    "Score",
    "ToldShare",
    "evaluate_folders",
    "score_alignment",
    "score_document",
    "score_unread",
]

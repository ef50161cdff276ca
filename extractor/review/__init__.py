"""Review: a person looks at doubtful values, decides, and what was decided is carried out at every later run.

Beside the flow: it reads what the stages wrote and writes decisions as data (`corrections.jsonl`), nothing else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.lazily import load_lazily

if TYPE_CHECKING:
    from extractor.review.agreement import Agreement, find_agreement
    from extractor.review.annotations import build_annotation
    from extractor.review.journal import append_correction, parse_journal, settle
    from extractor.review.queue import Question, QueuePolicy, build_queue
    from extractor.review.replay import DecisionOutcome, Replay, apply_corrections, sort_corrections

__all__ = [
    "Agreement",
    "DecisionOutcome",
    "Question",
    "QueuePolicy",
    "Replay",
    "append_correction",
    "apply_corrections",
    "build_annotation",
    "build_queue",
    "find_agreement",
    "parse_journal",
    "settle",
    "sort_corrections",
]

__getattr__ = load_lazily(
    __name__,
    {
        "agreement": ("Agreement", "find_agreement"),
        "annotations": ("build_annotation",),
        "journal": ("append_correction", "parse_journal", "settle"),
        "queue": ("Question", "QueuePolicy", "build_queue"),
        "replay": ("DecisionOutcome", "Replay", "apply_corrections", "sort_corrections"),
    },
)

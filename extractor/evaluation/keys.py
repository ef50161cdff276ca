"""In: one record of a fact. Out: the key by which two records are the same fact; layout never costs a point.

Not handled: likeness by degrees, which is `matching`.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from extractor.evaluation.score import Record

POINTED = ("award", "deduct", "award_per", "deduct_per", "cap", "deduct_cap")
"""Kinds of rules whose points are compared; the others print none."""
_UNIFIED = str.maketrans(
    {
        "“": '"', "”": '"', "‘": "'", "’": "'", "「": '"', "」": '"', "〔": "[", "〕": "]", "【": "[", "】": "]",
        "—": "-", "–": "-", "﹒": ".", "·": "", "。": ".", "、": ",", "；": ";", "：": ":",
    }
)  # fmt: skip
_LAYOUT = re.compile(r"[\s\"'“”‘’「」『』]+")
Key = tuple[object, ...]
_BLANKS = re.compile(r"\s+")
"""成政办字〔2022〕 10号"""


def normalize(text: object) -> str:
    """Fold width, drop white space and unify quotes.

    >>> normalize("成政办字〔2022〕 10号。")
    '成政办字[2022]10号'
    """
    if text is None:
        return ""
    folded = _BLANKS.sub("", unicodedata.normalize("NFKC", str(text)))
    return folded.translate(_UNIFIED).strip(".,;:")


def fold_strictly(text: object) -> str:
    """Fold width, white space, quotes and final punctuation only.

    >>> fold_strictly("开展“双公示” 工作。")
    '开展双公示工作'
    """
    folded = unicodedata.normalize("NFKC", str(text or ""))
    return _LAYOUT.sub("", folded).rstrip("。.,;:!?、…)]")


def parse_number(value: object) -> float | str | None:
    """Return a number to nine places, a word as it is read, None for nothing."""
    try:
        return round(float(value), 9)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return normalize(value) or None


def unit_key(unit: Record) -> Key:
    """A body with its role."""
    return normalize(unit.get("name")), unit.get("role")


def deadline_key(deadline: Record) -> Key:
    """What a time limit asks for, however it is worded."""
    kind = deadline.get("kind")
    if kind in ("date", "interval"):
        return kind, deadline.get("date"), deadline.get("start") if kind == "interval" else None
    if kind == "recurring":
        rrule = (deadline.get("rrule") or "").upper().removeprefix("RRULE:")
        parts = rrule.replace("BYMONTHDAY=31", "BYMONTHDAY=-1").split(";")
        return kind, ";".join(sorted(parts)), None
    if kind == "relative":
        return kind, deadline.get("duration"), bool(deadline.get("working_days"))
    return kind, None, None


def target_key(target: Record) -> Key:
    """The bound of a target; what it measures is not compared."""
    return target.get("op"), parse_number(target.get("value")), normalize(target.get("unit")), target.get("period")


def rule_key(rule: Record) -> Key:
    """What a scoring statement does."""
    per, condition = rule.get("per") or {}, rule.get("condition") or {}
    worth = parse_number(rule.get("points")) if rule.get("kind") in POINTED else None
    bound = (condition.get("op"), parse_number(condition.get("value"))) if condition else None
    return rule.get("kind"), worth, parse_number(per.get("n")) if per else None, bound


def citation_key(citation: Record) -> str:
    """The title of a cited document without its brackets."""
    return normalize(citation.get("title")).strip('《》<>"')


def list_rules(indicator: Record) -> list[Record]:
    """Return the rules of a row and of its parts."""
    rows = [indicator, *(indicator.get("parts") or [])]
    return [rule for row in rows for rule in row.get("rules") or []]


def read_as(record: Record, field: str) -> Any:
    """Return the obvious right reading of a misprinted field, else what is printed."""
    other = record.get("reads_as")
    return (other if isinstance(other, str) else (other or {}).get(field)) or record.get(field)

"""In: a plan and what a person tells of it in the table of documents. Out: the plan with that in its metadata.

Not handled: `superior` and `replaces`, which name other plans.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from extractor.model.corpus import CORPUS_SIGNER, CorpusRow
from extractor.model.facts.plan import Plan
from extractor.model.mappings import Mappings
from extractor.parse.document.jurisdictions import find_jurisdiction

KEYS = {"place": "jurisdiction", "issuer": "issuer", "level": "level", "year": "year", "field": "field"}
"""columns of the table, and the keys of the metadata that they fill"""


def apply_row(plan: Plan, row: CorpusRow | None, mappings: Mappings) -> Plan:
    """Return the plan with what the row tells in place of what was read; each such value has `by`.

    A value that the document prints likewise stays the document's, with its place.
    """
    if row is None:
        return plan
    data = plan.metadata
    told = {key: getattr(row, column) for column, key in KEYS.items() if getattr(row, column) is not None}
    changed: dict[str, Any] = {key: value for key, value in told.items() if value != getattr(data, key)}
    if not changed:
        return plan
    by = data.by | dict.fromkeys(changed, CORPUS_SIGNER)
    if "jurisdiction" in changed:
        found = find_jurisdiction(mappings.places, (changed["jurisdiction"],))
        known = found if found is not None and found.name == changed["jurisdiction"] else None
        about = {
            "jurisdiction_code": (known.code or None) if known else None,
            "parent": known.parent if known else None,
            "province": known.province if known else None,
        }
        by |= dict.fromkeys((key for key, value in about.items() if value), CORPUS_SIGNER)
        changed |= about
    places = {key: place for key, place in data.places.items() if key not in changed}
    return replace(plan, metadata=replace(data, **changed, by=by, places=places))

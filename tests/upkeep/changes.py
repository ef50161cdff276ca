"""In: the committed `outputs/plans` and what the program makes of the corpus today. Out: what was gained and lost.

By document and kind of fact, since ten gained and ten lost would look like nothing in a total. Exit code 1 if anything
differs. Not handled: alignment and reports, whose files are compared byte by byte by a test.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from extractor.corpora import load_corpus
from extractor.mappings import load_mappings
from extractor.model.facts.plan import Plan
from extractor.outputs import load_plan
from extractor.pipeline import extract_documents

ROOT = Path(__file__).parent.parent.parent
NESTED = ("units", "deadlines", "targets", "rules", "parts")
"""Lists inside items, each of which is a kind of fact of its own."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that a plan says: of what kind, of which item, and what."""

    kind: str
    owner: str
    words: str


@dataclass(frozen=True, slots=True)
class Change:
    """What became of the facts of one kind in one document; `changed` pairs what stood and stands at one owner."""

    document: str
    kind: str
    gained: tuple[Fact, ...]
    lost: tuple[Fact, ...]
    changed: tuple[tuple[Fact, Fact], ...]


def main() -> int:
    """Print the changes of all documents."""
    documents = load_corpus(ROOT / "corpora")
    plans, failures = extract_documents(documents, load_mappings(ROOT / "mappings"))
    changes = [change for plan in plans for change in find_changes(load_committed(plan.id), plan)]
    for failure in failures:
        print(f"failed  {failure}")
    print("\n".join(format_changes(changes)) if changes else "outputs/plans: nothing gained, nothing lost")
    return 1 if changes or failures else 0


def load_committed(plan_id: str) -> Plan | None:
    """Return the plan in outputs/, None where it is new."""
    path = ROOT / "outputs" / "plans" / f"{plan_id}.json"
    return load_plan(path) if path.is_file() else None


def find_changes(old: Plan | None, new: Plan) -> list[Change]:
    """Return what differs, by kind of fact; places count for nothing, as in the equality of the model."""
    before, after = Counter(find_facts(old) if old else ()), Counter(find_facts(new))
    lost, gained = list((before - after).elements()), list((after - before).elements())
    changes = []
    for kind in dict.fromkeys(fact.kind for fact in (*lost, *gained)):
        gone = [fact for fact in lost if fact.kind == kind]
        come = [fact for fact in gained if fact.kind == kind]
        pairs = _pair(gone, come)
        for left, right in pairs:
            gone.remove(left)
            come.remove(right)
        changes.append(Change(new.id, kind, tuple(come), tuple(gone), tuple(pairs)))
    return changes


def find_facts(plan: Plan) -> Iterator[Fact]:
    """Give every fact of `plan`."""
    record = msgspec.to_builtins(plan)
    for name, value in record["metadata"].items():
        if name != "places":
            yield Fact("metadata", name, str(value))
    for kind in ("tasks", "indicators"):
        for item in record[kind]:
            yield from _find_item_facts(kind, item)
    for kind in ("phases", "grades", "citations", "safeguards", "problems"):
        for entry in record[kind]:
            yield Fact(kind, str(entry.get("name") or entry.get("no") or entry.get("code") or ""), _write(entry))


def _find_item_facts(kind: str, item: dict[str, Any]) -> Iterator[Fact]:
    owner = str(item["id"])
    yield Fact(kind, owner, _write({name: value for name, value in item.items() if name not in NESTED}))
    for name in NESTED:
        for entry in item.get(name, ()):
            yield Fact(f"{kind}.{name}", owner, _write(entry))


def _write(entry: dict[str, Any]) -> str:
    """Return `entry` in one line without its places and without what is not stated."""
    return msgspec.json.encode(_drop(entry)).decode()


def _drop(value: Any) -> Any:
    if isinstance(value, dict):
        kept = {key: inner for key, inner in value.items() if key not in {"place", "places"}}
        return {key: _drop(inner) for key, inner in kept.items() if inner not in (None, [], ())}
    return [_drop(inner) for inner in value] if isinstance(value, list | tuple) else value


def _pair(lost: list[Fact], gained: list[Fact]) -> list[tuple[Fact, Fact]]:
    """Pair what was lost and gained at one owner, in order."""
    waiting = list(gained)
    pairs = []
    for fact in lost:
        other = next((candidate for candidate in waiting if candidate.owner == fact.owner), None)
        if other is not None:
            waiting.remove(other)
            pairs.append((fact, other))
    return pairs


def format_changes(changes: list[Change]) -> Iterator[str]:
    """Give the table, then every change in full."""
    yield f"{'document':14}{'kind':22}{'gained':>8}{'lost':>8}{'changed':>9}"
    for change in changes:
        counts = f"{len(change.gained):8d}{len(change.lost):8d}{len(change.changed):9d}"
        yield f"{change.document:14}{change.kind:22}{counts}"
    for change in changes:
        yield f"\n{change.document} {change.kind}"
        yield from (f"  + {fact.owner}: {fact.words}" for fact in change.gained)
        yield from (f"  - {fact.owner}: {fact.words}" for fact in change.lost)
        for left, right in change.changed:
            yield f"  - {left.owner}: {left.words}"
            yield f"  + {right.owner}: {right.words}"


if __name__ == "__main__":
    sys.exit(main())

"""In: material of a report. Out: what the page needs only in some views, as one JSON value that it reads when asked.

Evidence of matches, last days, duties, networks, kinship of texts, checkability; each list is empty
where the comparison has nothing of the kind. Not handled: new facts.
"""

from __future__ import annotations

from collections import Counter

from extractor.language.tidying import tidy
from extractor.model.compared.alignment import Evidence
from extractor.model.compared.comparison import Comparison
from extractor.model.compared.duties import Network
from extractor.model.compared.text_reuse import Clause, Extract, InferredParent
from extractor.model.paper.place import Place
from extractor.report.dataset import Material
from extractor.report.labels import BREADTHS, CHECKABLE, ORIGINS, Wording
from extractor.report.page.facts import Fact, Pair, build_fact, same
from extractor.report.page.plan_data import build_plan_views
from extractor.report.page.series_data import build_series
from extractor.report.tables.duties import count_items
from extractor.report.tables.table import title_of

Record = dict[str, object]
Positions = dict[tuple[str, str], tuple[int, int]]
"""Where an item stands in the page's data: position of its plan, position in the plan."""


def build_deep_data(material: Material, plans: dict[str, int], items: Positions) -> Record:
    """Return the data; `plans` and `items` give the positions of plans and items in the page's first data."""
    comparison = material.comparison
    groups = {group.id: index for index, group in enumerate(material.alignment.groups)}
    return {
        **_build_evidence(material),
        "views": build_plan_views(material),
        **build_series(material, plans, groups),
        "timetables": _build_timetables(comparison, groups, items),
        "functions": _build_functions(comparison, plans, items),
        "breadth": _build_breadth(comparison, plans),
        "orphans": [items[f.plan, f.item] for f in comparison.staffing if f.breadth == "none" and not f.quote],
        "networks": [_build_network(network, plans, items) for network in comparison.networks if network.edges],
        "kinships": [
            (plans[k.left], plans[k.right], k.left_share, k.right_share, k.shared, [tidy(key) for key in k.parents])
            for k in comparison.kinships
        ],
        "clauses": [_build_clause(clause, plans) for clause in comparison.clauses],
        "parents": [_build_parent(parent, plans) for parent in comparison.parents],
        "citations": _build_citations(comparison, plans),
        "checkability": [
            (*items[c.plan, c.item], c.score, CHECKABLE[c.level], [(soft.word, soft.times) for soft in c.soft_words])
            for c in comparison.checkability
            if (c.plan, c.item) in items
        ],
    }  # fmt: skip


def build_summaries(material: Material, plans: dict[str, int]) -> Record:
    """Return what the overview shows of it, and which views there is something for."""
    comparison = material.comparison
    return {
        "filled": {
            "deadlines": any(task.deadlines for plan in material.plans for task in plan.tasks),
            "bodies": bool(comparison.duties or any(network.edges for network in comparison.networks)),
            "years": bool(comparison.changes),
            "levels": bool(comparison.gaps),
            "own": len(material.plans) > 1,
            "kinship": bool(comparison.kinships or comparison.clauses or comparison.citations),
        },
        "sections": _build_sections(comparison, plans),
        "checks": [
            (plans[c.plan], c.tasks, *count_stated(comparison, c.plan), c.complete, c.partial, c.bare, c.mean_score,
             [(soft.word, soft.times) for soft in c.soft_words])
            for c in comparison.plan_checkability
        ],
    }  # fmt: skip


def _build_evidence(material: Material) -> Record:
    """Return for each group the evidence of its matches, and the near misses of its members."""
    near: dict[str, list[Evidence]] = {}
    for evidence in material.alignment.near_misses:
        for side in (evidence.left, evidence.right):
            near.setdefault(side, []).append(evidence)
    missed = []
    for group in material.alignment.groups:
        keys = dict.fromkeys(f"{member.plan}:{member.item}" for member in group.members)
        missed.append(list({id(e): e for key in keys for e in near.get(key, ())}.values()))
    return {
        "evidence": [[_evidence(material, e) for e in group.evidence] for group in material.alignment.groups],
        "near": [[_evidence(material, e) for e in found] for found in missed],
    }


def _evidence(material: Material, evidence: Evidence) -> Record:
    return {
        "left": _side(material, evidence.left),
        "right": _side(material, evidence.right),
        "start": evidence.start,
        "lines": [(line.feature, line.seen, line.weight) for line in evidence.lines],
        "score": evidence.score,
        "threshold": evidence.threshold,
        "probability": evidence.probability,
    }


def _side(material: Material, key: str) -> str:
    plan_id, _, item_id = key.partition(":")
    item = material.items.get((plan_id, item_id))
    place = material.names.get(plan_id, plan_id)
    return f"{place}　{title_of(item)}" if item else key


def _build_timetables(comparison: Comparison, groups: dict[str, int], items: Positions) -> list[Record]:
    return [
        {
            "group": groups[table.group],
            "earliest": table.earliest,
            "latest": table.latest,
            "apart": table.days_apart,
            "dues": [
                {
                    "plan": items[due.plan, due.item][0],
                    "date": due.date,
                    "fact": build_fact(
                        "deadline", same(due.date), due.quote, _place(due.start, due.end),
                        [(Wording("截止日", "Last day"), same(due.date))],
                    ),
                }
                for due in table.dues
            ],
        }
        for table in comparison.timetables
        if table.group in groups
    ]  # fmt: skip


def _place(start: int, end: int) -> Place | None:
    return Place(start, end) if end > start else None


def _build_functions(comparison: Comparison, plans: dict[str, int], items: Positions) -> list[Record]:
    """Return one record for each function: in how many items of each plan, and in which, by role; the busiest first."""
    labels: dict[str, str] = {}
    counts: dict[str, list[int]] = {}
    duties: dict[str, list[object]] = {}
    for duty in comparison.duties:
        key = duty.function or duty.label
        labels.setdefault(key, tidy(duty.label))
        counts.setdefault(key, [0] * len(plans))[plans[duty.plan]] += count_items(duty)
        owned = [
            (role, [items[duty.plan, item] for item in getattr(duty, role) if (duty.plan, item) in items])
            for role in ("lead", "responsible", "participant")
        ]
        names = "、".join(tidy(name) for name in duty.names)
        duties.setdefault(key, []).append((plans[duty.plan], names, [found for found in owned if found[1]]))
    busiest = sorted(labels, key=lambda key: -sum(counts[key]))
    return [{"label": labels[key], "counts": counts[key], "duties": duties[key]} for key in busiest]


def _build_breadth(comparison: Comparison, plans: dict[str, int]) -> list[list[int]]:
    """Return for each plan how many items have no body, one, several, everybody; empty where nobody counted."""
    if not comparison.staffing:
        return []
    counts: Counter[tuple[str, str]] = Counter((found.plan, found.breadth) for found in comparison.staffing)
    return [[counts[plan, breadth] for breadth in BREADTHS] for plan in plans]


def _build_network(network: Network, plans: dict[str, int], items: Positions) -> Record:
    positions = {node.id: index for index, node in enumerate(network.nodes)}
    nodes: list[tuple[object, ...]] = []
    for node in network.nodes:
        at = items.get((network.plan or "", node.ref or "")) if node.kind in ("task", "indicator") else None
        group = node.ref if node.kind == "group" else None
        nodes.append((node.kind == "body", tidy(node.label), node.degree, at or group))
    return {
        "plan": -1 if network.plan is None else plans[network.plan],
        "nodes": nodes,
        "edges": [
            (positions[e.source], positions[e.target], e.role, [plans[p] for p in e.plans]) for e in network.edges
        ],
    }


def _build_extract(extract: Extract, details: list[tuple[Pair, Pair]]) -> Fact:
    return build_fact("clause", same(tidy(extract.quote)), extract.quote, _place(extract.start, extract.end), details)


def _build_clause(clause: Clause, plans: dict[str, int]) -> Record:
    details: list[tuple[Pair, Pair]] = [
        (Wording("承袭", "Origin"), ORIGINS[clause.origin]),
        (Wording("相似度", "Likeness"), same(f"{clause.likeness:.2f}")),
    ]
    other = clause.other
    return {
        "plan": plans[clause.here.plan],
        "origin": clause.origin,
        "likeness": clause.likeness,
        "fact": _build_extract(clause.here, details),
        "other": None if other is None else {"plan": plans[other.plan], "fact": _build_extract(other, details)},
    }


def _build_parent(parent: InferredParent, plans: dict[str, int]) -> Record:
    return {
        "key": tidy(parent.key),
        "titles": [tidy(title) for title in parent.titles],
        "children": [plans[child] for child in parent.children],
        "clauses": [
            (tidy(c.wording), c.agrees, [(plans[child.plan], _build_extract(child, [])) for child in c.children])
            for c in parent.clauses
        ],
    }


def _build_citations(comparison: Comparison, plans: dict[str, int]) -> list[Record]:
    return [
        {
            "plan": plans[found.plan],
            "place": found.issuer_place or "",
            "resolved": found.resolved,
            "key": tidy(found.key or ""),
            "fact": build_fact(
                "other", same(tidy(f"《{found.title}》{found.doc_number or ''}")), found.title,
                _place(found.start, found.end),
                [(Wording("发文地", "Whose it is"), same(found.issuer_place or "")),
                 (Wording("依据", "Told by"), same(found.why))],
            ),
        }
        for found in comparison.citations
    ]  # fmt: skip


def count_stated(comparison: Comparison, plan: str) -> tuple[int, int, int]:
    """Return how many tasks of a plan print a number, a time limit, a body."""
    own = [c for c in comparison.checkability if c.plan == plan]
    return sum(c.numbers > 0 for c in own), sum(c.times > 0 for c in own), sum(c.bodies > 0 for c in own)


def _build_sections(comparison: Comparison, plans: dict[str, int]) -> list[Record]:
    labels = {coverage.concept: tidy(coverage.label) for coverage in comparison.coverage}
    found = []
    for section in comparison.sections:
        has = [0] * len(plans)
        points: list[float | None] = [None] * len(plans)
        for share in section.shares:
            has[plans[share.plan]] = share.concepts
            points[plans[share.plan]] = share.points_share
        found.append(
            {
                "name": tidy(section.level1),
                "total": len(section.concepts),
                "has": has,
                "points": points,
                "lacking": [labels.get(concept, concept) for concept in section.all_lack],
                "lone": [labels.get(concept, concept) for concept in section.one_has],
            }
        )
    return found

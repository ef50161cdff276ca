"""In: plans and their alignment. Out: who has to do with what, as nodes and edges: one network a plan, one of all.

Bodies are nodes by their function, so that the networks of two places can be laid over each other; in the network of
all places the tasks are the groups. Groups of bodies (各科室) are left out: they would join everything to everything.
Not handled: measures of the network beyond the degree.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from extractor.compare.responsibilities.duties import find_body
from extractor.model.compared.alignment import Alignment
from extractor.model.compared.duties import Network, NetworkEdge, NetworkNode
from extractor.model.facts.plan import Indicator, Plan, Task

Link = tuple[str, str, str]
"""Node of the body, node of the task, role."""


def find_networks(alignment: Alignment, plans: Sequence[Plan], names: Mapping[str, str]) -> Iterator[Network]:
    """Yield the network of each plan, in their order, then that of all (`plan` is None)."""
    for plan in plans:
        bodies, links = _find_links([(plan.id, item.id, item) for item in plan.items], names)
        tasks = [_build_task(item) for item in plan.items]
        yield _build_network(plan.id, [*bodies.values(), *tasks], links)
    items = {(plan.id, item.id): item for plan in plans for item in plan.items}
    members = [(m.plan, group.id, items[m.plan, m.item]) for group in alignment.groups for m in group.members]
    bodies, links = _find_links(members, names)
    groups = [NetworkNode(id=f"task:{g.id}", kind="group", label=g.label, degree=0, ref=g.id) for g in alignment.groups]
    yield _build_network(None, [*bodies.values(), *groups], links)


def _build_task(item: Task | Indicator) -> NetworkNode:
    if isinstance(item, Task):
        return NetworkNode(id=f"task:{item.id}", kind="task", label=item.title, degree=0, ref=item.id)
    return NetworkNode(id=f"task:{item.id}", kind="indicator", label=item.name or "", degree=0, ref=item.id)


def _find_links(
    work: Sequence[tuple[str, str, Task | Indicator]], names: Mapping[str, str]
) -> tuple[dict[str, NetworkNode], dict[Link, dict[str, None]]]:
    """Return the bodies' nodes, and for each link the plans that have it, from (plan, task node's key, item)."""
    bodies: dict[str, NetworkNode] = {}
    links: dict[Link, dict[str, None]] = {}
    for plan, key, item in work:
        for unit in item.units:
            if unit.generic:
                continue
            function, label = find_body(unit, names)
            body = f"body:{function or label}"
            bodies.setdefault(body, NetworkNode(id=body, kind="body", label=label, degree=0, ref=function))
            links.setdefault((body, f"task:{key}", unit.role.value), {})[plan] = None
    return bodies, links


def _build_network(plan: str | None, nodes: Sequence[NetworkNode], links: Mapping[Link, Mapping[str, None]]) -> Network:
    degrees = Counter(end for source, target, _ in links for end in (source, target))
    return Network(
        plan=plan,
        nodes=tuple(
            NetworkNode(id=node.id, kind=node.kind, label=node.label, degree=degrees[node.id], ref=node.ref)
            for node in nodes
        ),
        edges=tuple(
            NetworkEdge(source=source, target=target, role=role, plans=tuple(plans))  # type: ignore[arg-type]
            for (source, target, role), plans in links.items()
        ),
    )

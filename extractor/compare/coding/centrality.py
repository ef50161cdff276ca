"""In: two-mode networks of bodies and tasks. Out: density, centrality, betweenness, core and edge, shared work.

Density is edges over bodies x tasks; a node's centrality its degree over the size of the other mode; betweenness that
of Brandes (2001), normalised; the core holds the nodes of the highest core number. Roles do not count: a body is tied
to a task once. Not handled: betweenness of networks above `MOST_NODES`, which would take longer than all else.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from extractor.model.compared.duties import Network
from extractor.model.compared.research import NetworkMeasure, NodeMeasure, SharedWork

MOST_NODES = 400
MOST_BODIES = 40
"""bodies of one task from which it says nothing about who works with whom"""
Ties = Mapping[str, Sequence[str]]


def measure_networks(networks: Sequence[Network]) -> Iterator[NetworkMeasure]:
    """Yield each network's measures as a whole."""
    for network in networks:
        ties, bodies = build_ties(network)
        tasks = len(ties) - len(bodies)
        edges = sum(len(ties[body]) for body in bodies)
        shares = [len(ties[body]) / tasks for body in bodies] if tasks else []
        cores = find_cores(ties)
        most = max(cores.values(), default=0)
        yield NetworkMeasure(
            plan=network.plan,
            bodies=len(bodies),
            tasks=tasks,
            edges=edges,
            density=round(edges / (len(bodies) * tasks), 6) if bodies and tasks else None,
            centralisation=round(sum(max(shares) - one for one in shares) / (len(shares) - 1), 6)
            if len(shares) > 1
            else None,
            core_bodies=sum(cores[body] == most for body in bodies) if most else 0,
        )


def measure_nodes(networks: Sequence[Network]) -> Iterator[NodeMeasure]:
    """Yield the measures of each body of each network, the most central first."""
    for network in networks:
        ties, bodies = build_ties(network)
        labels = {node.id: node.label for node in network.nodes}
        between = find_betweenness(ties) if len(ties) <= MOST_NODES else None
        cores = find_cores(ties)
        most, tasks = max(cores.values(), default=0), len(ties) - len(bodies)
        for body in sorted(bodies, key=lambda name: (-len(ties[name]), name)):
            yield NodeMeasure(
                plan=network.plan, node=body, kind="body", label=labels[body], degree=len(ties[body]),
                centrality=round(len(ties[body]) / tasks, 6) if tasks else 0.0,
                betweenness=None if between is None else round(between[body], 6),
                core_number=cores[body], core=bool(most) and cores[body] == most,
            )  # fmt: skip


def find_shared_work(networks: Sequence[Network]) -> Iterator[SharedWork]:
    """Yield each two bodies of one plan that share tasks, the most first; bodies of two places share none."""
    for network in networks:
        if network.plan is None:
            continue
        ties, bodies = build_ties(network)
        labels = {node.id: node.label for node in network.nodes}
        shared: Counter[tuple[str, str]] = Counter()
        for task in (node for node in ties if node not in bodies):
            own = sorted(ties[task])
            if len(own) <= MOST_BODIES:
                shared.update(combinations(own, 2))
        for (left, right), number in sorted(shared.items(), key=lambda entry: (-entry[1], entry[0])):
            yield SharedWork(plan=network.plan, left=labels[left], right=labels[right], tasks=number)


def build_ties(network: Network) -> tuple[dict[str, list[str]], dict[str, None]]:
    """Return the neighbours of each node, each once, and the bodies, all in the network's order."""
    ties: dict[str, dict[str, None]] = {node.id: {} for node in network.nodes}
    for edge in network.edges:
        ties[edge.source][edge.target] = None
        ties[edge.target][edge.source] = None
    bodies = dict.fromkeys(node.id for node in network.nodes if node.kind == "body")
    return {node: list(near) for node, near in ties.items()}, bodies


def find_cores(ties: Ties) -> dict[str, int]:
    """Return each node's core number: the largest k such that it lies in a part whose nodes all have k ties there."""
    degrees = {node: len(near) for node, near in ties.items()}
    buckets: dict[int, list[str]] = {}
    for node, degree in degrees.items():
        buckets.setdefault(degree, []).append(node)
    cores: dict[str, int] = {}
    level = 0
    for _ in range(len(ties)):
        low = min(degree for degree, nodes in buckets.items() if nodes)
        node = buckets[low].pop()
        while node in cores or degrees[node] != low:
            while not buckets[low]:
                low = min(degree for degree, nodes in buckets.items() if nodes)
            node = buckets[low].pop()
        level = max(level, low)
        cores[node] = level
        for other in ties[node]:
            if other not in cores:
                degrees[other] -= 1
                buckets.setdefault(degrees[other], []).append(other)
    return cores


def find_betweenness(ties: Ties) -> dict[str, float]:
    """Return each node's betweenness: the share of shortest paths between others that run through it (Brandes 2001).

    >>> find_betweenness({"a": ["b"], "b": ["a", "c"], "c": ["b"]})
    {'a': 0.0, 'b': 1.0, 'c': 0.0}
    """
    found = dict.fromkeys(ties, 0.0)
    for source in ties:
        order, paths, before = _walk(ties, source)
        load = dict.fromkeys(order, 0.0)
        for node in reversed(order):
            for earlier in before[node]:
                load[earlier] += paths[earlier] / paths[node] * (1 + load[node])
            if node != source:
                found[node] += load[node]
    pairs = (len(ties) - 1) * (len(ties) - 2)
    return {node: value / pairs if pairs > 0 else value for node, value in found.items()}


def _walk(ties: Ties, source: str) -> tuple[list[str], dict[str, float], dict[str, list[str]]]:
    """Return the nodes by distance from `source`, on how many shortest paths each lies, and who stands before it."""
    order: list[str] = []
    before: dict[str, list[str]] = {source: []}
    paths = {source: 1.0}
    far = {source: 0}
    queue = deque([source])
    while queue:
        node = queue.popleft()
        order.append(node)
        behind, ways = far[node] + 1, paths[node]
        for near in ties[node]:
            distance = far.get(near)
            if distance is None:
                far[near] = behind
                paths[near], before[near] = ways, [node]
                queue.append(near)
            elif distance == behind:
                paths[near] += ways
                before[near].append(node)
    return order, paths, before

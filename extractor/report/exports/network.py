"""In: material of a report. Out: the network of tasks and bodies as GraphML, of each plan and of all together.

A plan's graph has its items and its bodies as printed; the common one has the aligned measures and the functions of
government. All are simple undirected graphs: one edge joins a body and an item, its attributes count the roles.
Written by networkx; node ids are plain (n0, n1 …) because GraphML takes no other, `key` holds what a node is by.
Not handled: layout, which Gephi, igraph and networkx each have.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from extractor.language.tidying import tidy
from extractor.model.facts.plan import Plan, Role, Task
from extractor.model.report import ReportFile
from extractor.report.dataset import Material
from extractor.report.exports.coding.markup import clean_xml
from extractor.report.exports.identity import name_files
from extractor.report.exports.packages import load_package
from extractor.report.tables.table import title_of

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
ALL_PLANS = "measures-functions"
Values = Mapping[str, str | bool | None]


class GraphLists(msgspec.Struct, frozen=True):
    """Nodes by what they are (item:3.1, unit:县财政局) with their values, and edges by their two ends."""

    nodes: dict[str, Values] = msgspec.field(default_factory=dict)
    edges: dict[tuple[str, str], list[tuple[str, Role]]] = msgspec.field(default_factory=dict)

    def join(self, source: str, target: str, plan: str, role: Role) -> None:
        """Note that `source` has to do with `target` in `role`."""
        self.edges.setdefault((source, target), []).append((plan, role))


def build_graphs(material: Material) -> Iterator[ReportFile]:
    """Yield `graphml/<plan>.graphml` for each plan, and `graphml/measures-functions.graphml` over all."""
    names = name_files((ALL_PLANS, *(plan.id for plan in material.plans)))
    for plan in material.plans:
        yield ReportFile(f"graphml/{names[plan.id]}.graphml", write_network(_plan_network(material, plan)))
    yield ReportFile(f"graphml/{ALL_PLANS}.graphml", write_network(_common_network(material)))


def _plan_network(material: Material, plan: Plan) -> GraphLists:
    network = GraphLists()
    shared: Values = {"plan": plan.id, "place": material.names[plan.id]}
    for item in plan.items:
        kind = "task" if isinstance(item, Task) else "indicator"
        section = item.section if isinstance(item, Task) else item.level1
        key = f"item:{item.id}"
        network.nodes[key] = {"kind": kind, "label": title_of(item), "section": tidy(section or ""), **shared}
        for unit in item.units:
            name = tidy(unit.name)
            about: Values = {"kind": "unit", "label": name, "function": unit.function, "generic": unit.generic}
            network.nodes.setdefault(f"unit:{name}", {**about, **shared})
            network.join(f"unit:{name}", key, plan.id, unit.role)
    return network


def _common_network(material: Material) -> GraphLists:
    network = GraphLists()
    labels = {duty.function: tidy(duty.label) for duty in material.comparison.duties if duty.function}
    for group in material.alignment.groups:
        target = f"group:{group.id}"
        network.nodes[target] = {"kind": "measure", "label": tidy(group.label)}
        for member in group.members:
            for unit in material.items[member.plan, member.item].units:
                if unit.function is not None:
                    source = f"function:{unit.function}"
                    label = labels.get(unit.function, unit.function)
                    network.nodes.setdefault(source, {"kind": "function", "label": label, "function": unit.function})
                    network.join(source, target, member.plan, unit.role)
    return network


def write_network(network: GraphLists) -> bytes:
    """Return `network` as GraphML 1.0 with typed attributes."""
    library = load_package("networkx", "GraphML")
    graph = library.Graph()
    ids = {key: f"n{number}" for number, key in enumerate(network.nodes)}
    for key, values in network.nodes.items():
        stated = {name: _clean(value) for name, value in values.items() if value not in {None, ""}}
        graph.add_node(ids[key], key=clean_xml(key), **stated)
    for (source, target), found in network.edges.items():
        graph.add_edge(ids[source], ids[target], **_describe(found))
    lines = library.generate_graphml(graph, encoding="utf-8", prettyprint=True)
    return (HEAD + "\n".join(lines) + "\n").encode("utf-8")


def _describe(found: list[tuple[str, Role]]) -> dict[str, str | int]:
    """Return how often a body has to do with an item, in each role, and in which plans; `role` is the strongest."""
    counts = {role.value: sum(one is role for _, one in found) for role in Role}
    strongest = next(role for role, count in counts.items() if count)
    plans = dict.fromkeys(plan for plan, _ in found)
    roles = dict.fromkeys(f"{plan}:{role.value}" for plan, role in found)
    about: dict[str, str | int] = {"weight": len(found), "role": strongest, **counts}
    return about | {"plans": clean_xml(";".join(plans)), "roles": clean_xml(";".join(roles))}


def _clean(value: Any) -> Any:
    return clean_xml(value) if isinstance(value, str) else value

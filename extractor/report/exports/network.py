"""In: material of a report. Out: the network of tasks and bodies as GraphML, of each plan and of all together.

A plan's graph has its items and its bodies as printed; the common one has the aligned measures and the functions of
government, an edge for each plan that joins them. Not handled: layout, which Gephi, igraph and networkx each have.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from extractor.language.tidying import tidy
from extractor.model.facts.plan import Plan, Task
from extractor.model.report import ReportFile
from extractor.report.dataset import Material
from extractor.report.exports.calendars import name_file
from extractor.report.exports.markup import clean_xml, escape_xml
from extractor.report.tables.table import title_of

HOME, INSTANCE = "http://graphml.graphdrawing.org/xmlns", "http://www.w3.org/2001/XMLSchema-instance"
NODE_FIELDS = ("kind", "label", "plan", "place", "function", "generic", "section")
EDGE_FIELDS = ("role", "plan")


@dataclass(frozen=True, slots=True)
class GraphNode:
    """One node: its id, and its values by the names of NODE_FIELDS."""

    id: str
    values: dict[str, str]


@dataclass(frozen=True, slots=True)
class GraphEdge:
    """A body (or function) that has to do with an item (or measure), in which role and how often."""

    source: str
    target: str
    role: str
    plan: str
    weight: int = 1


def build_graphs(material: Material) -> Iterator[ReportFile]:
    """Yield `graphml/<plan>.graphml` for each plan, and `graphml/measures-functions.graphml` over all."""
    for plan in material.plans:
        nodes, edges = _plan_graph(material, plan)
        yield ReportFile(f"graphml/{name_file(plan.id)}.graphml", write_graph(plan.id, nodes, edges))
    nodes, edges = _common_graph(material)
    yield ReportFile("graphml/measures-functions.graphml", write_graph("all", nodes, edges))


def _plan_graph(material: Material, plan: Plan) -> tuple[list[GraphNode], list[GraphEdge]]:
    nodes: dict[str, GraphNode] = {}
    edges: dict[tuple[str, str, str], int] = {}
    shared = {"plan": plan.id, "place": material.names[plan.id]}
    for item in plan.items:
        kind = "task" if isinstance(item, Task) else "indicator"
        section = item.section if isinstance(item, Task) else item.level1
        about = {"kind": kind, "label": title_of(item), "section": tidy(section or ""), **shared}
        nodes[f"item:{item.id}"] = GraphNode(f"item:{item.id}", about)
        for unit in item.units:
            name = tidy(unit.name)
            values = {"kind": "unit", "label": name, "function": unit.function or "", **shared}
            nodes.setdefault(f"unit:{name}", GraphNode(f"unit:{name}", values | {"generic": str(unit.generic).lower()}))
            key = (f"unit:{name}", f"item:{item.id}", unit.role.value)
            edges[key] = edges.get(key, 0) + 1
    return list(nodes.values()), [GraphEdge(*key, plan.id, weight) for key, weight in edges.items()]


def _common_graph(material: Material) -> tuple[list[GraphNode], list[GraphEdge]]:
    nodes: dict[str, GraphNode] = {}
    edges: dict[tuple[str, str, str, str], int] = {}
    for group in material.alignment.groups:
        target = f"group:{group.id}"
        nodes[target] = GraphNode(target, {"kind": "measure", "label": tidy(group.label)})
        for member in group.members:
            for unit in material.items[member.plan, member.item].units:
                if unit.function is None:
                    continue
                source = f"function:{unit.function}"
                nodes.setdefault(source, GraphNode(source, {"kind": "function", "label": unit.function}))
                key = (source, target, unit.role.value, member.plan)
                edges[key] = edges.get(key, 0) + 1
    return list(nodes.values()), [GraphEdge(*key, weight) for key, weight in edges.items()]


def write_graph(name: str, nodes: Iterable[GraphNode], edges: Iterable[GraphEdge]) -> bytes:
    """Return an undirected graph as GraphML 1.0."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<graphml xmlns="{HOME}" xmlns:xsi="{INSTANCE}" xsi:schemaLocation="{HOME} {HOME}/1.0/graphml.xsd">',
        *(f'<key id="n_{f}" for="node" attr.name="{f}" attr.type="string"/>' for f in NODE_FIELDS),
        *(f'<key id="e_{f}" for="edge" attr.name="{f}" attr.type="string"/>' for f in EDGE_FIELDS),
        '<key id="e_weight" for="edge" attr.name="weight" attr.type="int"/>',
        f'<graph id={quoteattr(clean_xml(name))} edgedefault="undirected">',
        *(_write_node(node) for node in nodes),
        *(_write_edge(number, edge) for number, edge in enumerate(edges)),
        "</graph>",
        "</graphml>",
    ]
    return "\n".join((*lines, "")).encode("utf-8")


def _write_node(node: GraphNode) -> str:
    data = "".join(_data(f"n_{field}", node.values[field]) for field in NODE_FIELDS if node.values.get(field))
    return f"<node id={quoteattr(clean_xml(node.id))}>{data}</node>"


def _write_edge(number: int, edge: GraphEdge) -> str:
    ends = f"source={quoteattr(clean_xml(edge.source))} target={quoteattr(clean_xml(edge.target))}"
    data = _data("e_role", edge.role) + _data("e_plan", edge.plan) + _data("e_weight", str(edge.weight))
    return f'<edge id="e{number}" {ends}>{data}</edge>'


def _data(key: str, value: str) -> str:
    return f'<data key="{key}">{escape_xml(value)}</data>'

"""What a deep comparison says of annotated plans, made by hand in small: enough of each kind for a report to show."""

from dataclasses import replace
from datetime import date

from extractor.model.compared.comparison import Difference, PlanShare, Reading, SectionCoverage, SectionShare
from extractor.model.compared.duties import (
    Checkability,
    Due,
    Duty,
    Network,
    NetworkEdge,
    NetworkNode,
    PlanCheckability,
    SoftWord,
    Staffing,
    Timetable,
)
from extractor.model.compared.text_reuse import (
    Clause,
    Contradiction,
    Extract,
    InferredParent,
    Kinship,
    ParentClause,
    ResolvedCitation,
    SharedPassage,
)
from extractor.model.facts.plan import Task


def deepen(comparison, plans, alignment):
    """Give `comparison` something of each kind."""
    return replace(
        comparison,
        differences=(*comparison.differences, make_ladder(plans, alignment)),
        coverage=tuple(add_shares(coverage, alignment) for coverage in comparison.coverage),
        timetables=tuple(find_timetables(plans, alignment)),
        staffing=tuple(find_staffing(plans)),
        duties=tuple(find_duties(plans)),
        networks=tuple(find_network(plan) for plan in plans),
        sections=find_sections(comparison, plans),
        checkability=tuple(find_checkability(plans)),
        plan_checkability=tuple(
            PlanCheckability(plan=p.id, tasks=len(p.tasks), complete=0, partial=len(p.tasks), bare=0, mean_score=0.6,
                             soft_words=(SoftWord(word="鼓励", times=2),))
            for p in plans
        ),
        **find_kinship(plans),
    )  # fmt: skip


def make_ladder(plans, alignment):
    """Days from 15 to 7, the fewer the stricter, in a group that all plans have."""
    group = next(group for group in alignment.groups if {m.plan for m in group.members} == {p.id for p in plans})
    items = {(plan.id, item.id): item for plan in plans for item in plan.items}
    firsts = {member.plan: member for member in reversed(group.members)}
    readings = []
    for rank, (plan, days) in enumerate(zip(plans, (7, 10, 15), strict=True), start=1):
        member = firsts[plan.id]
        place = items[plan.id, member.item].place
        readings.append(
            Reading(plan=plan.id, item=member.item, quote=plan.text[place.start : place.end], start=place.start,
                    end=place.end, value=float(days), shown=f"{days}工作日", rank=rank, position=(15 - days) / 8)
        )  # fmt: skip
    return Difference(group=group.id, aspect="duration", label="办结", unit="工作日", stricter="lower",
                      readings=tuple(readings), spread=8.0, agrees=False, note="各地均以工作日计")  # fmt: skip


def add_shares(coverage, alignment):
    members = [m for g in alignment.groups if g.id in coverage.groups for m in g.members]
    return replace(
        coverage,
        level1="一级",
        shares=tuple(
            PlanShare(plan=plan, items=len({m.item for m in members if m.plan == plan}), points_share=None)
            for plan in coverage.plans
        ),
    )


def find_timetables(plans, alignment):
    items = {(plan.id, item.id): item for plan in plans for item in plan.items}
    for group in alignment.groups:
        dues = [
            Due(plan=m.plan, item=m.item, date=d.date, quote=d.text, start=d.place.start, end=d.place.end)
            for m in group.members
            if isinstance(items[m.plan, m.item], Task)
            for d in items[m.plan, m.item].deadlines
            if d.date and d.place
        ]
        if dues:
            days = sorted(due.date for due in dues)
            apart = (date.fromisoformat(days[-1]) - date.fromisoformat(days[0])).days
            yield Timetable(
                group=group.id, dues=tuple(sorted(dues, key=lambda d: d.date)), earliest=days[0], latest=days[-1],
                days_apart=apart if len({due.plan for due in dues}) > 1 else None,
            )  # fmt: skip


def find_staffing(plans):
    for plan in plans:
        for item in plan.items:
            named = [unit for unit in item.units if not unit.generic]
            breadth = "none" if not item.units else "single" if len(item.units) == 1 else "several"
            yield Staffing(
                plan=plan.id, item=item.id, named=len(named), generic=len(item.units) - len(named), breadth=breadth,
                leaders=tuple(unit.name for unit in named[:1]),
            )  # fmt: skip


def find_duties(plans):
    for plan in plans:
        roles = {}
        for item in plan.items:
            for unit in item.units:
                owned = roles.setdefault(unit.name, {"lead": {}, "responsible": {}, "participant": {}})
                owned[unit.role.value][item.id] = None
        for name, owned in roles.items():
            found = {role: tuple(ids) for role, ids in owned.items()}
            yield Duty(plan=plan.id, function=None, label=name, names=(name,), **found)


def find_network(plan):
    edges = {(f"b:{u.name}", f"i:{i.id}", u.role.value) for i in plan.items for u in i.units}
    degree = {}
    for one, other, _ in edges:
        degree[one] = degree.get(one, 0) + 1
        degree[other] = degree.get(other, 0) + 1
    bodies = sorted({one for one, *_ in edges})
    nodes = [NetworkNode(id=b, kind="body", label=b[2:], degree=degree[b]) for b in bodies]
    for item in plan.items:
        kind = "task" if isinstance(item, Task) else "indicator"
        title = (item.title if kind == "task" else item.name) or ""
        nodes.append(
            NetworkNode(id=f"i:{item.id}", kind=kind, label=title, degree=degree.get(f"i:{item.id}", 0), ref=item.id)
        )
    links = tuple(NetworkEdge(source=a, target=b, role=role, plans=(plan.id,)) for a, b, role in sorted(edges))
    return Network(plan=plan.id, nodes=tuple(nodes), edges=links)


def find_sections(comparison, plans):
    concepts = tuple(coverage.concept for coverage in comparison.coverage)
    shares = []
    for plan in plans:
        has = [coverage for coverage in comparison.coverage if plan.id in coverage.plans]
        shares.append(
            SectionShare(plan=plan.id, concepts=len(has), share=round(len(has) / len(concepts), 4), items=len(has),
                         points_share=None)
        )  # fmt: skip
    every = tuple(c.concept for c in comparison.coverage if len(c.plans) == len(plans))
    return (
        SectionCoverage(level1="一级", edition="2021", concepts=concepts, all_have=every, one_has=(), all_lack=(),
                        shares=tuple(shares)),
    )  # fmt: skip


def find_checkability(plans):
    for plan in plans:
        for task in plan.tasks:
            yield Checkability(
                plan=plan.id, item=task.id, numbers=len(task.targets), times=len(task.deadlines),
                bodies=len(task.units), level="some", soft_words=(SoftWord(word="力争", times=1),), number_part=0.4,
                time_part=0.3, body_part=0.0, soft_part=0.1, score=0.6,
            )  # fmt: skip


def cut(plan, task, length=24):
    start = task.place.start
    return Extract(plan=plan.id, start=start, end=start + length, quote=plan.text[start : start + length], item=task.id)


def find_kinship(plans):
    """Pairs the first tasks of the first and the last plan; the second plan's first task is new."""
    one, two, three = plans
    left = [cut(one, task) for task in one.tasks[:3]]
    right = [cut(three, task) for task in three.tasks[:3]]
    passages = tuple(SharedPassage(left=a, right=b, length=24) for a, b in zip(left, right, strict=True))
    clauses = [
        Clause(here=a, origin="inherited" if n == 0 else "adapted", likeness=1.0 - n / 10, other=b)
        for n, (a, b) in enumerate(zip(left, right, strict=True))
    ]
    clauses.append(Clause(here=cut(two, two.tasks[0]), origin="new", likeness=0.1))
    parent = InferredParent(
        key="济南市:济信用办[2022]1号", doc_number="济信用办〔2022〕1号",
        titles=("工作方案",), children=(one.id, three.id),
        clauses=(ParentClause(wording="加强〔学习｜宣传〕", agrees=False, children=(left[0], right[0])),),
    )  # fmt: skip
    return {
        "kinships": (
            Kinship(left=one.id, right=two.id, left_share=0.02, right_share=0.01, shared=9, passages=()),
            Kinship(left=one.id, right=three.id, left_share=0.31, right_share=0.62, shared=400, passages=passages,
                    parents=(parent.key,)),
            Kinship(left=two.id, right=three.id, left_share=0.0, right_share=0.0, shared=0, passages=()),
        ),
        "clauses": tuple(clauses),
        "citations": (
            ResolvedCitation(plan=one.id, title="方案", doc_number="济信用办〔2022〕1号", start=left[0].start,
                             end=left[0].end, issuer_place="济南市", resolved=True, why="同属一市", key=parent.key),
        ),
        "parents": (parent,),
        "contradictions": (
            Contradiction(plan=one.id, code="body-differs-from-annex", one=left[1], other=left[2],
                          note="正文每年 2 次，附表满分要 4 次"),
        ),
    }  # fmt: skip

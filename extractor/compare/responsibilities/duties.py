"""In: plans. Out: who answers for each item, what each function of government has to do, and the network of both.

Bodies of other names are one function where units.yaml says so (县发展改革委, 县发展和改革局); a body that is not known
there counts by its printed name. Not handled: what a body does for a task.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from extractor.compare.differences.bodies import find_leaders
from extractor.compare.places import find_reach
from extractor.model.compared.duties import Breadth, Duty, Staffing
from extractor.model.facts.plan import Indicator, Plan, Role, Task, Unit


def find_staffing(plans: Sequence[Plan], names: Mapping[str, str]) -> Iterator[Staffing]:
    """Yield who answers for each item of each plan; `names` are the functions' names by id."""
    for plan in plans:
        for item in plan.items:
            start, end = find_reach(*(unit.place for unit in item.units))
            named = sum(not unit.generic for unit in item.units)
            yield Staffing(
                plan=plan.id,
                item=item.id,
                named=named,
                generic=len(item.units) - named,
                breadth=find_breadth(item.units),
                leaders=tuple(find_leaders(item.units, names)),
                quote="、".join(unit.name for unit in item.units),
                start=start,
                end=end,
            )


def find_breadth(units: Sequence[Unit]) -> Breadth:
    """Tell how many bodies answer: a group means everybody, unless a named body leads or it is a catch-all (等部门).

    >>> find_breadth([Unit(name="各业务科室", role=Role.RESPONSIBLE, generic=True)])
    'everybody'
    >>> others = Unit(name="等有关部门", role=Role.LEAD, generic=True, optional=True)
    >>> find_breadth([Unit(name="税务局", role=Role.LEAD), others])
    'single'
    """
    led = any(unit.role is Role.LEAD and not unit.generic for unit in units)
    if not led and any(unit.generic and not unit.optional and unit.role is not Role.PARTICIPANT for unit in units):
        return "everybody"
    named = len({unit.name for unit in units if not unit.generic})
    if not named:
        return "everybody" if units else "none"
    return "single" if named == 1 else "several"


def find_duties(plans: Sequence[Plan], names: Mapping[str, str]) -> Iterator[Duty]:
    """Yield each function's work in each plan, the busiest first; groups without a body of their own are left out."""
    for plan in plans:
        found: dict[tuple[str | None, str], list[tuple[Unit, Task | Indicator]]] = {}
        for item in plan.items:
            for unit in item.units:
                if not unit.generic:
                    found.setdefault(find_body(unit, names), []).append((unit, item))
        duties = [_build_duty(plan.id, *body, work) for body, work in found.items()]
        yield from sorted(duties, key=lambda duty: (-_count(duty), duty.label))


def find_body(unit: Unit, names: Mapping[str, str]) -> tuple[str | None, str]:
    """Return the function of a body with its name, or None with the printed name.

    >>> find_body(Unit(name="县发改委", role=Role.LEAD, function="reform"), {"reform": "发展改革"})
    ('reform', '发展改革')
    """
    known = unit.function if unit.function in names else None
    return known, names[known] if known else unit.name


def _build_duty(plan: str, function: str | None, label: str, work: Sequence[tuple[Unit, Task | Indicator]]) -> Duty:
    def ids(role: Role) -> tuple[str, ...]:
        return tuple(dict.fromkeys(item.id for unit, item in work if unit.role is role))

    return Duty(
        plan=plan,
        function=function,
        label=label,
        names=tuple(dict.fromkeys(unit.name for unit, _ in work)),
        lead=ids(Role.LEAD),
        responsible=ids(Role.RESPONSIBLE),
        participant=ids(Role.PARTICIPANT),
    )


def _count(duty: Duty) -> int:
    return len({*duty.lead, *duty.responsible, *duty.participant})

"""In: the items of one or several lists of bodies. Out: units with their roles settled, each body once.

Not handled: roles that another document gives.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from extractor.language.grammar.body_names import find_function, is_generic
from extractor.model.facts.plan import Role, Unit
from extractor.model.paper.place import Passage
from extractor.parse.context import Context
from extractor.parse.facts.unit_items import UnitItem


def settle_roles(
    context: Context, passage: Passage, items: Sequence[tuple[UnitItem, Role]], *, first_leads: bool = False
) -> tuple[Unit, ...]:
    """Decide the roles of one list: where some body leads, all others of the list are participants."""
    units = [build_unit(context, passage, item, item.role or default) for item, default in items]
    return settle(units, first_leads=first_leads)


def settle(units: Sequence[Unit], *, first_leads: bool = False) -> tuple[Unit, ...]:
    """Return the units of one list, participants where another leads; `first_leads` where the list says so."""
    settled = list(units)
    if first_leads and settled and all(unit.role is not Role.LEAD for unit in settled):
        settled[0] = replace(settled[0], role=Role.LEAD)
    if any(unit.role is Role.LEAD for unit in settled):
        settled = [unit if unit.role is Role.LEAD else replace(unit, role=Role.PARTICIPANT) for unit in settled]
    return tuple(settled)


def build_unit(context: Context, passage: Passage, item: UnitItem, role: Role) -> Unit:
    """Return the body that an item names."""
    units = context.mappings.units
    folded = passage.text[item.start : item.end]
    return Unit(
        name=passage.printed[item.start : item.end],
        role=role,
        generic=item.optional or is_generic(units, folded),
        optional=item.optional,
        function=find_function(units, folded),
        place=context.place(passage, item.start, item.end),
    )


def merge_repeated(units: Iterable[Unit]) -> tuple[Unit, ...]:
    """Return each body of each role once; lead in one list and participant in another it stays twice."""
    found: dict[tuple[str, Role], Unit] = {}
    for unit in units:
        found.setdefault((unit.name, unit.role), unit)
    return tuple(found.values())

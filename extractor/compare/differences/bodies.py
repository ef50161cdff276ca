"""In: the items of a group. Out: who leads, by function of government and not by name, and how many bodies answer.

县发展改革委 and 县发展和改革局 are one function; a body whose function is not known counts by its own name.
Not handled: what each body does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from extractor.compare.differences.ranking import build_difference
from extractor.compare.differences.rows import GroupedItem
from extractor.compare.differences.stated import Stated, tell_origin
from extractor.compare.places import find_reach
from extractor.model.compared.alignment import Group
from extractor.model.compared.comparison import Difference
from extractor.model.facts.plan import Role, Unit
from extractor.model.paper.place import Place


def compare_bodies(group: Group, rows: Sequence[GroupedItem], names: Mapping[str, str]) -> Iterator[Difference]:
    """Yield one difference where two plans or more name bodies; it agrees where the same functions lead."""
    named = [row for row in rows if row.item.units]
    stated = [_state(row, names) for row in named]
    found = build_difference(group, "unit", stated, "责任单位") if stated else None
    if found:
        same = len({frozenset(find_leaders(row.item.units, names)) for row in named}) == 1
        yield replace(found, agrees=same)


def find_leaders(units: Sequence[Unit], names: Mapping[str, str]) -> list[str]:
    """Return the functions that lead, or all that are responsible where none leads, in printed order, each once."""
    leads = [unit for unit in units if unit.role is Role.LEAD]
    heads = leads or [unit for unit in units if unit.role is Role.RESPONSIBLE]
    return list(dict.fromkeys(names.get(unit.function or "", unit.name) for unit in heads))


def _state(row: GroupedItem, names: Mapping[str, str]) -> Stated:
    units = row.item.units
    leaders = find_leaders(units, names)
    single = [unit for unit in units if not unit.generic]
    groups = len(units) - len(single)
    word = "牵头" if any(unit.role is Role.LEAD for unit in units) else "负责"
    shown = f"{'、'.join(leaders)}{word}；列名 {len(single)} 家" + (f"，泛指 {groups} 处" if groups else "")
    return Stated(
        **tell_origin(row, "、".join(unit.name for unit in units), Place(*find_reach(*(unit.place for unit in units)))),
        value=float(len(single)),
        shown=shown,
        unit="家",
        stricter="none",
    )

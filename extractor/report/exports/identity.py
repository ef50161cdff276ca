"""In: a plan, or the name of something. Out: what tells it from all others in other programs, and names of files.

Identity is made from what is printed, never from a file's name, which anyone may change; so a second edition of the
export replaces the first, and two counties' `plan.txt` stay apart. Not handled: two plans whose printed heads are the
same, which the catalogue of a corpus tells.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from uuid import NAMESPACE_URL, uuid5

from extractor.bounds.names import make_id
from extractor.language.tidying import tidy
from extractor.model.facts.plan import Plan

LONGEST_NAME = 80
SPACES = re.compile(r"\s+")


def identify_plan(plan: Plan) -> str:
    """Return place, document number and title as printed; the text's own checksum where none of them is."""
    about = plan.metadata
    stated = [tidy(words) for words in (about.jurisdiction, about.doc_number, about.title) if words]
    return ":".join(stated) or hashlib.sha256(plan.text.encode("utf-8", "surrogatepass")).hexdigest()


def make_guid(*parts: str) -> str:
    """Return the same GUID for the same parts, always.

    >>> make_guid("plan", "pingyin")
    '8dbbbeba-b79c-59c0-b65b-54c03e00b483'
    """
    words = "urn:county-plans:" + "\x1f".join(parts)
    return str(uuid5(NAMESPACE_URL, words.encode("utf-8", "replace").decode("utf-8")))


def name_file(name: str) -> str:
    """Return `name` as the name of a file on any system, at most 80 characters.

    >>> name_file("县发展和改革局/办公室")
    '县发展和改革局_办公室'
    """
    return make_id(SPACES.sub(" ", name)[:LONGEST_NAME])


def name_files(names: Iterable[str]) -> dict[str, str]:
    """Return a file's name for each of `names`, no two alike, not even on a disk that knows no capitals.

    >>> name_files(["县局/一科", "县局:一科"])
    {'县局/一科': '县局_一科', '县局:一科': '县局_一科_2'}
    """
    found: dict[str, str] = {}
    taken: set[str] = set()
    for name in names:
        first = kept = name_file(name)
        number = 1
        while kept.casefold() in taken:
            number += 1
            kept = f"{first}_{number}"
        taken.add(kept.casefold())
        found[name] = kept
    return found

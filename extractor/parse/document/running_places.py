"""In: the running words of a paper that names its place neither in issuer nor title. Out: the place that it is for.

Only words that say whose paper it is count (结合蒙阴县实际, 把广州建设成为…, 云溪县行政区域内), and a listed place
that is printed and has the letter of the document number in its name (蔡政办 … 蔡甸区).
Not handled: places that are only mentioned.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from extractor.language.divisions import Division, find_named
from extractor.model.mappings import PlacesFile
from extractor.parse.document.jurisdictions import QUOTED, list_printed, read_name

NAME = r"(?P<name>[\u4e00-\u9fff]{2,14}?)"
WHOSE = (
    re.compile(rf"(?:结合|立足|从|符合|契合|切合){NAME}(?:的)?(?:工作|发展|具体|客观)?实际"),
    re.compile(rf"(?:把|将){NAME}(?:建设|打造|建成|发展)成?(?:为|(?=[\u4e00-\u9fff\"]))"),
    re.compile(rf"为(?:把|在|加快|推动|推进|促进|实现|服务)?{NAME}(?=实施|建设|全面|经济社会|高质量发展|提供)"),
    re.compile(
        rf"(?:在|对|适用于|凡|覆盖|全面提升|努力开创){NAME}(?:行政区域|行政区划|辖区|管辖范围|境|辖区范围)(?:范围)?内"
    ),
)
"""结合〔蒙阴县〕实际; 把〔广州〕建设成为; 为〔广州〕实施…战略; 适用于〔云溪县〕行政区域内"""
SUFFIXES = ("县", "市", "区", "旗", "州")


def find_running_place(places: PlacesFile, paragraphs: Iterable[str], number: str) -> Division | None:
    """Return the place that folded `paragraphs` say the paper is for; None where they name several."""
    texts = [QUOTED.sub("", text) for text in paragraphs]
    said = {found for text in texts for found in _said(places, text)}
    if said:
        return said.pop() if len(said) == 1 else None
    letter = number[:1]
    printed = {found for text in texts for found in list_printed(places, text)} if letter else set()
    lettered = {found for found in printed if letter in found.name[:-1]}
    return lettered.pop() if len(lettered) == 1 else None


def _said(places: PlacesFile, text: str) -> Iterable[Division]:
    for pattern in WHOSE:
        for match in pattern.finditer(text):
            found = read_name(places, match["name"]) or _short(match["name"])
            if found is not None:
                yield found


def _short(name: str) -> Division | None:
    """Return the one place whose name without its last word is `name` (结合蒙阴实际)."""
    options = [found for suffix in SUFFIXES for found in find_named(name + suffix)]
    return options[0] if len(options) == 1 else None

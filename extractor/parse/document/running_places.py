"""In: the running words of a paper that names its place neither in issuer nor title. Out: the place that it is for.

Words that say whose paper it is count (结合蒙阴县实际, 把广州建设成为…, 云溪县行政区域内), a listed place that is
printed and has the letter of the document number in its name (蔡政办 … 蔡甸区), and, where the bodies are of its
level (市教育局), the only place of that level that the words name again and again, or whose own rules are cited.
Not handled: places that are mentioned once or twice.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

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
BODY = re.compile(r"(?<![\u4e00-\u9fff])(?P<level>[市县区])(?:委|政府|[\u4e00-\u9fff]{1,9}?(?:局|委|办|院))")
"""责任单位:市教育局、市财政局: the level of those who are told"""
BODIES_LEAST = 4
BODIES_SHARE = 0.8
MENTIONS_LEAST = 3
NAME_MOST = 7
ELSEWHERE = re.compile(r"(?:对口|支援|帮扶|协作|学习|借鉴|考察|赴|参照|同)[^,。;:、]{0,6}$")
"""对口支援疏附县"""
COUNTY_LEVELS = ("县", "区")
"""A county cites its own rules; a city's may be those of the city above it"""
SUFFIXES = ("县", "市", "区", "旗", "州")


def find_running_place(places: PlacesFile, paragraphs: Iterable[str], number: str) -> Division | None:
    """Return the place that folded `paragraphs` say the paper is for; None where they name several."""
    printed = list(paragraphs)
    texts = [QUOTED.sub("", text) for text in printed]
    said = {found for text in texts for found in _said(places, text)}
    if said:
        return said.pop() if len(said) == 1 else None
    letter = number[:1]
    listed = {found for text in texts for found in list_printed(places, text)} if letter else set()
    lettered = {found for found in listed if letter in found.name[:-1]}
    if lettered:
        return lettered.pop() if len(lettered) == 1 else None
    return _find_mentioned(printed, texts)


def _find_mentioned(printed: Sequence[str], texts: Sequence[str]) -> Division | None:
    """广州教育城, 广州市医疗健康规划, under 市教育局; 《大田县森林防灭火指挥部工作规则》 under 县林业局."""
    level = _body_level(texts)
    if level is None:
        return None
    named = {one for text in printed for one in _named(text, level)}
    if len(named) != 1:
        return None
    found = named.pop()
    if any(ELSEWHERE.search(text[:at]) for text in printed for at in _starts(text, found.name[:-1])):
        return None
    mentions = sum(text.count(found.name[:-1]) for text in texts)
    cited = level in COUNTY_LEVELS and any(f"《{found.name}" in text for text in printed)
    return found if cited or mentions >= MENTIONS_LEAST else None


def _named(text: str, level: str) -> Iterator[Division]:
    """Yield the listed places of a level that are printed anywhere, each by its longest name."""
    for at in _starts(text, level):
        options = (find_named(text[max(0, at - size) : at + 1]) for size in range(NAME_MOST, 0, -1))
        found = next((option for option in options if option), ())
        if len(found) == 1 and found[0].name.endswith(level):
            yield found[0]


def _starts(text: str, word: str) -> Iterator[int]:
    return (match.start() for match in re.finditer(re.escape(word), text))


def _body_level(texts: Sequence[str]) -> str | None:
    """Return the level of the bodies that are told (市, 县, 区); None where they are of several."""
    counted = Counter(match["level"] for text in texts for match in BODY.finditer(text))
    if counted.total() < BODIES_LEAST:
        return None
    level, count = counted.most_common(1)[0]
    return level if count >= BODIES_SHARE * counted.total() else None


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

"""In: plans with what they cite. Out: each citation with the place whose document it is, or why that cannot be told.

A code alone tells no city: 济信用办 is used by 济南 and by 济宁. So a number is resolved along the places of the plan
that cites it (its county, city, province, the nation): the one place there with whose name its code begins. A title
that begins with a place (平阴县信用体系建设工作实施方案) counts before the code, one that only mentions it after. What
fits none of the plan's own places, or several of them, stays unresolved and says so. Not handled: documents of two
bodies of one place with one number, and codes that do not begin with the first character of their place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from extractor.compare.places import find_reach
from extractor.language.folding import fold
from extractor.language.needs import compile_late
from extractor.model.compared.text_reuse import ResolvedCitation
from extractor.model.facts.plan import Citation, Plan

NATION = "国家"
NATIONAL_TITLE = re.compile(r"^(?:中共中央|中央|国务院|中华人民共和国|国家|全国|中国人民银行|最高人民)")
NATIONAL_CODE = re.compile(r"^(?:国|中办|中发|银发|发改|财[^政])")
TITLE_PLACE = re.compile(r"^(?P<place>(?P<stem>[\u4e00-\u9fff]{2,4}?)(?:省|自治区|市|县|区|旗))")
NO_PLACE = compile_late(r"关于|转发|印发|推进|落实|加强|开展|建设|推动|做好|深化|优化|完善|实施|示范|开发|城|社|全|各")
"""Words before 市 or 县 that make no place of it: 关于推进县域, 开发区, 社区."""
SUFFIX = re.compile(
    r"(?:特别行政区|壮族自治区|回族自治区|维吾尔自治区|自治区|省|市|地区|自治州|州|盟|自治县|县|区|旗)$"
)
NUMBER = re.compile(r"^(?P<code>[^\[(\d]*)[\[(]?(?P<rest>.*)$")


class Told(msgspec.Struct, frozen=True):
    """Whose document it is, and by what that was told; `place` is None where it cannot be told."""

    place: str | None
    why: str


def resolve_citations(plans: Sequence[Plan], letters: Mapping[str, str]) -> Iterator[ResolvedCitation]:
    """Yield the citations of each plan; `letters` are the one-character names of provinces (鲁)."""
    own = {key: plan.id for plan in reversed(plans) if (key := find_own_key(plan))}
    for plan in plans:
        for citation in plan.citations:
            told = tell_place(citation, list_places(plan), letters)
            key = build_key(told.place, citation) if told.place else None
            start, end = find_reach(citation.place)
            yield ResolvedCitation(
                plan=plan.id,
                title=citation.title,
                doc_number=citation.doc_number,
                start=start,
                end=end,
                issuer_place=told.place,
                resolved=told.place is not None,
                why=told.why,
                key=key,
                plan_in_corpus=own.get(key) if key else None,
            )


def find_own_key(plan: Plan) -> str | None:
    """Return the key by which others would cite `plan`, None where it does not tell its place."""
    place, title = plan.metadata.jurisdiction, plan.metadata.title
    if not place or not (title or plan.metadata.doc_number):
        return None
    return build_key(place, Citation(title=title or "", doc_number=plan.metadata.doc_number))


def list_places(plan: Plan) -> tuple[str, ...]:
    """Return the places that a plan stands under, from its own county up to its province."""
    names = (plan.metadata.jurisdiction, plan.metadata.parent, plan.metadata.province)
    return tuple(dict.fromkeys(name for name in names if name))


def tell_place(citation: Citation, places: Sequence[str], letters: Mapping[str, str]) -> Told:
    """Return whose document is cited by a plan of `places` (county, city, province).

    >>> cited = Citation(title="任务分工方案", doc_number="济信用办〔2020〕14号")
    >>> tell_place(cited, ("平阴县", "济南市", "山东省"), {}).place, tell_place(cited, ("鱼台县", "济宁市"), {}).place
    ('济南市', '济宁市')
    >>> tell_place(cited, (), {}).why
    '发文代字“济信用办”与本文件所在地及其上级都不相符，仅凭代字无法判明'
    """
    title = fold(citation.title)
    if NATIONAL_TITLE.match(title):
        return Told(NATION, "标题写明中央或国家机关")
    named = _find_named(title, places)
    if named:
        return Told(named, f"标题写明“{named}”")
    code = find_code(citation.doc_number)
    if not code:
        mentioned = next((place for place in places if place in title), None)
        return Told(mentioned, f"标题提到“{mentioned}”" if mentioned else "只有标题，标题未写明发文地")
    if NATIONAL_CODE.match(code):
        return Told(NATION, f"发文代字“{code}”为国家机关所用")
    return _tell_by_code(code, places, letters)


def _find_named(title: str, places: Sequence[str]) -> str | None:
    """Return the place that a title begins with: one of the plan's own, else any that is written out with its kind."""
    for place in places:
        stem = SUFFIX.sub("", place)
        if title.startswith(place) or (len(stem) > 1 and title.startswith(stem)):
            return place
    met = TITLE_PLACE.match(title)
    return met["place"] if met and not NO_PLACE.search(met["stem"]) else None


def find_code(doc_number: str | None) -> str:
    """Return the issuer's code of a document number, "" where it has none.

    >>> find_code("济信用办〔2022〕1号"), find_code("(2022)-057号")
    ('济信用办', '')
    """
    met = NUMBER.match(fold("".join((doc_number or "").split())))
    return met["code"] if met else ""


def _tell_by_code(code: str, places: Sequence[str], letters: Mapping[str, str]) -> Told:
    fits = {place: size for place in places if (size := _fit(code, place, letters))}
    best = [place for place, size in fits.items() if size == max(fits.values())]
    if len(best) == 1:
        return Told(best[0], f"发文代字“{code}”与本文件所在的{best[0]}相符")
    if best:
        return Told(None, f"发文代字“{code}”可指{'或'.join(best)}，无法判明")
    province = letters.get(code[0])
    if province:
        return Told(province, f"发文代字以“{code[0]}”开头，为{province}简称")
    return Told(None, f"发文代字“{code}”与本文件所在地及其上级都不相符，仅凭代字无法判明")


def _fit(code: str, place: str, letters: Mapping[str, str]) -> int:
    """Return how many characters of a place's name, or of its letter, a code begins with."""
    stem = SUFFIX.sub("", place)
    if letters.get(code[0]) == place:
        return 1
    return next((size for size in range(len(stem), 0, -1) if code.startswith(stem[:size])), 0)


def build_key(place: str, citation: Citation) -> str:
    """Return what names a document across plans: its place with its number, else with its title.

    >>> build_key("济南市", Citation(title="通知", doc_number="济信用办〔2022〕1号"))
    '济南市:济信用办[2022]1号'
    """
    words = citation.doc_number or citation.title
    return f"{place}:{fold(''.join(words.split()))}"

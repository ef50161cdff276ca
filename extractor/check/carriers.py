"""In: a clause, folded, and the vocabulary. Out: what in it a fact should hold: quantities, times, bodies, points.

A number that names, orders or dates something else (a document's, a list's, a name such as 12345热线) is none.
Not handled: whether a fact does hold it, which is `unread`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from enum import StrEnum

import msgspec

from extractor.check.numbers import find_open_numbers
from extractor.language.cover import Cover
from extractor.language.needs import Guarded
from extractor.language.numerals import HAN
from extractor.language.quantities import QuantityWords
from extractor.model.facts.quantity import Quantity
from extractor.model.mappings import RolesFile

LABEL = r"(?:{words}):"
"""责任单位："""


class Carried(StrEnum):
    """What a clause carries."""

    QUANTITY = "quantity"
    TIME = "time"
    BODY = "body"
    """named behind a label: 责任单位：县民政局"""
    SAID = "said"
    """named in a sentence: 由县民政局负责"""
    POINTS = "points"


NAMES = {
    Carried.QUANTITY: ("数量", "a number with a measure"),
    Carried.TIME: ("日期或时限", "a date or time limit"),
    Carried.BODY: ("责任单位", "a body with a duty"),
    Carried.SAID: ("负责的单位", "a body that answers"),
    Carried.POINTS: ("评分用语", "scoring words"),
}
"""What each is called in a message, in both languages."""

# 得5分, 扣0.5分, 满分100分, (10分), 不得分, 加2-5分
POINTS = (
    r"(?:得|扣|加|减|计|记|给|奖|赋|满|总|共|值|各|占|按)[^,。;、]{0,6}?\d+(?:\.\d+)?分(?![钟之类别布析])"
    r"|(?<![\d.])(?<!考评\()(?<!评分\()(?<!打分\()\d+(?:\.\d+)?分(?![钟之类别布析])|不予?[得计记]分|得满分|扣完为止|一票否决|酌情(?:扣|加|得)"
    r"|(?:比例|位次|排名|档次|等次|权重)(?:计|得|赋|扣|折算)分|得分[=＝]"
    r"|按[^,。;]{1,24}(?:折减|扣减|核减|核定|折算|确定)[^,。;]{0,6}(?:得分|分值|分数)"
    r"|(?<=[\u4e00-\u9fff])\(\d{1,2}(?:\.\d)?\)(?=\d{1,2}[.、]|$)"
)
DONE = (
    r"完成|全[面部]|基本|建成|开工|动工|竣工|完工|启动|开展|组织|提[出供]|制[定订]|推出|印发|出台|报[送告]?|上[报线]|落实|到位|实现|整改|拆除"
    r"|清[理零]|办[结理]|验收|投[入用]|达到|形成|召开|交付|见效|要|须|应|必须"
)
EVENT = (
    r"(?:(?<=[,;:在于])|^)(?![^,]{0,4}(?:目|此|提|之|以|日|事|面|眼|上岗|入职|会|课|赛|申报|报名|审批|入[学园户场])前)"
    rf"[\u4e00-\u9fff]{{2,9}}(?:[之以]?前|之[时际])(?=,?(?:{DONE}))"
)
"""首批任务交卷前完成: until an event that is no day of the calendar"""
# 6月底前, 2024年12月31日, 每月25日, 季度末, 上半年, 年底前, 10日内, 第一时间, 收到之日起
TIMES = (
    rf"(?:20\d{{2}}年)?(?:[01]?\d|[{HAN}]{{1,3}})月(?:份)?(?:\d{{1,2}}[日号]|[上中下]旬|[底末初])?(?:[之以]?前|止|起)?"
    rf"|20\d{{2}}年度?(?:[底末初内]|全年|上半年|下半年|[一二三四]季度)(?:[之以]?前)?|20\d{{2}}年[之以]?前"
    r"|(?:今年|本年|当年|明年|年|季度?|月|学期|汛期|上半年|下半年|“?十[四五六]五”?期?)[底末初](?:[之以]?前)?"
    r"|[每逐](?:个?月|半[年月]|季度?|年度?|周|星期|日|天|旬|学期|两[年月周天])|(?<![一二三四五六七八九十\d])各(?:月|季度?|年度|周|旬|学期)"
    r"|20\d{2}年起[^,。;]{0,2}[\d一二三四五六七八九十]{1,2}年内|(?:岁末|年终|岁尾|年末|月末|月终|季末|周末|入冬|开春|春耕|秋收|麦收|三夏|双抢)[之以]?前"
    r"|(?:第[一二三四1234]|[一二三四])季度|上半年|下半年"
    r"|(?:本|下)周[一二三四五六日天末]?[之以]?前|[本下次当]月(?:\d{1,2}[日号]|[上中下]旬|[底末初])?[之以]?前|次日|翌日|即日起"
    r"|(?:春节|国庆节?|元旦节?|中秋节?|端午节?|清明节?|五一|劳动节|节假?日?|汛期?|入汛|入冬|开学|高考|暑[期假]|寒假|供暖季?|采暖季?)[之以]?前"
    r"|(?:半年|季度?|年|月|周|旬|日|天)一(?:[\u4e00-\u9fff]{1,2}(?=[,、。;)\"]|$))|(?<=[\"、])(?:半年|季|月|周|旬|日)(?:[\u4e00-\u9fff]{2})(?=[、\"])"
    r"|当[日天](?:[登结清办处上反完受转交答回到报核审推录]|内)"
    r"|年年(?![有如])|月月|季季|周周(?!围)|天天|日日"
    rf"|{EVENT}"
    r"|之日起|第一时间|实时|按(?:月|季|年|周|日)(?:度|报|上|通|调|汇)|及时(?:响应|处置|反馈|上报|报告)|即[来报接到]即[办批审]|当[日天场]办"
)
QUOTED = re.compile(r'"(?!零)[^",。;]{1,14}"')
"""“15分钟生活圈” is a name, “零事故” a goal."""
CITED = re.compile(
    r"《[^《》]{1,120}》|[\w]{1,12}[〔\[(](?:19|20)\d{2}[〕\])]第?\d{1,5}号|\((?:19|20)\d{2}年?(?:修订|修正|版|本|试行)[^()]{0,4}\)|[一两三四五六七八九十](?:年|个月|百天|日)(?:行动|攻坚|计划|规划|整治)|\d{3,5}(?:热线|平台|工程|行动|模式)"
)
"""What is named, not stated."""
PASSED = re.compile(r"20\d{2}年|\d{1,2}月(?:\d{1,2}[日号])?|\d{3,4}-?\d{7,8}|\d{5,}(?![\u4e00-\u9fff%])")
"""Dates and telephones: told as times, or as nothing."""
# 重错码率为零, 事故为零, 动态清零, 零存量, 零火点
ZERO = (
    r"(?<=[\u4e00-\u9fff])(?<![化归])(?:降|保持|控制)?(?:为|至|到)零(?![\u4e00-\u9fff])|(?<=[率数量比])零|(?:动态|全部|实现)清零"
    r"|(?<![从归飘凋])零(?![\d点售散星部件工钱头花用件时食碎乱嘴距碳起基]|利润|门槛)[\u4e00-\u9fff]{2,5}"
)
# 压减至半天, 半小时内
HALF = r"(?<![每上下前后大一多年])半(?:天|日|小时|个(?:月|工作日|小时)|年(?=[之以]?内))"
# 超过一半, 过半, 只表彰一家: a share or a bound in words
PART_OF = (
    r"(?:一|过)半(?!天|日|小时|年|径|路|个)|半数"
    r"|(?:只|仅|最多|限)[\u4e00-\u9fff]{1,4}一[家个名条支批件处场部所项](?![\u4e00-\u9fff]*化)"
)
# 不少于三十来名, 八成以上, 最多评定六榀
ABOUT = (
    rf"[{HAN}]{{1,3}}(?:来|余|多|几)(?=[个家名户场次条篇人处座所件项宗棵株期辆台套支片])|[一二两三四五六七八九]成(?=以[上下]|[,;。的]|$)"
    rf"|(?:不得?(?:少于|超过|低于)|至少|最多)[\u4e00-\u9fff]{{0,4}}?(?<![第前])[二两三四五六七八九十百]{{1,4}}(?=[\u4e00-\u9fff])"
    rf"|(?<![第前之])[二两三四五六七八九十百]{{1,4}}[\u4e00-\u9fff](?=以[上内下]|左右)"
)
ORDINAL = re.compile(r"^(?:第|之)|(?:[款类级]|个(?:方面|环节|维度|领域))$|^[一二三四五六七八九十两]{1,3}(?:项|期|批)$")
BODY_END = (
    "局|委|办|部|院|社|会|中心|政府|办公室|街道|乡镇|镇|乡|站|所|科"
    "|公司|集团|银行|支行|大队|支队|单位|部门|企业|成员|学校|协会|残联|妇联|工商联|文联|侨联|团委|科协"
)
# 由县民政局负责; 县财政局牵头
TAKES = ("承担", "协助", "挂帅", "主抓", "主责", "抓总", "督办", "兜底")
SAID = (
    rf"[\u4e00-\u9fff]{{1,18}}(?:{BODY_END})(?:分别|共同|具体|等)?(?:牵头|负责|配合|承办|协办|主办)(?!人|制|任)"
    rf"|由[\u4e00-\u9fff、]{{1,40}}(?:{BODY_END})[\u4e00-\u9fff]{{0,2}}(?:{'|'.join(TAKES)})"
)
# (县教育局、县人社局按职责分工负责)
BRACKETED = re.compile(
    r"\((?P<list>[^():]{3,400}?)(?:按(?:照)?(?:各自)?职责(?:分工)?|分工)?(?:分别|共同|具体|协同)?(?:负责|牵头|配合|落实|承办)\)"
)
SCANNED = (
    (Carried.POINTS, Guarded(POINTS, ("分", "扣完为止", "一票否决", "酌情", "("))),
    (Carried.TIME, Guarded(TIMES, (*"月年季周旬日天期每逐时即前底末初场际",))),
    (Carried.SAID, Guarded(SAID, ("牵头", "负责", "配合", "承办", "协办", "主办", *TAKES))),
    (Carried.QUANTITY, Guarded(ZERO, ("零",))),
    (Carried.QUANTITY, Guarded(HALF, ("半",))),
    (Carried.QUANTITY, Guarded(PART_OF, ("半", "一"))),
    (Carried.QUANTITY, Guarded(ABOUT, tuple("来余多几成上内下右少过低最"))),
)
"""What is looked for in a clause by its words alone, in this order."""
DIGIT = re.compile(r"\d")
LABEL_END = re.compile(r"[)。;:]|$")
SOME_TIME = re.compile(rf"[\d{HAN}年月日周旬季天底末]|长期|持续|常态|立即|及时|随时|尽快")
YEAR = re.compile(r"^(?:19|20)\d{2}年")
MULTIPLE = re.compile(r"^[百千万亿]+[^\d百千万亿]{1,3}$")
FULL = re.compile(r"(?:满分|总分|总计|合计)(?:为|是|值)?:?\d+(?:\.\d+)?分?$")
"""What the sums of a table are held against; no fact of a row."""
ORDER_NOTE = re.compile(r"(?:首位|第一位?|排名第一|列第一).{0,8}牵头|^下同$")
"""首位单位为牵头单位，下同 is no name"""
NAME = re.compile(r"[^、,;)(\s各和与及等]{2,30}")


class Carrier(msgspec.Struct, frozen=True):
    """A stretch of a clause that a fact should hold."""

    kind: Carried
    start: int
    end: int
    numbers: frozenset[Decimal] = frozenset()
    """what a quantity states: its value, and the upper end of a range"""
    words: str = ""
    """the words of a time"""


class CarrierFinder:
    """Finds carriers with the project's vocabulary."""

    def __init__(self, quantities: QuantityWords, roles: RolesFile) -> None:
        self._quantities = quantities
        self._bodies = _label(roles.lead_labels, roles.responsible_labels, roles.participant_labels)
        self._limits = _label(roles.deadline_labels)
        self._others = _label(roles.other_labels)

    def find(self, text: str) -> Iterator[Carrier]:
        """Yield what `text` carries, kind by kind; what is inside a name is none."""
        quantities = tuple(self._quantities.find(text))
        carriers = list(self._scan(text, quantities))
        if not carriers and not DIGIT.search(text):
            return
        cited = [match.span() for match in CITED.finditer(text)]
        said = [match.span() for match in QUOTED.finditer(text)]
        named, quoted = _cover(text, cited), _cover(text, said)
        seen = _cover(text, ())
        for carrier in carriers:
            seen.add(carrier.start, carrier.end)
            inside = carrier.kind is Carried.QUANTITY and quoted.meets(carrier.start, carrier.end)
            if not inside and not named.meets(carrier.start, carrier.end):
                yield carrier
        passed = (match.span() for match in PASSED.finditer(text))
        for start, end in (*cited, *said, *passed, *((found.start, found.end) for found in quantities if found.unit)):
            seen.add(start, end)
        for start, end in find_open_numbers(text, seen):
            yield Carrier(Carried.QUANTITY, start, end)

    def _scan(self, text: str, quantities: Sequence[Quantity]) -> Iterator[Carrier]:
        for kind, guarded in SCANNED:
            for match in guarded.finditer(text):
                if kind is not Carried.POINTS or not FULL.match(match.group()):
                    yield Carrier(kind, *match.span(), words=match.group() if kind is Carried.TIME else "")
        yield from self._find_labelled(text)
        for found in quantities:
            words = text[found.number : found.end]
            if found.unit == "分" and FULL.match(text[max(0, found.start - 4) : found.end].lstrip("（(共为是，,")):
                continue
            ordered = ORDINAL.search(words) or text.startswith("第", max(0, found.number - 1))
            if (found.unit or found.share_in_words) and not ordered and not _is_vague(words):
                stated = {found.value, found.most} - {None}
                yield Carrier(Carried.QUANTITY, found.start, found.end, frozenset(filter(None, stated)))

    def _find_labelled(self, text: str) -> Iterator[Carrier]:
        """Yield each name behind a label of bodies, and the words behind a label of time."""
        for match in self._limits.finditer(text) if ":" in text else ():
            end = _label_end(text, match.end())
            if end > match.end() and SOME_TIME.search(text, match.end(), end):
                yield Carrier(Carried.TIME, match.end(), end)
        for start, end in self.find_lists(text):
            for name in NAME.finditer(text, start, end):
                if text.startswith(":", name.end()):
                    continue  # the next label of the same bracket
                if ORDER_NOTE.search(name.group()):
                    continue
                yield Carrier(Carried.BODY, *name.span())

    def find_lists(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield the intervals of lists of bodies: behind a label, or in a bracket that ends with what they do."""
        for match in self._bodies.finditer(text) if ":" in text else ():
            end = _label_end(text, match.end())
            other = self._others.search(text, match.end(), end + 1) or self._limits.search(text, match.end(), end + 1)
            yield match.end(), other.start() if other else end
        for match in BRACKETED.finditer(text) if "(" in text else ():
            yield match.span("list")


def _cover(text: str, stretches: Iterable[tuple[int, int]]) -> Cover:
    """Return the characters of `text` that stand in `stretches`."""
    cover = Cover(0, len(text))
    for start, end in stretches:
        cover.add(start, end)
    return cover


def _label(*words: tuple[str, ...]) -> re.Pattern[str]:
    known = sorted({word for some in words for word in some}, key=lambda word: (-len(word), word))
    return re.compile(LABEL.format(words="|".join(map(re.escape, known))))


def _label_end(text: str, start: int) -> int:
    match = LABEL_END.search(text, start)
    return match.start() if match else len(text)


def _is_vague(words: str) -> bool:
    """Tell whether a number counts nothing: 一批, 一系列, 一个, 一体, 万人."""
    return (words.startswith("一") and len(words) <= 3) or bool(MULTIPLE.match(words) or YEAR.match(words))

"""In: the words before an effect, its bands and step. Out: what they observe, and what was left over unread.

Not handled: whether two sentences observe the same thing (`rulebook.build`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.language.needs import compile_late
from extractor.language.stepping import STEPPING
from extractor.parse.scoring.pieces.asides import ASIDE, BENIGN, mask

RESIDUE = re.compile(
    r"[≥≤<>=＝%％‰]|\d|[\[\]]|\((?:不)?含(?=本|\d|\)|第|以)|含(?:本数|\d)|(?:^|[,;])但(?!未|没有|没|尚未|无|仍未)|\0,?但[^\0,;]+(?=$|[,;])|(?<![级大般类档等县市省镇])及以上|倒(?!闭|塌|卖|查|逼|排)|总分(?!馆|行|店|校)|一票否决|比例(?:计|得|扣|折)|插值|加满"
    r"|分值|得分(?!情况|率|\0)|计分|扣分|加分|满分|介于|之间|以此类推|基础上|一半|过半|半数|第[二三四五六七八九十\d]|(?:倒数|排名|位次|名次|评比)[^,;。]{0,4}第?[一二三四五六七八九十](?!年|季|个?月|期|级)|排名前(?!\0)|前[一二三四五六七八九十\d]+(?:名|位|的)|加倍|翻倍|减半|折半|酌情|分别(?!不|达|为|\0)|依次|递[增减]|相应(?!的?(?:领导|组织|机构|制度|机制|方案|预案|计划|台账|措施|人员|部门|职责|工作|要求|标准|规定|资料|材料|记录|档案|设施|设备|岗位|资质|经费|政策))|同上|[×÷*/Σ]"
)
"""What a label may not hold: it would be a bound, a share or a condition that was not read."""
TAIL = re.compile(
    r"(?:(?<=[的者,])(?:本|该|此)项(?:指标|工作)?|的|者|的(?:单位|部门|乡镇|镇|街道|县|企业|学校)|的?情况|的话|,|:|、|;|。)+$"
)
HEAD = re.compile(
    r"^(?:[,、;。:)|\s]|但|且|并(?!网|联|购|入|轨)|如(?!实|期|约)|若|其中|凡(?!事)|对于|对(?!外|接|口|标|照|账)|和|而|及(?!时|格)|或(?:者)?|则|即|再(?!生|就业|保险|贷款|次|造)|另|按照?要求,)+"
)
SMALL = re.compile(
    r"^(?:有(?=[^有]{0,6}(?:不|未|没))|第[一二三四五]档\(|\)|但|在(?!营|册|校|岗|编|线|建|逃|用|职|籍|保|任|途)|为(?!民)|是|的|达到|达(?!标|成)|处于|位于|位居|属于|进入|位列|排在|指标值为)+"
    r"|(?:但|在|为|是|达|达到|处于|位于|控制|保持|每|不|(?<![月季年人日平户亩])均|都|的|超|已|第.档\(|\()+$"
)
BARE_VERB = re.compile(r"^(?:有|参加|开展|举办|召开|组织|组织开展|建成|建有|配备|培育|引进|打造|新建|建设|报送)$")
THING = compile_late(r"^[\u4e00-\u9fff]{2,12}$")
ENDS = re.compile(r"[,;。:|]")
STOPS = re.compile(r"[,;。]")


@dataclass(frozen=True, slots=True)
class SubjectPiece:
    """A stretch of words that is understood: a band or a step."""

    start: int
    end: int


def trim(words: str) -> str:
    """Return words without the marks and particles at their ends.

    >>> trim(",未按时报送的,"), trim("且投诉量")
    ('未按时报送', '投诉量')
    """
    words = HEAD.sub("", words.strip())
    before = None
    while before != words:
        before = words
        words = TAIL.sub("", words)
        words = HEAD.sub("", words)
    return words.strip("\"' ") if words.count('"') % 2 else words


CHANGES = re.compile(r"增减|加减|[高增升多]\([低减降少]\)|提[高升]\([降减]低\)|(?:上升|增加|增长)\((?:下降|减少)\)")


def find_residue(words: str, pieces: tuple[SubjectPiece, ...]) -> str | None:
    """Return what stands outside all pieces and looks like a bound or a condition; None where nothing does.

    >>> find_residue("2022年度公示率", ()), find_residue("办结率3/4", ())
    (None, '3')
    """
    rest = list(words)
    for piece in pieces:
        rest[piece.start : piece.end] = "\0" * (piece.end - piece.start)
    left = mask(CHANGES, mask(BENIGN, mask(ASIDE, "".join(rest))))
    match = RESIDUE.search(left)
    return match.group() if match else None


def find_subject(words: str, start: int, end: int, before: int = 0) -> str:
    """Return what a band of words[start:end] is of: the words before it in its clause, else behind it, else before.

    >>> find_subject("签订率低于90%的", 3, 8), find_subject("在1个工作日内配合完成处理的", 1, 7)
    ('签订率', '配合完成处理')
    >>> find_subject("9%(含)以上每升高1个百分点", 0, 7)
    ''
    """
    left = words[before:start]
    clause = ENDS.split(left)
    near = SMALL.sub("", trim(clause[-1]))
    behind = SMALL.sub("", trim(STOPS.split(words[end:])[0]))
    if BARE_VERB.match(near) and behind and THING.match(behind):  # 参加两次以上签约活动, 有1座以上中转站
        return behind if near == "有" else near + behind
    if near:
        return near
    if behind and STEPPING.match(behind) is None:
        return behind
    for part in reversed(clause[:-1]):
        plain = SMALL.sub("", trim(part))
        if plain:
            return plain
    return ""

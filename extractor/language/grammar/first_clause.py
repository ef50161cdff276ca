"""In: the first sentence of a work item, folded. Out: where the clause ends that says what is done.

A clause that only says when, why, by what or with whom (为避免聚集, 会同有关部门) asks for nothing yet. Not handled: a
sentence whose deed stands only in its last clause.
"""

from __future__ import annotations

from extractor.language.needs import compile_late

SENTENCE_LEAST = 26
"""A sentence of more characters is named by its first clause; a shorter one is a name by itself."""
PAIR_MOST = 32
PAIR_APART = 3
"""严把“源头清洗关”,规范冲洗设施运行: two clauses of one length are a heading"""
CLAUSE_LEAST = 4
NAME_LEAST = 7
"""彻底排查,摸清底数,建立台账,…: four characters name no task where the sentence is short"""
LONG = 40
"""A first sentence that is longer is named by its first clause, however short."""
MARK = compile_late(r"[,()]")
MEANT = compile_late(r"对于?|凡是?|针对|面向|发现")
"""对整改到位的乡镇，减少检查频次: who is meant and what is done are one title"""
GROUND = compile_late(
    r"^(?:对于?|凡是?|针对|面向|按照?|根据|依据|依照|依托|为|由于|因|鉴于|以|围绕|聚焦|结合|如|若)"
    r"|(?:的|时|后|前|中|下|上|起|期间|基础上|形式|方式|范围内)$|^[^,]{2,40}(?:牵头|负责|配合)$"
    r"|(?:根据|按照?|依据|结合|围绕|针对)[^,]*(?:安排|实际|职责|方案|标准|情况|原则|分工|计划|意见|要求|条件|范围|规定|名额|结果|需要)$"
    r"|^(?:各|全[县市区镇]|[县区市镇乡])[^,的]{1,30}(?:政府|街道|办事处|部门|单位|企业|学校|(?<!开)[局委办])$"
)
"""A clause that says when, why, by what or who, and not what is done."""
TOGETHER = compile_late(r"(?:会同|联合|协同|商请?)[^,]{0,16}(?:部门|单位|机构|[局委办])$")
"""各牵头部门要会同配合部门，结合年度任务，制定方案，…印发: who does it with whom; the deed is the sentence"""


def find_first_duty(sentence: str, least: int = SENTENCE_LEAST) -> int:
    """Return where the first clause that says what is done ends; the length of a sentence that is a name as it is.

    >>> sentence = "积极做好政策解读工作,持续提升政策解读质量,丰富解读形式"
    >>> sentence[: find_first_duty(sentence)]
    '积极做好政策解读工作'
    >>> pair = "严把“源头清洗关”,规范冲洗设施运行"
    >>> find_first_duty(pair) == len(pair)
    True
    """
    if len(sentence) <= least or MEANT.match(sentence) or _is_pair(sentence):
        return len(sentence)
    position = depth = opened = 0
    for mark in MARK.finditer(sentence):
        at = mark.start()
        if mark.group() != ",":
            depth = max(0, depth + (1 if mark.group() == "(" else -1))
            opened = at if depth == 1 and mark.group() == "(" else opened
            continue
        clause = sentence[position : opened if depth else at]
        if TOGETHER.search(clause):
            return len(sentence)
        if not GROUND.search(clause) and position + len(clause) >= CLAUSE_LEAST:
            named = len(clause) >= NAME_LEAST or len(sentence) > LONG
            return position + len(clause) if named else len(sentence)
        if not depth:
            position = at + 1
    return len(sentence)


def _is_pair(sentence: str) -> bool:
    first, mark, second = sentence.partition(",")
    return (
        bool(mark) and "," not in second and len(sentence) <= PAIR_MOST and abs(len(first) - len(second)) <= PAIR_APART
    )

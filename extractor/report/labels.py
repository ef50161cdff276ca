"""In: nothing. Out: the words in which a report speaks, Chinese and English side by side.

Not handled: other languages; the words of a plan itself, which are never translated.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

Language = Literal["zh", "en"]


class Wording(NamedTuple):
    """The same words in both languages.

    >>> Wording("时限", "Deadline").both("zh"), Wording("时限", "Deadline").both("en")
    ('时限 Deadline', 'Deadline 时限')
    """

    zh: str
    en: str

    def first(self, lang: Language) -> str:
        """Return the words in `lang` alone."""
        return self.en if lang == "en" else self.zh

    def both(self, lang: Language) -> str:
        """Return both, `lang` in front; once where they are the same."""
        if self.zh == self.en:
            return self.zh
        return f"{self.en} {self.zh}" if lang == "en" else f"{self.zh} {self.en}"


Vocabulary = Mapping[str, Wording]
"""What each code of a closed list means."""

KINDS: Vocabulary = {"task": Wording("任务", "task"), "indicator": Wording("指标", "indicator")}

ROLES: Vocabulary = {
    "lead": Wording("牵头", "lead"),
    "responsible": Wording("责任", "responsible"),
    "participant": Wording("配合", "participant"),
}

WHERE: Vocabulary = {
    "label": Wording("时限栏", "label"),
    "body": Wording("正文", "body"),
    "preamble": Wording("引言", "preamble"),
    "safeguard": Wording("保障措施", "safeguard"),
    "closing": Wording("条目以外", "outside the items"),
}

DEADLINES: Vocabulary = {
    "date": Wording("截止日期", "date"),
    "recurring": Wording("定期", "recurring"),
    "relative": Wording("自某事起", "relative"),
    "immediate": Wording("即时", "immediate"),
    "interval": Wording("起止期间", "interval"),
}

OPERATORS: Vocabulary = {
    "ge": Wording("≥", "≥"),
    "gt": Wording(">", ">"),
    "le": Wording("≤", "≤"),
    "lt": Wording("<", "<"),
    "eq": Wording("=", "="),
}

OPERATOR_CODES: Mapping[str, str] = {">=": "ge", ">": "gt", "<=": "le", "<": "lt", "==": "eq"}
"""Tables carry letters: a cell that holds "==" is a broken formula to a spreadsheet."""

PERIODS: Vocabulary = {
    "year": Wording("每年", "a year"),
    "quarter": Wording("每季度", "a quarter"),
    "month": Wording("每月", "a month"),
    "day": Wording("每日", "a day"),
}

RULES: Vocabulary = {
    "award": Wording("得分", "award"),
    "zero": Wording("不得分", "zero"),
    "deduct": Wording("扣分", "deduct"),
    "award_per": Wording("按件得分", "award per unit"),
    "deduct_per": Wording("按件扣分", "deduct per unit"),
    "cap": Wording("得分上限", "cap on award"),
    "deduct_cap": Wording("扣分上限", "cap on loss"),
    "proportional": Wording("按比例", "proportional"),
    "interpolate": Wording("区间内按比例", "interpolated"),
    "rank": Wording("按位次", "by rank"),
    "formula": Wording("按公式", "formula"),
    "constraint": Wording("约束", "constraint"),
}

ASPECTS: Vocabulary = {
    "target": Wording("目标值", "target"),
    "deadline": Wording("完成时限", "deadline"),
    "duration": Wording("办理时长", "duration"),
    "frequency": Wording("频次", "frequency"),
    "unit": Wording("责任单位", "bodies"),
    "weight": Wording("分值比重", "weight"),
}

CONTRASTS: Mapping[str, str] = {
    **{name: ASPECTS[name].en for name in ("duration", "target", "frequency", "deadline")},
    "penalty": "penalty", "points": "points", "scoring": "scoring", "words": "words",
    "kind": "kind and level of document", "consequences": "results and consequences",
    "rhythm": "overall limits and rhythm", "leaders": "who leads", "binding": "soft wording",
    "alone": "asked by this plan alone",
}  # fmt: skip
"""English names of what a contrast lays side by side (`ContrastAspect`); the Chinese ones stand in its label."""

STRICTER: Vocabulary = {
    "higher": Wording("越高越严", "higher is stricter"),
    "lower": Wording("越低越严", "lower is stricter"),
    "none": Wording("不分宽严", "neither"),
}

ORIGINS: Vocabulary = {
    "inherited": Wording("承袭", "inherited"),
    "adapted": Wording("改写", "adapted"),
    "new": Wording("新增", "new"),
}

BREADTHS: Vocabulary = {
    "none": Wording("无", "none"),
    "single": Wording("一家", "single"),
    "several": Wording("多家", "several"),
    "everybody": Wording("所有单位", "everybody"),
}

CHECKABLE: Vocabulary = {
    "all": Wording("齐全", "all there"),
    "some": Wording("部分", "some"),
    "none": Wording("全无", "none"),
}

LEVELS: Vocabulary = {
    "nation": Wording("国家", "nation"),
    "province": Wording("省级", "province"),
    "city": Wording("市级", "city"),
    "county": Wording("县级", "county"),
    "department": Wording("部门", "department"),
    "township": Wording("乡镇", "township"),
}

UNREAD_KINDS: Vocabulary = {
    "sentence": Wording("句子", "sentence"),
    "item": Wording("条目", "item"),
    "row": Wording("表格行", "row"),
    "cell": Wording("单元格", "cell"),
    "picture": Wording("图片", "picture"),
    "text_box": Wording("文本框", "text box"),
    "page": Wording("页", "page"),
    "link": Wording("链接", "link"),
}

READINGS: Vocabulary = {
    "unread": Wording("未读", "unread"),
    "doubt": Wording("存疑", "doubtful"),
}

SEVERITIES: Vocabulary = {
    "error": Wording("错误", "error"),
    "warning": Wording("存疑", "warning"),
    "note": Wording("提示", "note"),
}

STAGES: Vocabulary = {
    "read": Wording("读取", "reading"),
    "outline": Wording("结构", "outline"),
    "parse": Wording("要素", "parsing"),
    "check": Wording("自查", "self-check"),
    "align": Wording("对齐", "alignment"),
    "compare": Wording("比较", "comparison"),
    "rulebook": Wording("计分", "rulebook"),
}

FLAGS: Vocabulary = {"1": Wording("是", "yes"), "0": Wording("否", "no")}

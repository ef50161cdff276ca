"""In: the last paragraphs of a part's last item. Out: how many of them close the document and belong to no item.

各镇（街道）要高度重视…, 本措施自印发之日起施行…, 请各单位于…报送…, and what a site prints below. Not handled: closing
words that stand in the same paragraph as the item.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.language.needs import Guarded, compile_late
from extractor.language.page_words import is_page_word, is_sponsor_line
from extractor.model.paper.place import Passage

# 各镇(街道)要高度重视…; 各责任单位制定的细则,于…前报…; 县直有关部门要…
ADDRESSED = re.compile(
    r"^(?:请|望|希望|要求)?(?:各|全县各|全市各|全区各|县直|市直|区直|有关|相关|牵头|责任|以上|上述)[^,。;:]{0,40}?"
    r"(?:要|应|须|需|请|可|于|在|将|每|结合|根据|按照?|负责|制定|参照|对照|认真|务必|高度|切实|遵照|报|由)"
)
# 各责任单位的实施细则,于…前报县教育局
HANDED_IN = Guarded(
    r"^(?:请|望)?(?:各|全县各|全市各|全区各|县直|市直|区直|有关|相关|牵头|责任|以上|上述)[^。;]{2,50}?(?:于|在|每)[^,。;]{2,24}前[^。;]{0,16}(?:报送?|上报|反馈|提交)"
    r"|^每[^,。;]{1,12}前,?(?:各|请)[^,。;]{2,40}(?:报送|上报|报告|反馈)",
    ("前", "上报", "反馈", "报告", "报送"),
)
# 依据《…》的责任分工，请各责任单位…于每月5日前报…
GROUNDED = re.compile(r"^(?:依据|根据|按照|为)[^。]{2,120}?,[^。]{0,20}(?:各|请)[^。]{2,80}(?:报|落实|执行|做好|反馈)")
ASKED = re.compile(r"^(?:请|望|希望|务请|敬请)")
# 本办法自印发之日起施行; 原…同时废止; 未尽事宜…; 特此通知
LAST_WORDS = re.compile(
    r"^(?:本|上述|以上|此前|原|之前|国家|上级|现行|已有|其他)[^。;]{0,60}?(?:施行|实施之日|执行|为准|废止|有效期|解释|规定)"
    r"|^自[^,。;]{0,30}?起(?:施行|实施|执行)|^(?:特此|此件|未尽事宜|执行(?:中|过程中|期间)|实施(?:中|过程中|期间)|工作(?:中|推进中)遇到)"
    r"|^(?:联系人|联系电话|联系方式|联系单位|联系部门|电子邮箱|邮箱|传真|电话|附注|附则|注|备注|说明):"
    r"|^[^。]{0,120}(?:印发|转发|下发|通报)给你们|^[^,。;]{0,30}(?:由|自)[^,。;]{2,40}(?:负责解释|之日起(?:施行|实施|执行))"
)
# 贯彻执行情况、重大问题及时报告…
REPORTING = compile_late(
    r"^[^。;]{0,40}(?:贯彻|落实|执行|进展|完成)情况[^。;]{0,40}(?:报|反馈|抄送)|^[^。;]{0,30}重大(?:事项|情况|问题)[^。;]{0,20}报告"
)
# 东阿县安全生产委员会, above its date
SIGNER = re.compile(
    r"[\u4e00-\u9fff()]{3,30}(?:局|委|办|府|室|会|组|厅|部|院|处|社|站|所|校|公司|大队|支队|中心|指挥部)(?:代章)?"
)
SIGNED_ON = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日(?:印发)?")
LISTED = re.compile(r"(?:单位|部门|科室|分工|时限|时间|主体):|\([^()]{2,80}(?:负责|牵头|落实|配合)\)?[。]?$")


def count_closing(body: Sequence[Passage], first: int) -> int:
    """Return how many of the last paragraphs of `body` close the document; those before `first` are the item's own."""
    start = len(body)
    for index in range(len(body) - 1, first - 1, -1):
        text = body[index].text
        if not (is_closing(text) or SIGNER.fullmatch(text) or _is_footer(body, index)):
            break
        start = index
    page = next((index for index in range(first, len(body)) if _is_footer(body, index)), start)
    return len(body) - min(start, page)


def is_closing(text: str) -> bool:
    """Tell whether a paragraph after the last item speaks to all, of the document itself, or for the site.

    >>> [is_closing(text) for text in ("各镇(街道)要高度重视。", "本措施自印发之日起施行。", "建立档案。")]
    [True, True, False]
    """
    if LISTED.search(text):
        return False
    return any(pattern.search(text) for pattern in (ADDRESSED, HANDED_IN, GROUNDED, ASKED, LAST_WORDS, REPORTING))


def signs_above(text: str, following: str) -> bool:
    """Tell whether a line is a signature above its date.

    >>> signs_above("玉泉县卫生健康局", "2025年1月20日"), signs_above("县水利局、县住建局", "2025年1月20日")
    (True, False)
    """
    return SIGNER.fullmatch(text) is not None and SIGNED_ON.fullmatch(following) is not None


def _is_footer(body: Sequence[Passage], index: int) -> bool:
    """Tell whether the site's words begin here; 主办单位 does only where licence numbers or editors stand near."""
    text = body[index].text
    if is_page_word(text):
        return True
    near = body[index : index + 3]
    return is_sponsor_line(text) and any(is_page_word(passage.text) for passage in near)

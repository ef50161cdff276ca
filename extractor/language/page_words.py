"""In: the folded words of a paragraph. Out: whether it belongs to the page around a document, not to the document.

Sites print a path of channels above a document and counters, editors, sponsors and licence numbers below it; a text
copied from the page keeps them. Not handled: advertisements, and comments of readers.
"""

from __future__ import annotations

import re

from extractor.language.needs import Guarded, compile_late

# 首页>政务公开>正文; 首页 新闻 公开 服务 互动; 当前位置: 首页 政务公开; 您现在的位置是:
PATH = re.compile(
    r"^(?:您?(?:的|现在)?(?:当前|所在|现在)?的?位置(?:是|为)?:?|首页(?:[>»/|-]|$))"
    r"|^(?=[^,。;:]{0,40}(?:首页|公开|正文|专栏))[^,。;:]{2,30}>[^,。;]{2,40}$"
    r"|^(?:网站)?首页(?=.{0,20}(?:新闻|公开|服务|互动|政务|要闻|办事|专题|数据|走进|概况|机构))[\u4e00-\u9fff|·]{4,40}$"
)
# 来源:县应急局 发布日期:… 浏览次数:1024次 【字体:大 中 小】
ABOVE = re.compile(
    r"^(?:(?:信息|稿件|文章)?来源:|(?:发布|发表|更新|发稿)(?:时间|日期):|时间:|浏览(?:次数|量)?|阅读(?:次数|量)?:|点击(?:次数|量|率)?:"
    r"|\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日? ?(?:\d{1,2}:\d{2}(?::\d{2})?)? ?(?:来源|作者|编辑|浏览|字体|字号)"
    r"|\[?字(?:体|号)(?:大小)?[::]|访问量:|作者:|稿源:|分享到?:?$|分享至|微信$|微博$|QQ空间$|打印$|收藏$|保存$)"
)
# 责任编辑:…; 【打印本页】【关闭窗口】; 相关文档:; 网站标识码:…; 皖ICP备…
BELOW = re.compile(
    r"^(?:责任编辑|责编|编辑|审核|校对|录入|初审|复审|终审|信息员)(?:人)?:"
    r"|^\[?(?:打印|关闭)(?:本页|窗口|此页)?\]?|^扫一扫|^扫描?二维码|^相关(?:文档|链接|阅读|解读|信息|附件|文件):?$|^上一[篇条]|^下一[篇条]"
    r"|^附件下载|^(?:政策)?图解:|^返回(?:顶部|首页)|^网站地图|^联系我们|^友情链接|^关于我们|^隐私声明"
    r"|版权所有|ICP备|ICP证|公网安备|网安备|网站标识码|技术支持:|建议使用.{0,20}浏览器"
)
SPONSOR = re.compile(r"^(?:主办|承办|协办|版权)(?:单位|方)?:")
SITE = re.compile(
    r"(?:门户网站?|政府网站?|政务网|信息网|官方?网站?|公开平台|政务公开|信息公开|政策文件|最新文件|公开专栏|公开栏目|正文|首页)$"
)


COUNTERS = Guarded(
    r"^(?:[·•\[]*)(?:(?:发布|发表|更新|发稿|生成|公开)(?:时间|日期):|(?:信息|稿件|文章)?来源:|浏览|阅读|点击|访问量|时间:\d{4}[-/.]?\d{0,2}[-/.]?\d{0,2}作者:)",
    ("日期", "时间", "浏览", "点击", "阅读", "来源:", "访问量"),
)
COUNTERS_MOST = 120
SENTENCE_END = compile_late(r"[。;]")


def is_counter_line(text: str) -> bool:
    """Tell whether a short line only says when and from where a site put the paper up, and how often it was read.

    >>> is_counter_line("发布时间:2021-05-0617:29来源:云岭县水利局浏览次数:"), is_counter_line("时间:5月10日前")
    (True, False)
    """
    return len(text) <= COUNTERS_MOST and bool(COUNTERS.match(text))


def is_page_word(text: str) -> bool:
    """Tell whether a paragraph is printed by the site, not by the document.

    >>> [is_page_word(text) for text in ("首页>政务公开>正文", "责任编辑:王某", "皖ICP备00000000号-1", "主要任务")]
    [True, True, True, False]
    """
    return bool(PATH.search(text) or ABOVE.match(text) or BELOW.search(text))


def is_page_line(text: str) -> bool:
    """Tell whether a line is the site's and ends with itself: what follows it is another paragraph.

    >>> is_page_line("2021-02-1817:26:29来源:云岭发布"), is_page_line("时间:5月10日前,各镇完成自查。")
    (True, False)
    """
    return len(text) <= COUNTERS_MOST and is_page_word(text) and not SENTENCE_END.search(text)


def is_sponsor_line(text: str) -> bool:
    """Tell whether a line names who runs the site; below a task 主办单位 may as well name who does the work.

    >>> is_sponsor_line("主办单位:云岭县人民政府办公室承办单位:云岭县数据局")
    True
    """
    return bool(SPONSOR.match(text))


def is_site_name(text: str) -> bool:
    """Tell whether a short line names a site or one of its channels (云岭县人民政府门户网站).

    >>> is_site_name("云岭县人民政府门户网站"), is_site_name("云岭县网格化服务管理办法")
    (True, False)
    """
    return len(text) <= 30 and bool(SITE.search(text))

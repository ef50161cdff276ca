"""In: a section with those below it. Out: the same without what only describes: lists of materials, aims, who is meant.

材料、条件、对象 and 总体目标 ask nothing of those who are told, at whatever depth their heading stands. Not handled:
descriptions under headings that do not say so.
"""

from __future__ import annotations

import re
from dataclasses import replace

from extractor.language.needs import compile_late
from extractor.model.paper.outline import Section, Style
from extractor.parse.body.sections import carries_units, heading_text
from extractor.parse.context import Context

MATERIALS = compile_late(
    r"(?:提交|报送|申报|申请|报名|参评|参赛|推荐|评审|验收|备案|办理|送审|递交|提供|所需|需要?|应|须|附送?|上报|佐证|证明|支撑|参展|投标)"
    r"[^,。;:]{0,6}?(?:材料|资料)(?:的?(?:内容|要求|清单|目录|规格|规范|格式|形式|数量|份数)|[与和及、])*(?:\([^()]*\))?$"
)
"""（二）参评作品提交材料内容与要求; （三）需提供以下材料"""
HANDED = compile_late(
    r"(?:提交|提供|报送|附上?|携带|准备|出具|递交|上报|备齐|填报)[^,。;:]{0,16}?(?:材料|资料|证件|证明|文件|表格|表册)(?:\([^()]*\))?:?$"
)
"""申请人应当提供下列材料："""
INCLUDING = compile_late(r"(?:材料|资料|证件|证明|文件)[^。]*,?(?:包括|如下|为|有|主要有)(?:以下[^,。;:]{0,6})?:$")
"""（三）材料报送。申报单位于5月15日前报送纸质材料，包括："""
ORGANISERS = compile_late(
    r"^(?:活动|大赛|赛事|竞赛|比赛)?(?:组织(?:机构|单位|架构)|(?:主办|承办|协办|指导|支持)单位(?:[、和及](?:主办|承办|协办|指导|支持)单位)*)$"
)
"""二、组织机构 / 主办单位：县农业农村局"""
AIMS = r"指导思想|总体目标|总体要求|总体思路|工作目标|主要目标|发展目标|基本原则|工作原则|工作思路"
STATE = r"基本情况|发展现状|存在问题|面临形势|发展基础|工作背景|重要意义"
ACTS = (
    "申报|申请|参评|参赛|评选|推荐|认定|报名|入选|准入|遴选|参加|选拔|补贴|补助|奖励|扶持|资助|奖补|贴息|救助|保障|激励|招募|招聘|选聘|聘任|招生|录取"
    "|参训|入会|任职|征集|选树|命名|创建|入库|享受|受助|培训|贷款|评审|服务|受益|表彰"
)
WHO = (
    rf"(?:{ACTS})(?:对象|范围|条件|资格|标准)"
    r"|(?:支持|资助|申报|征集|研究|选题)(?:方向|领域|选题)"
    r"|(?:作品|参赛|参展|投稿|征稿|征文|稿件|选手)(?:范围|条件|资格|类别|要求|标准|分类|组别|内容|主题)"
)
DESCRIBED = compile_late(rf"(?:{AIMS}|{STATE}|{WHO})(?:[与和及、][^,。;:]{{2,6}})?$")
"""（二）总体目标, （一）作品类别, （三）补贴对象及标准"""
BENEFIT = compile_late(
    r"[^,。;:()对将按以]{2,14}(?:补贴|补助|奖励|奖补|津贴|优惠|(?:改造|补贴|补助|奖补|奖励|扶持)资金)(?=[。:(对按]|$)"
)
"""取暖电价补贴（1）补贴范围…; 设备购置补贴。…: a grant is named, nobody is told to do anything"""
OPENS_WORK = re.compile(
    r"^(?:进一步|全面|切实|严格)?(?:兑现|落实|发放|拨付|给予|加大|加强|实施|提高|完善|规范|实行|推行|争取|支持|鼓励|开展|设立|安排"
    r"|统筹|整合|用好|健全|明确|细化|放宽|调整|制定|优化|公布|公开|提升|扩大|降低|审核|严格|统一|确定|改进|把好|解决|聚焦|围绕)"
)
GLUED = compile_late(rf"(?:{AIMS}|{STATE}|{WHO})(?:[与和及、][^,。;:]{{2,4}})?(?=[对在凡])")
"""补贴对象及标准对种植绿肥的农户给予补贴: a heading that nothing parts from its words"""
SCOPE = compile_late(
    r"^(?:重点|整治|检查|排查|治理|巡查|打击|清理|督查)(?:的?重点)?(?:区域|范围|车辆|违法(?:行为|活动)?|时段|路段|部位|对象|场所|人群|水域|点位):"
)
"""1.重点区域：中小学及周边道路。 beside 2.重点时段：… says where and when"""
WORK = re.compile(r"任务|措施|举措|重点")
HEADING_MOST = 20
CONTENT = re.compile(r"^(?:培训|服务|竞赛|学习|展示|展评|比赛|课程|考试|活动|宣讲|体检)(?:内容|项目|科目|主题)$")
"""三、培训内容 / （一）种植技术。 / （二）电子商务。: names, where nothing is said of them"""
NAME_MOST = 16
NAME_STOP = re.compile(r"[,。;:\d]")


def lists_materials(heading: str) -> bool:
    """Tell whether a heading opens a list of what is to be handed in.

    >>> lists_materials("参评单位提交材料内容与要求"), lists_materials("规范申报材料审核")
    (True, False)
    """
    return MATERIALS.search(heading) is not None or HANDED.search(heading) is not None


def opens_materials(text: str) -> bool:
    """Tell whether the first words of an item end by opening a list of what is to be handed in.

    >>> opens_materials("报送。各校于5月前报送材料,包括:"), opens_materials("审核。县教育局审核申报材料。")
    (True, False)
    """
    return HANDED.search(text) is not None or INCLUDING.search(text) is not None


def lists_organisers(section: Section) -> bool:
    """Tell whether a section without items only says who holds a contest (二、组织机构 / 主办单位：…)."""
    return not section.children and ORGANISERS.match(heading_text(section.head).text) is not None


def is_description(heading: str) -> bool:
    """Tell whether a heading only opens aims, the present state, or who and what is meant.

    >>> is_description("总体目标"), is_description("作品类别"), is_description("目标任务")
    (True, True, False)
    """
    if len(heading) > HEADING_MOST or WORK.search(heading):
        return False
    alone = DESCRIBED.fullmatch(heading) is not None
    return alone or (DESCRIBED.search(heading) is not None and not OPENS_WORK.match(heading))


def names_scope(text: str) -> bool:
    """Tell whether an item only says where, when or of whom the work is, behind a label of its own.

    >>> names_scope("重点车辆:三轮车、校车等。"), names_scope("重点区域:开展全面排查。")
    (True, False)
    """
    label = SCOPE.match(text)
    return label is not None and OPENS_WORK.match(text[label.end() :]) is None


def opens_described(text: str) -> bool:
    """Tell whether an item opens with the heading of a description, which nothing parts from its words.

    >>> opens_described("补贴对象及标准对种植绿肥的农户给予补贴"), opens_described("对农户给予补贴")
    (True, False)
    """
    return GLUED.match(text) is not None


def names_contents(section: Section) -> bool:
    """Tell whether a section only names what is taught, shown or offered."""
    if CONTENT.match(heading_text(section.head).text) is None or not section.children:
        return False
    return all(_is_name(child) for child in section.children)


def _is_name(section: Section) -> bool:
    words = section.head.text.rstrip("。;")
    return 0 < len(words) <= NAME_MOST and not (section.body or section.children or NAME_STOP.search(words))


def names_benefit(text: str) -> bool:
    """Tell whether an item opens with the name of a grant, not with a verb of work.

    >>> names_benefit("设备购置补贴。按80%给予补贴"), names_benefit("落实取暖补贴。各镇拨付到户")
    (True, False)
    """
    return BENEFIT.match(text) is not None and OPENS_WORK.match(text) is None


def leave_out_described(context: Context, section: Section) -> tuple[Section, tuple[Section, ...]]:
    """Return a section without the lists below it that only describe, and what was left out.

    A list of materials behind a duty (企业于3月底前申请，提交下列材料：) leaves the duty. What names bodies stays.
    """
    if section.style in (Style.PART, Style.CHAPTER, Style.ARTICLE):
        return section, ()
    if section.children and not carries_units(context, section) and lists_materials(heading_text(section.head).text):
        return replace(section, children=()), section.children
    kept: list[Section] = []
    left: list[Section] = []
    for child in section.children:
        heading = heading_text(child.head).text
        named = carries_units(context, child)
        said = is_description(heading) or (not child.children and names_scope(child.head.text))
        if not named and (said or (child.children and lists_materials(heading))):
            left.append(child)
        elif not named and child.children and opens_materials(child.head.text):
            kept.append(replace(child, children=()))
            left.extend(child.children)
        else:
            whole, below = leave_out_described(context, child)
            kept.append(whole)
            left.extend(below)
    return (replace(section, children=tuple(kept)), tuple(left)) if left else (section, ())

"""In: a printed name on no list of places, and what stands around it. Out: whether it may be a place's name at all.

关于选拔第七批市级拔尖人才的通知 names no city: the title's own verbs and counts stand before a word (市级, 县域, 市场)
that begins as places end. Not handled: names that hold such a word by chance; they are on the list, or stay unread.
"""

from __future__ import annotations

import re

from extractor.language.needs import compile_late

VERBS = (
    "选拔|选派|选聘|选树|推选|推荐|推介|认定|评选|评定|评审|评价|评估|评比|考核|考评|命名|授予|公布|公示|公开|通报|表彰|表扬|奖励|奖补"
    "|组织|申报|申请|遴选|征集|征收|征求|聘任|聘请|聘用|打击|整治|治理|清理|清退|取缔|激发|释放|维护|保护|保障|培育|培养|壮大|提高|提升"
    "|提振|改善|改进|改革|改造|持续|强化|深化|扩大|扩建|抓好|抓实|抽查|检查|督查|督导|巡查|巡察|排查|调研|调查|调整|开放|开展|开发|压减"
    "|压缩|压实|减轻|打造|打好|启动|启用|发展|推进|推动|推广|推行|促进|加强|加快|加大|做好|做强|办好|建设|建立|建成|创建|争创|创新|创优"
    "|实施|落实|贯彻|执行|完善|健全|优化|规范|支持|扶持|帮扶|支援|援助|对口|巩固|拓展|妥善|处置|处理|严格|严厉|严禁|禁止|限制|全面|深入"
    "|进一步|切实|扎实|积极|稳步|稳妥|有序|有效|统筹|协调|统一|集中|举办|承办|参加|参与|参观|考察|承接|融入|融合|吸引|引进|引导|鼓励|激励"
    "|对接|学习|借鉴|复制|宣传|普及|普查|培训|教育|服务|管理|监管|监督|监测|防范|防控|防治|预防|化解|应对|处罚|明确|确定|设立|设置|撤销"
    "|成立|任命|任免|印发|转发|下发|发布|下达|分解|制定|修订|编制|编修|出台|报送|上报|安排|部署|举行|召开|配合|协助|接受|迎接|振兴|繁荣"
    "|稳定|保持|守牢|筑牢|严守|破解|解决|消除|消化|盘活|挖掘|传承|弘扬|培植|塑造|擦亮|争取|申办|赋能|助力|助推|服从|下放|承担"
)
COUNTS = (
    r"第?[一二三四五六七八九十百\d首本该各每某两多][批届次轮期个年类]"
    r"|第[一二三四五六七八九十\d]|首[批届次]|年度|新一轮|[的及等各某与赴型]|^环"
)
"""第七批市级…, 首批县级…, 新一轮县志"""
COMMON = (
    "模范|示范|文明|卫生|园林|先进|优秀|重点|特色|生态|健康|平安|法治|节水|节约|均衡|安全|双拥|质量|品牌|旅游|工业|农业|农村|城乡|集贸|消费"
    "|劳动|资本|智慧|数字|低碳|绿色|森林|海绵|无废|信用|诚信|贫困|脱贫|试点|达标|优质|现代|经济|产业|科技|文化|体育|医疗|养老|人才|投资"
    "|营商|交通|水利|食品|药品|粮食|民生|外地|异地|跨省|跨区|国家|全国|全省|省级|市级|县级|区级|村级|镇级|大型|中心|主题|专业|综合整治"
    "|全域|幸福|美丽|和谐|清廉|廉洁|党建|法律|金融|电商|物流|能源|人民|群众|职工|青年|妇女|儿童|老年|学生|企业"
)
"""双拥模范县创建方案, 农产品质量安全县, 文化强市"""
# 镇区, 灌区, 蓄滞洪区: kinds of ground
GROUND = r"[农镇灌街学院厂库户住活能护源洪养燃业务墓产销旱赛展考险疫]区$"
NO_NAME = compile_late(rf"{VERBS}|{COUNTS}|{COMMON}|{GROUND}")
STEM = compile_late(r"(?:自治县|自治州|自治旗|县|市|旗|盟|州)$")
AIMED = compile_late(r"[强立兴富]区?$")
"""质量强县, 生态立市"""
KINDS = r"^(?:现代|农业|特色|产业|工业|科技|物流|经济|智慧|绿色)+|国家级|[省市县区]级|[县市区省]域|特色|重点|优秀"
NO_ZONE = compile_late(rf"{VERBS}|{COUNTS}|{KINDS}")
"""遴选省级现代农业产业园: a kind of zone, none by name; 河湾经济开发区 is one"""
# 市级, 市场, 市民, 市容, 县域, 县直, 县志, 区块: the last letter of the name begins another word
OTHER_WORD = compile_late(
    r"[县市区州旗省](?:级|直|属|域|本级|间|内|际|外)|市(?:场(?!监|局)|民(?!政|族|宗|兵|营办)|容|值|价|面|政(?![府协务法]))"
    r"|县(?:城(?![管乡建镇市投关东西南北中])|乡|道|志|处)|区(?:块|位|别|划(?!分局)|县|市)|州(?:县|市)"
)
# 关于进一步加强…, 关于组织申报…: words before a name
LEADING = re.compile(rf"(?:{VERBS})+")
ELSEWHERE = re.compile(
    r"(?:学习|借鉴|推广|复制|参照|对口|支援|援助|帮扶|协作|赴|前往|参加|参观|考察|承接|融入|吸引|对接|招引|接受|迎接|配合)"
    r"[^,。;:县市区省]{0,6}[^,。;:]{0,6}$|[与同]$"
)
"""学习推广三明市医改经验, 与苏州市开展东西部协作: the place is another's"""
BEFORE = 14


def may_be_named(name: str, text: str, end: int) -> bool:
    """Tell whether a county or city on no list may be called `name`, which ends at `end` in `text`.

    >>> title = "选拔第七批市级拔尖人才"
    >>> may_be_named("选拔第七批市", title, 6), may_be_named("青岚县", "青岚县防汛工作方案", 3)
    (False, True)
    """
    if OTHER_WORD.match(text, end - 1):
        return False
    stem = STEM.sub("", name)
    return NO_NAME.search(stem) is None and AIMED.search(stem) is None


def may_be_zone(stem: str) -> bool:
    """Tell whether a zone may have `stem` as its own name.

    >>> may_be_zone("遴选省级现代农业"), may_be_zone("河湾")
    (False, True)
    """
    return bool(stem) and NO_ZONE.search(stem) is None


def skip_leading(text: str, start: int) -> int:
    """Return where the words of asking before a name end (关于评选〔淄博市…〕).

    >>> skip_leading("关于组织申报蒙阴县龙头企业的通知", 2)
    6
    """
    found = LEADING.match(text, start)
    return found.end() if found else start


def is_elsewhere(text: str, start: int) -> bool:
    """Tell whether the words before `start` say that the place named there is another's.

    >>> is_elsewhere("关于学习推广三明市经验的方案", 6), is_elsewhere("关于推进蒙阴县林长制的意见", 4)
    (True, False)
    """
    return ELSEWHERE.search(text, max(0, start - BEFORE), start) is not None

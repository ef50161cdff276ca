"""In: nothing. Out: the words by which the contract tells two measures apart: stages, scopes, wholes, changes, axes.

Each group of words was forced by a pair: 收到申请后1个工作日内受理 against 5个工作日内办结; 全县4次 against
每个部门2次; 初次信访事项化解率 against 重复信访事项化解率. Not handled: names of one thing in other words
(`differences.measures`).
"""

from __future__ import annotations

import re

Axis = tuple[tuple[str, re.Pattern[str]], ...]

STAGES = (
    ("受理", r"受理|接收|收件|接单|签收"), ("结果告知", r"告知|答复|反馈|回复|回应"),
    ("办结", r"办结|结案|办理完毕|处理完毕|处理完成|完成办理|办完|办好|处置完|处置到位"),
    ("审核", r"初审|审核|审查|核实|核查完|鉴定|评估"),
    ("报送", r"上报|报送|上传|归集|推送|报告"), ("公示", r"公示|公开|公布"),
    ("整改", r"整改|修复完|更换|修缮|修复到位"),
    ("拨付", r"拨付|兑付|发放|到账"), ("集结", r"集结|待命|出发"), ("到场", r"到场|到达|抵达|响应"), ("回访", r"回访"),
    ("分办", r"转办|交办|分办|派单|转交"),
)  # fmt: skip
STAGE = tuple((name, re.compile(words)) for name, words in STAGES)
EACH = re.compile(
    r"(?:每个?|每家|每座|每所|每名|每户|每支|各)(?:业务)?"
    r"(?:部门|单位|科室|乡镇|镇街|街道|镇|村|社区|学校|企业|机构|小区|河长|队|班级|网格|楼栋|居委会|所|医院|站)"
)
ALL = re.compile(r"全(?:县|市|区|省|镇|街道|域|局)|(?:县|市|区|镇)(?:级|本级)?(?:范围|合计|共|总计)")
MEAN = re.compile(r"平均|均值|日均|月均")
PER = re.compile(r"人均|户均|每[百千万]|(?<![\d\s])万人|每平方|单位面积|亩均|地均")
TOTAL = re.compile(r"累计|总量|总数|总额|存量|合计|余额|保有量|在册|总规模|达到")
IN_ALL = re.compile(r"累计|总数达|总量达|总额达")
"""what there is in the end, also where the year's doing stands beside it: 改造老旧管网累计达到120公里"""
WITHIN_YEAR = re.compile(r"全年|年内|本年|当年|今年|年度")
NEW = re.compile(r"新增|新建|净增|增量|新注册|新发展|新签")
DOING = re.compile(
    r"新建|改建|扩建|改造|建设(?!率)|建成|治理(?!率)|更换|培训(?!率)|化解(?!率)|整治|淘汰|疏浚|培育|选派|评定|创建"
)
"""what is done within the year: 改造管网30公里 is no stock of pipes"""
CHANGE = re.compile(
    r"同比|环比|(?:较|比)(?:上|去|前)?一?(?:年|季度|月|年度|年初|年底|同期|基期)|增长|增速|增幅|降幅"
    r"|(?:提高|上升|增加|降低|下降|减少|压减|压缩)\s*\d+(?:\.\d+)?\s*(?:%|个百分点|‰)"
)
RANK = re.compile(r"位次|排名|名次|前\s*\d+\s*[位名]|第[一二三四五六七八九十\d]+[位名]")
OF = re.compile(
    r"占(?!比)(?P<whole>[^,，。;；、]{1,20}?)的?(?:比重|比例|比值|比率|百分比|份额|比|\d|[不低高大小超达]|$)"
)
TO = re.compile(r"(?:与|和)(?P<whole>[^,，。;；、与和]{1,16}?)(?:数量|总数|数)?(?:的|之)(?:比例|比值|比率|比)")
SHARE = re.compile(r"(?P<thing>[^,，。;；、]{1,20}?)(?:数量|总数|数)?占")
RATE = re.compile(r"(?P<thing>[^,，。;；、]{0,16}?)(?P<rate>[\u4e00-\u9fff]{2}率)")
COUNTED = (
    ("市场主体", r"市场主体|经营主体|商户|个体工商户|个体户"), ("企业", r"企业|公司"),
    ("村", r"行政村|自然村|村庄|村"), ("户", r"农户|户"),
    ("镇", r"乡镇|镇街|街道|乡|镇"), ("学生", r"学生|青少年"), ("老年人", r"老年人|老人"), ("患者", r"患者|病人"),
    ("职工", r"职工|员工|从业人员"), ("儿童", r"儿童|幼儿"), ("残疾人", "残疾人"),
    ("人", r"居民|群众|公众|市民|人员|人口"),
    ("部门", r"部门|单位|机关|机构"), ("学校", r"学校|中小学|幼儿园"), ("小区", r"小区|社区"), ("家庭", r"家庭"),
    ("断面", r"断面"), ("项目", r"项目|工程"), ("信息", r"信息|数据|记录"), ("贷款", r"贷款|授信"),
    ("河", r"河流|河道|河段|湖泊|水体"),
)  # fmt: skip
LAST = tuple((name, re.compile(rf"(?:{words})(?:数量|总数|总量|数|量)?$")) for name, words in COUNTED)
BOUNDED = re.compile(
    r"(?:\d+(?:\.\d+)?[十百千万亿]*|[一二三四五六七八九十百千万亿]+)(?:元|人|岁|周岁|吨|户|平方米|公里|米|亩|千瓦|度|年|头|层|张|分)"
    r"(?:及)?以[上下](?=的?[\u4e00-\u9fff])"
)
"""a bound on what is counted: of 5亿元以上项目 there are fewer than of 亿元以上项目"""
CONDITIONED = re.compile(
    r"有[^，,。；;、的]{0,8}(?:需求|意愿|条件|能力|愿望|意向)的|(?:符合|具备)[^，,。；;、的]{0,8}(?:条件|要求|规定|标准)的"
)
"""a condition on what is counted: 有就业意愿的退役军人 are not all 退役军人"""
NOT = re.compile(r"非(?![常法])(?P<what>[\u4e00-\u9fff]{2})")
DATE_WORDS = re.compile(
    r"(?:到|截至|截止|在|于)?(?:20\d{2}年)?(?:\d{1,2}月)?(?:\d{1,2}日)?(?:年)?[底末]?(?:之?前)(?=[\u4e00-\u9fff])|到?20\d{2}年[底末]?"
)
LEADING = re.compile(
    r"^(?:力争|确保|争取|努力|全年|年内|年度|每年|至少|全县|全市|全区|完成|开展|举办|组织|建成|建设|新建|实现|推动|使|将)+"
)
PLAIN_HEAD = re.compile(r"^[全各本我]?[县市区省镇乡]?(?:域|范围)?内?的?|的$")
ENDING = 3
"""characters in which two rates end alike for what stands before to tell whose rates they are"""
SAME = (
    ("GDP", re.compile(r"(?:地区|国内)?生产总值")), ("规上", re.compile("规模以上")),
    ("经营主体", re.compile("市场主体")), ("公开", re.compile(r"发布|公布|印发|出台")),
    ("网办", re.compile(r"网上(?:可办|办理|通办)|线上办理")),
    ("收到", re.compile(r"接到|接收到|收悉")), ("研发", re.compile(r"研究与试验发展|研究开发")),
)  # fmt: skip
"""words for one thing: 占地区生产总值 and 占GDP have one whole, 文件发布 and 文件公开 are one event"""
PART = re.compile(r"申请|获得|参与|抽查|规模以上|规上|新增|到期|重点|困难|适龄|户籍|常住|在校|登记|备案|签约")
"""what makes a whole a part of itself: 馆藏到期档案 are not 馆藏档案"""
NO_HEAD = str.maketrans("", "", "地区域县市镇乡村人的")
"""characters that two heads share though they are two things: 平原地区 and 山区"""
INSERTED = re.compile(r"^(?!总$|共$|全部$|综合$)[\u4e00-\u9fff]{2,4}$")
"""a word within the name of a rate that makes it another: 对口安置率 is not 安置率"""

AXIS_WORDS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    ("turn", (("初次", r"初次|首次|一次(?=化解|通过|合格|办结)"), ("重复", r"重复|再次|多次"))),
    ("grade", tuple((f"{n}级", rf"{n}级(?!指标|以上)") for n in "一二三四五")),
    ("government", tuple((f"{n}级", rf"{n}级") for n in ("国家", "省", "市", "县", "乡", "镇", "村"))),
    ("control", tuple((f"{n}控或{n}保", f"{n}[控保考]") for n in "国省市县")),
    ("severity", (("一般", r"一般(?=隐患|事故|案件|问题)"), ("较大", r"较大(?=隐患|事故)"), ("重大", r"重大|特大"))),
    ("area", (("城镇", r"城区|城镇|城市|建成区"), ("农村", r"农村|乡村|村庄"))),
    ("school", (("学前", "学前|幼儿"), ("小学", "小学"), ("初中", "初中"), ("高中", "高中"), ("义务教育", "义务教育"))),
    ("origin", tuple((f"{n}外", f"{n}域?外") for n in "县市省国境")),
    ("focus", (("重点", r"^重点|(?<=[县市区])重点"), ("规上", r"规上|规模以上"))),
    ("post", (("专职", "专职"), ("兼职", "兼职"))),
    ("works", (("新建", "新建"), ("改造", "改造|改建|扩建"), ("维修", "维修|修缮|维护"), ("更新", "更新|更换"))),
    ("timely", (("按期", r"(?:按期|按时|及时|限时)[^\W率]{2,4}率"),)),
)  # fmt: skip
AXES: tuple[tuple[str, Axis], ...] = tuple(
    (axis, tuple((name, re.compile(words)) for name, words in values)) for axis, values in AXIS_WORDS
)
"""What a measure is limited to; two that name different values of one axis are two measures."""
LONE_AXES = frozenset({"timely", "origin"})
"""Axes of which naming one value is a measure of its own: 按期办结率 is not 办结率, 市外资金 are not 资金."""

"""Plain text: limits in words, numbers in words, what is scored for each unit, limits without a year."""

from __future__ import annotations

from tests.read.made import MadeForm

TIMES = """湖政办发〔2025〕11号
湖山县妇女儿童发展工作方案
一、工作任务
（一）报送材料。7月中旬前报送自查材料。（责任单位：县妇儿工委办）
（二）完成调查。上半年完成留守儿童摸底。（责任单位：县民政局）
（三）开放设施。二季度末开放儿童之家。（责任单位：县妇联）
（四）办理诉求。自接到转办函之日起7个工作日内答复。（责任单位：县信访局）
（五）定期会商。每月10日、25日各会商一次。（责任单位：县法院）
（六）提升能力。2025—2027年分三年轮训，每年轮训三分之一。（责任单位：县教体局）
（七）修订规划。“十五五”末完成终期评估。（责任单位：县统计局）
（八）开展宣讲。每半年宣讲一次。（责任单位：县司法局）
（九）开展巡查。每周三巡查一次。（责任单位：县文旅局）

湖山县人民政府办公室
2025年3月20日
"""
TIMES_WANT = {
    "tasks": 9,
    "deadlines_contain": [
        "2025-07-20",
        "2025-06-30",
        "2025-06-30",
        "P7D",
        "FREQ=MONTHLY;BYMONTHDAY=10,25",
        "2027-12-31",
        "2030-12-31",
        "FREQ=WEEKLY;BYDAY=WE",
    ],
    "deadlines_absent": ["FREQ=YEARLY"],
}
NUMBERS = """湖政办发〔2025〕12号
湖山县农村客运发展方案
一、主要任务
（一）新增客运班线三十条以上。（责任单位：县交通运输局）
（二）每年组织演练三四次。（责任单位：县应急局）
（三）培育规范企业一百二十家。（责任单位：县市场监管局）
（四）投入资金不少于二亿六千万元。（责任单位：县财政局）
（五）通达率提高百分之三点五。（责任单位：县交通运输局）
（六）投诉量下降四成以上。（责任单位：县信访局）
（七）准点率达八成五。（责任单位：县交投公司）
（八）换乘时间压缩一半以上。（责任单位：县城管局）
（九）培训驾驶员不少于1.5万人（次）。（责任单位：县人社局）
（十）新建候车亭40—60座。（责任单位：县住建局）
（十一）更新客车２６辆以上。（责任单位：县财政局）
（十二）完成投资18,600万元。（责任单位：县发改局）

湖山县人民政府办公室
2025年3月20日
"""
NUMBERS_WANT = {
    "tasks": 12,
    "targets": [
        {"value": 30, "unit": "条"},
        {"value": 3, "unit": "次"},
        {"value": 120, "unit": "家"},
        {"value": 3.5, "unit": "%"},
        {"value": 40, "unit": "%"},
        {"value": 85, "unit": "%"},
        {"value": 50, "unit": "%"},
        {"value": 40, "unit": "座"},
        {"value": 26, "unit": "辆"},
        {"value": 18600, "unit": "万元"},
    ],
    "targets_absent": [{"value": 34}],
}
PER = """湖山县统计工作考核办法
附件：评分表
序号	考核内容	分值	评分标准
1	入库企业	30	每漏报1家扣2分。
2	数据质量	30	差错率每高0.5个百分点扣1.5分。
3	台账建设	20	每缺失5份扣1分，扣完为止。
4	业务培训	20	每少培训10人次扣0.5分。
"""
PER_WANT = {
    "indicators": 4,
    "points": [30, 30, 20, 20],
    "rules": [
        {"kind": "deduct_per", "points": 2, "per": {"n": 1, "unit": "家"}},
        {"kind": "deduct_per", "points": 1.5, "per": {"n": 0.5, "unit": "百分点"}},
        {"kind": "deduct_per", "points": 1, "per": {"n": 5, "unit": "份"}},
        {"kind": "deduct_per", "points": 0.5, "per": {"n": 10, "unit": "人次"}},
        {"kind": "deduct_cap", "points": "full"},
    ],
}
YEARLESS = """湖山县秋粮收购工作方案
一、重点任务
（一）备好仓容。9月底前腾空仓容4万吨。（责任单位：县粮食中心）
（二）兑付粮款。10月15日前到位。（责任单位：农发行湖山县支行）
（三）开展巡查。10月至12月每月巡查2次。（责任单位：县发改局）
"""
YEARLESS_WANT = {"tasks": 3, "deadline_texts": ["9月底前", "10月15日前"], "dates_none": True, "told": "年份|年"}
CAPTION = """湖山县统计工作考核办法
附件：
湖山县统计工作考核评分表
序号	考核项目	考核内容	分值	评分标准
1	基层基础	建立统计工作站	40	每少1个扣4分。
"""


def build_texts() -> list[MadeForm]:
    return [
        MadeForm("times.txt", TIMES.encode(), TIMES_WANT),
        MadeForm("numbers.txt", NUMBERS.encode(), NUMBERS_WANT),
        MadeForm("per.txt", PER.encode(), PER_WANT),
        MadeForm("no-year.txt", YEARLESS.encode(), YEARLESS_WANT),
        MadeForm("caption-line.txt", CAPTION.encode(), {"indicators": 1, "points": [40], "names": ["基层基础"]}),
    ]

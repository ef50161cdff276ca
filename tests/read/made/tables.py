"""Word tables: heads of two rows, groups, sub-totals, nested and framed tables, controls around rows and cells."""

from __future__ import annotations

from tests.read.building import build_docx
from tests.read.building import word_paragraph as par
from tests.read.made import MadeForm


def cell(text: str, *, down: str = "", wide: int = 1, inner: str = "") -> str:
    merged = {"": "", "first": '<w:vMerge w:val="restart"/>', "on": "<w:vMerge/>"}[down]
    spans = f'<w:gridSpan w:val="{wide}"/>' if wide > 1 else ""
    return f"<w:tc><w:tcPr>{spans}{merged}</w:tcPr>{inner}{par(text)}</w:tc>"


def row(*cells: str, head: str = "") -> str:
    made = "".join(one if one.startswith("<w:") else cell(one) for one in cells)
    return f"<w:tr><w:trPr>{head}</w:trPr>{made}</w:tr>"


def table(*rows: str) -> str:
    return "<w:tbl>" + "".join(rows) + "</w:tbl>"


def legacy_box(*words: str) -> str:
    inner = "".join(par(one) for one in words)
    return f'<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent>{inner}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>'


TWO_HEADS = table(
    row(
        cell("序号", down="first"),
        cell("评价指标", down="first"),
        cell("目标值", wide=2),
        cell("分值", down="first"),
        cell("责任部门", wide=2),
    ),
    row(cell("", down="on"), cell("", down="on"), "2024年", "2025年", cell("", down="on"), "牵头部门", "协同部门"),
    row("1", "城镇新增就业", "4200人", "4500人", "35", "县人社局", "县教育局/县退役军人局"),
    row("2", "职业技能培训", "3000人次", "3200人次", "35", "县人社局", "县总工会"),
    row("3", "零就业家庭动态清零", "0户", "0户", "30", "县人社局", "县民政局、县残联"),
)
TWO_HEADS_WANT = {
    "indicators": 3,
    "points": [35, 35, 30],
    "nos": ["1", "2", "3"],
    "roles": [
        ["县人社局", "lead"],
        ["县教育局", "participant"],
        ["县退役军人局", "participant"],
        ["县总工会", "participant"],
        ["县民政局", "participant"],
        ["县残联", "participant"],
    ],
}
CONTROLLED = table(
    row("序号", "考核项目", "分值", "责任单位", "评分标准"),
    '<w:sdt><w:sdtPr><w:id w:val="5"/></w:sdtPr><w:sdtContent>'
    + row("1", "案件办理", "45", "县信访局", "每逾期1件扣2分。")
    + "</w:sdtContent></w:sdt>",
    "<w:tr>"
    + cell("2")
    + f'<w:sdt><w:sdtPr><w:id w:val="6"/></w:sdtPr><w:sdtContent>{cell("初访化解")}</w:sdtContent></w:sdt>'
    + cell("30")
    + "<w:tc><w:p><w:sdt><w:sdtPr><w:dropDownList/></w:sdtPr><w:sdtContent><w:r><w:t>各乡镇</w:t></w:r></w:sdtContent></w:sdt></w:p></w:tc>"
    + cell("化解率每低1个百分点扣1分。")
    + "</w:tr>",
    row("3", "基础业务", "25", "县信访局", "每缺1份台账扣0.5分。"),
)
INNER = table(row("完成比例", "得分"), row("100%", "30分"), row("90%—100%", "25分"), row("80%—90%", "15分"))
NESTED = table(
    row("序号", "考核指标", "分值", "评分标准"),
    row("1", "项目开工", "30", cell("", inner=par("按开工比例计分：") + INNER)),
    row("2", "资金拨付", "40", "每滞后1个月扣3分。"),
    row("3", "资料归档", "30", "未归档的不得分。"),
)
FRAME = table(
    row(
        cell(
            "",
            inner=par("清平县重大项目推进方案")
            + par("一、工作任务")
            + par("（一）加快前期手续。2025年3月底前办结。（责任单位：县行政审批局）")
            + table(row("项目", "责任单位", "完成时限"), row("建设中心医院新院区", "县卫健局", "2025年12月底")),
        )
    )
)
GROUPS = ("阵地建设", "队伍建设", "活动开展", "服务成效")
LONG = table(
    row("序号", "一级指标", "考核内容", "分值", "评分标准", head="<w:tblHeader/>"),
    *(
        row(
            str(n),
            cell(
                "" if n % 7 != 1 else GROUPS[n // 7],
                down="first" if n % 7 == 1 else "on",
            ),
            f"第{n}项文化服务工作，做到有计划、有记录、有成效",
            str(2 + n % 4),
            f"每少1次扣0.{1 + n % 5}分。",
        )
        for n in range(1, 29)
    ),
)
LONG_WANT = {
    "indicators": 28,
    "nos": [str(n) for n in range(1, 29)],
    "points": [2 + n % 4 for n in range(1, 29)],
    "level1": [name for name in GROUPS for _ in range(7)],
}
SUMMED = table(
    row(cell("2025年度平安建设考核评分表", wide=5)),
    row(cell("被考核单位：          考核日期：", wide=5)),
    row("序号", "考核内容", "分值", "评分标准", "得分"),
    row("1", "矛盾纠纷排查", "25", "每漏排1件扣1分。", ""),
    row("2", "重点人员管理", "15", "每失管1人扣3分。", ""),
    row(cell("小计", wide=2), "40", "", ""),
    row("序号", "考核内容", "分值", "评分标准", "得分"),
    row("3", "命案防控", "35", "每发生1起扣10分。", ""),
    row("4", "宣传发动", "25", "知晓率低于90%的扣5分。", ""),
    row(cell("小计", wide=2), "60", "", ""),
    row(cell("合计", wide=2), "100", "", ""),
    row(cell("备注：本表由县委政法委负责解释。", wide=5)),
)
SUMMED_WANT = {
    "indicators": 4,
    "points": [25, 15, 35, 25],
    "nos": ["1", "2", "3", "4"],
    "names": ["矛盾纠纷排查", "重点人员管理", "命案防控", "宣传发动"],
}
SPACED = table(
    row("序　号", "考 核 指 标", "分　　值", "计 分 办 法", "责 任 部 门"),
    row("1", "耕地保有量", "60", "每减少100亩扣2分。", "县自然资源局／县农业农村局"),
    row("2", "违法用地", "40", "每新增1宗扣1分。", "县自然资源局\u3000县城管局"),
)
YEARS = table(
    row("序号", "主要指标", "2024年实际", "2025年目标", "分值（100分）", "计分标准"),
    row("1", "规上工业增加值增速", "6.1%", "7%", "55", "每低0.1个百分点扣1分。"),
    row("2", "新增规上企业", "9家", "12家", "45", "每少1家扣3分。"),
)
MERGED = table(
    row(cell("类别", down="first"), cell("指标", down="first"), cell("考核要求", wide=2)),
    row(cell("", down="on"), cell("", down="on"), "分值", "评分标准"),
    row(cell("河道保洁", down="first"), "水面漂浮物", "25", "每发现1处扣1分。"),
    row(cell("", down="on"), "岸坡垃圾", "25", "每发现1处扣1分。"),
    row(cell("违法查处", down="first"), "非法采砂", "30", "每发生1起扣5分。"),
    row(cell("", down="on"), "违规排污", "20", "每发生1起扣5分。"),
)


def titled(title: str, *inner: str) -> bytes:
    return build_docx(par(title) + "".join(inner))


def build_tables() -> list[MadeForm]:
    nested = {"indicators": 3, "points": [30, 40, 30]}
    bands = [{"kind": "award", "points": number} for number in (30, 25, 15)]
    box_table = titled("清平县重点工作考核细则", legacy_box("附件：考核表"), SPACED)
    return [
        MadeForm(
            "two-heads.docx", titled("清平县就业工作考核办法", par("附件：评价指标表"), TWO_HEADS), TWO_HEADS_WANT
        ),
        MadeForm(
            "controls.docx",
            titled("清平县信访工作考核办法", CONTROLLED),
            {"indicators": 3, "points": [45, 30, 25], "units": ["县信访局", "各乡镇"]},
        ),
        MadeForm(
            "nested-bands.docx",
            titled("清平县项目建设考核办法", NESTED),
            {"or": [nested | {"rules": bands}, nested | {"told": "完成比例|嵌套"}]},
        ),
        MadeForm(
            "framed-plan.docx",
            build_docx(FRAME),
            {"tasks": 2, "deadlines": ["2025-03-31", "2025-12-31"], "units": ["县行政审批局", "县卫健局"]},
        ),
        MadeForm("long-table.docx", titled("清平县公共文化服务考核办法", LONG), LONG_WANT),
        MadeForm("sub-totals.docx", titled("清平县平安建设考核办法", SUMMED), SUMMED_WANT),
        MadeForm(
            "spaced-heads.docx",
            box_table,
            {
                "indicators": 2,
                "points": [60, 40],
                "units": ["县自然资源局", "县农业农村局", "县城管局"],
                "units_absent": "[／/　]",
            },
        ),
        MadeForm("years-in-head.docx", titled("清平县工业经济考核办法", YEARS), {"indicators": 2, "points": [55, 45]}),
        MadeForm(
            "merged-down.docx",
            titled("清平县河长制考核细则", MERGED),
            {
                "indicators": 4,
                "points": [25, 25, 30, 20],
                "level1": ["河道保洁", "河道保洁", "违法查处", "违法查处"],
                "names": ["水面漂浮物", "岸坡垃圾", "非法采砂", "违规排污"],
            },
        ),
    ]

"""Further Word files: legal numbering, moved words, tables in boxes and side by side, endnotes, cells of many lines."""

from __future__ import annotations

from tests.read.building import W, build_docx
from tests.read.building import word_paragraph as par
from tests.read.made import MadeForm
from tests.read.made.tables import cell, legacy_box, row, table
from tests.read.made.words import listed, numbering

MARK = 'w:id="{}" w:author="某" w:date="2025-01-01T00:00:00Z"'
LEGAL = build_docx(
    par("沙河县智慧城市建设行动方案")
    + listed("工作目标")
    + par("到2025年底，一网通办率达到90%。")
    + listed("重点工程")
    + listed("建设城市运行中心。2025年7月底前投用。（责任单位：县大数据局）", 1)
    + listed("改造智慧路灯1200盏。2025年10月底前完成。（责任单位：县城管局）", 1),
    numbering=numbering(("decimal", "%1 ", ""), ("decimal", "%1.%2 ", "<w:isLgl/>")),
)
MOVED = build_docx(
    par("沙河县乡村治理工作方案")
    + par("一、主要任务")
    + f"<w:p><w:moveFrom {MARK.format(7)}><w:r><w:t>（一）推行积分制。2025年5月底前完成。（责任单位：县委组织部）</w:t></w:r></w:moveFrom></w:p>"
    + par("（一）修订村规民约。2025年4月底前完成。（责任单位：县民政局）")
    + f"<w:p><w:moveTo {MARK.format(8)}><w:r><w:t>（二）推行积分制。2025年5月底前完成。（责任单位：县委组织部）</w:t></w:r></w:moveTo></w:p>"
)
BOX_TABLE = build_docx(
    par("沙河县供热保障工作方案")
    + par("一、重点任务")
    + par("（一）检修供热管网。2025年9月底前完成。（责任单位：县住建局）")
    + legacy_box("附件：供热任务表").replace(
        "</w:txbxContent>",
        table(row("任务", "责任单位", "完成时限"), row("储备燃煤5万吨", "县发改局", "2025年10月底"))
        + "</w:txbxContent>",
    )
)
SIDE = table(
    row(
        cell(
            "",
            inner=table(
                row("指标", "分值", "评分标准"),
                row("登记率", "50", "每低1%扣1分。"),
                row("年报率", "50", "每低1%扣2分。"),
            ),
        ),
        cell("", inner=table(row("任务", "责任单位", "时限"), row("清理“僵尸企业”", "县市场监管局", "2025年6月底"))),
    )
)
LINES = table(
    row("序号", "工作事项", "责任单位", "完成时限"),
    row(
        "1",
        "开展打非治违",
        cell("县应急局（牵头）", inner="").replace("</w:tc>", par("县公安局") + par("县自然资源局") + "</w:tc>"),
        "2025年7月底前",
    ),
    row("2", "更新警示标牌", "县交通运输局", "2025年3月15日前"),
)
CONTINUED = (
    table(
        row("序号", "考核内容", "分值", "评分标准"),
        row("1", "基层党建", "30", "每缺1项扣2分。"),
        row("2", "干部管理", "30", "每发生1起扣5分。"),
    )
    + par("续表")
    + table(
        row("序号", "考核内容", "分值", "评分标准"),
        row("3", "人才工作", "20", "每少引进1人扣2分。"),
        row("4", "老干部工作", "20", "每有1次投诉扣1分。"),
    )
)
SHIFTED = table(
    row("类别", "考核指标", "分值", "评分标准"),
    row(cell("路域环境", down="first"), "路面保洁", "40", "每处垃圾扣1分。"),
    "<w:tr><w:trPr></w:trPr>"
    + cell("", down="on")
    + cell("绿化管护")
    + cell("30")
    + cell("每缺1株扣0.5分。")
    + "</w:tr>",
    row("路产保护", "违法超限", "30", "每发现1辆扣2分。"),
)
SIDE_LABEL = SHIFTED.replace(
    '<w:vMerge w:val="restart"/>', '<w:vMerge w:val="restart"/><w:textDirection w:val="tbRlV"/>'
)
ENDNOTED = build_docx(
    par("沙河县统计能力提升方案")
    + par("一、工作任务")
    + '<w:p><w:r><w:t>（一）培训统计员200人次。2025年8月底前完成。（责任单位：县统计局</w:t></w:r><w:r><w:endnoteReference w:id="2"/></w:r>'
    + "<w:r><w:t>）</w:t></w:r></w:p>",
    endnotes=f'<w:endnotes {W}><w:endnote w:id="2">{par("含县普查中心。")}</w:endnote></w:endnotes>',
)
GOALS = table(
    row("目标", "序号", "具体措施", "责任单位", "时限"),
    row(
        cell("群众办事更便捷", down="first"),
        "1",
        "①下放审批事项35项",
        "县行政审批局",
        cell("2025年6月底", down="first"),
    ),
    row(cell("", down="on"), "2", "②建设24小时自助区", "县政务中心", cell("", down="on")),
    row("企业成本更低", "3", "③清理涉企收费", "县发改局", "2025年9月底"),
)
SIGNED = build_docx(
    "<w:tbl>"
    + row(cell("沙河县人民政府办公室文件"))
    + row(cell("沙政办发〔2025〕21号"))
    + "</w:tbl>"
    + par("沙河县人民政府办公室")
    + par("关于印发沙河县绿色建筑发展方案的通知")
    + par("各乡镇人民政府，县直各部门：")
    + par("现将《沙河县绿色建筑发展方案》印发给你们，请认真贯彻执行。")
    + par("沙河县人民政府办公室", '<w:jc w:val="right"/>')
    + par("2025年3月6日", '<w:jc w:val="right"/>')
    + par("沙河县绿色建筑发展方案", '<w:pageBreakBefore/><w:jc w:val="center"/>')
    + par("一、主要任务")
    + par("（一）新建绿色建筑占比达到100%。（责任单位：县住建局）")
    + par("（二）改造公共建筑3万平方米。2025年11月底前完成。（责任单位：县机关事务中心）")
)


def build_more_words() -> list[MadeForm]:
    def titled(title: str, inner: str) -> bytes:
        return build_docx(par(title) + inner)

    grouped = {"indicators": 3, "points": [40, 30, 30], "level1": ["路域环境", "路域环境", "路产保护"]}
    return [
        MadeForm(
            "legal-numbers.docx",
            LEGAL,
            {"tasks": 2, "deadlines": ["2025-07-31", "2025-10-31"], "units": ["县大数据局", "县城管局"]},
        ),
        MadeForm("moved.docx", MOVED, {"tasks": 2, "titles": ["修订村规民约", "推行积分制"], "told": "修订"}),
        MadeForm("table-in-box.docx", BOX_TABLE, {"tasks": 2, "deadlines": ["2025-09-30", "2025-10-31"]}),
        MadeForm(
            "side-by-side.docx",
            titled("沙河县市场主体培育方案", SIDE),
            {"indicators": 2, "points": [50, 50], "tasks": 1},
        ),
        MadeForm(
            "lines-in-cell.docx",
            titled("沙河县安全生产任务分工", LINES),
            {
                "tasks": 2,
                "deadlines": ["2025-03-15", "2025-07-31"],
                "roles": [["县应急局", "lead"], ["县公安局", "participant"], ["县自然资源局", "participant"]],
            },
        ),
        MadeForm(
            "continued-table.docx",
            titled("沙河县组织工作考核办法", CONTINUED),
            {"indicators": 4, "points": [30, 30, 20, 20], "nos": ["1", "2", "3", "4"]},
        ),
        MadeForm("group-column.docx", titled("沙河县路域环境考核办法", SHIFTED), grouped),
        MadeForm("turned-label.docx", titled("沙河县路域环境考核办法", SIDE_LABEL), grouped),
        MadeForm("endnote.docx", ENDNOTED, {"tasks": 1, "units": ["县统计局"], "units_absent": r"普查|\d"}),
        MadeForm(
            "goal-groups.docx",
            titled("沙河县优化服务任务清单", GOALS),
            {
                "tasks": 3,
                "titles": ["下放审批事项35项", "建设24小时自助区", "清理涉企收费"],
                "deadlines": ["2025-06-30", "2025-06-30", "2025-09-30"],
            },
        ),
        MadeForm(
            "red-head.docx",
            SIGNED,
            {
                "tasks": 2,
                "metadata": {
                    "doc_number": "沙政办发〔2025〕21号",
                    "issuer": "沙河县人民政府办公室",
                    "issue_date": "2025-03-06",
                },
            },
        ),
    ]

"""Word files: generated numbers, boxes, controls, revisions, notes, merged and nested tables, contents, set-in files."""

from __future__ import annotations

from tests.read.building import W, build_docx, build_zip
from tests.read.building import word_paragraph as par
from tests.read.made import MadeForm
from tests.read.made.tables import legacy_box, row, table

PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
RELATION = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
LEFT = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="1"/></w:numPr>'


def numbering(*levels: tuple[str, str, str], link: str = "") -> str:
    """One list; a level is its format, its printed form and more properties."""
    made = "".join(
        f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'
        for place, (form, text, more) in enumerate(levels)
    )
    linked = f'<w:abstractNum w:abstractNumId="1">{link}</w:abstractNum>' if link else ""
    at = 1 if link else 0
    style = '<w:styleLink w:val="L"/>' if link else ""
    return (
        f'<w:numbering {W}><w:abstractNum w:abstractNumId="0">{style}{made}</w:abstractNum>{linked}'
        f'<w:num w:numId="1"><w:abstractNumId w:val="{at}"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )


def listed(text: str, level: int = 0) -> str:
    return par(text, LEFT.format(level))


CHAPTERS = build_docx(
    par("清平县城乡供水管理考核办法")
    + listed("总则")
    + listed("为加强城乡供水管理，制定本办法。", 1)
    + listed("供水任务")
    + listed("改造老旧供水管网40公里。2025年10月底前完成。（责任单位：县水务局）", 1)
    + listed("开展水质检测。每月检测1次。（责任单位：县疾控中心）", 1)
    + listed("附则")
    + listed("本办法自印发之日起施行。", 1),
    numbering=numbering(
        ("chineseCounting", "第%1章 ", ""), ("chineseCounting", "第%2条 ", '<w:lvlRestart w:val="0"/>')
    ),
)


def heading_style(level: int) -> str:
    """A heading's style names its list; the first leaves its level out, as Word does."""
    at = f'<w:ilvl w:val="{level - 1}"/>' if level > 1 else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="H{level}"><w:name w:val="heading {level}"/><w:pPr><w:numPr>{at}'
        '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )


STYLES = f"<w:styles {W}>" + "".join(heading_style(level) for level in (1, 2, 3))
HEADED = (
    par("清平县数字乡村建设工作方案")
    + par("总体目标", '<w:pStyle w:val="H1"/>')
    + par("到2025年底，行政村5G网络通达率达到98%以上。")
    + par("重点任务", '<w:pStyle w:val="H1"/>')
    + par("补齐设施短板", '<w:pStyle w:val="H2"/>')
    + par("新建5G基站60座。2025年9月底前建成。（牵头单位：县工信局；配合单位：县供电公司）", '<w:pStyle w:val="H3"/>')
    + par("改造农村广播。2025年6月底前完成。（牵头单位：县融媒体中心）", '<w:pStyle w:val="H3"/>')
    + par("培育数字产业", '<w:pStyle w:val="H2"/>')
    + par("建设县级电商服务中心。2025年11月底前运营。（牵头单位：县商务局）", '<w:pStyle w:val="H3"/>')
)
THREE = numbering(
    ("chineseCounting", "%1、", '<w:pStyle w:val="H1"/>'),
    ("chineseCounting", "（%2）", '<w:pStyle w:val="H2"/>'),
    ("decimal", "%3.", '<w:pStyle w:val="H3"/>'),
)
HEADED_WANT = {
    "tasks": 3,
    "deadlines": ["2025-06-30", "2025-09-30", "2025-11-30"],
    "roles": [["县工信局", "lead"], ["县供电公司", "participant"], ["县融媒体中心", "lead"], ["县商务局", "lead"]],
    "section": "补齐设施短板|培育数字产业",
}
LINKED = build_docx(
    par("清平县人居环境整治工作要点")
    + listed("整治村容村貌")
    + listed("清理残垣断壁500处。2025年5月底前清理完毕。（责任单位：县农业农村局）", 1)
    + listed("治理生活污水")
    + listed("新建污水处理站6座。2025年12月底前建成。（责任单位：县生态环境分局、各乡镇）", 1),
    numbering=numbering(
        ("chineseCounting", "%1、", ""),
        ("chineseCounting", "（%2）", ""),
        link='<w:multiLevelType w:val="multilevel"/><w:numStyleLink w:val="L"/>',
    ),
    styles=f'<w:styles {W}><w:style w:type="numbering" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style></w:styles>',
)
MARK = 'w:id="{}" w:author="某" w:date="2025-01-01T00:00:00Z"'
REVISED = build_docx(
    par("清平县冬春农田水利建设方案")
    + par("一、建设任务")
    + par("（一）清淤干渠。2025年", f"<w:rPr><w:del {MARK.format(1)}/></w:rPr>")
    + par("2月底前清淤18公里。（责任单位：县水务局）")
    + "<w:p><w:r><w:t>（二）维修泵站。2025年3月底前维修</w:t></w:r>"
    + f"<w:del {MARK.format(2)}><w:r><w:delText>8座</w:delText></w:r></w:del><w:ins {MARK.format(3)}><w:r><w:t>11座</w:t></w:r></w:ins>"
    + "<w:r><w:t>。（责任单位：各乡镇）</w:t></w:r></w:p>"
    + f"<w:p><w:pPr><w:rPr><w:del {MARK.format(4)}/></w:rPr></w:pPr><w:del {MARK.format(5)}><w:r><w:delText>（三）旧任务。2025年1月底前完成。（责任单位：县财政局）</w:delText></w:r></w:del></w:p>"
)
REVISED_WANT = {
    "tasks": 2,
    "deadlines": ["2025-02-28", "2025-03-31"],
    "targets": [{"value": 18, "unit": "公里"}, {"value": 11, "unit": "座"}],
    "targets_absent": [{"value": 8}],
    "units_absent": "财政",
    "told": "修订",
}


BOXED = build_docx(
    legacy_box("清平县人民政府办公室文件")
    + legacy_box("清政办发〔2025〕14号")
    + par("清平县殡葬改革实施方案")
    + par("一、主要任务")
    + par("（一）新建公益性公墓5处。（责任单位：县民政局）")
    + legacy_box("完成时限：2025年8月底前")
    + par("（二）整治散埋乱葬。2025年10月底前完成。（责任单位：县自然资源局）")
    + par("二、实施步骤")
    + legacy_box(
        "（一）动员部署阶段（2025年3月）。",
        "（二）集中整治阶段（2025年4月至10月）。",
        "（三）总结提升阶段（2025年11月至12月）。",
    )
)
BOXED_WANT = {
    "tasks": 2,
    "deadlines": ["2025-08-31", "2025-10-31"],
    "phases": 3,
    "metadata": {"doc_number": "清政办发〔2025〕14号", "issuer": "清平县人民政府办公室"},
}
NOTES = f'<w:footnotes {W}><w:footnote w:id="2">{par("指县市场监督管理局。")}</w:footnote></w:footnotes>'
NOTED = build_docx(
    par("清平县知识产权保护工作方案")
    + par("一、重点任务")
    + "<w:p><w:r><w:t>（一）开展专项执法。2025年4月底前部署。（责任单位：县市监局</w:t></w:r>"
    + '<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t>、县公安局）</w:t></w:r></w:p>'
    + "<w:p><w:r><w:t>（二）建设保护工作站3个。2025年9月底前建成。（责任单位：县文旅局</w:t></w:r>"
    + '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>[1]</w:t></w:r><w:r><w:t>）</w:t></w:r></w:p>',
    footnotes=NOTES,
)


def numbered_cell() -> str:
    return f"<w:tc><w:p><w:pPr>{LEFT.format(0)}</w:pPr></w:p></w:tc>"


COUNTED = build_docx(
    par("清平县食品安全示范创建任务清单")
    + table(
        row("序号", "创建任务", "责任单位", "完成时限"),
        row(numbered_cell(), "规范小餐饮120家", "县市场监管局", "2025年6月底"),
        row(numbered_cell(), "建设快检室8个", "县农业农村局", "2025年8月底"),
        row(numbered_cell(), "开展校园食堂提升行动", "县教育局", "2025年9月底"),
    ),
    numbering=numbering(("decimal", "%1", "")),
)


def field(code: str, shown: str) -> str:
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> {code} </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{shown}</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


COUNTED_FIELD = r"SEQ a \* CHINESENUM3"


def page_of(mark: str, shown: str) -> str:
    return field(rf"PAGEREF {mark} \h", shown)


def text(words: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


FIELDS = build_docx(
    par("清平县退役军人服务保障工作方案")
    + par("一、工作任务")
    + f'<w:p>{text("（")}<w:fldSimple w:instr="{COUNTED_FIELD}"><w:r><w:t>一</w:t></w:r></w:fldSimple>{text("）")}'
    + text("建成服务站15个。")
    + '<w:bookmarkStart w:id="0" w:name="d"/>'
    + text("2025年")
    + '<w:bookmarkEnd w:id="0"/>'
    + text("7月底前建成。（责任单位：")
    + f'<w:hyperlink r:id="x" {RELATION}>{text("县退役军人事务局")}</w:hyperlink>'
    + text("）")
    + "</w:p>"
    + f"<w:p>{text('（')}{field(COUNTED_FIELD, '二')}{text('）')}{text('组织专场招聘')}<w:r><w:noBreakHyphen/></w:r>"
    + f"{text('每季度1场。（责任单位：县人社局、')}<w:r><w:br/></w:r>{text('县总工会）')}</w:p>"
)
CONTENTS = build_docx(
    par("清平县公共卫生体系建设三年行动方案")
    + par("目    录")
    + f"<w:p>{text('一、总体要求')}<w:r><w:tab/></w:r>{page_of('_Toc1', '1')}</w:p>"
    + f"<w:p>{text('二、主要任务')}<w:r><w:tab/></w:r>{page_of('_Toc2', '2')}</w:p>"
    + f"<w:p>{text('（一）改扩建县疾控中心')}<w:r><w:tab/></w:r>{page_of('_Toc3', '2')}</w:p>"
    + f"<w:p>{text('（二）配备乡镇救护车')}<w:r><w:tab/></w:r>{page_of('_Toc4', '3')}</w:p>"
    + par("一、总体要求")
    + par("坚持预防为主。")
    + par("二、主要任务")
    + par("（一）改扩建县疾控中心")
    + par("2025年12月底前建成投用。（责任单位：县卫健局）")
    + par("（二）配备乡镇救护车")
    + par("2026年6月底前配备13辆。（责任单位：县财政局）")
)
CONTENTS_WANT = {
    "tasks": 2,
    "titles": ["改扩建县疾控中心", "配备乡镇救护车"],
    "deadlines": ["2025-12-31", "2026-06-30"],
    "section": "^二、主要任务$",
}
WIDE = build_docx(
    par("清平县冬季清洁取暖工作方案")
    + par("一、工作任务")
    + par("（一）改造清洁取暖用户。2025年10月底前改造2600户。（责任单位：县住建局）")
    + par("", "<w:sectPr><w:pgSz w:w='11906' w:h='16838'/></w:sectPr>")
    + par("附件：清洁取暖改造分解表")
    + table(row("改造任务", "责任单位", "完成时限"), row("铺设城区供热管网", "城关镇政府", "2025年9月底"))
    + "<w:sectPr><w:pgSz w:w='16838' w:h='11906' w:orient='landscape'/></w:sectPr>"
)
CHUNK = (
    "<html><body><p>一、重点任务</p><p>（一）整治高空线缆。2025年5月底前完成。（责任单位：县工信局）</p>"
    "<p>（二）划定停车泊位800个。2025年7月底前完成。（责任单位：县公安局）</p></body></html>"
)
SET_IN = build_zip(
    {
        "word/document.xml": f'<w:document {W} {RELATION}><w:body>{par("清平县文明城市创建工作方案")}<w:altChunk r:id="c"/></w:body></w:document>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="c" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/aFChunk" Target="c.htm"/></Relationships>',
        "word/c.htm": ('<meta charset="utf-8">' + CHUNK).encode(),
    }
)
HIDDEN = build_docx(
    par("清平县社区矫正工作方案")
    + par("一、工作任务")
    + "<w:p><w:r><w:t>（一）开展集中教育。2025年4月底前完成。（责任单位：县司法局</w:t></w:r>"
    + "<w:r><w:rPr><w:vanish/></w:rPr><w:t>、县法院</w:t></w:r><w:r><w:t>）</w:t></w:r></w:p>"
)


def build_words() -> list[MadeForm]:
    styles = STYLES + "</w:styles>"
    return [
        MadeForm(
            "chapters.docx",
            CHAPTERS,
            {"tasks": 2, "titles": ["改造老旧供水管网40公里", "开展水质检测"], "deadlines_contain": ["2025-10-31"]},
        ),
        MadeForm("heading-styles.docx", build_docx(HEADED, styles=styles, numbering=THREE), HEADED_WANT),
        MadeForm(
            "list-style.docx",
            LINKED,
            {
                "tasks": 2,
                "deadlines": ["2025-05-31", "2025-12-31"],
                "section": "整治村容村貌|治理生活污水",
                "targets": [{"value": 500, "unit": "处"}, {"value": 6, "unit": "座"}],
            },
        ),
        MadeForm("revisions.docx", REVISED, REVISED_WANT),
        MadeForm("legacy-boxes.docx", BOXED, BOXED_WANT),
        MadeForm(
            "footnote.docx",
            NOTED,
            {"tasks": 2, "units": ["县市监局", "县公安局", "县文旅局"], "units_absent": r"\d|\[|监督管理"},
        ),
        MadeForm(
            "counted-cells.docx",
            COUNTED,
            {"tasks": 3, "deadlines": ["2025-06-30", "2025-08-31", "2025-09-30"], "task_nos": ["1", "2", "3"]},
        ),
        MadeForm(
            "fields.docx",
            FIELDS,
            {"tasks": 2, "deadlines_contain": ["2025-07-31"], "units": ["县退役军人事务局", "县人社局", "县总工会"]},
        ),
        MadeForm("contents.docx", CONTENTS, CONTENTS_WANT),
        MadeForm(
            "landscape.docx",
            WIDE,
            {"tasks": 2, "deadlines": ["2025-09-30", "2025-10-31"], "units": ["县住建局", "城关镇政府"]},
        ),
        MadeForm(
            "set-in.docx",
            SET_IN,
            {"tasks": 2, "deadlines": ["2025-05-31", "2025-07-31"], "units": ["县工信局", "县公安局"]},
        ),
        MadeForm("hidden-words.docx", HIDDEN, {"tasks": 1, "units": ["县司法局"], "units_absent": "法院"}),
    ]

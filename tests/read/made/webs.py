"""Web pages: charsets, layout tables, heads of several rows, lists of editors, what a site prints around a text."""

from __future__ import annotations

from tests.read.made import MadeForm


def page(body: str, *, title: str = "", head: str = '<meta charset="utf-8">', code: str = "utf-8") -> bytes:
    return f"<html><head>{head}<title>{title}</title></head><body>{body}</body></html>".encode(code)


def rows(*lines: str, cell: str = "td") -> str:
    """Rows of a table; cells are parted by `|`, and `{…}` in front of a cell holds its attributes."""
    made = ""
    for line in lines:
        cells = ""
        for text in line.split("|"):
            attributes, _, words = text[1:].partition("}") if text.startswith("{") else ("", "", text)
            cells += f"<{cell} {attributes}>{words}</{cell}>"
        made += f"<tr>{cells}</tr>"
    return made


SCHOOL = "双溪县义务教育质量评价办法"
BANDS = "<table border=1>" + rows("巩固率|计分", "99%以上|50分", "97%—99%|35分", "95%—97%|20分") + "</table>"
NESTED = page(
    "<table width=960><tr><td colspan=2>首页 | 机构职能 | 政务公开 | 互动交流</td></tr><tr><td><table><tr><td>"
    "<a href=1>教育概况</a></td></tr><tr><td><a href=2>通知公告</a></td></tr></table></td><td>"
    f"<table><tr><td align=center><b>{SCHOOL}</b></td></tr><tr><td><p>一、评价对象</p><p>各中小学校。</p>"
    "<p>二、评价内容</p><table border=1>"
    + rows(
        "编号|评价指标|权重分|评分细则|评价科室",
        f"1|控辍保学|50|按巩固率计分：{BANDS}|义教股",
        "2|课后服务|30|未开设的不得分。|义教股",
        "3|校园食堂|20|每发现1处隐患扣2分。|后勤中心",
    )
    + "</table><p>三、结果运用</p><p>评价结果向社会公布。</p></td></tr></table></td></tr></table>"
)
TWO = (
    "<p>一、主要任务</p><p>（一）改造老旧小区。2025年8月底前完成。（责任单位：县住建局）</p>"
    "<p>（二）更新燃气管道，2025年11月底前完成。（责任单位：县燃气办、{town}）</p>"
)
CITY = "石桥县城市更新工作方案"


def city(town: str = "各街道办事处") -> str:
    return f"<div class=txt><h1>{CITY}</h1>{TWO.format(town=town)}</div>"


CITY_WANT = {"tasks": 2, "deadlines": ["2025-08-31", "2025-11-30"]}
BIG5 = (
    "<h1>石橋縣城市更新工作方案</h1><p>一、主要任務</p><p>（一）改造老舊小區。2025年8月底前完成。（責任單位：縣住建局）</p>"
    "<p>（二）更新燃氣管道，2025年11月底前完成。（責任單位：縣燃氣辦）</p>"
)
ELDER = "东垣县养老服务体系建设任务表"
ELDER_ROWS = (
    "{rowspan=2}序号|{rowspan=2}工作任务|{colspan=2}责任分工|{rowspan=2}完成时间",
    "牵头单位|参与单位",
    "1|建设县级养老服务指导中心|县民政局|县财政局、县自然资源局|2025年10月底",
    "2|新增家庭养老床位300张|县民政局|各乡镇|2025年12月底",
)
ELDER_WANT = {
    "tasks": 2,
    "deadlines": ["2025-10-31", "2025-12-31"],
    "roles": [
        ["县民政局", "lead"],
        ["县财政局", "participant"],
        ["县自然资源局", "participant"],
        ["各乡镇", "participant"],
    ],
}
HEALTH_ROWS = (
    "{colspan=6}基层卫生健康工作考核指标（满分100分）",
    "{rowspan=2}一级指标|{rowspan=2}二级指标|{rowspan=2}分值|{rowspan=2}评分标准|{colspan=2}考核责任",
    "牵头|配合",
    "{rowspan=2}公共卫生|老年人健康管理率|30|每低1个百分点扣2分。|县疾控中心|各乡镇卫生院",
    "高血压规范管理率|30|每低1个百分点扣1.5分。|县疾控中心|各乡镇卫生院",
    "家庭医生|签约服务覆盖率|40|低于60%的不得分。|县卫健局|县医保局",
)
HEALTH_WANT = {
    "indicators": 3,
    "points": [30, 30, 40],
    "level1": ["公共卫生", "公共卫生", "家庭医生"],
    "names": ["老年人健康管理率", "高血压规范管理率", "签约服务覆盖率"],
    "roles": [
        ["县疾控中心", "lead"],
        ["各乡镇卫生院", "participant"],
        ["县卫健局", "lead"],
        ["县医保局", "participant"],
    ],
}
STYLED = (
    "<style>ol.a{list-style-type:cjk-ideographic} ol.b{list-style-type:decimal}</style>"
    "<h1>河口县信访积案化解方案</h1><ol class=a><li>工作任务<ol class=b>"
    "<li>全面起底排查。2025年3月底前完成。（责任单位：县信访局）</li>"
    "<li>逐案包抓化解。2025年9月底前化解80件。（责任单位：县委政法委）</li></ol></li><li>组织保障<p>加强督查。</p></li></ol>"
)
UEDITOR = (
    '<h1>河口县信访积案化解方案</h1><ol class="custom_cn list-paddingleft-1"><li class="list-cn-1-1"><p>工作任务</p></li></ol>'
    '<ol class="custom_cn1 list-paddingleft-1"><li class="list-cn1-1-1"><p>全面起底排查。2025年3月底前完成。（责任单位：县信访局）</p></li>'
    '<li class="list-cn1-1-2"><p>逐案包抓化解。2025年9月底前化解80件。（责任单位：县委政法委）</p></li></ol>'
    '<ol start="2" class="custom_cn"><li class="list-cn-1-1"><p>考核奖惩</p></li></ol>'
    '<ol class="custom_cn1 list-paddingleft-1"><li class="list-cn1-2-1"><p>建立月通报制度。每月5日前通报。（责任单位：县信访局）</p></li></ol>'
)
LETTER_WANT = {
    "tasks": 2,
    "titles": ["全面起底排查", "逐案包抓化解"],
    "deadlines": ["2025-03-31", "2025-09-30"],
    "section": "工作任务",
    "problems_absent": ["number-repeated"],
}
FOOD = (
    "<p>一、整治任务</p><p>（一）整治校园周边食品摊点。2025年4月底前完成。（责任单位：县市场监管局）</p>"
    "<p>（二）抽检食用农产品400批次。2025年11月20日前完成。（责任单位：县农业农村局）</p>"
)
FOOD_WANT = {
    "tasks": 2,
    "titles": ["整治校园周边食品摊点", "抽检食用农产品400批次"],
    "deadlines": ["2025-04-30", "2025-11-20"],
    "units": ["县市场监管局", "县农业农村局"],
    "units_absent": "大数据|人民政府办公室|公司|网",
    "metadata": {"title": "临湖县食品安全整治方案"},
}
AROUND = (
    "<div>当前位置：<a href=/>网站首页</a> &gt;&gt; 信息公开 &gt;&gt; 规划计划</div><h3 align=center>临湖县食品安全整治方案</h3>"
    "<p>发布机构：县市场监管局　发布时间：2025-02-18 09:30　访问量：<span>336</span>　字号：[大] [中] [小]</p>{body}"
    "<p>（编辑：李某　审核：张某）</p><p>分享到：微信 微博</p><p>上一篇：临湖县消费维权工作要点</p><p>下一篇：没有了</p>"
    "<table><tr><td>主办：临湖县人民政府办公室　承办：临湖县大数据中心　维护：某信息技术有限公司</td></tr>"
    "<tr><td>地址：临湖县湖滨路1号　邮编：000000　电话：0000-0000000</td></tr><tr><td>版权所有　备案号：某ICP备00000000号</td></tr></table>"
)
SCRIPTED = (
    "<div style='display:none'><p>（一）整治校园周边食品摊点。2024年4月底前完成。（责任单位：县城管局）</p></div>"
    "<script>var t='（三）伪造的任务。2025年1月底前完成。（责任单位：县公安局）';</script><h1>临湖县食品安全整治方案</h1>"
    + FOOD
)
BREAKS = (
    "<div id=zoom><center><b>临湖县食品安全整治方案</b></center><br>&emsp;&emsp;一、整治任务<br>"
    "&emsp;&emsp;（一）整治校园周边食品摊点。2025年4月底前完成。<br>&emsp;&emsp;责任单位：县市场监管局<br><br>"
    "&emsp;&emsp;（二）抽检食用农产品400批次。2025年11月20日前完成。<br>&emsp;&emsp;责任单位：县农业农村局<br></div>"
)
PICTURE = (
    "<h1>西岭县林下经济发展考核办法</h1><p>一、考核对象</p><p>各国有林场。</p><p>二、评分标准</p><p>评分标准见图。</p>"
    '<p style="text-align:center"><img src="./P020250212.jpg" alt="" width="620" height="430"></p><p>三、其他</p>'
)
UNCLOSED = (
    "<CENTER><B>西岭县森林防火目标考核细则</B></CENTER><P>一、考核指标<TABLE BORDER=1><TR><TH>项目<TH>内容<TH>分值<TH>扣分标准"
    "<TR><TD ROWSPAN=2>预防<TD>野外火源管理<TD>35<TD>每发现1处违规用火扣3分<TR><TD>防火宣传<TD>25<TD>未开展的不得分"
    "<TR><TD>扑救<TD>应急队伍<TD>40<TD>每少1人扣1分</TABLE><P>二、附则<P>本细则由县林业局解释。"
)
UNCLOSED_WANT = {"indicators": 3, "points": [35, 25, 40], "level1": ["预防", "预防", "扑救"]}
PARTS_WANT = {"indicators": 2, "points": [60, 40], "names": ["预防", "扑救"]}
"""without numbers of their own, rows under one merged name may be parts of one indicator"""
ABSTRACT = (
    "<h1>关于印发《临湖县食品安全整治方案》的通知</h1><p>各乡镇人民政府：</p><p>现将《临湖县食品安全整治方案》印发给你们。</p>"
    "<p>临湖县人民政府办公室</p><p>2025年2月18日</p><p align=center>临湖县食品安全整治方案</p>"
)


def build_webs() -> list[MadeForm]:
    gb = '<meta http-equiv="Content-Type" content="text/html; charset=gb2312">'
    late = "<script>" + "var a=0;" * 900 + "</script>" + gb
    bands = [{"kind": "award", "points": number} for number in (50, 35)]
    nested = {"indicators": 3, "points": [50, 30, 20]}
    next_page = (
        '<div class=pages>第1页/共4页 首页 上一页 <a href="t_1.html">下一页</a> <a href="t_3.html">尾页</a></div>'
    )
    caption = "<table border=1><tr><td colspan=4 align=center>东垣县养老服务重点任务</td></tr>" + rows(
        "序号|任务内容|责任单位|时限", "1|改造敬老院2所|县民政局|2025年9月底", "2|开展助餐服务|县商务局|2025年6月底"
    )
    return [
        MadeForm("nested-bands.html", NESTED, {"or": [nested | {"rules": bands}, nested | {"told": "巩固率|嵌套"}]}),
        MadeForm("declared-gb-is-utf8.html", page(city("㵲口镇"), head=gb), CITY_WANT | {"units": ["㵲口镇"]}),
        MadeForm("declared-utf8-is-gb.html", page(city(), code="gb18030"), CITY_WANT),
        MadeForm("no-charset-gb.html", page(city("䣘镇政府"), head="", code="gb18030"), CITY_WANT),
        MadeForm("charset-after-7000.html", page(city(), head=late, code="gb18030"), CITY_WANT),
        MadeForm(
            "big5.html", page(BIG5, head="<meta charset=big5>", code="big5"), {"deadlines": CITY_WANT["deadlines"]}
        ),
        MadeForm("page-1-of-4.html", page(city() + next_page), CITY_WANT | {"told": "页"}),
        MadeForm("table-is-a-picture.html", page(PICTURE), {"told": "图"}),
        MadeForm("unclosed-cells.html", page(UNCLOSED, head=gb, code="gb18030"), {"or": [UNCLOSED_WANT, PARTS_WANT]}),
        MadeForm("title-of-site.html", page(city(), title="石桥县人民政府网站"), {"metadata": {"title": CITY}}),
        MadeForm(
            "title-of-channel.html",
            page(city(), title="政策文件-石桥县住房和城乡建设局"),
            {"metadata": {"title": CITY}},
        ),
        MadeForm(
            "title-of-notice.html",
            page(city(), title=f"石桥县人民政府办公室关于印发{CITY}的通知 - 石桥县人民政府"),
            CITY_WANT | {"metadata": {"issuer": "石桥县人民政府办公室"}},
        ),
        MadeForm(
            "title-in-head-only.html",
            page(f"<div class=con>{TWO.format(town='各乡镇')}</div>", title=f"{CITY}_石桥县人民政府"),
            CITY_WANT | {"metadata": {"title": CITY}},
        ),
        MadeForm(
            "caption-row.html", page(f"{caption}</table>"), {"tasks": 2, "deadlines": ["2025-06-30", "2025-09-30"]}
        ),
        MadeForm("two-row-head.html", page(f"<h1>{ELDER}</h1><table border=1>{rows(*ELDER_ROWS)}</table>"), ELDER_WANT),
        MadeForm("three-row-head.html", page(f"<table border=1>{rows(*HEALTH_ROWS)}</table>"), HEALTH_WANT),
        MadeForm("styled-list.html", page(STYLED), LETTER_WANT),
        MadeForm(
            "editor-list.html",
            page(UEDITOR),
            {"tasks": 3, "titles": [*LETTER_WANT["titles"], "建立月通报制度"], "problems_absent": ["number-repeated"]},
        ),
        MadeForm(
            "boilerplate.html", page(AROUND.format(body=FOOD), title="临湖县食品安全整治方案_规划计划"), FOOD_WANT
        ),
        MadeForm("hidden-and-script.html", page(SCRIPTED), FOOD_WANT | {"units_absent": "城管|公安"}),
        MadeForm("line-breaks.html", page(BREAKS), FOOD_WANT),
        MadeForm(
            "notice-and-plan.html",
            page(ABSTRACT + FOOD),
            FOOD_WANT | {"metadata": {"issuer": "临湖县人民政府办公室", "issue_date": "2025-02-18"}},
        ),
    ]

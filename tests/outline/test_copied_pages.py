"""Front matter, contents pages, pages copied as one line, and what a site prints around a document."""

import pytest

from extractor.model.paper.document import Line
from extractor.outline.closing import is_closing
from extractor.outline.run_in_lines import split_run_in
from extractor.outline.unbroken_lines import split_unbroken

COPIED = (
    "当前位置： 首页 政务公开 云信办〔2015〕6号 云溪县信用建设实施方案 各乡镇人民政府： 云溪县人民政府办公室 2015年8月31日 "
    "一、加强制度建设 （一）健全标准体系。 1.建立目录。明确信用信息分类，逐项公布。（责任单位：县发改局 县财政局） "
    "2.建立代码。全面使用统一代码。 二、保障措施 来源：云溪县人民政府 附件下载"
)


def test_a_page_copied_as_one_line():
    parts = [COPIED[line.start : line.end] for line in split_run_in(COPIED, Line(0, len(COPIED)))]
    assert parts[3:5] == ["云信办〔2015〕6号", "云溪县信用建设实施方案"]
    assert "1.建立目录。明确信用信息分类，逐项公布。（责任单位：县发改局 县财政局）" in parts
    assert parts[-3:] == ["二、保障措施", "来源：云溪县人民政府", "附件下载"]


def test_an_ordinary_line_stays_whole():
    text = "1.建立目录。明确 信用信息分类。" + "各镇要认真落实。" * 20
    assert [(line.start, line.end) for line in split_run_in(text, Line(0, len(text)))] == [(0, len(text))]


UNBROKEN = (
    # a title, an opening and items in one line; a list inside an item is none
    (
        (
            "关于促进旅游发展的八条意见。为推动旅游业发展，提出如下意见。一、扶持民宿。对新评定的甲级民宿，给予奖励20万元，提交下列材料："
            "1.申请表；2.营业执照。责任单位：县文旅局。二、强化宣传。拍摄旅游宣传片3部，在重点客源城市投放宣传广告，扩大旅游品牌知名度和影响力。"
        ),
        ["关于促进旅游发", "为推动旅游业发", "一、扶持民宿。", "二、强化宣传。"],
    ),
    # the first numbers open lines, the others stand inside
    (
        (
            "（一）清洁取暖。以下为补贴标准。\n1.电价补贴。每度补贴0.1元，由区财政负担，每户每年最高补贴一万度。\n"
            "2.线路改造。统一组织实施。3.设备购置。按八成补贴，最高两万元，其余部分由住户自筹，设备价格由住户与企业协商确定。"
            "4.末端改造。按每户两千元补贴，由镇政府统筹用于取暖末端改造，不足部分自筹。"
        ),
        ["（一）清洁取暖", "1.电价补贴。", "2.线路改造。", "3.设备购置。", "4.末端改造。"],
    ),
)


BROKEN_WHERE_FULL = (
    "改善农村人居环境。（一）加快设施建设。各镇（街道）要倒排工期、挂图作战，加快推进项目实施，2020年10月\n"
    "底前完成30个行政村污水处理设施建设。（二）强化运维管理。设施正常运行率达到95%以上，出水水质达标率达\n"
    "到90%以上。（三）严格监测。每半年监测一次，及时公布结果。"
)


def test_lines_broken_where_they_were_full_are_joined():
    ends = [*(index for index, letter in enumerate(BROKEN_WHERE_FULL) if letter == "\n"), len(BROKEN_WHERE_FULL)]
    lines = [Line(start, end) for start, end in zip([0, *(end + 1 for end in ends)], ends, strict=False)]
    parts = [BROKEN_WHERE_FULL[line.start : line.end] for line in split_unbroken(BROKEN_WHERE_FULL, lines)]
    assert [part[:3] for part in parts] == ["改善农", "（一）", "（二）", "（三）"]
    assert "10月\n底前完成30个" in parts[1]


def test_numbers_behind_semicolons_part_items():
    text = (
        "为做好就业工作，现提出如下措施：一、拓宽渠道。开发公益性岗位300个，招募“三支一扶”人员20名。（市人社局牵头）；"
        "二、支持创业。给予一次性创业补贴。（市人社局、市财政局负责）；三、提升能力。每年组织培训2000人次，开展专项培训，提升就业创业能力水平。（市人社局）"
    )
    parts = [text[line.start : line.end] for line in split_unbroken(text, [Line(0, len(text))])]
    assert [part[:2] for part in parts] == ["为做", "一、", "二、", "三、"]


@pytest.mark.parametrize(("text", "starts"), UNBROKEN)
def test_a_paper_without_paragraphs(text, starts):
    ends = [*(index for index, letter in enumerate(text) if letter == "\n"), len(text)]
    lines = [Line(start, end) for start, end in zip([0, *(end + 1 for end in ends)], ends, strict=False)]
    parts = [text[line.start : line.end] for line in split_unbroken(text, lines)]
    assert [part[: len(start)] for part, start in zip(parts, starts, strict=True)] == starts


def test_lists_inside_numbered_paragraphs_stay_there():
    text = "一、排查。1.查水库。2.查堤防。\n二、整改。1.限期整改。2.验收销号。\n" + "各镇要认真落实。" * 20
    ends = [*(index for index, letter in enumerate(text) if letter == "\n"), len(text)]
    lines = [Line(start, end) for start, end in zip([0, *(end + 1 for end in ends)], ends, strict=False)]
    assert split_unbroken(text, lines) == lines


FRONT_MATTERS = (
    "---\ntitle: 云溪县物流发展方案\ndate: 2022-05-17\n---\n",
    '+++\ntitle = "云溪县物流发展方案"\n+++\n',
)


@pytest.mark.parametrize("fields", FRONT_MATTERS)
def test_front_matter_is_no_part_of_the_document(outline, fields):
    (part,) = outline(f"{fields}\n云溪县物流发展方案\n\n一、重点任务\n\n（一）建设枢纽。\n").parts
    assert [passage.text for passage in part.front] == ["云溪县物流发展方案"]


def test_a_contents_page_is_left_out(outline):
    text = "某县计划\n目  录\n一、总体要求........1\n二、主要任务........2\n一、总体要求\n到2026年建成。\n二、主要任务\n（一）建设。\n"
    (part,) = outline(text).parts
    assert [section.head.text for section in part.sections] == ["总体要求", "主要任务"]


def test_what_the_site_prints_below_belongs_to_no_item(outline):
    text = (
        "某县防汛方案\n一、重点任务\n（一）排查隐患。\n（二）储备物资。2024年6月10日前到位。（责任单位：县应急局）\n"
        "责任编辑:王某\n主办单位:云岭县人民政府办公室\n网站标识码:3400000000\n"
    )
    (part,) = outline(text).parts
    assert part.sections[-1].children[-1].body == ()
    assert next(passage.text for passage in part.back) == "责任编辑:王某"


CLOSING = (
    "各镇(街道)要高度重视,加强配合。",
    "本措施自印发之日起施行,有效期2年。",
    "请各单位于2026年6月1日前报送方案。",
    "联系人:王某,联系电话:0000-0000000",
    "执行中遇到问题,请径向县发改局反映。",
)
OWN = ("建立健康档案。", "责任单位:县财政局", "县水利局要加强巡查。", "到2026年,全面建成。")


@pytest.mark.parametrize("text", CLOSING)
def test_closing_paragraphs(text):
    assert is_closing(text)


@pytest.mark.parametrize("text", OWN)
def test_paragraphs_of_an_item(text):
    assert not is_closing(text)


HEADS = "序号\n\n民生工程\n\n责任单位\n\n完成时限\n\n"
CELL_LINES = (
    # the bodies of a cell on several lines; the time ends the last row
    (
        "1\n\n改造危桥。\n\n县交通局\n\n县公安局\n\n9月底前\n\n2\n\n铺设管网。\n\n县住建局\n\n县水利局\n\n6月底前\n\n分享到:",
        [["1", "改造危桥。", "县交通局县公安局", "9月底前"], ["2", "铺设管网。", "县住建局县水利局", "6月底前"]],
    ),
    # another cell of two lines: the row stays text
    (
        "1\n\n改造危桥。\n\n县交通局\n\n9月底前\n\n2\n\n铺管网。\n\n县住建局\n\n5月底前\n\n建泵站。\n\n8月底前\n\n3\n\n修渠道。\n\n县水利局\n\n6月底前\n",
        [["1", "改造危桥。", "县交通局", "9月底前"], ["3", "修渠道。", "县水利局", "6月底前"]],
    ),
)


@pytest.mark.parametrize(("lines", "rows"), CELL_LINES)
def test_a_table_pasted_a_cell_a_line(outline, lines, rows):
    (grid,) = [grid for part in outline(f"云溪县民生工程任务表\n\n{HEADS}{lines}").parts for grid in part.grids]
    assert [[cell.passage.text for cell in row.cells] for row in grid.rows] == rows

"""Which field each column fills, and what a table is taken for."""

import pytest

from extractor.language.heads import read_head
from extractor.model.paper.document import Document
from extractor.outline import build_outline
from extractor.parse.tables.column_roles import find_roles
from extractor.parse.tables.table_kinds import read_table
from extractor.read import read_document

HEADS = (
    # object and what is said of it, whatever the object
    ("指标解释", "criteria"),
    ("河长履职评价标准", "criteria"),
    ("计算公式", "criteria"),
    ("统计口径", "criteria"),
    ("指标内涵", "criteria"),
    ("评价方法", "method"),
    ("工作方法", None),
    ("考核频次", "method"),
    ("数据来源", "evidence"),
    ("佐证材料", "evidence"),
    ("数据来源单位", "evidence"),
    ("权重值", "points"),
    ("配分", "points"),
    ("自评得分", "score"),
    ("目标值", "target"),
    ("2024年目标值", "target"),
    ("分值100", "points"),
    ("分 值（100分）", "points"),
    ("服务举措", "name"),
    ("经验名称", "name"),
    ("主要做法", "measure"),
    ("存在问题", "problem"),
    ("评价维度", "level"),
    ("整改期限", "deadline"),
    ("牵头责任部门", "lead_units"),
    ("配合责任部门", "participants"),
    ("责任处室/股室", "units"),
    ("责任单位及责任人", "units"),
    ("计量单位", "other"),
    ("推广范围", "other"),
    ("联系人", "other"),
    ("考评细目", "name"),
    ("评价因子", "name"),
    ("核验方式", "method"),
    ("评价标尺", "criteria"),
    ("最高分值", "points"),
    ("预期成效", "goal"),
    ("项目业主", "units"),
    ("协办部门", "participants"),
    ("办结时限", "deadline"),
    ("落实情况", "other"),
    ("备注", "note"),
    ("甲", None),
    ("完成机构设置，制定方案，落实经费。", None),
)
PATHS = (
    (("责任单位", "牵头"), "lead_units"),
    (("考核部门", "配合部门(单位)"), "participants"),
    (("责任分工", "牵头单位"), "lead_units"),
    (("指标", "名称"), "name"),
    (("评价", "标准"), "criteria"),
    (("劳动就业", "城镇新增就业"), None),
)


@pytest.mark.parametrize(("head", "field"), HEADS)
def test_a_head_is_composed(mappings, head, field):
    found = read_head(mappings.columns, (head,))
    assert (found[0].field if found else None) == field


@pytest.mark.parametrize(("path", "field"), PATHS)
def test_a_head_below_another(mappings, path, field):
    found = read_head(mappings.columns, path)
    assert (found[0].field if found else None) == field


HEADERS = (
    # 郏县
    (
        "序号 考核指标 分值 考核内容 评分标准 考核依据 考核方式",
        ("no", "name", "points", "content", "criteria", "evidence", "method"),
    ),
    ("序号 创建指标 指标释义 责任单位", ("no", "name", "criteria", "units")),  # 成武
    ("一级指标 二级指标 分值 评分标准 责任单位", ("name", "name", "points", "criteria", "units")),
    ("序号 任务 责任单位 完成时限", ("no", "name", "units", "deadline")),
    ("序号 工作任务 牵头单位 配合单位", ("no", "name", "lead_units", "participants")),
    ("指标类别 指标 满分 扣分标准", ("level", "name", "points", "criteria")),
    # a table has one column of points, unless each stands behind a naming one
    ("指标 分值 分数", ("name", "points", "other")),
    ("一级指标 权重 二级指标 权重", ("name", "points", "name", "points")),
    ("甲 乙 丙", (None, None, None)),
)


@pytest.fixture(scope="module")
def build_grid(mappings):
    def build(header, *rows):
        text = "\n".join("\t".join(row.split(" ")) for row in (header, *rows))
        (part,) = build_outline(read_document(Document("x", "x.txt", text.encode())), mappings).parts
        return part.grids[0]

    return build


@pytest.mark.parametrize(("header", "fields"), HEADERS)
def test_headers(mappings, build_grid, header, fields):
    row = " ".join("甲" * len(header.split(" ")))
    assert tuple(role.field for role in find_roles(mappings, build_grid(header, row, row))) == fields


CELLS = (
    # what the cells hold speaks against the head, or where it is silent
    ("序号 评价标准 评分标准", ("1 依法纳税 5", "2 证照齐全 3"), ("no", "criteria", "points")),
    ("序号 甲 考核要求", ("1 台账 全年得5分。", "2 会议 每次扣1分。"), ("no", None, "criteria")),
    ("事项 乙 时间", ("清淤 县水利局、县财政局 6月底前", "植树 县林业局 3月"), ("name", "units", "deadline")),
    ("指标名称 单位 目标值", ("绿地率 % 38", "出生缺陷率 ‰ 5"), ("name", "other", "target")),
    (
        "序号 考核重点 考核内容及分值 分值",
        ("1 村道保洁 每发现一处垃圾扣1分,扣完为止。 6", "2 公厕管护 每处损坏扣2分。 4"),
        ("no", "name", "criteria", "points"),
    ),
    # columns that give or take points beside the one that tells how; 要求 that scores beside them
    (
        "序号 考核内容 基本分 计分办法 减分情形 加分事项",
        (
            "1 抽检 20 按时完成得20分 每迟报1次扣1分 获省级表彰加2分",
            "2 举报 15 按期办结得15分 每超期1件扣1分 获市级推广加1分",
        ),
        ("no", "content", "points", "criteria", "criteria", "criteria"),
    ),
    (
        "序号 考核内容 基本分 基本要求 扣分说明",
        ("1 抽检 20 按时完成得20分 每迟报1次扣1分", "2 举报 15 按期办结得15分 每超期1件扣1分"),
        ("no", "content", "points", "criteria", "criteria"),
    ),
    ("指标 丙", ("达标率 达标数/总数×100%", "满意率 满意数/受访数×100%"), ("name", "criteria")),
)


@pytest.mark.parametrize(("header", "rows", "fields"), CELLS)
def test_cells_decide_over_heads(mappings, build_grid, header, rows, fields):
    assert tuple(role.field for role in find_roles(mappings, build_grid(header, *rows))) == fields


KINDS = (
    ("序号 指标 分值 评分标准", "甲", "indicators"),
    ("序号 创建指标 指标释义 责任单位", "甲", "indicators"),
    ("指标 计算方法 数据来源", "甲", "indicators"),
    ("序号 任务 责任单位 完成时限", "甲", "tasks"),
    ("序号 任务 完成时限", "甲", "tasks"),
    ("问题 整改措施 责任单位", "甲", "tasks"),
    ("姓名 职务 联系电话", "甲", "form"),
    ("乡镇 新增就业 再就业", "70", "numbers"),
    ("甲 乙 丙", "丁", "unknown"),
)


@pytest.mark.parametrize(("header", "cell", "kind"), KINDS)
def test_what_a_table_is_taken_for(mappings, build_grid, header, cell, kind):
    row = " ".join([cell] * len(header.split(" ")))
    assert str(read_table(mappings, build_grid(header, row, row)).kind) == kind

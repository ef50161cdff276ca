"""Bodies of which running words say that they lead, answer or help."""

import pytest

from extractor.model.facts.plan import Role
from extractor.parse.facts.prose_units import find_prose_units

L, R, P = Role.LEAD, Role.RESPONSIBLE, Role.PARTICIPANT

SENTENCES = (
    # parted by 、 only
    ("由县民政局牵头、县财政局和县卫健局配合。", [("县民政局", L), ("县财政局", P), ("县卫健局", P)]),
    ("县教育局牵头、县财政局配合，各镇落实。", [("县教育局", L), ("县财政局", P), ("各镇", P)]),
    ("各镇政府（街道办事处）负责组织农户参保。", [("各镇政府（街道办事处）", R)]),
    ("镇乡负责聘请评估公司；区农业农村局负责全过程审计。", [("镇乡", R), ("区农业农村局", R)]),
    ("县教育局负责制定方案。", [("县教育局", "responsible")]),  # 负责制 is a noun, 负责制定 none
    ("由县大数据局总牵头。", [("县大数据局", "lead")]),
    ("以县住建局为主，县消防救援大队配合。", [("县住建局", "lead"), ("县消防救援大队", "participant")]),
    (
        "由县卫健局牵头，县医保局、县财政局配合，各乡镇卫生院落实。",
        [("县卫健局", L), ("县医保局", P), ("县财政局", P), ("各乡镇卫生院", P)],
    ),
    # two leads of two pieces of work
    ("县住建局牵头开展结构排查，县市场监管局牵头开展经营排查。", [("县住建局", L), ("县市场监管局", L)]),
    ("一是县教育局牵头，开展演练；二是县公安局负责排查。", [("县教育局", L), ("县公安局", R)]),
    ("由县卫健局县医保局负责。", [("县卫健局", R), ("县医保局", R)]),
    ("建设资金由县财政局负责统筹安排。", [("县财政局", R)]),
    ("各乡镇负责辖区内排查，县应急局负责汇总。", [("各乡镇", R), ("县应急局", R)]),
    ("牵头单位为县民政局，配合单位为县残联、县财政局。", [("县民政局", L), ("县残联", P), ("县财政局", P)]),
    # a bracket inside a name
    ("由各镇政府、街道（开发区）办事处负责实施。", [("各镇政府", R), ("街道（开发区）办事处", R)]),
    ("区经委（商务委）负责商超排查。", [("区经委（商务委）", R)]),
    ("摸排时（见附件）由县水利局负责。", [("县水利局", R)]),
    # its grounds stand between
    ("县交通局根据养护规范和有关规定，负责编制养护计划。", [("县交通局", R)]),
    # what its body is to do stands between, but nobody else is set up for it (平潭)
    ("各乡镇人民政府要落实属地管理，认真组织排查，负责汇总上报。", [("各乡镇人民政府", R)]),
    ("县信访局要加强统筹，完善机制，负责积案督办。", [("县信访局", R)]),
    ("县财政局应当统筹资金，保障经费，牵头制定管理办法。", [("县财政局", L)]),
    ("县民政局是殡葬工作的主管部门，负责日常监管。", [("县民政局", R)]),
    ("由市生态环境局云岭分局和县城管局共同负责。", [("市生态环境局云岭分局", R), ("县城管局", R)]),
)
NOBODY = (
    "县司法局要成立调解专班，负责化解纠纷。",
    "各部门要高度重视，明确专人，负责信息报送。",
    "各镇要高度重视，及时报县信用办。",  # subject and object only
    "县消防救援大队会同有关部门开展考评。",
    "由牵头单位统筹，协同单位积极配合。",  # whoever has the role
    "落实专人负责，明确分管领导牵头抓。",
    "各部门要密切配合，形成合力。",
    "本办法由县人社局负责解释。",
    "谁主管谁负责，按照属地负责的原则落实。",
    "发挥村党组织牵头作用，负责人要带头。",
)


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_bodies_of_which_it_is_said(see, text, expected):
    context, passage = see(text)
    assert [(unit.name, unit.role) for unit in find_prose_units(context, passage)] == expected


@pytest.mark.parametrize("text", NOBODY)
def test_bodies_of_which_nothing_is_said(see, text):
    context, passage = see(text)
    assert find_prose_units(context, passage) == ()

"""Tables parted by tabs: heads and cells more or fewer."""

import pytest

CASES = {
    "tabs behind the rows that nobody sees": (
        "序号\t指标\t分值\t\t\n1\t环境\t20\t\t\n2\t食品\t30\t\t\n",
        ["序号|指标|分值", "1|环境|20", "2|食品|30"],
    ),
    "more cells than heads": (
        "序号\t指标\t分值\n1\t环境\t20\t另加\t再加\n2\t食品\t30\n",
        ["序号|指标|分值", "1|环境|20另加再加", "2|食品|30"],
    ),
    "fewer cells than heads": (
        "序号\t指标\t分值\t标准\n1\t环境整治\t20\t未完成扣5分\n2\t食品安全\t30\t未检查扣2分\n合计\t50\n",
        ["序号|指标|分值|标准", "1|环境整治|20|未完成扣5分", "2|食品安全|30|未检查扣2分", "|合计|50|"],
    ),
    "heads on two lines": (
        "序号\t任务\t责任分工\t\t时限\n\t\t牵头\t配合\t\n1\t清淤\t县水利局\t县财政局\t3月\n2\t护岸\t县水利局\t县住建局\t5月\n",
        ["序号|任务|牵头|配合|时限", "1|清淤|县水利局|县财政局|3月", "2|护岸|县水利局|县住建局|5月"],
    ),
    "heads on two lines, the tabs at the end left out": (
        "序号\t任务\t责任分工\n\t\t牵头\t配合\n1\t清淤\t县水利局\t县财政局\n2\t护岸\t县水利局\t县住建局\n",
        ["序号|任务|牵头|配合", "1|清淤|县水利局|县财政局", "2|护岸|县水利局|县住建局"],
    ),
    "two heads": (
        "任务\t责任单位\n清淤\t县水利局\n护岸\t县财政局\n",
        ["任务|责任单位", "清淤|县水利局", "护岸|县财政局"],
    ),
}


@pytest.mark.parametrize("rule", CASES)
def test_a_table_of_tabs(shown, rule):
    printed, lines = CASES[rule]
    assert shown(printed) == lines

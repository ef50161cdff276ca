"""Front matter and contents pages (each / a new line)."""

import pytest

CASES = {
    "front matter": (
        "---/title: 某县方案/date: 2024-01-01/---/某县方案/一、任务/1.清淤。/",
        ["某县方案", "1. 任务", "  1. 清淤。"],
    ),
    "a rule that opens no fields": (
        "---/某县方案/一、任务/---/1.清淤。/",
        ["---", "某县方案", "1. 任务", "  ---", "  1. 清淤。"],
    ),
    "a rule alone": ("---/title: 某县方案/一、任务/1.清淤。/", ["---", "title:某县方案", "1. 任务", "  1. 清淤。"]),
    "quoted notes below fields in other words": (
        "标题：某县方案/---/来源：某站/---/> 本文由脚本提取/> 仅供参考/某县方案/一、任务/1.清淤。/",
        ["标题:某县方案", "---", "来源:某站", "---", "某县方案", "1. 任务", "  1. 清淤。"],
    ),
    "a contents page": (
        "某县方案/目录/一、总体要求……1/二、任务……2/一、总体要求/人水和谐。/二、任务/清淤。/",
        ["某县方案", "1. 总体要求", "  人水和谐。", "2. 任务", "  清淤。"],
    ),
    "a contents page in bare words": (
        "某县方案/目 次/一、总体要求/二、任务/一、总体要求/人水和谐。/二、任务/清淤。/",
        ["某县方案", "1. 总体要求", "  人水和谐。", "2. 任务", "  清淤。"],
    ),
    "entries that are printed nowhere again": (
        "某县方案/目录/一、总体要求……1/二、任务……2/三、基本原则/人水和谐。/",
        ["某县方案", "目录", "1. 总体要求……1", "2. 任务……2", "3. 基本原则", "  人水和谐。"],
    ),
    "a heading that goes on behind the entry's words": (
        "某县方案/目录/一、总体要求……1/二、任务……2/一、总体要求和目标/人水和谐。/",
        ["某县方案", "1. 总体要求和目标", "  人水和谐。"],
    ),
    "a contents heading at the end": ("某县方案/一、任务/清淤。/目录/", ["某县方案", "1. 任务", "  清淤。", "  目录"]),
    "a table below 目录": (
        "某县方案/目录/序号\t任务\t责任单位/1\t清淤\t县水利局/2\t护岸\t县财政局/",
        ["某县方案", "目录", "(某县方案)", "(目录)", "序号|任务|责任单位", "1|清淤|县水利局", "2|护岸|县财政局"],
    ),
}


@pytest.mark.parametrize("rule", CASES)
def test_what_is_no_part_of_the_text(shown, rule):
    printed, lines = CASES[rule]
    assert shown(printed.replace("/", "\n")) == lines

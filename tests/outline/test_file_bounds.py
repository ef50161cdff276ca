"""Several files in one: each with a title of its own is a document; tables do not run from one into the next."""

import io
import zipfile

import pytest

ONE = "云溪县河湖管护方案\n一、任务\n1.清淤。\n"
ROWS = "序号\t任务\t责任单位\n1\t清淤\t县水利局\n2\t护岸\t县财政局\n"
BUNDLES = {
    "two plans": (
        (ONE, "云溪县造林方案\n一、任务\n1.植树。\n"),
        ["云溪县河湖管护方案", "1. 任务", "  1. 清淤。", "云溪县造林方案", "1. 任务", "  1. 植树。"],
    ),
    "the rest of a plan": (
        (ONE, "二、保障\n1.经费。\n"),
        ["云溪县河湖管护方案", "1. 任务", "  1. 清淤。", "2. 保障", "  1. 经费。"],
    ),
    "a sentence is no title": (
        (ONE, "请各单位认真落实。\n二、保障\n1.经费。\n"),
        ["云溪县河湖管护方案", "1. 任务", "  1. 清淤。", "    请各单位认真落实。", "2. 保障", "  1. 经费。"],
    ),
    "a long line is no title": (
        (ONE, f"{'各单位要认真落实' * 6}\n二、保障\n1.经费。\n"),
        [
            "云溪县河湖管护方案",
            "1. 任务",
            "  1. 清淤。",
            "    各单位要认真落实各单位要认真落实各单位要认真落实各单位要认真落实各单位要认真落实各单位要认真落实",
            "2. 保障",
            "  1. 经费。",
        ],
    ),
    "a table of its own": (
        (ONE, ROWS),
        ["云溪县河湖管护方案", "1. 任务", "  1. 清淤。", "序号|任务|责任单位", "1|清淤|县水利局", "2|护岸|县财政局"],
    ),
    "two tables of one header": (
        (ROWS, ROWS),
        [
            "序号|任务|责任单位",
            "1|清淤|县水利局",
            "2|护岸|县财政局",
            "序号|任务|责任单位",
            "1|清淤|县水利局",
            "2|护岸|县财政局",
        ],
    ),
    "a table on the last line and one on the first": (
        (f"{ONE}{ROWS}", f"{ROWS}一、任务\n1.植树。\n"),
        [
            "云溪县河湖管护方案",
            "1. 任务",
            "  1. 清淤。",
            "<任务>",
            "序号|任务|责任单位",
            "1|清淤|县水利局",
            "2|护岸|县财政局",
            "1. 任务",
            "  1. 植树。",
            "序号|任务|责任单位",
            "1|清淤|县水利局",
            "2|护岸|县财政局",
        ],
    ),
    "three files": (
        (ONE, "二、保障\n1.经费。\n", "云溪县造林方案\n一、任务\n1.植树。\n"),
        [
            "云溪县河湖管护方案",
            "1. 任务",
            "  1. 清淤。",
            "2. 保障",
            "  1. 经费。",
            "云溪县造林方案",
            "1. 任务",
            "  1. 植树。",
        ],
    ),
}


def bundle(texts):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for number, text in enumerate(texts):
            archive.writestr(f"{number}.txt", text.encode("utf-8"))
    return content.getvalue()


@pytest.mark.parametrize("rule", BUNDLES)
def test_files_of_a_bundle(shown, rule):
    texts, lines = BUNDLES[rule]
    assert shown(bundle(texts), "x.zip") == lines

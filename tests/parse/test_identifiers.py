"""Ids are made from what is printed: what is put in between, or numbered anew, renames nothing else."""

import pytest

HEAD = "序号\t指标\t分值\t评分标准\t责任单位\n"
TASKS = (
    ("开展水源地巡查", "每月至少巡查1次。"),
    ("修复受损堤岸", "6月底前完成。"),
    ("公开水质数据", "每季度公布。"),
)
ROWS = (
    ("一、组织领导（{}分）", ()),
    ("领导小组", "成立的得5分。"),
    ("会议", "每少1次扣1分。"),
    ("二、巡查（{}分）", ()),
    ("巡查", "按比例得分。"),
    ("会议", "每少1次扣2分。"),
)


def write_tasks(tasks):
    lines = "".join(f"{n}.{title}。{words}（责任单位：县水利局）\n\n" for n, (title, words) in enumerate(tasks, 1))
    return f"某县2024年河湖管护实施方案\n\n二、重点任务\n\n（一）巡查\n\n{lines}"


def write_rows(rows, points):
    number, lines = 0, []
    for name, words in rows:
        if not words:
            lines.append(f"{name.format(points)}\n")
            continue
        number += 1
        lines.append(f"{number}\t{name}\t5\t{words}\t县水利局\n")
    return f"某县考核指标\n\n{HEAD}{''.join(lines)}"


@pytest.mark.parametrize("place", range(len(TASKS) + 1))
def test_a_task_put_in_between_renames_no_other(extract, place):
    before = extract(write_tasks(TASKS)).tasks
    wider = [*TASKS[:place], ("清理河道垃圾", "每月清理1次。"), *TASKS[place:]]
    after = {task.title: task for task in extract(write_tasks(wider)).tasks}
    assert len(after) == len(TASKS) + 1
    assert [after[task.title].id for task in before] == [task.id for task in before]


@pytest.mark.parametrize("place", range(1, len(ROWS) + 1))
def test_a_row_put_in_between_renames_no_other(extract, place):
    before = extract(write_rows(ROWS, 10)).indicators
    wider = [*ROWS[:place], ("台账", "齐全的得5分。"), *ROWS[place:]]
    after = extract(write_rows(wider, 15)).indicators
    ids = {row.criteria: row.id for row in after}
    assert [ids[row.criteria] for row in before] == [row.id for row in before]
    assert len(set(ids.values())) == len(after) == 5


def test_headings_numbered_anew_rename_nothing(extract):
    one, other = (
        extract(f"某县实施方案\n\n{text}").tasks[-1]
        for text in (
            "一、重点任务\n\n（一）巡查\n\n1.甲。（责任单位：县水利局）\n",
            "一、重点任务\n\n（一）宣传\n\n1.乙。（责任单位：县水利局）\n\n（二）巡查\n\n2.甲。（责任单位：县水利局）\n",
        )
    )
    assert one.id == other.id


def test_ids_are_unique_whatever_is_printed_twice(extract):
    tasks = extract(write_tasks([TASKS[0]] * 3)).tasks
    assert len({task.id for task in tasks}) == 3

"""Documents that are no plan, or a plan that was badly treated: nothing crashes, nothing is invented, nothing hangs."""

import time

import pytest

HEAD = "序号\t指标\t分值\t评分标准\t责任单位\n"
FRONT = "某县2022年信用工作实施方案\n\n一、重点任务\n\n"

DOCUMENTS = {
    # text, number of tasks, number of indicators
    "one character": ("一", 0, 0),
    "a number alone": ("一、", 0, 0),
    "no plan": ("今天天气很好。我们去公园玩。", 0, 0),
    "no numbers": ("某县实施方案\n加强组织领导。\n强化考核。\n", 0, 0),
    "a header only": (HEAD, 0, 0),
    "a header twice": (HEAD + HEAD, 0, 0),
    "ragged rows": (HEAD + "1\t甲\n2\t乙\t5\t每次得1分\t县局\t多\t余\t的\n\t\t\t\n3\n合计\t10\n", 0, 2),
    "tabs everywhere": (("甲\t" * 500 + "\n") * 20, 0, 0),
    "pipes everywhere": (("|" * 500 + "\n") * 20 + "正文。", 0, 0),
    "rules everywhere": (("-" * 500 + "\n") * 20, 0, 0),
    "brackets that never close": (
        FRONT + "1.加强（责任单位：县局、县委（（（\n" + "（" * 500 + "\n" + "）" * 500 + "\n",
        1,
        0,
    ),
    "brackets that never open": (FRONT + "1.加强）责任单位：县局）\n", 1, 0),
    "quotes that never close": (FRONT + "1.加强“双公示。《甲〈乙\n", 1, 0),
    "numbers without words": (FRONT + "1.\n2.\n3.\n", 0, 0),
    "marks upon marks": ("1." * 2000 + "甲\n", 0, 0),
    "everything on one line": (FRONT.replace("\n", "") + "1.加强。" * 200, 0, 0),
    "zero bytes": (FRONT + "1.加\x00强。\n" + "正文。" * 50, 1, 0),
    "control marks": (FRONT + "1.加强。\x0b\x0c\x1c\x1d\x85\u2028正文。", 1, 0),
    "marks of direction": (FRONT + "1.\u202e加强\u202c。\n", 1, 0),
    "emoji and rare characters": (FRONT + "1.加强😀𠮷\U0002f800。（责任单位：𠮷县局）\n", 1, 0),
    "days that are none": (FRONT + "1.加强。（完成时限：2022年99月99日前；每月99日前；0000年0月）\n", 1, 0),
    "numbers that are none": (FRONT + f"1.达到{'9' * 5000}%，不低于{'一' * 5000}次，占零分之一。\n", 1, 0),
    "scored items below a mark that is none": (
        (
            "华庄镇考核办法\n\n三、考核内容和要求\n1）硬件部分(80分)。\n(1)村庄河道(40分):水体流动。\n(2)村庄道路(40分):路面干净。\n"
            "2）软件部分(20分)。\n(1)制度建设(20分):制度上墙。\n"
        ),
        0,
        5,
    ),
    "attachments without words": ("附件\n附件1\n附件2：\n附件\n", 0, 0),
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_broken_documents(extract, name):
    text, tasks, indicators = DOCUMENTS[name]
    plan = extract(text)
    assert (len(plan.tasks), len(plan.indicators)) == (tasks, indicators)
    assert plan.text == text
    if not tasks and not indicators:
        assert "nothing-found" in {problem.code for problem in plan.problems}


def test_what_is_printed_stays_in_the_task_however_odd(extract):
    (task,) = extract(FRONT + "1.加强😀𠮷。（责任单位：𠮷县局）\n").tasks
    assert (task.title, [unit.name for unit in task.units]) == ("加强😀𠮷", ["𠮷县局"])


def test_many_tasks(extract):
    lines = "".join(f"{number}.加强第{number}项工作。（责任单位：县发改局）\n" for number in range(1, 1000))
    assert len(extract(FRONT + lines).tasks) == 999


def test_many_rows(extract):
    lines = "".join(f"{number}\t甲{number}\t5\t每出现1条扣0.1分。\t县发改局\n" for number in range(1, 1000))
    assert len(extract(HEAD + lines).indicators) == 999


UNITS = (
    "每", "(", "（", "、", "1", "率、", "一", "每年", "按", "在", "自", "县局", "县局、", "《", "1,", "1.",
    "2022年", "1月", "得", "，",
    "占比", "“", "开展", "县局和", "等有关", "分别", "时间", "1分、", "|", "-", "每1条扣1分", "达到1%，",
    "第一时间", "责任单位：",
    "（责任单位：县局）", "分之", "亿", "不少于", "年底", "零", "比例", "2022年1月1日", "后及时", "按月",
    "1至", "甲<p>", "**", "关于印发",
)  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("shape", ["text", "task", "cell"])
def test_absurdly_long_lines_take_time_by_their_length(extract, shape):
    """A pattern that tries n starts on n characters takes minutes here; all of them together take seconds."""
    start = time.process_time()
    for unit in UNITS:
        long = (unit * 20_000)[:20_000]
        texts = {
            "text": long,
            "task": f"{FRONT}1.{long}x\n2.好。\n",
            "cell": f"{HEAD}1\t甲\t5\t{long}x\t县局\n2\t乙\t5\t得1分。\t{long}x\n",
        }
        before = time.process_time()
        extract(texts[shape])
        assert time.process_time() - before < 10, unit
    assert time.process_time() - start < 60

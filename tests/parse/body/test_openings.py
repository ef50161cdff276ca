"""Limits before the first item are the plan's own."""


def test_the_opening_sets_a_limit_of_the_plan(extract):
    text = "某县2024年防汛实施方案\n各镇于4月10日前报送方案。\n\n一、重点任务\n1.检修闸门。（责任单位：县水利局）\n"
    assert [(one.where, one.date) for one in extract(text).deadlines] == [("preamble", "2024-04-10")]

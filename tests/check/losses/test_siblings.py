"""A task without what the others have, and a fact that is printed within another task."""

from dataclasses import replace

import pytest

from extractor.check import check_plan
from extractor.check.losses.siblings import find_shared_lists, find_strangers, find_unlike_siblings
from extractor.check.policy import CHECK_POLICY
from extractor.model.facts.plan import Deadline, DeadlineKind, Metadata, Plan, Role, SourceInfo, Target, Task, Unit
from extractor.model.paper.place import Place

HEAD = "某县2024年河湖管护实施方案\n\n一、重点任务\n\n"
NAMES = ("开展巡查", "修复堤岸", "疏浚沟渠", "清理网箱", "监测水质")
TEXT = HEAD + "".join(
    f"{no}.{name}。2024年{no + 3}月底前完成。（责任单位：县水利局）\n" for no, name in enumerate(NAMES, 1)
)


def find_doubts(plan, mappings, code):
    return [(doubt.item, doubt.field) for doubt in check_plan(plan, mappings).doubts if doubt.code == code]


def give(plan, number, **fields):
    return replace(
        plan, tasks=tuple(replace(task, **fields) if at == number else task for at, task in enumerate(plan.tasks))
    )


def test_one_item_without_what_all_others_have(parse, mappings):
    plan = parse(TEXT)
    assert find_doubts(plan, mappings, "unlike-siblings") == []
    assert find_doubts(give(plan, 4, units=()), mappings, "unlike-siblings") == [(plan.tasks[4].id, "units")]
    few = replace(plan, tasks=plan.tasks[:3])
    assert find_doubts(give(few, 2, units=()), mappings, "unlike-siblings") == []


def test_a_limit_that_stands_in_another_item(parse, mappings):
    plan = parse(TEXT)
    assert find_doubts(plan, mappings, "in-another-item") == []
    moved = give(give(plan, 0, deadlines=()), 1, deadlines=plan.tasks[0].deadlines)
    assert find_doubts(moved, mappings, "in-another-item") == [(plan.tasks[1].id, "deadlines")]


def test_a_list_below_the_last_of_items_without_one_may_be_for_all(parse, mappings):
    items = "".join(f"{no}.{name}。2024年{no + 3}月底前完成。\n" for no, name in enumerate(NAMES, 1))
    plan = parse(f"{HEAD}{items}（责任部门：县水利局、县财政局）\n")
    shared = find_doubts(plan, mappings, "list-for-several")
    assert shared == [(task.id, "units") for task in plan.tasks if task.units][-1:]
    assert find_doubts(parse(TEXT), mappings, "list-for-several") == []


SOURCE = (SourceInfo(name="x", sha256="", media_type="text/plain", pages=None, how="utf-8"),)
BODY = (Unit(name="县水利局", role=Role.RESPONSIBLE),)
LABEL = (Deadline(text="6月底", where="label", kind=DeadlineKind.DATE),)
SAID = (Deadline(text="6月底", where="body", kind=DeadlineKind.DATE),)


def build(*tasks, text="零一二三四五六七八九" * 10):
    return Plan(id="a", source=SOURCE, metadata=Metadata(), text=text, tasks=tasks)


def item(name, section=None, start=0, end=9, **fields):
    place = None if end is None else Place(start, end)
    return Task(id=name, no=None, section=section, title=name, place=place, **fields)


SIBLINGS = (
    # letters: with a body (B), with a label of time (L), with a time in the sentence (S), with nothing (-)
    ("BBB-", ["3 units"]),
    ("BB-", []),
    ("BB--", []),
    ("BBB-- BBB-", ["9 units"]),  # three of five are not nearly all, three of four are
    ("BBBB BB--", ["7 units", "8 units"]),  # of the whole plan six of eight
    ("BBB- ----", ["3 units"]),
    ("LLL-", ["3 deadlines"]),
    ("LLLS", ["3 deadlines"]),
    ("SSS-", []),
)


@pytest.mark.parametrize(("letters", "told"), SIBLINGS)
def test_what_nearly_all_have(letters, told):
    fields = {"B": {"units": BODY}, "L": {"deadlines": LABEL}, "S": {"deadlines": SAID}, "-": {}}
    tasks = [
        item(str(at), str(letters[:at].count(" ")), **fields[letter])
        for at, letter in enumerate(letters)
        if letter != " "
    ]
    found = [f"{doubt.item} {doubt.field}" for doubt in find_unlike_siblings(build(*tasks), CHECK_POLICY)]
    assert found == told


def test_an_item_that_stands_nowhere_is_not_doubted():
    tasks = [item(name, units=BODY) for name in "abc"] + [item("d", end=None)]
    assert list(find_unlike_siblings(build(*tasks), CHECK_POLICY)) == []


STRANGERS = (
    # where the body of the second item stands; the first is [0, 10), the second [10, 20), the third, in it, [14, 16)
    ((8, 10), True),
    ((0, 2), True),
    ((9, 11), False),
    ((10, 12), False),
    ((14, 16), False),
    ((18, 20), False),
    ((20, 22), False),
    (None, False),
)


@pytest.mark.parametrize("field", ["units", "targets", "deadlines"])
@pytest.mark.parametrize(("span", "told"), STRANGERS)
def test_a_fact_within_another_item(span, told, field):
    place = Place(*span) if span else None
    facts = {
        "units": (replace(BODY[0], place=place),),
        "deadlines": (replace(LABEL[0], place=place),),
        "targets": (Target(text="2次", metric="巡河", op=">=", value=2, unit="次", place=place),),
    }
    second = item("b", start=10, end=20, **{field: facts[field]})
    plan = build(item("a", start=0, end=10), second, item("c", start=14, end=16))
    assert [(doubt.item, doubt.field) for doubt in find_strangers(plan)] == ([("b", field)] if told else [])


def test_items_one_within_another():
    """The fact of the last item stands behind four that are in the first, and still in the first."""
    inner = [item(f"i{at}", start=at, end=at + 2) for at in (10, 20, 30)]
    last = item("z", start=60, end=70, units=(replace(BODY[0], place=Place(40, 44)),))
    assert [doubt.item for doubt in find_strangers(build(item("a", start=0, end=50), *inner, last))] == ["z"]
    more = [*inner, item("i4", start=35, end=37)]
    assert list(find_strangers(build(item("a", start=0, end=50), *more, last))) == []


SHARED = "1.巡河。\n2.清淤。\n（责任单位：县水利局、县财政局）\n"
SHARES = (
    # section, bodies of the first item, the text
    ("一", (), SHARED, ["县水利局、县财政局"]),
    (None, (), SHARED, []),
    ("一", BODY, SHARED, []),
    ("一", (), SHARED.replace("。\n（", "。（"), []),
    ("一", (), SHARED.replace("（责", "另由（责"), []),
    ("一", (), SHARED.replace("责任单位：", ""), ["县水利局、县财政局"]),
)


@pytest.mark.parametrize(("section", "units", "text", "told"), SHARES)
def test_a_list_on_a_line_of_its_own(section, units, text, told):
    places = [Place(start, start + 4) for start in (text.index("县水利局"), text.index("县财政局"))]
    last = tuple(replace(BODY[0], place=place) for place in places)
    start = text.index("2.")
    tasks = item("a", section, 0, start, units=units), item("b", section, start, len(text), units=last)
    assert [doubt.text for doubt in find_shared_lists(build(*tasks, text=text))] == told
    assert list(find_shared_lists(build(tasks[1], text=text))) == []

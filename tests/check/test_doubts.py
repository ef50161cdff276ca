"""Facts with a reason to look again."""

from dataclasses import replace

import pytest

from extractor.check import check_plan
from extractor.model.facts.plan import (
    Deadline,
    DeadlineKind,
    Grade,
    Indicator,
    Metadata,
    Phase,
    Plan,
    Role,
    SourceInfo,
    Target,
    Task,
    Unit,
)
from extractor.model.paper.place import Place

SOURCE = (SourceInfo(name="a.txt", sha256="", media_type="text/plain", pages=None, how="text/utf-8"),)
PLAN = Plan(id="a", source=SOURCE, metadata=Metadata(title="某县2024年养老服务工作要点"), text="")


def task(**facts):
    return {"tasks": (Task(id="t1", no="1", section=None, title="新建养老院", **facts),)}


def deadline(**fields):
    return task(deadlines=(Deadline(**{"text": "年底前", "where": "body", "kind": DeadlineKind.DATE} | fields),))


def target(text, value, **fields):
    return task(targets=(Target(**{"text": text, "metric": None, "op": ">=", "value": value, "unit": "张"} | fields),))


def unit(name):
    return Unit(name=name, role=Role.RESPONSIBLE, generic=False, function=None, place=Place(0, 1))


def rows(*points):
    return {
        "indicators": tuple(
            Indicator(id=f"i{at}", table=1, no=str(at), name="床位", points=value) for at, value in enumerate(points)
        )
    }


DOUBTFUL = (
    (deadline(date="2042-06-30"), "date-outside-years"),
    (deadline(date="2024-06-30"), None),
    (deadline(date="2027-12-31"), None),  # the end of a five-year plan
    (deadline(start="2024-09-01", date="2024-03-01", kind=DeadlineKind.INTERVAL), "range-reversed"),
    (deadline(date="2024-02-30"), "no-such-day"),
    ({"phases": (Phase(name="总结", start="2024-12-01", end="2024-11-01"),)}, "range-reversed"),
    ({"grades": (Grade(name="优秀", min=90, max=80),)}, "range-reversed"),
    ({"grades": (Grade(name="优秀", min=90, max=None),)}, None),
    (target("新增床位30\n20张", 3020), "number-glued"),
    (target("新增床位3000张", 3000), None),
    (target("入住率达到110%", 110, unit="%"), "share-above-whole"),
    (target("增长110%", 110, unit="%", change="rise"), None),
    (task(units=(unit("县教育局人社局"),)), "names-glued"),
    (task(units=(unit("县住建局城关镇政府"),)), "names-glued"),
    (task(units=(unit("妇幼股疾控股"),)), "names-glued"),
    (task(units=(unit("县发展和改革局"),)), None),
    (task(units=(unit("市生态环境局某县分局"),)), None),
    (task(units=(unit("国家税务总局某县税务局"),)), None),
    (task(units=(unit("县委宣传部"),)), None),
    (target("30—20张", 30, max=20), "range-reversed"),
    (rows(30202525, 10, 20), "points-too-many"),
    (rows(30, 20, 25), None),
    (rows(150, 100), None),
    (rows(101, 50, 40), "points-too-many"),
    (rows(100, 50, 40), None),
    (rows(101, 60, 41), None),
    (rows(101, 0, 0), None),
    (rows(1000, 900), None),
    (rows(1001, None), "points-too-many"),
    (deadline(date="2023-01-01"), None),
    (deadline(date="2022-12-31"), "date-outside-years"),
    (deadline(date="2036-12-31"), None),
    (deadline(date="2037-01-01"), "date-outside-years"),
    (deadline(start="2024-03-01", date="2024-03-01", kind=DeadlineKind.INTERVAL), None),
    ({"grades": (Grade(name="优秀", min=90, max=90),)}, "range-reversed"),
    ({"phases": (Phase(name="总结", start="2042-11-01", end=None),)}, "date-outside-years"),
    (target("入住率达到100%", 100, unit="%"), None),
    (target("入住率低于110%", 110, unit="%", op="<"), None),
    (target("20—20张", 20, max=20), None),
    (target("新增床位1 \n0张", 10), "number-glued"),
    (target("新增床位\n9张", 9), None),
    (task(units=(Unit(name="某县" * 12, role=Role.LEAD),)), None),
    (task(units=(Unit(name="某县" * 12 + "局", role=Role.LEAD),)), "no-body-name"),
    (task(units=(Unit(name="每月开展2次以上检查", role=Role.LEAD),)), "no-body-name"),
    (task(units=(Unit(name="县民政局", role=Role.LEAD),)), None),
    (task(units=(Unit(name="县民\ufffd局", role=Role.LEAD),)), "characters-lost"),
)


@pytest.mark.parametrize(("facts", "code"), DOUBTFUL)
def test_doubts(mappings, facts, code):
    found = [doubt.code for doubt in check_plan(replace(PLAN, **facts), mappings).doubts]
    assert found == ([code] if code else [])

"""`units.yaml`: one function for one body, whatever a county calls it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from extractor.mappings import load_mappings
from extractor.model.mappings import UnitsFile

NAMED = [
    # five plans
    ("县发展和改革局", "development-reform"),
    ("县发展改革委", "development-reform"),
    ("发改局", "development-reform"),
    ("市生态环境局成武分局", "environment"),
    ("县医疗和保障局", "medical-insurance"),
    ("中国人民银行成武支行", "central-bank"),
    ("人行灵璧支行", "central-bank"),
    ("县金融监管局", "local-finance"),
    ("金融事业发展中心", "local-finance"),
    ("县委编办", "establishment"),
    ("县机构编制委员会办公室", "establishment"),
    ("县委宣传部", "publicity"),
    ("县委网信办", "cyberspace"),
    ("县教体局", "education"),
    ("县数据资源管理局", "data"),
    ("县经济开发区管委会", "development-zone"),
    ("各镇人民政府", "townships"),
    ("街道办事处", "subdistricts"),
    ("县社会信用体系建设联席会议其他成员单位", "joint-conference"),
    ("政策法规科", "regulations-office"),
    ("信用监管科", "credit-office"),
    # other places and levels
    ("天河区人民政府", "local-governments"),
    ("县人民政府办公室", "government-office"),
    ("县民政局", "civil-affairs"),
    ("文化和旅游部", "culture-tourism"),
    ("县河长办", "river-chief"),
    ("国家税务总局某县税务局", "taxation"),
    ("县行政审批服务局", "admin-approval"),
]


@pytest.fixture(scope="module")
def units() -> UnitsFile:
    return load_mappings(Path(__file__).parents[2] / "mappings").units


@pytest.mark.parametrize(("name", "function"), NAMED)
def test_the_longest_alias_names_the_function(units, name, function):
    found = [(len(alias), name.rfind(alias), f.id) for f in units.functions for alias in f.aliases if alias in name]
    assert max(found)[2] == function


def test_no_alias_stands_for_two_functions(units):
    counts = Counter(alias for function in units.functions for alias in function.aliases)
    assert [alias for alias, count in counts.items() if count > 1] == []


def test_no_alias_names_a_place(units):
    places = ("成武", "平阴", "长清", "灵璧", "郏县", "济南", "菏泽", "宿州", "平顶山")
    assert not [alias for f in units.functions for alias in f.aliases if any(place in alias for place in places)]

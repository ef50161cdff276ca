"""What a notebook shows of an alignment and a comparison, and what is decided about them."""

import re

from extractor.model.compared.alignment import Alignment, Group, Member
from extractor.model.compared.comparison import Comparison, Difference
from extractor.model.compared.judged_pair import JudgedPair
from extractor.model.compared.standing import Standing, Standpoint
from extractor.model.judgement import Judgement


def read_cells(html):
    return re.findall("<t[hd]>(.*?)</t[hd]>", html)


def test_a_notebook_shows_each_plan_what_it_has_in_a_group():
    members = (
        Member("a", "t1", "task", "巡河"),
        Member("b", "i1", "indicator", "保洁"),
        Member("a", "t2", "task", "清淤"),
    )
    shown = Alignment(
        plans=("a", "b"), groups=(Group(id="g1", label="河湖", concept=None, members=members),)
    )._repr_html_()
    assert "对齐 1 组" in shown
    assert read_cells(shown) == ["事项", "a", "b", "河湖", "巡河、清淤", "保洁"]


def build_difference(label):
    return Difference(
        group="g1", aspect="target", label=label, unit="次", stricter="higher", readings=(), spread=2.0, agrees=False
    )


def test_a_notebook_shows_how_far_plans_are_apart():
    shown = Comparison(plans=(), overlaps=(), differences=(build_difference("巡河"),), coverage=())._repr_html_()
    assert "可比差异 1 处" in shown
    assert read_cells(shown) == ["组", "比较", "单位", "极差", "g1", "巡河", "次", "2.0"]


def test_the_values_of_one_rank():
    group = Group(id="g1", label="河湖", concept=None, members=())
    points = [Standpoint(group, build_difference(rank), None, (), rank) for rank in ("looser", "stricter", "looser")]
    standing = Standing(plan="a", kin=(), lacks=(), standpoints=tuple(points), shared=(), alone=())
    assert standing.of("looser") == (points[0], points[2])
    assert standing.of("lighter") == ()


def test_who_decided_and_about_which_plans():
    decided = Judgement(decision="label", group="g1", text="河湖", reason="同一件事", person="王某", date="2026-11-21")
    assert (decided.subject, decided.signed) == ("label g1 河湖", "同一件事（王某，2026-11-21）")
    assert JudgedPair("a:t1", "b:i2", 0.5, True).plans == ("a", "b")

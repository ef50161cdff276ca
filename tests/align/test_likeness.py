"""The odds of the items of two plans: bounded, the same either way round, lowered where plans ask for other things."""

from __future__ import annotations

from types import SimpleNamespace

import msgspec
import numpy as np
import pytest

from extractor.align.likeness.correspondence import find_share
from extractor.align.likeness.features import Norms, build_features, name_features
from extractor.align.likeness.grams import UNIT, GramWeigher, build_rows, load_runs, multiply
from extractor.align.likeness.model import build_model, load_model
from extractor.align.likeness.pairs import Likeness, _are_near, _name_pair, _same, find_parted, name_views
from extractor.align.likeness.plan_views import (
    LENT,
    MOST,
    Pieces,
    _centre,
    _count,
    _cut_clauses,
    _leave_places,
    build_views,
)
from extractor.align.likeness.similarities import (
    NEAR,
    SENTENCE_VIEWS,
    SQUARE,
    VIEWS,
    _compare_senses,
    _compare_stated,
    _find_best,
    compare_views,
)
from extractor.align.likeness.word_table import LEAST, WordTable, load_table, rarity
from extractor.align.policy import Policy
from tests.align.facets import build_facet

POLICY = Policy(limit=4.0, floor_odds=-3.0, like_none=0.36, like_all=0.41, like_doubt=1.5, left_doubt=0.5, told=0.8)
NOTHING = np.zeros(3, dtype=np.intp)


class Made(Likeness):
    """A likeness whose features are the odds that the test gives."""

    def _find_features(self, left, right):
        return np.array(ODDS[left, right])[..., None]


MODEL = SimpleNamespace(
    weigh=lambda features: features[..., 0],
    settle=lambda odds, *_: odds,
    weigh_rivals=lambda odds, *_: np.full(odds.shape, 0.25),
    explain=lambda features: {"title": float(features[0])},
)
SURE = [[9.0, -3.5, -3.0], [-3.5, 3.0, -2.9], [-3.5, -3.5, 2.0]]
LITTLE = [[-1.0, -3.5, -3.5], [-3.5, -3.5, -3.5], [-3.5, -3.5, -3.5]]
ODDS = {("a", "b"): SURE, ("a", "c"): LITTLE, ("d", "d"): SURE}


def build(policy=POLICY, **given):
    places = {(plan, f"t{at}"): at for plan in "abcd" for at in range(3)}
    views = {plan: SimpleNamespace(parts=NOTHING) for plan in "abc"}
    views["d"] = SimpleNamespace(parts=np.array([0, 0, 1]))
    compared = frozenset({("a", "b"), ("a", "c"), ("d", "d")})
    return Made(MODEL, policy, views, places, compared, **given)


def test_odds_are_bounded_and_the_same_either_way_round():
    likeness = build()
    assert likeness.find_odds(("a", "t0"), ("b", "t0")) == likeness.find_odds(("b", "t0"), ("a", "t0")) == 4.0
    assert likeness.find_odds(("a", "t1"), ("b", "t2")) == likeness.find_odds(("b", "t2"), ("a", "t1")) == -2.9
    assert likeness.find_odds(("b", "t0"), ("c", "t0")) == -4.0  # not compared


def test_plans_that_ask_for_other_things_are_held_apart():
    likeness = build()
    assert likeness.find_odds(("a", "t0"), ("c", "t0")) == -2.5
    assert likeness.find_odds(("a", "t1"), ("c", "t1")) == -4.0
    assert likeness.explain(("a", "t0"), ("c", "t0")) == {"title": -1.0, "rivals": 0.25, "plans": -1.5}
    assert likeness.explain(("c", "t0"), ("a", "t0")) == likeness.explain(("a", "t0"), ("c", "t0"))
    assert likeness.explain(("a", "t1"), ("c", "t1")) == {}
    assert likeness.find_odds(("a", "t0"), ("b", "t0")) == 4.0
    assert likeness.explain(("a", "t0"), ("b", "t0"))["plans"] == 0.0


@pytest.mark.parametrize(("most", "odds"), [(1.5, -1.5), (1.4, -2.5)])
def test_what_is_left_meets_unless_the_plans_are_too_doubtful(most, odds):
    likeness = build(msgspec.structs.replace(POLICY, left_doubt=most, line=-1.5, left_floor=-3.0, left_ahead=0.5))
    assert likeness.find_odds(("a", "t0"), ("c", "t0")) == odds


def test_the_chance_that_is_told_is_less_where_plans_are_doubtful():
    likeness = build()
    assert likeness.find_told(("a", "t0"), ("b", "t0")) == 0.0  # nothing is known before they were looked at
    likeness.match_plans(("a", "b"))
    likeness.match_plans(("a", "c"))
    assert likeness.find_told(("b", "t0"), ("a", "t0")) == 0.8
    assert likeness.find_told(("a", "t0"), ("c", "t0")) == 0.0


def test_pairs_above_the_floor_and_within_a_plan_those_of_two_parts():
    found = list(build().find_pairs(-3.0))
    assert [(one, other) for one, other, _ in found] == [
        (("a", "t0"), ("b", "t0")), (("a", "t1"), ("b", "t1")), (("a", "t1"), ("b", "t2")), (("a", "t2"), ("b", "t2")),
        (("a", "t0"), ("c", "t0")), (("d", "t1"), ("d", "t2")),
    ]  # fmt: skip
    assert found[0][2] == 4.0


def test_how_well_two_plans_match_is_told_by_the_plan_that_matches_less():
    chances = 1 / (1 + np.exp(-np.array([4.0, 3.0, 2.0])))
    assert build().match_plans(("a", "b")) == pytest.approx(chances.mean())


def test_plans_are_known_where_they_are_compared_or_of_two_fields():
    likeness = build(strange=frozenset({("b", "c")}))
    known = [pair in likeness for pair in (("a", "b"), ("b", "a"), ("c", "b"), ("b", "d"), "ab")]
    assert known == [True, True, True, False, False]


def test_the_part_of_an_item_is_its_table():
    assert [build().find_part(("d", item)) for item in ("t1", "t2")] == [("d", 0), ("d", 1)]
    assert find_parted(build().views) == {("d", "d")}


NAMED = (
    # fields by title, fields by body, fields of both
    (("教育", "教育"), (None, None), ("教育", "教育")),
    (("教育", None), (None, "教育"), ("教育", "教育")),
    ((None, "教育"), ("教育", None), ("教育", "教育")),
    ((None, None), ("教育", "教育"), ("教育", "教育")),
    ((None, None), ("教育", "水利"), (None, None)),
    (("教育", None), (None, "水利"), ("教育", None)),
    (("教育", "水利"), ("水利", None), ("教育", "水利")),
)


@pytest.mark.parametrize(("titles", "bodies", "both"), NAMED)
def test_a_body_tells_a_field_only_where_it_is_the_others(titles, bodies, both):
    assert _name_pair(("a", "b"), dict(zip("ab", titles, strict=True)), dict(zip("ab", bodies, strict=True))) == both
    assert [_are_near(*pair) for pair in (("信用", "社会信用"), ("社会信用", "信用"), ("教育", "信用"))] == [
        True,
        True,
        False,
    ]


def test_two_plans_of_no_told_field_are_not_of_one():
    assert [_same(pair) for pair in (("教育", "教育"), ("教育", "水利"), (None, None))] == [True, False, False]


def test_a_share_of_long_plans_is_worth_more():
    """Among more rivals the same likeness is less of a chance."""
    few, many = (np.full((size, size), -4.0) for size in (12, 24))
    np.fill_diagonal(few, 0.0)
    np.fill_diagonal(many, 0.0)
    assert find_share(few) == 0.5
    assert find_share(many) == pytest.approx(1 / (1 + 2**-0.7), abs=0.001)
    assert find_share(few[:6, :6]) == 0.5


def test_clauses_of_some_length_are_looked_at_alone():
    texts = ["开展巡河,及时保洁、清淤;建立台账", "甲乙", "|".join(["甲乙丙丁"] * 30)]
    clauses, starts = _cut_clauses(texts)
    assert clauses[:4] == ["开展巡河", "及时保洁", "建立台账", "甲乙"]
    assert (starts.tolist(), len(clauses)) == ([0, 3, 4], 4 + MOST)
    assert _count([2, 1, 3]).tolist() == [0, 2, 3]


def test_names_of_the_own_place_are_left_out_the_longest_first():
    profile = build_facet("a", "t1", places=frozenset({"成武", "成武县"})).profile
    assert _leave_places("成武县河长巡河,打造诚信成武", profile) == "河长巡河,打造诚信"


def test_what_all_items_of_a_plan_mean_is_taken_off():
    rows = np.array([[1000, 0], [1000, 0], [0, 1000]], dtype=np.float32)
    centred = _centre(rows)
    assert np.sqrt((centred.astype(float) ** 2).sum(axis=1)).tolist() == pytest.approx([UNIT] * 3, abs=1)
    own = 1000 - 2000 / (3 + LENT), -1000 / (3 + LENT)
    assert centred[0, 0] / centred[0, 1] == pytest.approx(own[0] / own[1], abs=0.05)
    assert _centre(np.zeros((2, 2), dtype=np.float32)).tolist() == [[0, 0], [0, 0]]


def rows(*values):
    return np.array(values, dtype=np.float32)


def test_two_items_are_as_alike_as_their_most_alike_parts():
    left = Pieces(rows([1000, 0], [0, 1000], [600, 800]), np.array([0, 2]))
    right = Pieces(rows([0, 1000]), np.array([0]))
    assert _find_best(left, right).tolist() == [[SQUARE], [800_000]]


def test_the_share_of_a_title_that_the_other_text_has_is_the_larger_of_both_ways():
    left = SimpleNamespace(stated=rows([2, 2]), held=rows([1, 1]), title_sums=np.array([4.0]))
    right = SimpleNamespace(stated=rows([0, 1]), held=rows([0, 1]), title_sums=np.array([1.0]))
    assert _compare_stated(left, right).tolist() == [[SQUARE]]
    bare = SimpleNamespace(stated=rows([0, 0]), held=rows([0, 1]), title_sums=np.array([0.0]))
    assert _compare_stated(left, bare).tolist() == _compare_stated(bare, left).tolist() == [[SQUARE // 2]]


def test_words_of_like_meaning_count_by_their_rarity():
    def build_senses(words, weights):
        return SimpleNamespace(senses=Pieces(rows(*words), np.array([0])), sense_weights=np.array(weights))

    left, right = build_senses([[1000, 0], [0, 1000]], [0.9, 0.3]), build_senses([[1000, 0]], [0.5])
    assert _compare_senses(left, right).tolist() == [[round((0.75 + 1.0) / 2 * SQUARE)]]
    assert _compare_senses(left, right).tolist() == _compare_senses(right, left).T.tolist()
    near, far = (build_senses([[int(value * 1000), 0]], [0.5]) for value in (NEAR, NEAR - 0.01))
    assert _compare_senses(near, right).tolist() == [[350_000]]
    assert _compare_senses(far, right).tolist() == [[0]]


def test_a_run_that_comes_twice_counts_a_little_more():
    weigher = GramWeigher(["机制", "的"])
    once, twice = weigher.weigh("河长巡河", (2,)), weigher.weigh("河长巡河|河长", (2,))
    assert list(once) == ["河长", "长巡", "巡河"]
    assert twice["河长"] == pytest.approx(once["河长"] * (1 + np.log(2)))
    assert set(weigher.weigh("健全机制3.5%巡河", (1, 2))) == {"健", "全", "健全", "巡", "河", "巡河"}
    assert weigher.rarity("长巡") == 1.34  # no word of the dictionary
    assert weigher.rarity("工作") == load_runs()["工作"] / 100 < 0.2


def test_rows_have_one_length_and_their_products_are_whole():
    made = build_rows([{"河长": 3.0, "巡河": 4.0}, {}, {"河长": 1.0}], 512)
    assert multiply(made, made)[0, 0] == pytest.approx(SQUARE, rel=0.001)
    assert multiply(made, made)[:, 1].tolist() == [0, 0, 0]
    assert multiply(made, made)[0, 2] == 600_000
    assert sorted(build_rows([{"河长": 3.0, "巡河": 4.0}], 512, unit=False)[0].tolist())[-2:] == [3.0, 4.0]


class RiversOnly:
    """A model of sentences that knows two meanings."""

    name = "made"

    def embed(self, texts):
        return rows(*([UNIT, 0] if "河" in text else [0, UNIT] for text in texts))


def build_items(plan, *titles, vectors=None):
    made = [
        build_facet(
            plan, f"t{at}", title=title, object=title, heading="重点任务", terms={title: 1.0}, table=at, kind=kind
        )
        for at, (title, kind) in enumerate(zip(titles, ("task", "indicator"), strict=False))
    ]
    return build_views([facet.profile for facet in made], GramWeigher(()), vectors)


def test_the_features_of_two_items_by_name():
    left, right = build_items("a", "河长巡河", "河道保洁"), build_items("b", "河长巡河", "校园体检")
    names = name_features(name_views(sentences=False))

    def weigh(one, other):
        found = build_features(compare_views(one, other), one, other, Norms())
        return {name: found[..., at].tolist() for at, name in enumerate(names)}

    across, within = weigh(left, right), weigh(left, left)
    assert across["inside"] == [[0.0, 0.0], [0.0, 0.0]]
    assert within["inside"] == [[1.0, 1.0], [1.0, 1.0]]
    assert across["mixed"] == [[0.0, 1.0], [1.0, 0.0]]
    assert across["heading"][0][0] == pytest.approx(1.0, abs=0.01)
    assert across["title.level"][0] == pytest.approx([1.0, 0.0], abs=0.01)
    assert across["cross.level"][0][0] == pytest.approx(1.0, abs=0.01)
    assert across["words.rank"] == [[1.0, 0.0], [0.0, 0.0]]
    # a task is held against tasks and rows apart, so that each is alone on its side
    assert across["title.apart_least"] == across["title.apart_most"]


def test_sentences_are_compared_where_both_plans_have_their_vectors():
    bare, left = (
        build_items("a", "河长巡河", "校园体检"),
        build_items("a", "河长巡河", "校园体检", vectors=RiversOnly()),
    )
    right = build_items("b", "河道保洁", "河道清淤", vectors=RiversOnly())
    assert set(compare_views(left, right)) == {*VIEWS, *SENTENCE_VIEWS}
    assert set(compare_views(bare, right)) == set(compare_views(left, bare)) == set(VIEWS)
    found = compare_views(left, right)
    for view in SENTENCE_VIEWS:
        assert found[view][0, 0] > found[view][1, 0]
        assert found[view][0].tolist() == [found[view][0, 0]] * 2


@pytest.mark.parametrize("name", ["words", "sentences"])
def test_what_the_views_add_is_the_log_odds(name):
    model = load_model(name)
    features = np.linspace(0.0, 1.0, len(model.file.features))
    added = model.explain(features)
    assert set(added) == {feature.split(".")[0] for feature in model.file.features}
    own = model.file.rivals[0]
    assert sum(added.values()) == pytest.approx(own * (float(model.weigh(features[None])[0]) - model.start), abs=0.01)
    assert added["title"] == pytest.approx(own * float((features * model.weights)[:4].sum()))


def test_the_odds_of_one_field_are_the_sum_of_what_speaks_for_it():
    model = load_model("words")
    weights = model.file.field_weights
    none, one = model.judge_fields([0.0] * len(weights)), model.judge_fields([1.0] + [0.0] * (len(weights) - 1))
    assert (none, one) == (round(model.file.field_intercept, 3), round(model.file.field_intercept + weights[0], 3))


def test_the_meaning_of_words_is_their_mean_by_rarity():
    table = WordTable({"巡河": 0, "工作": 1}, np.array([[127, 0], [0, 127]], dtype=np.int8))
    assert table.take(["工作", "巡河"]).tolist() == [[0, UNIT], [UNIT, 0]]
    assert table.take([]).shape == (0, 2)
    assert table.sum([]).tolist() == [0, 0]
    both = table.sum(["巡河", "工作"])
    assert both[0] / both[1] == pytest.approx(rarity("巡河") / rarity("工作"), rel=0.01)
    assert np.sqrt((both**2).sum()) == pytest.approx(UNIT, abs=1)
    assert rarity("的") == LEAST < rarity("工作") < rarity("巡查")
    assert "河道" in load_table().find("河道保洁")


def test_centres_spreads_and_calibration_are_worked_into_the_weights():
    made = msgspec.structs.replace(
        load_model("words").file, features=("title.level",), centres=(0.5,), spreads=(2.0,), weights=(3.0,),
        intercept=1.0, slope=2.0, shift=0.25,
    )  # fmt: skip
    model = build_model(made)
    assert model.weigh(np.array([[1.5], [0.5]])).tolist() == [2 * (1 + 3 * (1.5 - 0.5) / 2) + 0.25, 2 * 1 + 0.25]
    flat = build_model(msgspec.structs.replace(made, spreads=(0.0,)))
    assert flat.weights.tolist() == [6000.0]

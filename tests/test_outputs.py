import dataclasses
import json
import re
import typing

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractor import outputs
from extractor.errors import PlanFileError, UsageError
from extractor.model.compared.alignment import Alignment, Comparand, Evidence, Group, Member
from extractor.model.compared.comparison import Comparison
from extractor.model.facts import plan as model_plan
from extractor.model.facts.plan import Plan
from extractor.model.paper.place import Piece, Place
from extractor.model.problem import Problem, Severity

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
OFFSETS = st.integers(0, 400)
BOXES = st.tuples(*[st.floats(0, 2000)] * 4)
PIECES = st.builds(Piece, OFFSETS, OFFSETS, st.none() | st.integers(1, 99), st.none() | BOXES)
PLACES = st.builds(
    Place,
    OFFSETS,
    OFFSETS,
    st.none() | st.integers(1, 99),
    st.none() | BOXES,
    st.none() | WORDS.filter(bool),
    st.lists(PIECES, max_size=2).map(tuple),
    st.none() | WORDS.filter(bool),
)
st.register_type_strategy(str, WORDS)
st.register_type_strategy(int, st.integers(-(10**9), 10**9))
st.register_type_strategy(float, st.floats(allow_nan=False, allow_infinity=False))
st.register_type_strategy(Place, PLACES)


def build_strategy(kind):
    """Draw every field of the dataclass `kind`, not only those without a default, and at most two of a list."""
    fields = {}
    for name, hint in typing.get_type_hints(kind).items():
        if kind in typing.get_args(hint):  # heads below heads
            fields[name] = st.just(())
            continue
        several = typing.get_origin(hint) is tuple and typing.get_args(hint)[-1] is ...
        inner = typing.get_args(hint)[0] if several else hint
        strategy = (
            build_strategy(inner) if dataclasses.is_dataclass(inner) and inner is not Place else st.from_type(inner)
        )
        fields[name] = st.lists(strategy, max_size=2).map(tuple) if several else strategy
        if name in {"start", "end"} and hint is int:  # where a statement stands
            fields[name] = OFFSETS
    if "by" in fields and typing.get_type_hints(kind)["by"] == str | None:
        fields["by"] = st.none() | WORDS.filter(bool)
    if "url" in fields:
        fields["url"] = st.none() | WORDS.filter(bool)
    if kind is model_plan.Condition:
        fields["also"] = st.none()
    if kind is Plan:
        fields |= {"id": st.text("abc县区019-_", min_size=1, max_size=8), "schema": st.just("county-plan/2")}
        fields["text"] = st.sampled_from(LONG_TEXTS)  # places must lie within it
    return st.builds(kind, **fields)


LONG_TEXTS = ("县" * 500, "一、\r\n" * 130)
PLANS = build_strategy(Plan)


@pytest.mark.parametrize("name", ["附件 ] 二", "{ 一 }", "a [ b", "一\n二 }"])
def test_names_with_brackets_keep_their_blanks(plans, tmp_path, name):
    plan = dataclasses.replace(
        plans[0], problems=(Problem("read", "x", Severity.NOTE, Place(0, 1, document=name), "m"),)
    )
    assert outputs.load_plan(outputs.write_plan(plan, tmp_path)).problems == plan.problems


FEW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@FEW
@given(plan=PLANS)
def test_load_after_save_changes_nothing(plan, tmp_path_factory):
    folder = tmp_path_factory.mktemp("plans")
    loaded = outputs.load_plan(outputs.write_plan(plan, folder))
    assert loaded == plan
    assert loaded.text == plan.text
    assert outputs.encode(loaded) == outputs.encode(plan)


@FEW
@given(plan=PLANS)
def test_places_survive_though_equality_leaves_them_out(plan, tmp_path_factory):
    folder = tmp_path_factory.mktemp("plans")
    loaded = outputs.load_plan(outputs.write_plan(plan, folder))
    assert [task.place for task in loaded.tasks] == [task.place for task in plan.tasks]
    assert loaded.metadata.places == plan.metadata.places


@given(words=WORDS, place=PLACES)
def test_a_place_on_one_line_is_the_same_json(words, place):
    written = outputs.encode({"text": f'{words}{{ "start": 1 }}', "place": place})
    plain = json.loads(written)
    assert plain["text"] == f'{words}{{ "start": 1 }}'
    assert list(plain["place"])[:4] == ["start", "end", "page", "bbox"]
    assert ("address" in plain["place"]) == bool(place.address)
    assert ("pieces" in plain["place"]) == bool(place.pieces)
    assert ("document" in plain["place"]) == bool(place.document)


def test_json_is_indented_unescaped_and_ends_with_a_newline(plans):
    for plan in plans:
        written = outputs.encode(plan).decode("utf-8")
        assert written.startswith('{\n  "schema": "county-plan/2",\n  "id": ')
        assert written.endswith("\n}\n")
        assert plan.metadata.jurisdiction in written
        assert "\\u" not in written
        assert '"text"' not in re.split(r'"(?:tasks|source)"', written)[0]
        assert not re.search(r'"place": \{\n\s+"start": \d+,\n(?:(?!pieces).)*\}', written[:20000])


def test_the_text_keeps_every_character(tmp_path, plans):
    plan = dataclasses.replace(plans[0], text="一、甲\r\n二、乙\r\u2028\ufeff三、丙\n" + plans[0].text)
    assert outputs.load_plan(outputs.write_plan(plan, tmp_path)).text == plan.text
    assert (tmp_path / f"{plan.id}.txt").read_bytes() == plan.text.encode()


def test_alignment_and_comparison_come_back_as_they_were(tmp_path):
    evidence = Evidence(
        left="a:t1", right="b:t1", start=-2.5, lines=(Comparand("标题", "同", 3.0),), score=0.5, threshold=0.0
    )
    members = (Member("a", "t1", "task", "甲"), Member("b", "t1", "task", "乙"))
    alignment = Alignment(
        plans=("a", "b"), groups=(Group(id="g1", label="甲", concept=None, members=members, evidence=(evidence,)),)
    )
    assert outputs.load_alignment(outputs.write_alignment(alignment, tmp_path / "alignment.json")) == alignment
    comparison = Comparison(plans=("a",), overlaps=(), differences=(), coverage=())
    assert outputs.load_comparison(outputs.write_comparison(comparison, tmp_path / "comparison.json")) == comparison
    with pytest.raises(PlanFileError, match="county-comparison/1"):
        outputs.load_comparison(tmp_path / "alignment.json")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", ["JSON", "重新生成"]),
        (b'{"schema": "county-plan/2"', ["JSON"]),
        (b"\xff\xfe", ["JSON"]),
        (b'{"schema": "county-plan/1"}', ["county-plan/1", "county-plan/2"]),
        (b"{}", ["county-plan/2"]),
        (b"[]", ["object"]),
        (b'{"schema": "county-plan/2", "metadata": {}}', ["id"]),
        (
            b'{"schema": "county-plan/2", "id": "a", "metadata": {}, "tasks": [{"id": 3}], "source": []}'.replace(
                b"[]}", b'[{"name": "a", "sha256": "", "media_type": "", "pages": null, "how": ""}]}'
            ),
            ["tasks[0].id", "str"],
        ),
    ],
    ids=["empty", "cut", "binary", "version", "no-schema", "list", "no-id", "type"],
)
def test_a_broken_plan_file_is_named_with_its_key(tmp_path, content, words):
    path = tmp_path / "平阴.json"
    path.write_bytes(content)
    with pytest.raises(PlanFileError) as caught:
        outputs.load_plan(path)
    for word in ("平阴.json", *words):
        assert word in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_plan_without_its_text_is_refused(tmp_path, plans):
    path = outputs.write_plan(plans[0], tmp_path)
    path.with_suffix(".txt").unlink()
    with pytest.raises(PlanFileError, match=f"{plans[0].id}.txt"):
        outputs.load_plan(path)


def test_a_file_that_cannot_be_finished_leaves_the_old_one(tmp_path, monkeypatch):
    path = outputs.write_file(tmp_path / "a.json", b"old")

    def fail(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.replace", fail)
    with pytest.raises(UsageError, match=r"a\.json.*No space left"):
        outputs.write_file(path, b"new")
    assert [(file.name, file.read_bytes()) for file in tmp_path.iterdir()] == [("a.json", b"old")]


@pytest.mark.parametrize("plan_id", ["", "..", "a/b", "a\\b", "a\nb", "a:b"])
def test_an_id_that_is_no_file_name_is_refused(plan_id):
    with pytest.raises(PlanFileError):
        outputs.check_id(plan_id)

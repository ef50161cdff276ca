"""How a value is addressed, found again and changed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.model.correction import Anchor
from extractor.model.paper.place import Place
from extractor.review.records import Edit, anchor, as_json, change, find_place, find_records


def test_every_stated_value_is_a_record_and_its_place_gives_its_words(plan):
    records = list(find_records(plan))
    fields = {(record.field, record.place.words(plan.text)) for record in records if record.place}
    assert ("units", "县水利局") in fields
    assert ("deadlines", "2024年11月底前") in fields
    assert any(field == "targets" for field, _ in fields)
    assert all(record.by is None for record in records)


@given(st.text(alphabet="县财政局水利", min_size=1, max_size=30), st.data())
def test_an_anchor_leads_back_to_its_place(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    found = find_place(anchor(Place(start, end), text), text)
    assert text[found.start : found.end] == text[start:end]


def test_of_two_equal_quotes_the_surroundings_decide():
    text = "甲由县财政局牵头，乙由县财政局配合"
    assert find_place(Anchor(quote="县财政局", after="配合"), text).start == text.rindex("县财政局")
    assert find_place(Anchor(quote="县审计局"), text) is None


def test_one_value_is_changed_and_nothing_else(plan):
    task = plan.tasks[0]
    record = next(one for one in find_records(plan) if one.item == task.id and one.field == "deadlines")
    new = {**record.value, "date": "2024-10-31"}
    changed = change(plan, Edit(task.id, "deadlines", record, new, "甲", record.place))
    (deadline,) = changed.tasks[0].deadlines
    assert (deadline.date, deadline.by) == ("2024-10-31", "甲")
    assert changed.tasks[1:] == plan.tasks[1:]
    assert changed.tasks[0].units == task.units


def test_a_value_is_taken_away_or_added(plan):
    task = plan.tasks[1]
    record = next(one for one in find_records(plan) if one.item == task.id and one.field == "units")
    gone = change(plan, Edit(task.id, "units", record, None, "甲", None))
    assert [unit.name for unit in gone.tasks[1].units] == ["县水利局"]
    more = change(plan, Edit(task.id, "units", None, {"name": "县审计局", "role": "participant"}, "甲", None))
    assert more.tasks[1].units[-1].by == "甲"


@pytest.mark.parametrize(
    ("field", "new"),
    [
        ("units", {"name": "县审计局", "role": "chief"}),
        ("deadlines", {"kind": "someday"}),
        ("title", 3),
        ("colour", "red"),
    ],
)
def test_what_is_no_value_of_its_field_is_refused(plan, field, new):
    with pytest.raises(ValueError, match=r".+"):
        change(plan, Edit(plan.tasks[0].id, field, None, new, "甲", None))


def test_an_unknown_item_is_refused(plan):
    with pytest.raises(KeyError):
        change(plan, Edit("t-nobody", "title", None, "x", "甲", None))


def test_json_of_a_value_leaves_out_place_and_person(plan):
    assert not {"place", "by"} & as_json(plan.tasks[0].units[0]).keys()

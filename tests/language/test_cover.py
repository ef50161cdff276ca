"""Intervals that are taken, against the slow way."""

from hypothesis import given
from hypothesis import strategies as st

from extractor.language.cover import Cover

LENGTH = 30
INTERVAL = st.tuples(st.integers(0, LENGTH), st.integers(0, LENGTH)).map(sorted)


@given(st.lists(INTERVAL, max_size=8), INTERVAL, st.integers(0, 100))
def test_like_asking_each_interval(intervals, asked, first):
    cover = Cover(first, first + LENGTH)
    for start, end in intervals:
        cover.add(first + start, first + end)
    taken = {first + index for start, end in intervals for index in range(start, end)}
    start, end = first + asked[0], first + asked[1]
    assert cover.meets(start, end) == bool(taken & set(range(start, end)))
    assert cover.next(start, end) == min([index for index in taken if start <= index < end], default=end)

"""In: nothing. Out: `READERS`, the reader of each kind of wording that a row of `phrases/deadlines.yaml` names.

Not handled: the rows themselves, which are data.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from extractor.model.timing.timing import Timing
from extractor.parse.facts.limits.date_readers import (
    read_date,
    read_five_year,
    read_five_year_term,
    read_season_span,
    read_span,
    read_this_month,
    read_whole_term,
    read_year,
    read_years,
    read_years_from,
)
from extractor.parse.facts.limits.event_readers import (
    read_at_once,
    read_at_once_alone,
    read_half_within,
    read_next_day,
    read_on_the_spot,
    read_same_period,
    read_timely,
    read_within,
)
from extractor.parse.facts.limits.feast_readers import read_feast
from extractor.parse.facts.limits.reading import LimitReading
from extractor.parse.facts.limits.recurrence_readers import (
    read_cycle,
    read_each_month,
    read_each_season,
    read_each_steps,
    read_each_weekday,
    read_every,
    read_nth_weekday,
    read_odd_even_month,
)

Reader = Callable[[re.Match[str], LimitReading], Timing | None]

READERS: dict[str, Reader] = {
    "each_month": read_each_month,
    "odd_even_month": read_odd_even_month,
    "next_day": read_next_day,
    "each_season": read_each_season,
    "each_weekday": read_each_weekday,
    "each_steps": read_each_steps,
    "nth_weekday": read_nth_weekday,
    "span": read_span,
    "season_span": read_season_span,
    "years": read_years,
    "years_from": read_years_from,
    "within": read_within,
    "half_within": read_half_within,
    "date": read_date,
    "this_month": read_this_month,
    "feast": read_feast,
    "five_year": read_five_year,
    "five_year_term": read_five_year_term,
    "at_once_alone": read_at_once_alone,
    "year": read_year,
    "whole_term": read_whole_term,
    "same_period": read_same_period,
    "cycle": read_cycle,
    "every": read_every,
    "at_once": read_at_once,
    "on_the_spot": read_on_the_spot,
    "timely": read_timely,
}

"""What a notebook shows of a result: escaped words, a bounded number of rows."""

import re

from extractor.model.display import MOST, build_html


def test_every_word_is_escaped_and_the_rest_is_counted():
    html = build_html("<i>", ["a&b"], [["<script>"]] * (MOST + 5))
    assert "<script>" not in html
    assert "<i>" not in html
    assert "另 5 行" in html
    assert len(re.findall("<tr>", html)) == 1 + MOST + 1


def test_results_show_themselves(plans):
    html = plans[0]._repr_html_()
    assert plans[0].tasks[0].title in html

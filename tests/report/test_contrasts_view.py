"""The view of differences at 1440 x 900: the ten that a careful reader names first stand there without scrolling."""

from __future__ import annotations

import pytest

from tests.compare.test_contrasts import LISTED

pytestmark = pytest.mark.browser


def test_the_ten_weightiest_stand_on_the_first_screen(produced, browser):
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{(produced / 'report.html').as_uri()}#/differences")
    page.wait_for_selector(".contrasts tbody tr")
    seen = page.evaluate(
        """() => [...document.querySelectorAll('.contrasts tbody tr')]
            .filter((row) => row.getBoundingClientRect().bottom <= innerHeight).map((row) => row.innerText)"""
    )
    assert errors == []
    assert len(seen) >= 13
    shown = "\n".join(seen).replace(" ", "")
    for number, _, cells in LISTED[:10]:
        for plan, (state, words) in cells.items():
            assert state in {"absent", "outside"} or words.replace(" ", "") in shown, (number, plan, words)
    page.close()


def test_contrasts_have_english_names(produced, browser):
    page = browser.new_page()
    page.goto(f"{(produced / 'report.html').as_uri()}#/differences")
    page.locator("#language").click()
    heads = {head.split("\n")[0] for head in page.locator(".contrasts tbody th").all_inner_texts()}
    page.close()
    assert heads >= {"results and consequences", "kind and level of document"}
    assert sum(head.endswith(" · target") for head in heads) > 3

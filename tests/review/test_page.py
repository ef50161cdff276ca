"""The review page in a browser: one key is one decision, an edit is saved or told, nothing leaves the machine."""

import threading
from contextlib import contextmanager
from dataclasses import replace
from wsgiref.simple_server import make_server

import pytest

expect = pytest.importorskip("playwright.sync_api").expect

from extractor.review.journal import parse_journal  # noqa: E402
from extractor.review.server import build_app  # noqa: E402
from extractor.review.session import Session  # noqa: E402
from tests.review.test_server import Quiet  # noqa: E402

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def session(plans, aligned, tmp_path):
    by_id = {plan.id: plan for plan in plans}
    return Session(by_id, aligned, tmp_path / "corrections.jsonl", "甲", "2026-11-26")


@contextmanager
def opened(session, browser):
    with make_server("127.0.0.1", 0, None, handler_class=Quiet) as server:
        port = server.server_port
        server.set_app(build_app(session, "secret", frozenset({f"127.0.0.1:{port}"})))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        faults, asked = [], []
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"http://127.0.0.1:{port}/?token=secret")
        page.wait_for_selector("#form input", timeout=20_000)
        expect(page.locator("#progress")).to_contain_text("/", timeout=20_000)
        yield page
        assert faults == []
        assert {url.split("/")[2] for url in asked} == {f"127.0.0.1:{port}"}
        page.close()
        server.shutdown()


@pytest.fixture
def page(session, browser):
    with opened(session, browser) as page:
        yield page


def read(session):
    return parse_journal(session.path.read_text("utf-8"))


def wait_saved(page, number):
    expect(page.locator("#saved")).to_contain_text(f"第 {number} 条", timeout=10_000)


def test_right_and_next_is_one_key_and_undo_takes_it_back(page, session):
    first = page.text_content("#where")
    page.keyboard.press("Enter")
    wait_saved(page, 1)
    expect(page.locator("#where")).not_to_have_text(first)
    assert [one.act for one in read(session)] == ["right"]
    page.keyboard.press("u")
    wait_saved(page, 2)
    assert [one.act for one in read(session)] == ["right", "undo"]
    expect(page.locator("#where")).to_have_text(first)


ANSWERS = "performance.getEntriesByType('resource').filter((one) => /decide|question/.test(one.name)).map((one) => one.duration)"


def test_each_answer_comes_within_a_tenth_of_a_second_among_five_thousand(plans, browser, tmp_path):
    many = {f"{plan.id}{n}": replace(plan, id=f"{plan.id}{n}") for n in range(5) for plan in plans}
    session = Session(many, None, tmp_path / "corrections.jsonl", "甲", "2026-11-26")
    assert len(session.questions()) > 5000
    with opened(session, browser) as page:
        for number in range(1, 11):
            page.keyboard.press("Enter")
            wait_saved(page, number)
        answers = sorted(page.evaluate(ANSWERS))
    assert len(answers) >= 20
    assert answers[len(answers) // 2] < 100


def test_a_date_is_corrected_with_at_most_eight_keys(page, session):
    wanted = next(
        index
        for index, one in enumerate(session.questions())
        if one.field == "deadlines" and one.value and one.value["date"]
    )
    for _ in range(wanted):
        page.keyboard.press("j")
        page.wait_for_timeout(20)
    expect(page.locator("#progress")).to_contain_text(f"{wanted + 1} /", timeout=20_000)
    keys = ["e", "End", "Backspace", "Backspace", "0", "5", "Enter"]
    for key in keys:
        page.keyboard.press(key)
    wait_saved(page, 1)
    assert len(keys) <= 8
    (one,) = read(session)
    assert (one.act, one.now["date"][-2:]) == ("fix", "05")
    assert {**one.now, "date": one.was["date"]} == one.was


def test_selected_words_become_the_value(page, session):
    wanted = next(index for index, one in enumerate(session.questions()) if one.field == "units" and one.value)
    for _ in range(wanted):
        page.keyboard.press("j")
        page.wait_for_timeout(20)
    expect(page.locator("#progress")).to_contain_text(f"{wanted + 1} /", timeout=20_000)
    page.evaluate(
        "() => { const text = document.querySelector('#paper').lastChild; const range = document.createRange();"
        "range.setStart(text, 0); range.setEnd(text, 4); getSelection().removeAllRanges(); getSelection().addRange(range); }"
    )
    page.keyboard.press("n")
    wait_saved(page, 1)
    (one,) = read(session)
    assert one.anchor.quote == one.now["name"]

"""No finding of axe-core in any view, light, dark and on a phone.

axe-core is MPL-2.0 and comes with the package `axe-playwright-python`; it is used by this test alone.
"""

from importlib.resources import files

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.slow]

VIEWS = (
    "overview", "matrix", "matrix?lens=presence", "matrix?q=双公示&own=chengwu", "differences", "deadlines", "bodies",
    "own/chengwu", "kinship", "problems", "plan/pingyin", "text/chengwu", "group/double-publicity", "duty/税务",
)  # fmt: skip
LOOKS = {
    "light": {"viewport": {"width": 1440, "height": 900}},
    "dark": {"viewport": {"width": 1440, "height": 900}, "color_scheme": "dark"},
    "phone": {"viewport": {"width": 390, "height": 844}},
}


@pytest.fixture(scope="module")
def axe():
    package = pytest.importorskip("axe_playwright_python", reason="axe-playwright-python is not installed")
    return (files(package) / "axe.min.js").read_text("utf-8")


@pytest.mark.parametrize("look", LOOKS)
def test_no_view_has_a_finding(browser, produced, axe, look):
    context = browser.new_context(**LOOKS[look])
    page = context.new_page()
    address = (produced / "report.html").as_uri()
    found = []
    for view in VIEWS:
        page.goto("about:blank")
        page.goto(f"{address}#/{view}")
        page.evaluate(axe)
        told = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
        found += [(view, one["id"], one["nodes"][0]["html"][:120]) for one in told]
    context.close()
    assert found == []

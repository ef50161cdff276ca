"""A reader of the page who counts clicks, and what is true, read from the JSON that a run writes."""

import json
from pathlib import Path

MOST_CLICKS = 3


class Reader:
    """Opens a report in a browser. Choosing, pressing and typing count; looking and scrolling do not."""

    def __init__(self, page, folder):
        self.page, self.folder, self.clicks = page, Path(folder), 0

    def start(self, folder=None):
        self.clicks = 0
        self.page.goto("about:blank")
        self.page.goto((Path(folder or self.folder) / "report.html").as_uri())

    def view(self, name):
        self.clicks += 1
        self.page.locator("#nav").get_by_role("link", name=name, exact=True).click()

    def press(self, where, name=None, *, role="link"):
        self.clicks += 1
        found = self.page.locator(where)
        (found.get_by_role(role, name=name, exact=True) if name else found).first.click()

    def choose(self, where, value):
        self.clicks += 1
        self.page.locator(where).first.select_option(value)

    def type(self, where, words):
        self.clicks += 1
        self.page.locator(where).first.fill(words)

    def sees(self, where="main"):
        return "\n".join(self.page.locator(where).all_inner_texts())

    def rows(self, where):
        """The cells of a table's rows, as a reader sees them."""
        return [
            [cell.inner_text() for cell in row.locator("th, td").all()]
            for row in self.page.locator(f"{where} tbody tr").all()
        ]

    def copied(self):
        return self.page.evaluate("navigator.clipboard.readText()")


class Truth:
    """The JSON files of a run."""

    def __init__(self, folder):
        folder = Path(folder)
        self.comparison = json.loads((folder / "comparison.json").read_text("utf-8"))
        self.alignment = json.loads((folder / "alignment.json").read_text("utf-8"))
        self.plans = {
            path.stem: json.loads(path.read_text("utf-8")) for path in sorted((folder / "plans").glob("*.json"))
        }

    def place(self, plan):
        return self.plans[plan]["metadata"]["jurisdiction"] or plan

    def holders(self, group):
        return {member["plan"] for member in group["members"]}

    def items(self, plan):
        return self.plans[plan]["tasks"] + self.plans[plan]["indicators"]

    def item(self, plan, item_id):
        return next(one for one in self.items(plan) if one["id"] == item_id)

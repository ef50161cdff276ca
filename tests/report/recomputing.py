"""Figures of a report worked out again from the JSON files alone, by plain loops and without the program's own code."""

import json
import re
from datetime import date
from fractions import Fraction
from functools import cached_property
from itertools import combinations

TIMES_A_YEAR = {"DAILY": 365, "WEEKLY": 52, "MONTHLY": 12, "YEARLY": 1}
TIMES_A_PERIOD = {"year": 1, "quarter": 4, "month": 12, "day": 365, None: 1}


class Recount:
    """All plans, the alignment and the comparison as written to disk, with what can be counted in them."""

    def __init__(self, folder):
        def load(path):
            return json.loads(path.read_text("utf-8"))

        self.alignment = load(folder / "alignment.json")
        self.comparison = load(folder / "comparison.json")
        self.ids = self.alignment["plans"]
        self.plans = {i: load(folder / "plans" / f"{i}.json") for i in self.ids}
        self.texts = {i: (folder / "plans" / f"{i}.txt").read_bytes().decode("utf-8") for i in self.ids}

    @cached_property
    def items(self):
        return {(i, x["id"]): x for i in self.ids for x in (*self.plans[i]["tasks"], *self.plans[i]["indicators"])}

    @cached_property
    def groups(self):
        return {group["id"]: group for group in self.alignment["groups"]}

    def ordered_items(self, plan):
        return [*self.plans[plan]["tasks"], *self.plans[plan]["indicators"]]

    def rules(self, indicator):
        return [*indicator["rules"], *(rule for part in indicator["parts"] for rule in part["rules"])]

    def counts(self, plan):
        found = self.plans[plan]
        points = [i["points"] for i in found["indicators"] if i["points"] is not None]
        return {
            "tasks": len(found["tasks"]),
            "indicators": len(found["indicators"]),
            "points": round(sum(points), 6) if points else None,
            "units": sum(len(item["units"]) for item in self.ordered_items(plan)),
            "deadlines": sum(len(task["deadlines"]) for task in found["tasks"]) + len(found["deadlines"]),
            "targets": sum(len(task["targets"]) for task in found["tasks"]),
            "rules": sum(len(self.rules(i)) for i in found["indicators"]),
            "problems": len(found["problems"]),
            "unread": len(found["unread"]),
            "read_share": found["read_share"],
        }

    def holders(self, group):
        return {member["plan"] for member in group["members"]}

    def own(self, plan):
        return {i for i, group in self.groups.items() if plan in self.holders(group)}

    def shared(self, left, right):
        """How many groups both have, and as a share of those that either has."""
        one, other = self.own(left), self.own(right)
        return len(one & other), round(len(one & other) / len(one | other), 4)

    def concept_items(self, concept, plan):
        return {
            m["item"]
            for g in self.groups.values()
            if g["concept"] == concept
            for m in g["members"]
            if m["plan"] == plan
        }

    def functions(self):
        """By function (or name where none is known): by plan and role the items that it has to do with, no group."""
        found = {}
        for plan in self.ids:
            for item in self.ordered_items(plan):
                for unit in item["units"]:
                    if not unit["generic"]:
                        key = unit["function"] or unit["name"]
                        roles = found.setdefault(key, {}).setdefault(plan, {})
                        roles.setdefault(unit["role"], set()).add(item["id"])
        return found

    def may_be(self, plan, item_id):
        """All values that an item's printed facts can have on a common scale."""
        item = self.items[plan, item_id]
        values = {Fraction(len(item["units"])), Fraction(len([u for u in item["units"] if not u["generic"]]))}
        for target in item.get("targets", ()):
            value = Fraction(str(target["value"]))
            values |= {value, value * TIMES_A_PERIOD[target["period"]], value / 24, value * 7, value * 100}
        for deadline in item.get("deadlines", ()):
            values |= self._of_deadline(deadline)
        for rule in self.rules(item) if "rules" in item else ():
            condition = rule["condition"]
            while condition:
                value = Fraction(str(condition["value"]))
                values |= {value * times for times in (1, 4, 12, 100)}
                condition = condition["also"]
            if rule["per"]:
                values.add(Fraction(str(rule["per"]["n"])))
        return values | self._of_points(plan, item)

    def _of_deadline(self, deadline):
        found = set()
        if deadline["date"]:
            day = date.fromisoformat(deadline["date"])
            # Days of two years are compared by month and day, each month having 31.
            found |= {Fraction(day.toordinal()), Fraction(31 * (day.month - 1) + day.day)}
        if deadline["duration"]:
            match = re.fullmatch(r"P(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(\d+)H)?", deadline["duration"])
            months, weeks, days, hours = (int(part or 0) for part in match.groups())
            found.add(Fraction(months * 30 + weeks * 7 + days) + Fraction(hours, 24))
        if deadline["rrule"]:
            parts = dict(part.split("=") for part in deadline["rrule"].split(";"))
            found.add(Fraction(TIMES_A_YEAR[parts["FREQ"]], int(parts.get("INTERVAL", 1))))
            if "BYMONTHDAY" in parts:
                found.add(Fraction(parts["BYMONTHDAY"]))
        return found

    def _of_points(self, plan, item):
        """Points as a share of all points of the plan, and of the item's own table."""
        if item.get("points") is None:
            return set()
        found = set()
        for same in (True, False):
            others = [i for i in self.plans[plan]["indicators"] if not same or i["table"] == item["table"]]
            total = sum(Fraction(str(i["points"])) for i in others if i["points"] is not None)
            parts = [Fraction(str(p["points"])) for p in item["parts"] if p["points"] is not None]
            some = {sum(chosen) for n in range(1, len(parts)) for chosen in combinations(parts, n)}
            printed = [Fraction(str(item["points"])), *sorted(some)]
            found |= {100 * value / total for value in printed} if total else set()
        return found


def near(value, wanted):
    return abs(float(value) - float(wanted)) < 1e-3 * max(1.0, abs(float(wanted)))


def rank_values(values, stricter):
    """Ranks from the strictest (1), equal values sharing one; position from the loosest (0) to the strictest (1)."""
    order = sorted(set(values), reverse=stricter == "higher")
    low, high = min(values), max(values)
    ranks = [1 + sum(other in order[: order.index(v)] for other in values) for v in values]
    if low == high:
        return ranks, [1.0] * len(values)
    shares = [(v - low) / (high - low) for v in values]
    return ranks, [share if stricter == "higher" else 1 - share for share in shares]

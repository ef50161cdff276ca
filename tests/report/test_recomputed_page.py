"""Every number of the page's data, worked out again from the plan JSON and texts; a number without a check fails."""

import json
import re

import pytest

from extractor.language.folding import fold
from tests.report.recomputing import Recount, near, rank_values


@pytest.fixture(scope="module")
def recount(produced):
    return Recount(produced)


@pytest.fixture(scope="module")
def page(produced):
    content = (produced / "report.html").read_text("utf-8")
    found = (re.search(rf'id="{name}">(.*?)</script>', content, re.DOTALL)[1] for name in ("data", "more"))
    data, more = map(json.loads, found)
    return {"data": data, "more": more}


def bare(text):
    return "".join(character for character in fold(text) if character.isalnum())


def find_leaves(value, path=()):
    """Every number with its path; positions in lists of one kind are a star, those in tuples a figure."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from find_leaves(inner, (*path, key))
    elif isinstance(value, list):
        for inner in value:
            yield from find_leaves(inner, (*path, "*"))
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield ".".join(path)


CHECKED_BELOW = {
    "places of facts": r".*\.at\.\*\.\*",
    "who stands where": r"data\.groups\.\*\.members\.\*\.\*|data\.coverage\.\*\.plans\.\*|.*\.(plan|item|group)|more\.orphans\.\*\.\*",
    "ladders": r"data\.groups\.\*\.differences\.\*\.readings\.\*\.(rank|position|value)",
    "overlaps": r"data\.overlaps\.\*\.\*\.\*",
    "evidence": r"more\.(evidence|near)\.\*\.\*\.(start|score|threshold|probability|lines\.\*\.\*)",
    "gaps": r"data\.groups\.\*\.differences\.\*\.times",
    "days": r"more\.timetables\.\*\.apart",
    "functions": r"more\.functions\.\*\.(counts\.\*|duties\.\*\.\*(\.\*)*)",
    "breadth": r"more\.breadth\.\*\.\*",
    "networks": r"more\.networks\.\*\.(nodes|edges)\.\*\.\*(\.\*)?",
    "kinship": r"more\.kinships\.\*\.\*",
    "clauses": r"more\.clauses\.\*\.likeness|more\.parents\.\*\.(children\.\*|clauses\.\*\.\*\.\*\.\*)",
    "checks": r"(data\.checks|more\.checkability)\.\*\.\*(\.\*\.\*)?",
    "who_stands_where": r"data\.plans\.\*\.share",
    "sections": r"data\.sections\.\*\.(total|(has|points)\.\*)",
    "months": r"data\.plans\.\*\.(items\.\*\.months\.\*\.\*|limits\.\*\.\*\.\*)",
    "views": r"more\.views\.\*\.(states\.\w+|tables\.\*\.rows\.\*\.first)",
    "contrasts": r"data\.contrasts\.\*\.cells\.\*\.\*",
    "series": r"more\.(changes|gaps)\.\*\.(left|right|group)",
}
"""Kinds of numbers, each checked by the test of its name."""


def test_every_number_belongs_to_a_kind_that_is_checked(page):
    unknown = {path for path in find_leaves(page) if not any(re.fullmatch(p, path) for p in CHECKED_BELOW.values())}
    assert unknown == set()


def find_facts(value, plan=None):
    """Every fact with the plan that it belongs to: the nearest plan named beside or above it."""
    if isinstance(value, dict):
        plan = value["plan"] if isinstance(value.get("plan"), int) else plan
        if "at" in value:
            yield plan, value
        for inner in value.values():
            yield from find_facts(inner, plan)
    elif isinstance(value, list):
        if len(value) == 2 and isinstance(value[0], int) and isinstance(value[1], dict):
            plan = value[0]
        for inner in value:
            yield from find_facts(inner, plan)


def test_places_of_facts(page, recount):
    facts = list(find_facts(page["more"]))
    facts += list(find_facts(page["data"]["groups"])) + list(find_facts(page["data"]["contradictions"]))
    for number, plan in enumerate(page["data"]["plans"]):
        facts += list(find_facts({**plan, "plan": number}))
    checked = 0
    for number, fact in facts:
        text = recount.texts[recount.ids[number]]
        for start, end, _ in fact["at"] or ():
            assert 0 <= start < end <= len(text)
        printed = bare("".join(text[start:end] for start, end, _ in fact["at"] or ()))
        if fact["at"] and fact["quote"] and fact["kind"] not in ("text", "reading", "about"):
            assert bare(fact["quote"]) in printed or printed in bare(fact["quote"]), fact
            checked += 1
    assert checked > 1000


def test_who_stands_where(page, recount):
    data = page["data"]
    assert [plan["id"] for plan in data["plans"]] == recount.ids
    for plan in data["plans"]:
        items = recount.ordered_items(plan["id"])
        assert [item["id"] for item in plan["items"]] == [item["id"] for item in items]
        for shown, item in zip(plan["items"], items, strict=True):
            assert len(shown["units"]) == len(item["units"])
            assert len(shown["deadlines"]) == len(shown["limits"]) == len(item.get("deadlines", ()))
            assert len(shown["targets"]) == len(item.get("targets", ()))
            assert len(shown["rules"]) == (len(recount.rules(item)) if "rules" in item else 0)
        # What the check of its rulebook finds stands behind the plan's own problems.
        own = [problem for problem in plan["problems"] if problem["stage"][0] != "计分"]
        assert len(own) == recount.counts(plan["id"])["problems"]
        assert len(plan["unread"]) == recount.counts(plan["id"])["unread"]
        assert plan["share"] == recount.counts(plan["id"])["read_share"]
    for shown, group in zip(data["groups"], recount.groups.values(), strict=True):
        members = {(m["plan"], m["item"]) for m in group["members"]}
        assert {name_item(data, member) for member in shown["members"]} == members
    for shown, concept in zip(data["coverage"], recount.comparison["coverage"], strict=True):
        has = [plan for plan in recount.ids if recount.concept_items(concept["concept"], plan)]
        assert sorted(recount.ids[plan] for plan in shown["plans"]) == sorted(has)
    orphans = {(plan, item["id"]) for plan in recount.ids for item in recount.ordered_items(plan) if not item["units"]}
    assert {name_item(data, member) for member in page["more"]["orphans"]} == orphans


def name_item(data, member):
    plan = data["plans"][member[0]]
    return plan["id"], plan["items"][member[1]]["id"]


def test_ladders(page, recount):
    for group in page["data"]["groups"]:
        for shown in group["differences"]:
            ranked = [reading for reading in shown["readings"] if reading["rank"] is not None]
            found = next(d for d in recount.comparison["differences"] if same_difference(d, shown, group, page))
            values = {(r["plan"], r["item"], r["start"], r["end"], r["shown"]): r["value"] for r in found["readings"]}
            own = [values[key_of(reading, page, values)] for reading in ranked]
            assert [reading["value"] for reading in ranked] == own
            if own:
                ranks, positions = rank_values(own, found["stricter"])
                assert [reading["rank"] for reading in ranked] == ranks
                assert all(near(p, reading["position"]) for p, reading in zip(positions, ranked, strict=True))
                if shown["spread"]:
                    told = float(re.match(r"[\d.]+", shown["spread"][0])[0])
                    assert near(told, max(own) - min(own))


def test_gaps(page, recount):
    told = 0
    for group in page["data"]["groups"]:
        for shown in (d for d in group["differences"] if d["times"] is not None):
            found = next(d for d in recount.comparison["differences"] if same_difference(d, shown, group, page))
            values = [r["value"] for r in found["readings"] if r["rank"] is not None]
            assert near(shown["times"], max(values) / min(values))
            assert shown["kind"] not in ("deadline", "unit")
            told += 1
    assert told > 5


def same_difference(found, shown, group, page):
    """Whether a difference of the JSON is the one shown: same group, aspect and readings."""
    if (found["group"], found["aspect"], len(found["readings"])) != (
        group["id"],
        shown["kind"],
        len(shown["readings"]),
    ):
        return False
    wanted = sorted((r["plan"], r["item"], r["shown"]) for r in found["readings"])
    seen = [(*name_item(page["data"], (r["plan"], r["item"])), r["fact"]["label"][0]) for r in shown["readings"]]
    return sorted(map(bare, map("".join, wanted))) == sorted(map(bare, map("".join, seen)))


def key_of(reading, page, values):
    plan, item = name_item(page["data"], (reading["plan"], reading["item"]))
    return next(k for k in values if k[:2] == (plan, item) and bare(k[4]) == bare(reading["fact"]["label"][0]))


def test_overlaps(page, recount):
    for left, row in zip(recount.ids, page["data"]["overlaps"], strict=True):
        for right, (share, shared) in zip(recount.ids, row, strict=True):
            assert (shared, share) == recount.shared(left, right)


def test_evidence(page, recount):
    shown = [e for found in page["more"]["evidence"] for e in found]
    stored = [e for group in recount.alignment["groups"] for e in group["evidence"]]
    assert len(shown) == len(stored)
    for one, other in zip(shown, stored, strict=True):
        assert abs(one["start"] + sum(weight for *_, weight in one["lines"]) - one["score"]) < 0.02
        keys = ("start", "score", "threshold", "probability")
        assert [one[key] for key in keys] == [other[key] for key in keys]
    for evidence in (e for found in page["more"]["near"] for e in found):
        assert evidence["score"] < evidence["threshold"]
        assert 0 <= evidence["probability"] <= 1


def test_days(page):
    from datetime import date

    for table in page["more"]["timetables"]:
        days = sorted(date.fromisoformat(due["date"]) for due in table["dues"])
        assert [table["earliest"], table["latest"]] == [days[0].isoformat(), days[-1].isoformat()]
        several = len({due["plan"] for due in table["dues"]}) > 1
        assert table["apart"] == ((days[-1] - days[0]).days if several else None)


def test_functions(page, recount):
    expected = recount.functions()
    counts = {key: sum(len(set().union(*roles.values())) for roles in p.values()) for key, p in expected.items()}
    assert sorted(sum(found["counts"]) for found in page["more"]["functions"]) == sorted(counts.values())
    for found in page["more"]["functions"]:
        for plan, _, roles in found["duties"]:
            shown = {role: {tuple(member) for member in members} for role, members in roles}
            assert found["counts"][plan] == len(set().union(*shown.values()))
            items = {role: {name_item(page["data"], m)[1] for m in members} for role, members in shown.items()}
            assert any(by_plan.get(recount.ids[plan]) == items for by_plan in expected.values())


def test_breadth(page, recount):
    for plan, (none, single, several, everybody) in zip(recount.ids, page["more"]["breadth"], strict=True):
        units = [item["units"] for item in recount.ordered_items(plan)]
        assert none + single + several + everybody == len(units)
        assert none == sum(not found for found in units)
        assert everybody <= sum(any(unit["generic"] for unit in found) for found in units)
        assert single <= sum(sum(not unit["generic"] for unit in found) <= 1 for found in units if found)


def test_networks(page, recount):
    for network in page["more"]["networks"]:
        nodes, edges = network["nodes"], network["edges"]
        for index, node in enumerate(nodes):
            assert node[2] == sum(index in edge[:2] for edge in edges)
        plans = recount.ids if network["plan"] < 0 else [recount.ids[network["plan"]]]
        named = {
            (plan, item["id"], unit["function"] or unit["name"], unit["role"])
            for plan in plans for item in recount.ordered_items(plan) for unit in item["units"] if not unit["generic"]
        }  # fmt: skip
        if network["plan"] >= 0:
            assert len(edges) == len(named)
        assert {recount.ids[plan] for edge in edges for plan in edge[3]} == {plan for plan, *_ in named}


def test_kinship(page, recount):
    words = {plan: bare(text) for plan, text in recount.texts.items()}
    runs = {plan: {text[i : i + 8] for i in range(len(text) - 7)} for plan, text in words.items()}
    assert page["more"]["kinships"]
    for left, right, left_share, right_share, shared, _ in page["more"]["kinships"]:
        one, other = runs[recount.ids[left]], runs[recount.ids[right]]
        common = len(one & other)
        assert (shared, left_share) == (common, round(common / len(one), 4))
        assert right_share == round(common / len(other), 4)


def count_common(one, other):
    """Length of the longest common subsequence."""
    above = [0] * (len(other) + 1)
    for character in one:
        line = [0]
        for j, second in enumerate(other, 1):
            line.append(above[j - 1] + 1 if character == second else max(above[j], line[-1]))
        above = line
    return above[-1]


def test_clauses(page):
    for clause in page["more"]["clauses"]:
        if clause["other"] is None:
            assert clause["origin"] == "new"
            continue
        one, other = bare(clause["fact"]["quote"]), bare(clause["other"]["fact"]["quote"])
        likeness = 2 * count_common(one, other) / (len(one) + len(other))
        contained = one in other or other in one
        assert near(clause["likeness"], likeness) or (contained and clause["likeness"] > likeness)
        assert (clause["origin"] == "inherited") == (one == other)


def test_checks(page, recount):
    scores = {}
    for plan, item, score, _, _ in page["more"]["checkability"]:
        scores.setdefault(plan, []).append(score)
        assert name_item(page["data"], (plan, item))[1] in {t["id"] for t in recount.plans[recount.ids[plan]]["tasks"]}
    for plan, tasks, *stated, complete, partial, nothing, mean, soft in page["data"]["checks"]:
        assert tasks == recount.counts(recount.ids[plan])["tasks"] == complete + partial + nothing
        own = [c for c in recount.comparison["checkability"] if c["plan"] == recount.ids[plan]]
        assert stated == [sum(c[key] > 0 for c in own) for key in ("numbers", "times", "bodies")]
        assert near(mean, sum(scores[plan]) / len(scores[plan]))
        text = "".join(bare(task["text"]) for task in recount.plans[recount.ids[plan]]["tasks"])
        assert all(1 <= times <= text.count(word) for word, times in soft)


def test_sections(page, recount):
    for shown, section in zip(page["data"]["sections"], recount.comparison["sections"], strict=True):
        concepts = [c["concept"] for c in recount.comparison["coverage"] if c["level1"] == section["level1"]]
        assert shown["total"] == len(concepts)
        has = [sum(bool(recount.concept_items(concept, plan)) for concept in concepts) for plan in recount.ids]
        assert shown["has"] == has
        shares = {share["plan"]: share["points_share"] for share in section["shares"]}
        assert shown["points"] == [shares.get(plan) for plan in recount.ids]
        assert len(shown["lacking"]) == sum(
            not any(recount.concept_items(concept, plan) for plan in recount.ids) for concept in concepts
        )


def test_months(page, recount):
    seen = 0
    for plan in page["data"]["plans"]:
        for shown, item in zip(plan["items"], recount.ordered_items(plan["id"]), strict=True):
            for months, deadline in zip(shown["months"], item.get("deadlines", ()), strict=True):
                check_months(months, deadline)
                seen += 1
        own = recount.plans[plan["id"]]["deadlines"]
        for (kind, months, fact), deadline in zip(plan["limits"], own, strict=True):
            assert (kind, fact["quote"]) == (deadline["kind"], "".join(deadline["text"].split()))
            check_months(months, deadline)
    assert seen > 30


def check_months(months, deadline):
    if deadline["date"]:
        assert months == [int(deadline["date"].split("-")[1])]
    elif months is not None:
        named = re.search(r"BYMONTH=([\d,]+)", deadline["rrule"] or "")
        wanted = named[1].split(",") if named else range(1, 13)
        assert months == ([int(deadline["month_day"][:2])] if deadline["month_day"] else list(map(int, wanted)))


def test_views(page, recount, produced):
    for plan, view in zip(recount.ids, page["more"]["views"], strict=True):
        book = (produced / "rulebooks" / f"{plan}.yaml").read_text("utf-8")
        for state, count in view["states"].items():
            assert count == len(re.findall(rf"^    status: {state}$", book, re.MULTILINE))
        rows = [row for table in view["tables"] for row in table["rows"]]
        firsts = [row for row in rows if row["first"]]
        assert sum(row["first"] for row in firsts) == len(rows)
        assert len(firsts) == len(recount.plans[plan]["indicators"])


def test_series(page):
    assert page["more"]["changes"] == page["more"]["gaps"] == []


def test_contrasts(page, produced):
    """Each rank is that of the comparison, and ranks go from 1 on without a hole."""
    told = json.loads((produced / "comparison.json").read_text("utf-8"))["contrasts"]
    shown = page["data"]["contrasts"]
    assert [[cell[1] for cell in row["cells"]] for row in shown] == [
        [cell["rank"] or 0 for cell in row["cells"]] for row in told
    ]
    for row in shown:
        ranks = {cell[1] for cell in row["cells"]} - {0}
        assert ranks == set() or min(ranks) == 1

"""What of a wish a plan does not give: the keys are those of the documents of awkward forms."""

from __future__ import annotations

import json
import re
from itertools import chain
from typing import Any

BLANK = re.compile(r"\s")
PLACED = ("place", "text")
Json = dict[str, Any]


def find_shortfalls(want: Json, plan: Json) -> list[str]:
    """A list of words; of several wishes under `or` the one that comes nearest.

    >>> none = {key: [] for key in ("tasks", "indicators", "problems", "unread", "doubts")}
    >>> find_shortfalls({"tasks": 1}, none)
    ['tasks 0 ≠ 1']
    """
    if "or" in want:
        tries = [find_shortfalls(one, plan) for one in want["or"]]
        return [] if any(not one for one in tries) else min(tries, key=len)
    return [
        *_find_unlike(want, plan),
        *_find_lacking(want, plan),
        *_find_unwanted(want, plan),
        *_find_untold(want, plan),
    ]


def _find_unlike(want: Json, plan: Json) -> list[str]:
    tasks, rows = plan.get("tasks", []), plan.get("indicators", [])
    got: Json = {key: len(plan.get(key, [])) for key in ("tasks", "indicators", "phases", "safeguards")}
    got |= {"titles": [_tidy(one["title"]) for one in tasks], "names": [_tidy(one["name"]) for one in rows]}
    got |= {"nos": [one["no"] for one in rows], "task_nos": [one["no"] for one in tasks]}
    got |= {"points": [one["points"] for one in rows], "level1": [_tidy(one["level1"]) for one in rows]}
    got["deadlines"] = sorted(str(one) for one in _find_times(tasks))
    sought = want | ({"deadlines": sorted(want["deadlines"])} if "deadlines" in want else {})
    found = [f"{key} {value} ≠ {sought[key]}" for key, value in got.items() if key in sought and value != sought[key]]
    metadata = plan.get("metadata", {})
    return found + [f"{k} {metadata.get(k)} ≠ {v}" for k, v in want.get("metadata", {}).items() if metadata.get(k) != v]


def _find_lacking(want: Json, plan: Json) -> list[str]:
    tasks, rows = plan["tasks"], plan["indicators"]
    units = [(unit["name"], unit["role"]) for one in chain(tasks, rows) for unit in one["units"]]
    rules = [rule for one in chain(rows, *(row["parts"] for row in rows)) for rule in one["rules"]]
    targets, left = [one for task in tasks for one in task["targets"]], _find_times(tasks) + _find_times([plan])
    texts = [one["text"] for task in tasks for one in task["deadlines"]]
    found = [f"no unit {name}" for name in want.get("units", []) if name not in [unit for unit, _ in units]]
    found += [f"no {role} {name}" for name, role in want.get("roles", []) if (name, role) not in units]
    found += [f"no rule {rule}" for rule in want.get("rules", []) if not any(_fits(rule, one) for one in rules)]
    found += [f"no target {one}" for one in want.get("targets", []) if not any(_fits(one, got) for got in targets)]
    found += [f"no text {one}" for one in want.get("deadline_texts", []) if not any(one in text for text in texts)]
    for time in want.get("deadlines_contain", []):
        if time in left:
            left.remove(time)
        else:
            found.append(f"no deadline {time}")
    return found


def _find_unwanted(want: Json, plan: Json) -> list[str]:
    tasks, rows = plan["tasks"], plan["indicators"]
    names = [unit["name"] for one in chain(tasks, rows) for unit in one["units"]]
    targets = [one for task in tasks for one in task["targets"]]
    never = want.get("units_absent")
    found = [f"unit {name}" for name in names if never and re.search(never, name)]
    found += [f"deadline {one}" for one in want.get("deadlines_absent", []) if one in _find_times(tasks)]
    found += [f"target {one}" for one in want.get("targets_absent", []) if any(_fits(one, got) for got in targets)]
    codes = [problem["code"] for problem in plan["problems"]]
    found += [f"problem {code}" for code in want.get("problems_absent", []) if code in codes]
    if want.get("dates_none") and any(one["date"] for task in tasks for one in task["deadlines"]):
        found.append("a date without a year")
    if "values_absent" in want:
        kept = [{k: v for k, v in one.items() if k not in PLACED} for one in chain(tasks, rows)]
        found += [f"value {one}" for one in _walk([*kept, plan["metadata"]]) if re.search(want["values_absent"], one)]
    if "section" in want:
        found += [f"section {one['section']}" for one in tasks if not re.search(want["section"], one["section"] or "")]
    return found


def _find_untold(want: Json, plan: Json) -> list[str]:
    said = [one for key in ("problems", "unread", "doubts") for one in plan[key] if one.get("code") != "nothing-found"]
    told = "told" not in want or any(re.search(want["told"], json.dumps(one, ensure_ascii=False)) for one in said)
    return [] if told else [f"nothing told of {want['told']}"]


def _find_times(items: list[Json]) -> list[Any]:
    return [one["date"] or one["rrule"] or one["duration"] for item in items for one in item.get("deadlines", [])]


def _fits(want: Json, got: Json) -> bool:
    return all(_fits(v, got[k]) if isinstance(v, dict) and got.get(k) else got.get(k) == v for k, v in want.items())


def _tidy(text: str | None) -> str | None:
    return BLANK.sub("", text or "") or None


def _walk(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for item in inner for text in _walk(item)]

"""Pairs of whole plans, two years of a place or a place and what is over it, and what is said of each item.

A file holds pairs: a head `== years|place|field|year|year` or `== levels|superior,place|field|year|year`, then an item
a line: title (or `old>new`), left sentence, right sentence (`-`: none), and what is right: `left~right=verdict` for
printed words of the one and the other, or added, dropped, missing, own. Everything is aligned by the program itself.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from extractor.align import align_plans
from extractor.compare import compare_plans
from extractor.extraction import extract_document
from extractor.model.paper.document import Document

FOLDER = Path(__file__).parent / "plans"
LONE = ("added", "dropped", "missing", "own")


class Pair(NamedTuple):
    """Two plans: the head's words and the items' lines."""

    kind: str
    places: list[str]
    field: str
    years: list[str]
    items: list[list[str]]


class Said(NamedTuple):
    """What is right of one item or number, and what the program says of it."""

    field: str
    item: str
    right: str
    said: str


def read_plans(name):
    found = []
    for line in (FOLDER / name).read_text("utf-8").splitlines():
        if line.startswith("== "):
            kind, places, field, *years = line.removeprefix("== ").split("|")
            found.append(Pair(kind, (places.split(",") * 2)[:2], field, years, []))
        elif line and not line.startswith("#"):
            found[-1].items.append(line.split("|"))
    return found


def write_plan(pair, side):
    place, year, name = pair.places[side], pair.years[side], f"{pair.field}工作实施方案"
    short = place.removeprefix(pair.places[0]) or place
    over = pair.places[0] if pair.kind == "levels" and side else ""
    cited = (
        f"为落实《{over}{pair.years[0]}年{name}》（{over[0]}政办〔{pair.years[0]}〕11号），制定本方案。" if over else ""
    )
    body = "县" if short.endswith("县") else short[-1]
    shown = [item for item in pair.items if item[1 + side] != "-"]
    tasks = [
        f"{n}.{item[0].split('>')[-side]}。{item[1 + side]}（责任单位：{body}{pair.field[:4]}工作专班）"
        for n, item in enumerate(shown, 1)
    ]
    half = (len(tasks) + 1) // 2
    return "\n".join(
        (
            f"{place}人民政府办公室关于印发{short}{year}年{name}的通知",
            "",
            f"{short[0]}政办〔{year}〕1{1 + 3 * side}号",
            "",
            *((cited, "") if cited else ()),
            f"{place}人民政府办公室",
            f"{year}年{2 + side}月9日",
            "",
            f"{short}{year}年{name}",
            "",
            "一、重点任务",
            *tasks[:half],
            "二、提升质效",
            *tasks[half:],
            "",
        )
    )


def judge_plans(name, mappings):
    return [said for pair in read_plans(name) for said in judge_plan_pair(pair, mappings)]


def judge_plan_pair(pair, mappings):
    plans = [
        extract_document(Document(key, f"{key}.txt", write_plan(pair, side).encode()), mappings)
        for side, key in enumerate(("a", "b"))
    ]
    found = compare_plans(align_plans(plans, mappings), plans, mappings)
    if pair.kind == "years":
        rows = [(one.left_quote, one.right_quote, one.change, one.label) for one in found.changes]
    else:
        rows = [(one.left_quote, one.right_quote, one.verdict, one.label) for one in found.gaps]
    rows = [(*row[:2], {"not_taken_up": "missing"}.get(row[2], row[2]), row[3]) for row in rows]
    for title, left, right, truth in pair.items:
        if truth in LONE:
            own = [row[2] for row in rows if row[3] == title]
            yield Said(pair.field, title, truth, "/".join(sorted(set(own))) or "nothing")
            continue
        for one in truth.split(";"):
            words, verdict = one.rsplit("=", 1)
            yield Said(pair.field, f"{title} {words}", verdict, _find_said(words.split("~"), (left, right), rows))


def _find_said(words, sentences, rows):
    """Return what is said of two printed numbers: the row that holds them and least besides, both of these sentences."""
    met = [
        row
        for row in rows
        if all(
            word in quote and (quote in sentence or sentence in quote or len(quote) < len(sentence))
            for word, quote, sentence in zip(words, row[:2], sentences, strict=True)
        )
    ]
    nearest = min(met, key=lambda row: (_is_foreign(row, sentences), len(row[0]) + len(row[1])), default=None)
    return nearest[2] if nearest else "nothing"


def _is_foreign(row, sentences):
    """Tell whether a row's quotes are of other sentences than these (100% is printed often)."""
    return any(
        not (quote.strip("。") in sentence or sentence.strip("。") in quote)
        for quote, sentence in zip(row[:2], sentences, strict=True)
    )


def show_plans(said):
    wrong = [f"{one.field} {one.item}: right {one.right}, said {one.said}" for one in said if one.right != one.said]
    return "\n".join((f"{len(said) - len(wrong)} of {len(said)} named rightly", *wrong))

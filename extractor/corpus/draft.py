"""In: the plans read from single documents. Out: a row for each document, as a draft for a person to correct.

Proposed are: what the documents tell of themselves; that an annex belongs to the plan that names it; that two files
are the same plan (in `note`). Not handled: what no document tells, whose cells stay empty.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from extractor.corpus.sorting_out import is_no_plan, sort_out
from extractor.language.folding import fold
from extractor.model.corpus import CorpusRow, DocumentPart
from extractor.model.facts.plan import Plan

SIGNS = re.compile(r"[\W_]+")
LISTED = re.compile(r"附[件表]\s*\d*\s*[:：][^\n]*(?:\n\s*\d+\s*[.、．][^\n]*)*")
NUMBER = re.compile(r"附[件表]\s*[\d一二三四五六七八九十]*\s*[:：]?\s*")
FEWEST_SIGNS = 6
"""signs of a title by which an annex is recognised in the list of annexes; 任务分解表 names no certain one"""


def draft_rows(plans: Sequence[Plan], files: Mapping[str, str], urls: Mapping[str, str]) -> tuple[CorpusRow, ...]:
    """Return a row a plan; `files` are the paths and `urls` the sources by the plans' ids."""
    notes = {one.name: one.reason for one in sort_out(plans)[1]}
    return tuple(
        CorpusRow(
            file=files[plan.id],
            plan=(body or plan).id,
            part=DocumentPart.ANNEX if body else None if is_no_plan(plan) else DocumentPart.BODY,
            place=None if body else plan.metadata.jurisdiction,
            issuer=None if body else plan.metadata.issuer,
            level=None if body else plan.metadata.level,
            year=None if body else plan.metadata.year,
            field=None if body else plan.metadata.field,
            url=urls.get(plan.id),
            note=f"{body.main.name} 的附件" if body else notes.get(plan.main.name),
        )
        for plan in plans
        for body in [find_body(plan, plans)]
    )


def find_body(annex: Plan, plans: Sequence[Plan]) -> Plan | None:
    """Return the one plan that lists the title of `annex` among its annexes; an annex has no number of its own.

    附件:《信用状况监测指标任务分解表》 stands below 云岭县正文.txt and above the table of 云岭县附件.txt.
    """
    if annex.metadata.doc_number or annex.metadata.issuer:
        return None
    titles = [title for line in _first_lines(annex.text) if len(title := _bare(line)) >= FEWEST_SIGNS]
    named = [
        plan
        for plan in plans
        if plan.id != annex.id and any(title in listed for listed in _list_annexes(plan.text) for title in titles)
    ]
    return named[0] if len(named) == 1 else None


def _first_lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.strip() and "\t" not in line][:3]


def _list_annexes(text: str) -> list[str]:
    return [_bare(match.group()) for match in LISTED.finditer(text)]


def _bare(line: str) -> str:
    return SIGNS.sub("", fold(NUMBER.sub("", line)))

"""The command `judge`: keep a person's decision about aligned items."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from extractor.commands.options import MappingsFolder, both
from extractor.errors import MappingError


class Decisions(StrEnum):
    """What can be decided."""

    MUST_LINK = "must-link"
    CANNOT_LINK = "cannot-link"
    LABEL = "label"
    CONCEPT = "concept"


def judge(
    decision: Annotated[
        Decisions,
        typer.Argument(help=both("同一事项、不同事项、组名、概念", "what is decided")),
    ],
    first: Annotated[
        str,
        typer.Argument(metavar="FIRST", help=both("方案:条目，label 时为组编号", "plan:item; a group for label")),
    ],
    second: Annotated[
        str,
        typer.Argument(
            metavar="SECOND",
            help=both("另一条目；组名；概念编号或 none", "other item, label, concept or none"),
        ),
    ],
    *,
    reason: Annotated[str, typer.Option(metavar="TEXT", help=both("理由", "why"))],
    person: Annotated[str, typer.Option(metavar="NAME", help=both("判定人", "who decides"))],
    date: Annotated[str, typer.Option(metavar="YYYY-MM-DD", help=both("判定日期", "day of the decision"))],
    mappings: MappingsFolder = None,
) -> None:
    """Add one decision to `judgements.yaml`."""
    from extractor.align import Policy, find_contradiction
    from extractor.mappings import JUDGEMENTS, add_judgement, load_mappings
    from extractor.model.judgement import Judgement

    pair = decision in {Decisions.MUST_LINK, Decisions.CANNOT_LINK}
    judgement = Judgement(
        decision=decision.value,
        items=(first, second) if pair else (first,) if decision is Decisions.CONCEPT else (),
        group=first if decision is Decisions.LABEL else None,
        text=second if decision is Decisions.LABEL else None,
        concept=second if decision is Decisions.CONCEPT else None,
        reason=reason,
        person=person,
        date=date,
    )
    earlier = load_mappings(mappings).judgements.judgements
    if any(one.subject == judgement.subject for one in earlier):
        raise MappingError(f"{JUDGEMENTS}: 已经有“{judgement.subject}”这一条", hint="不必再加；要改理由请直接改那一行")
    if not find_contradiction(earlier, Policy().measures):
        found = find_contradiction((*earlier, judgement), Policy().measures)
        if found:
            raise MappingError(f"{JUDGEMENTS}: {found.message}")
    typer.echo(f"{add_judgement(judgement, mappings)}: {judgement.subject}")

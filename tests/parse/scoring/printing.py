"""Statements as short lines, so that a table of sentences can say what each is read as."""

from __future__ import annotations

from extractor.model.facts.scoring import Band, Statement


def show_band(band: Band) -> str:
    """Print a band with its subject, ends as brackets: 办结率[80,90)%."""
    low = "(" if band.low is None else f"{'[' if band.low.closed else '('}{band.low.value}"
    high = ")" if band.high is None else f"{band.high.value}{']' if band.high.closed else ')'}"
    firm = "".join("!" for edge in (band.low, band.high) if edge is not None and edge.firm)
    more = f"{' bare' if band.bare else ''}{' last' if band.last else ''}{' -' + band.against if band.against else ''}"
    return f"{band.subject}{low},{high}{band.unit}{firm}{more}"


def show_step(statement: Statement) -> str:
    """Print a step: 1百分点 less."""
    step = statement.step
    if step is None:
        return ""
    beyond = f" beyond {step.beyond}" if step.beyond is not None else ""
    return f"{step.n}{step.unit} {step.toward}{' once' if step.once else ''}{beyond}"


def show_statement(statement: Statement) -> str:
    """Print what a statement was read as, without its words."""
    parts = [statement.act.value, "" if statement.points is None else str(statement.points)]
    parts += [f"{name}={value}" for name, value in (
        ("most", statement.most), ("share", statement.share), ("about", statement.subject),
        ("bands", "; ".join(map(show_band, statement.bands))), ("step", show_step(statement)),
        ("series", " ".join(map(str, statement.series))), ("names", "|".join(statement.names)), ("also", "|".join(statement.also)),
        ("formula", " ".join(statement.formula)), ("grade", statement.grade), ("period", statement.period),
        ("part", statement.part or ""), ("unread", statement.unread),
    ) if value not in (None, "")]  # fmt: skip
    parts += [
        word
        for word, true in (("each", statement.together == "each"), ("rest", statement.rest), ("bonus", statement.bonus))
        if true
    ]
    return " ".join(part for part in parts if part)

"""In: a printed formula (满分×(1-投诉率)). Out: its tokens in postfix order, quantities by their names; None if unreadable.

Operators are + - * /; 满分 is a name like others. Not handled: powers, roots, conditions.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from extractor.language.needs import compile_late

SIGNS = {
    "×": "*",
    "x": "*",
    "X": "*",
    "*": "*",
    "÷": "/",
    "乘以": "*",
    "除以": "/",
    "/": "/",
    "+": "+",
    "-": "-",
    "(": "(",
    ")": ")",
    "[": "(",
    "]": ")",
}
TOKEN = re.compile(
    r"\d+(?:\.\d+)?%?|[×÷*/+\-()\[\]]|乘以|除以"
    r"|(?:(?!乘以|除以)(?:[^\d×÷*/+\-()\[\]=,;。]|(?<=[^\d×÷*/+\-()\[\]以])\d))+"
)
RANK = {"+": 1, "-": 1, "*": 2, "/": 2}
FULL = re.compile(r"^(?:本项|该项|此项|指标)?(?:满分|分值|标准分|权重分|标准分值)(?:值)?$")
SUM = re.compile(r"^Σ(?:各)?(?P<what>(?P<period>季度?|月度?|月份|半年)[^×÷*/+\-]*)$")
PERIODS = {
    "季": ("一季度", "二季度", "三季度", "四季度"),
    "半": ("上半年", "下半年"),
    "月": tuple(f"{n}月" for n in range(1, 13)),
}
POINT_UNIT = re.compile(r"(?<=\d)分$")
BY = re.compile(r"^(?:按照?)")
FURTHER = re.compile(r"(?:后|之后)?,?(?:再|并)?(?=乘以|除以)")
"""以实际比例除以60%再乘以8."""
HUNDRED = re.compile(r"[×*]100%$")
POINTS = re.compile(r"(?:分)$")
NO_NAME = re.compile(r"每.{0,4}\d|[扣减得加计]\d|\d$")
"""每差1微克/立方米扣0.5分 is a step with a unit of two parts, no formula."""
PERIOD_NAME = compile_late(r"^(?:季度?|月度?|月份|半年)")

DEFINITION = re.compile(
    r"(?:^|(?<=[,;。:|\n)]))(?P<name>(?:[A-Z]|[^,;。:=≥≤<>\d()×÷*/+\-]{2,20})(?<!得分)(?<!计分)(?<!分值))=(?P<what>[^,;。=≥≤<>]{3,80})(?:[,;。]|$)"
)
"""契合度=主导产业项目数/新引进项目数: what a name stands for."""


def find_definitions(text: str) -> dict[str, tuple[str, ...]]:
    """Return the names that a cell defines by a formula for another one, with their tokens; not what has bounds as well.

    >>> find_definitions("契合度=主导项目数/引进项目数;得分=契合度×分值。")
    {'契合度': ('主导项目数', '引进项目数', '/')}
    """
    found = ((match["name"], parse_formula(match["what"])) for match in DEFINITION.finditer(text))
    return {name: tokens for name, tokens in found if tokens is not None and len(tokens) > 2 and text.count(name) < 3}


def put_in(tokens: tuple[str, ...], known: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return a formula with what its names stand for; postfix order lets one stand in for the other.

    >>> put_in(("契合度", "满分", "*"), {"契合度": ("甲", "乙", "/")})
    ('甲', '乙', '/', '满分', '*')
    """
    return tuple(part for token in tokens for part in known.get(token, (token,)))


def parse_formula(printed: str) -> tuple[str, ...] | None:
    """Return the formula's tokens in postfix order.

    >>> parse_formula("10-(名次-1)×0.5")
    ('10', '名次', '1', '-', '0.5', '*', '-')
    >>> parse_formula("Σ各季度得分÷4")[:3]
    ('一季度得分', '二季度得分', '+')
    """
    plain = FURTHER.sub("", BY.sub("", POINT_UNIT.sub("", printed.strip())))
    plain = plain.replace("100%", "1") if HUNDRED.search(plain) else plain
    found = [match.group() for match in TOKEN.finditer(plain)]
    if "".join(found) != plain or not found:
        return None
    expanded: list[str] = []
    for token in found:
        expanded.extend(_expand(token))
    return _to_postfix(expanded)


def _expand(token: str) -> list[str]:
    if token in SIGNS:
        return [SIGNS[token]]
    if token[0].isdigit():
        return [token]
    name = POINTS.sub("分", token).strip("的 ")
    if FULL.match(name):
        return ["满分"]
    match = SUM.match(name)
    if match:
        rest = PERIOD_NAME.sub("", match["what"])
        names = [f"{each}{rest}" for each in PERIODS[match["period"][0]]]
        return ["(", *[part for each in names for part in (each, "+")][:-1], ")"]
    return ["?"] if "Σ" in name or NO_NAME.search(name) else [name]


def _to_postfix(tokens: list[str]) -> tuple[str, ...] | None:  # noqa: C901, PLR0911, PLR0912 - a case for each form
    """Turn infix into postfix; None where operators and operands do not fit together."""
    out: list[str] = []
    waiting: list[str] = []
    operand = True
    for token in tokens:
        if token == "?":  # noqa: S105
            return None
        if token == "(":  # noqa: S105
            if not operand:
                return None
            waiting.append(token)
        elif token == ")":  # noqa: S105
            while waiting and waiting[-1] != "(":
                out.append(waiting.pop())
            if not waiting or operand:
                return None
            waiting.pop()
        elif token in RANK:
            if operand:
                return None
            while waiting and waiting[-1] != "(" and RANK[waiting[-1]] >= RANK[token]:
                out.append(waiting.pop())
            waiting.append(token)
            operand = True
            continue
        else:
            if not operand:
                return None
            out.append(token)
        operand = token == "("  # noqa: S105
    if operand or "(" in waiting:
        return None
    return (*out, *reversed(waiting))

"""In: a row's tree and what is known of its inputs. Out: the arithmetic of a scorecard, as a person would write it.

    20 - 2 × 进一((30名 - 10) ÷ 10) = 16

Only the branch that holds is shown, limits only where they change something, observed values in the place of inputs.
Not handled: which sentence gave what (`score`); a form that can be edited and given back (`notation.printer`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec

from extractor.model.scored.expression import (
    ZERO,
    Between,
    Cap,
    Case,
    Ceiling,
    Choose,
    Expression,
    Fire,
    Floor,
    Greatest,
    Interpolate,
    Least,
    Node,
    Number,
    Observed,
    Product,
    Quotient,
    Sum,
    UnreadRule,
    Unruled,
    Whole,
    print_number,
    rewrite,
)
from extractor.rulebook.engine import plain
from extractor.rulebook.engine.domains import Known, Region, split
from extractor.rulebook.engine.lower import find_ends
from extractor.rulebook.engine.plain import TRUE
from extractor.rulebook.notation.printer import ATOM, Printer

Words = Callable[[str], str]
WORDS: dict[type[Node], str] = {
    Ceiling: "进一",
    Whole: "舍零",
    Least: "取小",
    Greatest: "取大",
    Cap: "取小",
    Floor: "取大",
}
OPEN_WORDS: dict[type[Node], str] = {Unruled: "没有规定", Between: "原文没有写明", UnreadRule: "未读懂"}


class CardPrinter(Printer, frozen=True):
    """Prints reduced trees in words: 进一(…) for each started step, 取小(…), a line as the rule of three that it is."""

    words: Words
    rules: dict[str, int] = msgspec.field(default_factory=dict)

    def _form(self, node: Node) -> tuple[str, int]:  # noqa: PLR0911 - a case for each form
        match node:
            case Fire(_, of):
                return self._form(of)
            case Cap(of, at, _) | Floor(of, at, _):
                return f"{WORDS[type(node)]}({self.print(at)}, {self.print(of)})", ATOM
            case Ceiling(of) | Whole(of):
                return f"{WORDS[type(node)]}({self.print(of)})", ATOM
            case Least(terms) | Greatest(terms):
                return f"{WORDS[type(node)]}({', '.join(self.print(term) for term in terms)})", ATOM
            case Interpolate():
                return self._form(_spell_line(node))
            case Choose(cases, otherwise):
                parts = [f"若{self.print(case.when)}则{self.print(case.then)}" for case in cases]
                return f"({'，'.join((*parts, f'否则{self.print(otherwise)}'))})", ATOM
            case Unruled(_, low, high) | Between(_, low, high) | UnreadRule(_, low, high):
                return f"〔{OPEN_WORDS[type(node)]}：{self.print(low)}至{self.print(high)}〕", ATOM
        return Printer._form(self, node)  # noqa: SLF001 - a dataclass with slots has no plain super()


def _spell_line(node: Interpolate) -> Expression:
    """Return 介于两者之间的按比例计分 as the arithmetic that it is: the lower points and the share of the way up."""
    rise = plain.add(node.high_points, plain.negate(node.low_points))
    above = Product((rise, Sum((node.of, Number(-node.low)))))
    share = Quotient(above, Number(node.high - node.low))
    return share if node.low_points == ZERO else Sum((node.low_points, share))


def reduce(node: Expression, known: Known) -> Expression:  # noqa: PLR0911 - a case for each node
    """Return what is left of a tree once it is known which branch holds and which limit binds.

    >>> from extractor.rulebook.engine.domains import Domain
    >>> from extractor.model.scored.expression import Observed
    >>> from decimal import Decimal
    >>> known = {"x": Domain(plain.number(3), plain.number(3))}
    >>> CardPrinter(lambda name: "3篇").print(reduce(Cap(Observed("x"), Number(Decimal(5))), known))
    '3篇'
    """
    match node:
        case Choose():
            return _reduce_choice(node, known)
        case Cap(of, at, rule):
            (_, most), (least, _) = find_ends(of, known), find_ends(at, known)
            return reduce(of, known) if _holds(most, "<=", least) else Cap(reduce(of, known), at, rule)
        case Floor(of, at, rule):
            (least, _), (_, most) = find_ends(of, known), find_ends(at, known)
            return reduce(of, known) if _holds(least, ">=", most) else Floor(reduce(of, known), at, rule)
        case Fire(rule, of):
            return Fire(rule, reduce(of, known))
        case Sum(terms):
            kept = [part for term in terms if not _is_nothing(part := reduce(term, known))]
            return kept[0] if len(kept) == 1 else Sum(tuple(kept)) if kept else ZERO
        case Product(factors):
            return Product(tuple(reduce(factor, known) for factor in factors))
        case Quotient(over, under):
            return Quotient(reduce(over, known), reduce(under, known))
        case Ceiling(of) | Whole(of):
            return type(node)(reduce(of, known))
    return node


def _holds(left: Expression, sign: str, right: Expression) -> bool:
    return plain.compare(left, sign, right) == TRUE  # type: ignore[arg-type]


def _is_nothing(node: Expression) -> bool:
    return node == ZERO


def _reduce_choice(node: Choose, known: Known) -> Expression:
    """Keep the branch that holds; where that is not known, all that are possible."""
    cases: list[Case] = []
    region = Region(TRUE, known)
    for case in node.cases:
        holds, fails = split(case.when, region, find_ends)
        if not holds:
            continue
        then = reduce(case.then, holds[0].known if len(holds) == 1 else known)
        if not fails:
            return Choose(tuple(cases), then) if cases else then
        cases.append(Case(case.when, then))
        region = fails[0] if len(fails) == 1 else region
    rest = reduce(node.otherwise, region.known)
    if all(_is_nothing(case.then) for case in cases) and _is_nothing(rest):
        return ZERO
    return Choose(tuple(cases), rest) if cases else rest


def list_fires(node: Node, *, certain: bool = True) -> Iterator[tuple[Fire, bool]]:
    """Yield each sentence of a reduced tree with whether it applies for certain: it stands in no open branch."""
    if isinstance(node, Fire):
        yield node, certain
    inside = certain and not isinstance(node, Choose)
    for name in node.__struct_fields__:
        value = getattr(node, name)
        for part in value if isinstance(value, tuple) else (value,):
            if isinstance(part, Case):
                yield from list_fires(part.then, certain=False)
            elif isinstance(part, Node):
                yield from list_fires(part, certain=inside)


def spell(node: Expression, known: Known, words: Words, points: str) -> str:
    """Return a row's arithmetic with its result; a limit that binds the whole is told after the amount before it.

    每项得1分，最高2分, three observed: 3项 = 3，封顶2，得2.
    """
    printer = CardPrinter(words)
    if isinstance(node, Observed):
        return points
    if isinstance(node, Cap | Floor):
        low, high = (plain.round_half_up(end, 4) for end in find_ends(node.of, known))
        if low == high:
            shown = spell(node.of, known, words, print_number(low))
            return f"{shown}，{'封顶' if isinstance(node, Cap) else '保底'}{printer.print(node.at)}，得{points}"
    told = printer.print(strip(node))
    return told if told == points else f"{told} = {points}"


def strip(node: Expression) -> Expression:
    """Return a tree without the marks of its sentences, so that a sum in a sum is one sum."""
    bare: Expression = rewrite(node, _strip_node)
    return bare


def _strip_node(part: Node) -> Node:
    if isinstance(part, Fire):
        return part.of
    if isinstance(part, Sum):
        terms = [inner for term in part.terms for inner in (term.terms if isinstance(term, Sum) else (term,))]
        return Sum(tuple(terms))
    return part


def quote_label(label: str) -> str:
    """Return an input's label for a place where nothing was observed, shortened.

    >>> quote_label("创建期内辖区建立了联合工作机制")
    '[创建期内辖区建立了联合…]'
    """
    return f"[{label if len(label) <= MOST_LETTERS else label[: MOST_LETTERS - 1] + '…'}]"


MOST_LETTERS = 12
"""Of a label within arithmetic; the whole label stands in the lines above and below."""

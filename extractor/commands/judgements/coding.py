"""The command `coding`: the rules' codes of policy instruments against a second coder's file."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.commands.options import both
from extractor.errors import UsageError

if TYPE_CHECKING:
    from extractor.compare.coding.agreement import Codes
    from extractor.model.compared.research import CodingAgreement

NONE = "none"


def coding(
    comparison: Annotated[Path, typer.Argument(metavar="COMPARISON.json", help=both("比较结果", "comparison.json"))],
    second: Annotated[
        Path, typer.Argument(metavar="CODES.csv", help=both("第二编码者：plan,item,code", "columns plan,item,code"))
    ],
) -> None:
    """Print Cohen's kappa and the confusion of classes and subclasses."""
    from extractor.compare.coding import find_agreement
    from extractor.mappings import load_mappings
    from extractor.outputs import load_comparison

    families = {row.id: row.family for row in load_mappings().instruments.instruments} | {NONE: NONE}
    first = {(one.plan, one.item): one.code or NONE for one in load_comparison(comparison).instruments}
    other = read_codes(second, set(families))
    if not first.keys() & other.keys():
        raise UsageError(f"{second}: 没有与 {comparison} 相同的条目", hint="plan 与 item 须照 instruments.csv 填写")
    by_rule, by_hand = ({key: families[code] for key, code in codes.items()} for codes in (first, other))
    typer.echo(show_agreement("大类 family", find_agreement(by_rule, by_hand, "family")))
    typer.echo(show_agreement("小类 subclass", find_agreement(first, other)))


def read_codes(path: Path, known: set[str]) -> Codes:
    """Return a coder's codes by plan and item; raises UsageError for a column that lacks and a code no codebook has."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            rows = list(csv.DictReader(lines))
        codes = {(row["plan"], row["item"]): row["code"].strip() for row in rows if (row["code"] or "").strip()}
    except KeyError as error:
        raise UsageError(f"{path}: 缺少列 {error}", hint="须有 plan,item,code 三列") from None
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UsageError(f"{path}: 无法读取（{error}）", hint="须为 UTF-8 的 CSV") from None
    unknown = sorted(set(codes.values()) - known)
    if unknown:
        raise UsageError(f"{path}: 编码册没有 {'、'.join(unknown)}", hint=f"可用：{'、'.join(sorted(known))}")
    return codes


def show_agreement(name: str, found: CodingAgreement) -> str:
    """Return kappa and the pairs on which the coders differ, the commonest first."""
    kappa = "—" if found.kappa is None else f"{found.kappa:.3f}"
    apart = sorted(((n, a, b) for a, b, n in found.confusion if a != b), key=lambda entry: (-entry[0], *entry[1:]))
    lines = [f"{name}: kappa {kappa}，{found.items} 条中一致 {found.agreed} 条"]
    return "\n".join((*lines, *(f"  规则 {a} ≠ 人工 {b}: {number}" for number, a, b in apart)))

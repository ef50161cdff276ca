"""In: an effect and the step before it. Out: what it does: gives, takes, by how much, of what, for each of what.

Not handled: the condition under which it does so (`conditions`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from extractor.language.needs import compile_late
from extractor.language.numerals import read_number
from extractor.model.facts.scoring import Act, Statement, Step
from extractor.parse.scoring.bounded import NUMBER, name_share_of
from extractor.parse.scoring.pieces.effects import Effect
from extractor.parse.scoring.pieces.formulas import parse_formula, put_in
from extractor.parse.scoring.pieces.steps import FoundStep
from extractor.parse.scoring.pieces.subjects import trim

ACTS = {
    "zero": Act.ZERO, "full": Act.AWARD, "bare": Act.AWARD, "award": Act.AWARD, "deduct": Act.DEDUCT, "cap": Act.CAP,
    "cap_full": Act.CAP, "no_cap": Act.BELOW_ZERO, "deduct_cap": Act.DEDUCT_CAP, "formula": Act.FORMULA, "rank": Act.RANK,
    "interpolate": Act.INTERPOLATE, "proportional": Act.PROPORTIONAL, "share_loss": Act.PROPORTIONAL, "of_place": Act.RANK,
    "ratios": Act.AWARD_PER, "series": Act.AWARD, "judged": Act.JUDGED, "base": Act.BASE, "base_points": Act.BASE,
    "define": Act.DEFINE, "weight": Act.DEFINE, "total_zero": Act.TOTAL_ZERO, "total_loss": Act.TOTAL_LOSS,
    "not_grade": Act.NOT_GRADE, "veto": Act.VETO, "rounding": Act.ROUNDING, "go_on": Act.GO_ON, "round_up": Act.ROUND_UP,
    "best": Act.BEST, "in_turn": Act.CONSTRAINT, "least": Act.CONSTRAINT, "below_zero": Act.BELOW_ZERO, "worth": Act.WORTH, "cap_share": Act.CAP, "worth_each": Act.WORTH, "scaled": Act.SCALED, "share": Act.AWARD, "share_series": Act.PROPORTIONAL,
    "share_of": Act.DEDUCT, "cap_both": Act.CAP,
}  # fmt: skip
BOTH_WAYS = compile_late(r"加减|增减|加扣|奖扣|加分或扣")
POINTS_OF = compile_late(r"(?<=[\d一二三四五六七八九十])分(?=[÷/除])")
"""40分/行政村数量."""
AMOUNT = compile_late(r"\d+(?:\.\d+)?|[零一二两三四五六七八九十]+")


def decide_act(  # noqa: C901, PLR0912 - a case for each form
    text: str, base: Statement, effect: Effect, step: FoundStep | None, defined: Mapping[str, tuple[str, ...]]
) -> Statement:
    """Return `base` with its act, its points, its share or formula; `text` is the cell, `defined` its own names."""
    parts = effect.parts
    if effect.name == "full":
        base = replace(base, points="full")
        if parts is not None and "不扣分" in text[effect.start : effect.end]:
            return replace(base, act=Act.CONSTRAINT)
    if effect.name == "share":
        part = parts["share"]
        share = read_number(part[:-1]) / 100 if part.endswith("%") else 0.5
        takes = parts.get("verb", "").startswith("扣")
        base = replace(base, points="full", share=share, act=Act.DEDUCT if takes else Act.AWARD)
    if effect.name == "zero":
        base = replace(base, points=0)
    if effect.name == "series":
        series = tuple(read_number(one) for one in AMOUNT.findall(parts["series"]))
        verb = parts.get("verb") or ""
        act = Act.DEDUCT if "扣" in verb or "减" in verb else Act.AWARD
        base = replace(base, series=series, act=act, bonus="加" in verb or "奖" in verb)
    if effect.name == "ratios":
        series = tuple(read_number(one) for one in NUMBER.findall(parts["amounts"]))
        base = replace(base, series=series, act=Act.DEDUCT_PER if parts["verb"] == "扣" else Act.AWARD_PER)
    if effect.name in {"formula", "share_of"}:
        tokens = parse_formula(POINTS_OF.sub("", parts["formula"]) if effect.name == "share_of" else parts["formula"])
        unread = "公式未能读懂" if not tokens or (effect.name == "share_of" and step is None) else None
        base = replace(base, formula=put_in(tokens or (), defined), unread=unread)
    if effect.name in {"proportional", "share_loss"}:
        base = replace(base, names=name_share_of(effect), subject=trim(parts.get("of") or ""))
    if effect.name == "not_grade":
        base = replace(base, grade=parts.get("grade", "优秀"))
    if effect.name == "of_place":
        base = replace(base, grade=parts["where"])
    if effect.name == "judged":
        most = read_number(parts["most"]) if "most" in parts else None
        verb = text[effect.start : effect.end]
        loss, both = "扣" in verb or "减" in verb, BOTH_WAYS.search(verb)
        base = replace(base, most=most, grade=None if both else "loss" if loss else "gain" if "加" in verb else None)
        if "each" in parts:  # 视火灾面积扣5—15分/次
            base = replace(base, step=Step(n=1, unit=parts["each"]))
    if effect.name in {"award", "bare", "deduct"}:
        verb = parts.get("verb") or ""
        base = replace(base, bonus="加" in verb or "奖" in verb)
    if step is not None and base.act in {Act.AWARD, Act.DEDUCT} and effect.name != "series" and base.points != "full":
        base = replace(base, act=Act.AWARD_PER if base.act is Act.AWARD else Act.DEDUCT_PER, step=step.step)
    elif step is not None and effect.name in {"ratios", "total_loss", "series"}:
        base = replace(base, step=step.step)
    return base

"""In: sets of plans with known groups. Out: `extractor/align/likeness/*.json`, the models of likeness.

    python -m tests.upkeep.likeness              # `words`; and `sentences` where the extra `semantic` is installed
    python -m tests.upkeep.likeness --show       # print the figures only
    python -m tests.upkeep.likeness --only sentences

The sets lie in `tests/align/sets` (texts with the groups of their items) and in `tests/evaluation` (the five plans). Each
figure is of a set, or of two counties, whose pairs were left out of training. Not handled: the word table.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

import extractor
from extractor.align.concepts import ConceptIndex
from extractor.align.items import Key, Profile, ProfileBuilder
from extractor.align.likeness.features import FIELD, Norms, build_features, compare_fields, find_rivals, name_features
from extractor.align.likeness.grams import GramWeigher
from extractor.align.likeness.model import FOLDER, Model, ModelFile, build_model
from extractor.align.likeness.pairs import name_views
from extractor.align.likeness.plan_views import PlanViews, build_views
from extractor.align.likeness.semantic import SentenceVectors, find_model
from extractor.align.likeness.similarities import SQUARE, compare_views
from extractor.align.policy import Policy
from extractor.align.terms import Segmenter
from extractor.evaluation.groups import name_items
from extractor.model.facts.plan import Plan
from extractor.model.paper.document import Document

from .likeness_figures import measure_sets, tell_calibration

ROOT = Path(__file__).parent.parent
SETS = ROOT / "align" / "sets"
FIVE = "five"
RIDGE = 8.0
ROUNDS = 12
MISSED = 6.0
"""how much worse it is to part two plans of one field than to compare two of different fields"""
RIVAL_RIDGE = 4.0
LIMIT = Policy().limit
STRANGERS = 0.15
"""weight of a pair of two fields, which is never one measure"""
SMALL = (3, 6)
"""plans of so few items are made out of larger ones, so that the weights hold for them"""


Rivals = tuple[float, ...]
Gate = tuple[tuple[float, ...], float]
NO_GATE: Gate = ((0.0,) * len(FIELD), 1.0)


@dataclass(slots=True)
class PlanSet:
    """Plans of one field, with the pairs of items that are one measure, and those that may be."""

    name: str
    plans: tuple[Plan, ...]
    pairs: frozenset[frozenset[Key]]
    free: frozenset[frozenset[Key]] = frozenset()
    inside: frozenset[frozenset[Key]] = frozenset()
    views: dict[str, PlanViews] = field(default_factory=dict)
    keys: dict[str, list[Key]] = field(default_factory=dict)


@dataclass(slots=True)
class Block:
    """The pairs of two plans: features, truth, weight."""

    plans: tuple[str, str]
    sets: tuple[str, str]
    alike: Any
    features: Any
    truth: Any
    weight: Any


def load_sets() -> list[PlanSet]:
    """Return all sets, the five plans first."""
    return [load_five(), *(load_set(path) for path in sorted(SETS.iterdir()) if path.is_dir())]


def load_five() -> PlanSet:
    """Return the five plans with their annotated groups."""
    plans = tuple(_extract(document) for document in extractor.load_corpus())
    folder = ROOT / "evaluation"
    records = {plan.id: json.loads(extractor.to_json(plan)) for plan in plans}
    annotations = {
        plan.id: json.loads((folder / "annotations" / f"{plan.id}.json").read_text("utf-8")) for plan in plans
    }
    keys = {label: (plan, str(item)) for (plan, item), label in name_items(records, annotations, records).items()}
    named = json.loads((folder / "groups-five.json").read_text("utf-8"))["groups"]
    groups = [[keys[m] for m in group["members"] if m in keys] for group in named]
    return PlanSet(FIVE, plans, _pair(groups), inside=_pair(groups, inside=True))


def load_set(folder: Path) -> PlanSet:
    """Return the set in a folder: texts of plans, and `truth.json` with groups of "plan:number" or "plan:@place"."""
    truth = json.loads((folder / "truth.json").read_text("utf-8"))
    plans = tuple(_read(path) for path in sorted(folder.glob("*.txt")))
    keys: dict[str, Key] = {}
    for plan in plans:
        for place, item in enumerate(plan.items, 1):
            keys.setdefault(f"{plan.id}:{item.no}", (plan.id, item.id))
            keys[f"{plan.id}:@{place}"] = (plan.id, item.id)
    pairs, free = (_pair([[keys[m] for m in group] for group in truth.get(key, [])]) for key in ("groups", "optional"))
    return PlanSet(folder.name, plans, pairs, free - pairs)


def _read(path: Path) -> Plan:
    return _extract(extractor.load_document(path))


def _extract(document: Document) -> Plan:
    return extractor.extract_document(document)


def _pair(groups: Iterable[Sequence[Key]], *, inside: bool = False) -> frozenset[frozenset[Key]]:
    """Return the pairs of items of two plans; or `inside`, those of one plan."""
    return frozenset(
        frozenset(pair)
        for group in groups
        for pair in combinations(sorted(set(group)), 2)
        if (pair[0][0] == pair[1][0]) == inside
    )


def see(sets: Sequence[PlanSet], vectors: SentenceVectors | None) -> None:
    """Give each set the views of its plans."""
    mappings = extractor.load_mappings()
    builder = ProfileBuilder(Segmenter(mappings.terms), ConceptIndex((), Policy()), Policy())
    weigher = GramWeigher((*mappings.terms.stop, *mappings.terms.genre))
    for one in sets:
        for plan in one.plans:
            profiles: list[Profile] = list(builder.build(plan))
            one.views[plan.id] = build_views(profiles, weigher, vectors)
            one.keys[plan.id] = [profile.key for profile in profiles]


def build_blocks(sets: Sequence[PlanSet], norms: Norms) -> Iterator[Block]:
    """Yield the pairs of each two plans of a set, parts of them as small plans, and of each two sets."""
    for one in sets:
        for left, right in combinations([plan.id for plan in one.plans], 2):
            rows, columns = one.keys[left], one.keys[right]
            truth = np.array([[float(frozenset((a, b)) in one.pairs) for b in columns] for a in rows])
            weight = np.array([[float(frozenset((a, b)) not in one.free) for b in columns] for a in rows])
            yield _block(one, one, left, right, truth, weight, norms)
        for plan, views in one.views.items():
            weight = (views.parts[:, None] < views.parts[None, :]).astype(np.float64)
            if weight.any():
                keys = one.keys[plan]
                truth = np.array([[float(frozenset((a, b)) in one.inside) for b in keys] for a in keys])
                yield _block(one, one, plan, plan, truth * weight, weight, norms)
    for one, other in combinations(sets, 2):
        left, right = one.plans[0].id, other.plans[-1].id
        shape = (len(one.keys[left]), len(other.keys[right]))
        yield _block(one, other, left, right, np.zeros(shape), np.full(shape, STRANGERS), norms)


def _block(one: PlanSet, other: PlanSet, left: str, right: str, truth: Any, weight: Any, norms: Norms) -> Block:
    views = one.views[left], other.views[right]
    alike = compare_views(*views)
    return Block((left, right), (one.name, other.name), alike, build_features(alike, *views, norms), truth, weight)


def find_norms(sets: Sequence[PlanSet]) -> Norms:
    """Return mean and spread of each view's likeness over pairs of plans of one field, and the mean sense of fields."""
    values: dict[str, list[Any]] = {}
    for one in sets:
        for left, right in combinations(one.views.values(), 2):
            for view, whole in compare_views(left, right).items():
                values.setdefault(view, []).append(whole.ravel() / SQUARE)
    joined = {view: np.concatenate(parts) for view, parts in values.items()}
    usual = {view: (round(float(part.mean()), 4), round(float(part.std()), 4)) for view, part in joined.items()}
    senses = [np.vstack([views.text_sense for views in one.views.values()]).sum(axis=0) for one in sets]
    centre = np.mean([sense / np.linalg.norm(sense) for sense in senses], axis=0)
    return Norms(usual, _plain(centre))


def fit(blocks: Sequence[Block]) -> tuple[Any, Any, Any, float]:
    """Return centres, spreads, weights and intercept of a ridge logistic regression."""
    features = np.vstack([block.features.reshape(-1, block.features.shape[2]) for block in blocks])
    truth = np.concatenate([block.truth.ravel() for block in blocks])
    weight = np.concatenate([block.weight.ravel() for block in blocks])
    return solve(features, truth, weight, RIDGE)


def solve(features: Any, truth: Any, weight: Any, ridged: float) -> tuple[Any, Any, Any, float]:
    """Return centres, spreads, weights and intercept of a ridge logistic regression."""
    centres, spreads = features.mean(axis=0), features.std(axis=0) + 1e-6
    design = np.column_stack([np.ones(len(features)), (features - centres) / spreads])
    ridge = np.eye(design.shape[1]) * ridged
    ridge[0, 0] = 1e-3
    weights = np.zeros(design.shape[1])
    for _ in range(ROUNDS):
        chance = 1 / (1 + np.exp(-(design @ weights).clip(-30, 30)))
        slope = design.T @ (weight * (chance - truth)) + ridge @ weights
        curve = (design * (weight * chance * (1 - chance))[:, None]).T @ design + ridge
        weights -= np.linalg.solve(curve, slope)
    return centres, spreads, weights[1:], float(weights[0])


def fit_gate(sets: Sequence[PlanSet], centre: tuple[float, ...], left_out: str = "") -> Gate:
    """Return weights and intercept that tell plans of one field from others, learned without the set `left_out`."""
    views = [(one.name, plan) for one in sets if one.name != left_out for plan in one.views.values()]
    pairs = list(combinations(views, 2))
    seen = np.array([compare_fields(one[1], other[1], centre) for one, other in pairs])
    truth = np.array([float(one[0] == other[0]) for one, other in pairs])
    weight = np.where(truth > 0, MISSED, 1.0)
    spread = seen.std(axis=0)
    _, _, weights, intercept = solve(seen, truth, weight, 1.0)
    plain = weights / spread
    return _plain(plain), round(intercept - float(np.sum(plain * seen.mean(axis=0))), 5)


def leave_out(blocks: Sequence[Block], block: Block) -> list[Block]:
    """Return the pairs to train on where `block` is measured: none of its set; of the five, none of its two plans."""
    if block.sets == (FIVE, FIVE):
        return [one for one in blocks if not set(one.plans) & set(block.plans)]
    return [one for one in blocks if block.sets[0] not in one.sets]


def train_model(blocks: Sequence[Block], norms: Norms, name: str, gate: Gate = NO_GATE) -> Model:
    """Return the model that is trained on `blocks`, not yet calibrated."""
    centres, spreads, weights, intercept = fit(blocks)
    views = name_views(sentences=name == "sentences")
    file = ModelFile(
        name=name, views=views, features=name_features(views), centres=_plain(centres), spreads=_plain(spreads),
        weights=_plain(weights), intercept=round(intercept, 5), usual=dict(norms.usual), centre=norms.centre, field_weights=gate[0], field_intercept=gate[1], slope=1.0, shift=0.0,
        population="", training={}, training_sha256="", left_out={},
    )  # fmt: skip
    return build_model(file)


def _plain(values: Any) -> tuple[float, ...]:
    return tuple(round(float(value), 5) for value in values)


def calibrate(odds: Any, truth: Any) -> tuple[float, float]:
    """Return slope and shift by which left-out odds say what share of pairs is true."""
    slope, shift = 1.0, 0.0
    for _ in range(50):
        chance = 1 / (1 + np.exp(-(slope * odds + shift)))
        wrong, curve = chance - truth, chance * (1 - chance)
        gradient = np.array([np.sum(wrong * odds), np.sum(wrong)])
        hessian = np.array([[np.sum(curve * odds * odds), np.sum(curve * odds)], [np.sum(curve * odds), np.sum(curve)]])
        slope, shift = np.array([slope, shift]) - np.linalg.solve(hessian + np.eye(2) * 1e-6, gradient)
    return round(float(slope), 4), round(float(shift), 4)


def build_all(
    name: str, vectors: SentenceVectors | None
) -> tuple[ModelFile, dict[tuple[str, str], Model], list[PlanSet]]:
    """Return the model's file, the models by pair of plans that was left out, and the sets."""
    sets = load_sets()
    see(sets, vectors)
    norms = find_norms(sets)
    blocks = list(build_blocks(sets, norms))
    own = [block for block in blocks if block.sets[0] == block.sets[1]]
    models: dict[tuple[str, ...], Model] = {}
    left_out: dict[tuple[str, str], Model] = {}
    for block in own:
        rest = leave_out(blocks, block)
        key = block.plans if block.sets[0] == FIVE else block.sets
        if key not in models:
            models[key] = train_model(rest, norms, name)
        left_out[block.plans] = models[key]
    first = {block.plans: left_out[block.plans].weigh(block.features) for block in own}
    slope, shift = calibrate(*join_blocks(own, first))
    left_out = {plans: recalibrate(model, slope, shift) for plans, model in left_out.items()}
    parts = {plan: views.parts for one in sets for plan, views in one.views.items()}
    plain = {block.plans: left_out[block.plans].weigh(block.features).clip(-LIMIT, LIMIT) for block in own}
    rivals = fit_rivals(own, plain, parts)
    for line in tell_calibration(*join_blocks(own, settle_all(own, plain, parts, rivals))):
        print(f"{name} {line}")
    file = train_model(blocks, norms, name, fit_gate(sets, norms.centre)).file
    texts = "".join(plan.text for one in sets for plan in one.plans)
    file = msgspec.structs.replace(
        file, slope=slope, shift=shift, rivals=rivals[""],
        population="pairs of items of two plans of one field",
        training={one.name: len(one.pairs) for one in sets},
        training_sha256=hashlib.sha256(texts.encode()).hexdigest(),
    )  # fmt: skip
    names = {block.plans: block.sets[0] for block in own}
    settled = {
        plans: build_model(msgspec.structs.replace(model.file, rivals=rivals[names[plans]]))
        for plans, model in left_out.items()
    }
    return file, settled, sets


def recalibrate(model: Model, slope: float, shift: float) -> Model:
    """Return the model with its odds calibrated."""
    return build_model(msgspec.structs.replace(model.file, slope=slope, shift=shift))


def join_blocks(own: Sequence[Block], odds: Mapping[tuple[str, str], Any]) -> tuple[Any, Any]:
    """Return the odds and the truth of all pairs that count."""
    return (
        np.concatenate([odds[block.plans][block.weight > 0] for block in own]),
        np.concatenate([block.truth[block.weight > 0] for block in own]),
    )


def fit_rivals(
    own: Sequence[Block], plain: Mapping[tuple[str, str], Any], parts: Mapping[str, Any]
) -> dict[str, Rivals]:
    """Return, for each set that is left out and for none (""), what a pair's rivals weigh, learned on left-out odds."""
    seen = {
        block.plans: np.stack(
            [plain[block.plans], *find_rivals(plain[block.plans], *(parts[plan] for plan in block.plans))], axis=-1
        )
        for block in own
    }
    raw: dict[str, Rivals] = {}
    for left in ("", *dict.fromkeys(block.sets[0] for block in own)):
        rest = [block for block in own if block.sets[0] != left]
        features = np.vstack([seen[block.plans].reshape(-1, 3) for block in rest])
        truth, weight = (
            np.concatenate([getattr(block, name).ravel() for block in rest]) for name in ("truth", "weight")
        )
        centres, spreads, weights, start = solve(features, truth, weight, RIVAL_RIDGE)
        plainly = weights / spreads
        raw[left] = (*map(float, plainly), start - float(np.sum(plainly * centres)))
    odds, truth = join_blocks(own, settle_all(own, plain, parts, raw))
    slope, shift = calibrate(odds, truth)
    return {
        left: tuple(_plain([*(slope * one for one in four[:3]), slope * four[3] + shift])) for left, four in raw.items()
    }


def settle_all(
    own: Sequence[Block], plain: Mapping[tuple[str, str], Any], parts: Mapping[str, Any], rivals: Mapping[str, Rivals]
) -> dict[tuple[str, str], Any]:
    """Return the odds of each two plans, by weights of rivals that do not know their set."""
    found = {}
    for block in own:
        more, less = find_rivals(plain[block.plans], *(parts[plan] for plan in block.plans))
        own_weight, first, second, start = rivals[block.sets[0]]
        found[block.plans] = own_weight * plain[block.plans] + first * more + second * less + start
    return found


def main(arguments: Sequence[str]) -> int:
    """Train, measure and write both models, or print the figures only."""
    vectors = find_model()
    models_wanted = (("words", None), *([("sentences", vectors)] if vectors else []))
    for name, used in (one for one in models_wanted if "--only" not in arguments or one[0] in arguments):
        file, models, sets = build_all(name, used)
        figures = measure_sets(sets, models)
        for label, (right, recall, both) in figures.items():
            print(f"{name} {label}: P {right:.3f} R {recall:.3f} F1 {both:.3f}")
        file = msgspec.structs.replace(file, left_out=figures)
        if "--show" not in arguments:
            data = msgspec.json.format(msgspec.json.encode(file), indent=1)
            (FOLDER / f"{name}.json").write_bytes(data + b"\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

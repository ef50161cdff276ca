"""In: features. Out: the log odds that two items are the same measure, and what each view adds to them.

A plain logistic model: one file with its features, weights, what it was trained on and how well it does on a field, or
a county, that was left out of training (`tests/upkeep/likeness.py` writes it). Not handled: training.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import msgspec
import numpy as np

from extractor.align.likeness.features import Floats, Norms, Parts, find_rivals

FOLDER = Path(__file__).parent


class ModelFile(msgspec.Struct, frozen=True, kw_only=True):
    """The file of a model, as it is written."""

    name: str
    views: tuple[str, ...]
    features: tuple[str, ...]
    centres: tuple[float, ...]
    spreads: tuple[float, ...]
    weights: tuple[float, ...]
    intercept: float
    usual: dict[str, tuple[float, float]]
    centre: tuple[float, ...]
    field_weights: tuple[float, ...]
    field_intercept: float
    slope: float
    shift: float
    rivals: tuple[float, float, float, float] = (1.0, 0.0, 0.0, 0.0)
    population: str
    training: dict[str, int]
    training_sha256: str
    left_out: dict[str, tuple[float, float, float]]


class Model(msgspec.Struct, frozen=True):
    """Weights as arrays; `odds` are calibrated on fields that were left out."""

    file: ModelFile
    weights: Floats
    start: float
    norms: Norms

    def weigh(self, features: Floats) -> Floats:
        """Return the log odds of all pairs, to three places."""
        odds: Floats = np.round((features * self.weights).sum(axis=-1) + self.start, 3)
        return odds

    def settle(self, odds: Floats, rows: Parts, columns: Parts) -> Floats:
        """Return the log odds of all pairs of two plans when each is held against its rivals: one measure, one match.

        Where 清仓老大难 is likelier the counterpart of 攻坚疑难积案, 初信初访一次办好 is less likely to be.
        """
        own, _, _, start = self.file.rivals
        settled: Floats = np.round(own * odds + self.weigh_rivals(odds, rows, columns) + start, 3)
        return settled

    def weigh_rivals(self, odds: Floats, rows: Parts, columns: Parts) -> Floats:
        """Return what the rivals of each pair add to its log odds."""
        more, less = find_rivals(odds, rows, columns)
        return self.file.rivals[1] * more + self.file.rivals[2] * less

    def judge_fields(self, fields: Sequence[float]) -> float:
        """Return the log odds that two plans are of one field."""
        weighed = (value * weight for value, weight in zip(fields, self.file.field_weights, strict=True))
        return round(self.file.field_intercept + sum(weighed), 3)

    def explain(self, features: Floats) -> dict[str, float]:
        """Return what each view, or fact, adds to the log odds of one pair."""
        added: dict[str, float] = {}
        for name, value in zip(self.file.features, features * self.weights, strict=True):
            view = name.split(".")[0]
            added[view] = added.get(view, 0.0) + float(value) * self.file.rivals[0]
        return added


@lru_cache(maxsize=2)
def load_model(name: str) -> Model:
    """Return the model of this name: `words`, or `sentences` where a model of sentences is installed."""
    return build_model(msgspec.json.decode((FOLDER / f"{name}.json").read_bytes(), type=ModelFile))


def build_model(file: ModelFile) -> Model:
    """Return the model of a file, its centres, spreads and calibration worked into the weights."""
    spreads = np.maximum(np.array(file.spreads), 1e-3)
    weights = np.array(file.weights) / spreads * file.slope
    start = file.intercept * file.slope + file.shift - float(np.sum(weights * np.array(file.centres)))
    return Model(file, weights, start, Norms(file.usual, file.centre))

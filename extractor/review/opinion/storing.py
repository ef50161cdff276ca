"""In: a trained pipeline with its figures, a folder. Out: the folder of a spaCy pipeline, and the same read back.

Written whole or not at all. The figures are in the pipeline's own `meta.json`, under `performance`. Not handled:
pipelines that were not made by `review train`, which are refused.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from extractor.errors import UsageError
from extractor.review.opinion.advice import SecondOpinion
from extractor.review.opinion.training import PIPE, FieldFigures

FOLDER = "second-opinion"


def save_opinion(opinion: SecondOpinion, folder: Path) -> Path:
    """Write the pipeline as `folder`, in the place of an earlier one; return `folder`."""
    nlp = opinion.nlp
    nlp.meta["name"] = FOLDER.replace("-", "_")
    nlp.meta["performance"] = {
        one.field: {"n": one.n, "given": one.given, "right": one.right} for one in opinion.figures
    }
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{folder.name}-", dir=folder.parent) as place:
        nlp.to_disk(Path(place) / "new")
        if folder.exists():
            folder.rename(Path(place) / "old")
        (Path(place) / "new").rename(folder)
    return folder


def load_opinion(folder: Path) -> SecondOpinion:
    """Return the pipeline in `folder` with its figures; raises UsageError where it is none of `review train`."""
    import spacy

    hint = "应是 extractor review train OUT 写出的 OUT/second-opinion"
    if not (folder / "meta.json").is_file():
        raise UsageError(f"{folder}: 没有学到的模型", hint=hint)
    try:
        nlp = spacy.load(folder)
        labels = nlp.get_pipe(PIPE).labels  # type: ignore[attr-defined]
        told = nlp.meta["performance"]
        figures = tuple(
            FieldFigures(name, **{key: int(told[name][key]) for key in ("n", "given", "right")}) for name in labels
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UsageError(f"{folder}: 不是可用的模型（{type(error).__name__}）", hint=hint) from None
    return SecondOpinion(nlp, figures)

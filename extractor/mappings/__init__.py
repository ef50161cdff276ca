"""In: the folder `mappings/`. Out: `Mappings`, checked, and a decision of a person added to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.lazily import load_lazily
from extractor.mappings.decisions import JUDGEMENTS, parse_judgements
from extractor.mappings.files import load_file
from extractor.mappings.loading import ALIGNMENT_LINE, FILES, default_folder, leave_out_plans, load_mappings

if TYPE_CHECKING:
    from extractor.mappings.adding import add_judgement

__all__ = [
    "ALIGNMENT_LINE",
    "FILES",
    "JUDGEMENTS",
    "add_judgement",
    "default_folder",
    "leave_out_plans",
    "load_file",
    "load_mappings",
    "parse_judgements",
]

__getattr__ = load_lazily(__name__, {"adding": ("add_judgement",)})

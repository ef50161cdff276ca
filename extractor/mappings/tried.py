"""In: a folder of mappings. Out: whether these very files are those whose examples have been tried before.

The files that come along are tried once, when `make tried` signs them, and by a test; what a person has changed since,
or brings in a folder of their own, is tried at each start. Not handled: the trying itself (`trying`).
"""

from __future__ import annotations

from pathlib import Path

from extractor.mappings.files import read_text

SIGNED = "tried.txt"
"""the signature of files whose every example was read as it is marked; where it is old or absent, all are tried"""
EXAMPLED = (
    "measures", "relations", "periods", "triggers", "phrases/clauses", "phrases/contract", "phrases/deadlines",
    "phrases/scoring_plain", "phrases/targets",
)  # fmt: skip
"""files whose rows show what they do, and what their patterns are made of"""


def is_tried(folder: Path) -> bool:
    """Tell whether the files of `folder` are those that were signed.

    >>> from extractor.mappings.loading import default_folder
    >>> is_tried(default_folder() / "phrases")
    False
    """
    signed = folder / SIGNED
    return signed.exists() and read_text(signed).strip() == sign(folder)


def sign(folder: Path) -> str:
    """Return the signature of what the files of `folder` say."""
    import hashlib

    found = hashlib.sha256()
    for name in EXAMPLED:
        found.update(f"{name}\0{read_text(folder / f'{name}.yaml')}\0".encode())
    return found.hexdigest()

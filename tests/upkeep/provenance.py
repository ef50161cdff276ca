"""In: concepts of a field and texts. Out: `concept_words.csv` beside them: in which plans each word of a concept stands.

    python -m tests.upkeep.provenance [FOLDER of further texts...]

The five plans are named by their ids, further texts by their file names. A word that stands in no text is `general`: it
comes from the national list or from usage. Not handled: what a word means.
"""

from __future__ import annotations

import csv
import io
import re
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import extractor
from extractor.language.folding import fold

ROOT = Path(__file__).parent.parent.parent
FIELD = "社会信用"
"""The field whose plans the five are; words of other fields are of common usage and of national papers."""
BLANK = re.compile(r"\s|[\"“”]")


def clean(words: str) -> str:
    """Return words as concepts are matched: folded, without blanks and quotes."""
    return BLANK.sub("", fold(words))


def load_texts(folders: Iterable[Path]) -> dict[str, str]:
    """Return the texts of the five plans and of `folders`, cleaned, by name."""
    paths = [*ROOT.glob("corpora/*/*.txt"), *(path for folder in folders for path in folder.glob("*.txt"))]
    return {path.stem: clean(path.read_text("utf-8")) for path in sorted(paths)}


def build_rows(texts: dict[str, str], field: str = FIELD) -> list[tuple[str, str, str, str]]:
    """Return word, concept, what it does there, and the texts that it stands in."""
    rows = []
    for concept in (one for one in extractor.load_mappings().concepts.concepts if one.field == field):
        for kind, groups in (("all", concept.all), ("none", (concept.none,))):
            for word in dict.fromkeys(word for group in groups for word in group):
                found = [name for name, text in texts.items() if clean(word) in text]
                rows.append((word, concept.id, kind, ";".join(found) or "general"))
    return rows


def main(arguments: Sequence[str]) -> int:
    """Write the table."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("word", "concept", "kind", "seen"))
    writer.writerows(build_rows(load_texts(map(Path, arguments))))
    (ROOT / "mappings" / "fields" / "social_credit" / "concept_words.csv").write_text(out.getvalue(), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

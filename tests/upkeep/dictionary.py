"""In: the dictionary that comes with jieba. Out: `extractor/language/dictionary.txt`, its words that are not rare.

A third of a million words take half a second to load, at every start; those that occur 20 times and more take less
than a tenth of it, and cut the words of officials alike. Run `make dictionary` when jieba's dictionary changes.
Not handled: words of the field, which stand in `mappings/terms.yaml`.
"""

from __future__ import annotations

from pathlib import Path

LEAST = 20
"""How often a word must occur in jieba's corpus."""
LONGEST = 6
"""Longer words are set phrases, which plans of counties do not use."""
WRITTEN = Path(__file__).parent.parent.parent / "extractor" / "language" / "dictionary.txt"


def build_dictionary() -> str:
    """Return the words that are kept, one a line with its frequency, in jieba's order."""
    import jieba

    source = Path(jieba.__file__).parent / "dict.txt"
    kept = []
    for line in source.read_text("utf-8").splitlines():
        word, frequency, *_ = line.split(" ")
        if int(frequency) >= LEAST and len(word) <= LONGEST:
            kept.append(f"{word} {frequency}\n")
    return "".join(kept)


def main() -> None:
    """Write the file anew."""
    WRITTEN.write_text(build_dictionary(), "utf-8", newline="\n")
    print(f"{WRITTEN.name}: {len(WRITTEN.read_text('utf-8').splitlines())} 词")


if __name__ == "__main__":
    main()

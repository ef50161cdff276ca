"""In: the dictionary that comes with jieba. Out: `extractor/language/dictionary.txt`, its words that are not rare.

Behind them stand the beginnings of words that are no words, with the count 0, by which jieba knows how far to look.
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
    """Return the words that are kept, a line for each frequency: the frequency, then its words in jieba's order."""
    import jieba

    source = Path(jieba.__file__).parent / "dict.txt"
    kept: dict[int, list[str]] = {}
    for line in source.read_text("utf-8").splitlines():
        word, frequency, *_ = line.split(" ")
        if int(frequency) >= LEAST and len(word) <= LONGEST:
            kept.setdefault(int(frequency), []).append(word)
    kept[0] = list_beginnings([word for words in kept.values() for word in words])
    return "".join(f"{frequency} {' '.join(kept[frequency])}\n" for frequency in sorted(kept))


def list_beginnings(words: list[str]) -> list[str]:
    """Return the beginnings of `words` that are no words themselves."""
    known = dict.fromkeys(words)
    return sorted({word[:size] for word in words for size in range(1, len(word)) if word[:size] not in known})


def main() -> None:
    """Write the file anew."""
    WRITTEN.write_text(build_dictionary(), "utf-8", newline="\n")
    print(f"{WRITTEN.name}: {len(WRITTEN.read_text('utf-8').splitlines())} 种词频")


if __name__ == "__main__":
    main()

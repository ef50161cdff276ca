"""In: `mappings/`. Out: `mappings/tried.txt`, once every row does what its example and its counter-example show.

Run `make tried` after rows were added: until then they are tried at each start, which takes a seventh of a second.
"""

from __future__ import annotations

from extractor.mappings import load_mappings
from extractor.mappings.loading import default_folder
from extractor.mappings.tried import SIGNED, sign
from extractor.mappings.trying import try_examples


def main() -> None:
    """Try all rows, then write the signature."""
    folder = default_folder()
    try_examples(load_mappings(folder))
    (folder / SIGNED).write_text(f"{sign(folder)}\n", "utf-8", newline="\n")


if __name__ == "__main__":
    main()

"""In: headings and names beside a table's rows. Out: those that are a body's name, which then answers for the rows.

Not handled: a body that a sentence above the table names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from extractor.language.grammar.body_names import is_body
from extractor.language.grammar.brackets import drop_end_bracket
from extractor.language.needs import compile_late
from extractor.model.paper.place import Passage
from extractor.parse.context import Context

BODY_MOST = 18
PLACED = compile_late(r"[各县区市省镇乡]|.{2,4}[县区市镇乡]|.*(?:局|委员会|街道办事处|人民政府)$")


def find_named_bodies(context: Context, passages: Iterable[Passage]) -> Iterator[Passage]:
    """Yield the passages that are a body's name and nothing else: 县教育局 above its own table, not 送戏下乡."""
    for passage in passages:
        bare = drop_end_bracket(passage.text)
        if is_body(context.mappings.units, bare) and len(bare) <= BODY_MOST and PLACED.match(bare):
            yield passage

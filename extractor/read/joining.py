"""In: the sources of one plan's documents, in order. Out: one source, each document a part of it.

Pages, boxes and damage stay those of the document that they are of. Not handled: which documents are of one plan.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractor.model.paper.document import Source
from extractor.read.source_builder import Layer


def join_sources(sources: Sequence[Source]) -> Source:
    """Return the documents one below the other, as a source of the first of them.

    A notice and its annex are published as two files: 云岭县正文.txt names 附件:《信用状况监测指标任务分解表》, which
    is 云岭县附件.txt.
    """
    first = sources[0]
    if len(sources) == 1:
        return first
    builder = Layer()
    for source in sources:
        builder.add_part(source)
        whole = builder.files[-1]
        builder.files.extend(
            replace(part, start=part.start + whole.start, end=part.end + whole.start) for part in source.parts
        )
    return builder.build(first.document, first.media_type, first.how, None)

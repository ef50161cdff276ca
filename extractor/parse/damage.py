"""In: an outline and the plan read from it. Out: problems of print: garbled cells, lines that are no language.

Not handled: single wrong characters; they cannot be told from rare names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.model.facts.fields import ROW_FIELDS
from extractor.model.facts.plan import Plan
from extractor.model.paper.outline import Outline
from extractor.model.paper.place import Passage, Place
from extractor.model.problem import Problem, Severity
from extractor.parse.context import Context
from extractor.parse.tables.ocr_damage import is_nonsense

FIELD_NAMES = {field.key: field.zh for field in ROW_FIELDS} | {
    "units": "责任单位", "level1": "一级指标", "name": "指标名称", "points": "分值", "no": "序号",
}  # fmt: skip
# what may follow a signature: 附件：…, 抄送…, （此件公开发布）
AFTER_SIGNATURE = re.compile(r"附件|附:|\(|\d{1,2}[.、]|抄送|公开方式|主动公开|[^,。;:]{0,40}\d{4}年\d{1,2}月\d{1,2}日")


def find_print_problems(context: Context, outline: Outline, plan: Plan) -> Iterator[Problem]:
    """Yield a problem for each garbled cell, and for each line behind the signature that is no language."""
    told: set[tuple[str, Place | None]] = set()
    for row in plan.indicators:
        for name in row.damaged:
            place = _cell_place(row.places.get(name), row.place)
            if (name, place) in told:
                continue
            told.add((name, place))
            yield Problem(
                "parse", "cell-garbled", Severity.ERROR, place,
                f"“{row.name or row.no}”的{FIELD_NAMES.get(name, name)}印刷或识别混乱，未作猜测",
                f"The cell '{name}' is garbled beyond reading and was not guessed",
                row.id,
            )  # fmt: skip
    for part in outline.parts:
        for passage in part.back:
            if not AFTER_SIGNATURE.match(passage.text) and _is_garbage(context, passage):
                yield Problem(
                    "parse", "line-garbled", Severity.NOTE, context.place(passage),
                    "落款之后有无法成句的文字（可能是印章或背面文字的误识别），未采用",
                    "Words behind the signature form no language (a seal or the page's back, misread); not used",
                )  # fmt: skip


def _cell_place(place: Place | None, row: Place | None) -> Place | None:
    return place or row


def _is_garbage(context: Context, passage: Passage) -> bool:
    """Tell whether a line is no language, or mixes traditional characters into simplified text."""
    turned = sum(
        folded != printed
        for folded, printed in zip(passage.text, passage.printed, strict=True)
        if printed > "⺀" and not _mark(printed)
    )
    if turned >= 3 and turned > 0.1 * len(passage):
        return True
    return is_nonsense(passage.text, context.terms)


def _mark(character: str) -> bool:
    return "\u3000" <= character <= "\u303f" or "\uff00" <= character <= "\uffef"

"""In: nothing. Out: how a step is printed (每升高1个百分点), which names nothing that can be observed.

Not handled: what a step counts (`parse.scoring.pieces.steps`).
"""

from __future__ import annotations

from extractor.language.needs import Guarded

STEPPING = Guarded(r"^每(?:再|又)?(?:增|升|降|减|超|高|低|少|多|提|下|上|延|逾)[^,;。\d]{0,4}(?:\d|[一两半])", ("每",))
"""9%(含)以上每升高1个百分点: the words behind the bound are no name."""

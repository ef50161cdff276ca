"""In: anchors, plans, and an executor. Out: where each plan belongs, worked out by processes or by a cluster.

The anchors go to each worker once. Not handled: which plans are anchors (`align.many`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from concurrent.futures import Executor
from functools import partial

import msgspec

from extractor.align.anchored import Anchors, Placement
from extractor.align.many import SharedAnchors, WayOfPlacing
from extractor.batch import Shared, run_in_turn, share
from extractor.bounds.policy import NO_LIMITS
from extractor.errors import Failure, PlanFileError
from extractor.model.facts.plan import Plan

_ready: dict[str, Anchors] = {}
"""the anchors that this process has made ready, by key; one set at a time"""


class PlanToPlace(msgspec.Struct, frozen=True):
    """A plan that is told by its id where placing it fails."""

    plan: Plan

    @property
    def name(self) -> str:
        """The id of the plan."""
        return self.plan.id


def spread(executor: Executor) -> WayOfPlacing:
    """Return a way of placing plans by `executor`."""

    def place(anchors: SharedAnchors, plans: Sequence[Plan]) -> Iterable[Placement]:
        work = partial(place_beside, share(anchors, executor))
        for one in run_in_turn(work, map(PlanToPlace, plans), executor, limits=NO_LIMITS):
            if isinstance(one, Failure):
                raise PlanFileError(f"对齐时出错：{one}", hint="请再运行一次")
            yield one

    return place


def place_beside(anchors: Shared[SharedAnchors], one: PlanToPlace) -> Placement:
    """Return where the items of one plan belong."""
    given = anchors.value
    if given.key not in _ready:
        _ready.clear()
        _ready[given.key] = given.build()
    return _ready[given.key].place(one.plan)

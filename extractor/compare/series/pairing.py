"""In: the items of an aligned group in two plans. Out: which of one plan became which of the other; their numbers.

Not handled: which plans follow each other or stand over each other (`changes`, `gaps`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from extractor.compare.contract_words import ContractWords
from extractor.compare.differences.stated import ANSWERING
from extractor.compare.policy import SERIES, SeriesPolicy
from extractor.language.needs import compile_late
from extractor.model.compared.alignment import Group
from extractor.model.compared.comparison import Difference, Reading
from extractor.model.facts.plan import Indicator, Plan, Task

Items = Mapping[tuple[str, str], Task | Indicator]
HAN = compile_late(r"[\u4e00-\u9fff]+")
SPANS = {"weight", "unit"}
"""aspects that weigh or name, and are neither strict nor loose"""


@dataclass(frozen=True, slots=True)
class ItemTrail:
    """All items by plan and id, and pairs of characters that tell nothing: those of the genre and of titles."""

    items: Items
    words: ContractWords
    common: frozenset[str] = frozenset()

    def without_titles(self, *plans: Plan) -> ItemTrail:
        """Return the same, to which what stands in the titles of `plans` tells nothing either."""
        titles = "。".join(plan.metadata.title or "" for plan in plans)
        return replace(self, common=self.common | _find_runs(titles))

    def pair(self, one: tuple[str, Sequence[str]], other: tuple[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
        """Yield which item of a group became which, the most alike first; one that is left over was added or dropped.

        So were two that share no word but those of the genre and of titles: 新建抗旱应急水源井 did not become
        建成水库监测站点, nor 新建农村交通安全劝导站 in plans for 道路交通安全 信号灯联网.
        """
        (left, ours), (right, theirs) = one, other
        words = {key: self._find_words(*key) for key in (*((left, a) for a in ours), *((right, b) for b in theirs))}
        pairs = sorted(
            (-fuzz.ratio(print_item(self.items[left, a]), print_item(self.items[right, b])), a, b)
            for a in ours
            for b in theirs
            if _share_enough(words[left, a], words[right, b])
        )
        taken: set[str] = set()
        for _, a, b in pairs:
            if f"<{a}" not in taken and f">{b}" not in taken:
                taken.update((f"<{a}", f">{b}"))
                yield a, b

    def _find_words(self, plan: str, key: str) -> frozenset[str]:
        """Return all pairs of characters of an item, without the bodies that answer for it and words of the genre."""
        item = self.items[plan, key]
        printed = f"{item.title}。{item.text}" if isinstance(item, Task) else f"{item.name or ''}。{print_item(item)}"
        return _find_runs(ANSWERING.sub("", printed)) - self.common


def _share_enough(one: frozenset[str], other: frozenset[str], policy: SeriesPolicy = SERIES) -> bool:
    """Tell whether two items share so many pairs of characters that one may have become the other.

    举办中医药文化博览会 and 打造中医药康养旅游线路 share 中医 and 医药 only.
    """
    return len(one & other) >= policy.shared * min(len(one), len(other)) and bool(one & other)


def _find_runs(printed: str) -> frozenset[str]:
    return frozenset(run[at : at + 2] for run in HAN.findall(printed) for at in range(len(run) - 1))


def find_strictest(difference: Difference, plan: str, items: Sequence[str]) -> Reading | None:
    """Return the strictest value that some items of a plan have in a difference."""
    own = [reading for reading in difference.readings if reading.plan == plan and reading.item in items]
    return min(own, key=lambda reading: (reading.rank is None, reading.rank or 0, reading.start), default=None)


def list_members(group: Group, plan: str) -> list[str]:
    """Return the items of a plan in a group."""
    return [member.item for member in group.members if member.plan == plan]


def sort_by_group(differences: Sequence[Difference]) -> dict[str, list[Difference]]:
    """Return the differences of each group."""
    found: dict[str, list[Difference]] = defaultdict(list)
    for difference in differences:
        found[difference.group].append(difference)
    return found


def print_item(item: Task | Indicator) -> str:
    """Return what an item asks, as it is printed."""
    return item.text if isinstance(item, Task) else item.criteria or item.content or item.name or ""

"""In: nothing. Out: an item as it stands in a group, and which of its numbers belong to that group's measure.

An item that asks for several measures stands in several groups: each number goes to the measure that it speaks of.
Not handled: finding the numbers (`targets`, `durations`, `deadlines`, `frequencies`, `weights`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractor.compare.contract_words import ContractWords
from extractor.model.facts.plan import Indicator, IndicatorPart, Task
from extractor.model.paper.place import Place


@dataclass(frozen=True, slots=True)
class GroupedItem:
    """An item of a plan; `total` is the sum of points of its table.

    An item that asks for several measures stands in several groups: `own` are the words of this group's concept,
    `others` those of its other groups' concepts, by which each number goes to the measure that it speaks of. `year` is
    the plan's, `blanket` tells that its plan sets one day for nearly all tasks, `unread` is what the item prints with a
    number that no fact holds, `words` those of the contract, `heading` its plan's title;
    `concept` and `rivals` are all groups of words of this and of its other groups' concepts.
    """

    plan: str
    item: Task | Indicator
    total: float | None
    words: ContractWords
    own: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    year: int | None = None
    blanket: bool = False
    unread: tuple[tuple[str, Place], ...] = ()
    concept: tuple[tuple[str, ...], ...] = ()
    rivals: tuple[tuple[tuple[str, ...], ...], ...] = ()
    heading: str = ""

    @property
    def context(self) -> str:
        """The titles over the item's numbers: in a plan for 创业担保, 贷款回收率 is that of 创业担保贷款."""
        return f"{self.heading}。{self.item.title if isinstance(self.item, Task) else self.item.name or ''}"

    def fit(self, words: str, concept: Sequence[Sequence[str]] | None = None) -> float:
        """Return what share of a concept's groups of words (this group's without `concept`) stand in `words`."""
        groups = self.concept if concept is None else concept
        return sum(any(word in words for word in group) for group in groups) / len(groups) if groups else 0.0

    @staticmethod
    def _find_last(words: str, concept: Sequence[Sequence[str]]) -> int:
        """Return where the last word of a concept stands, -1 where none does."""
        return max((words.rfind(word) for group in concept for word in group), default=-1)

    def owns(self, part: Indicator | IndicatorPart) -> bool:
        """Tell whether a part of a row speaks of this group's measure and not rather of another that the row has.

        信用贷款规模年增速 and 成功上报企业 are two parts of one row: each is worth its own points.
        """
        if isinstance(part, Indicator):
            return True
        words = "".join(filter(None, (part.criteria, part.content)))
        own = self.fit(words)
        return all(own >= self.fit(words, other) for other in self.rivals)

    def concerns(self, words: str, around: str = "", before: str = "") -> bool:
        """Tell whether a value with these words belongs to this group: 收到异议协同处理函 is no limit for 信用修复.

        Where they name no measure, that tells which is named last `before` them, else the sentence `around` them:
        协同处理平均时间 speaks of 异议, and 并在3个工作日内办结 of 信用修复, named just before it.
        """
        if not self.rivals:
            return any(word in words for word in self.own) or not any(word in words for word in self.others)
        fits = [self.fit(words, concept) for concept in (self.concept, *self.rivals)]
        if not any(fits) and before:
            last = [self._find_last(before, concept) for concept in (self.concept, *self.rivals)]
            if max(last) >= 0:
                return last[0] >= max(last)
        if max(fits) <= 0 and around:
            fits = [self.fit(around, concept) for concept in (self.concept, *self.rivals)]
        return fits[0] >= max(fits)

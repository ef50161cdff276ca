"""In: what was expected and what was found, figure by figure. Out: precision, recall and F1, and every mismatch.

Every figure is micro-averaged: matched, expected and found items are summed over documents, then
precision = matched / found, recall = matched / expected, and F1 is their harmonic mean.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import Any

import msgspec

Record = Mapping[str, Any]
"""One JSON object of an annotation or a plan; both use the names of SPEC.md."""

FIGURES: dict[str, str] = {
    "metadata": "元数据",
    "tasks": "任务",
    "task_units": "任务责任单位与角色",
    "task_unit_names": "任务责任单位名称",
    "deadlines": "完成时限",
    "targets": "目标值",
    "indicators": "指标",
    "points": "分值",
    "criteria": "评分标准",
    "columns": "其他栏目",
    "level1": "一级指标",
    "indicator_units": "指标的责任单位",
    "rules": "计分规则",
    "phases": "阶段",
    "grades": "等次",
    "citations": "引用文件",
    "safeguards": "保障措施",
    "alignment": "对齐",
    "titles": "标题",
    "rule_text": "计分规则原文",
    "levels": "各级指标",
    "plan_deadlines": "任务外时限",
    "indicator_target": "指标目标值",
}
"""Every figure in the order of printing, with its Chinese name."""


class Figure(msgspec.Struct, frozen=True):
    """One line of the accuracy table."""

    name: str
    matched: int
    expected: int
    found: int

    @property
    def precision(self) -> float:
        """Share of what was found that is right."""
        return self.matched / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of what should be found that was."""
        return self.matched / self.expected if self.expected else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall.

        >>> round(Figure("tasks", 3, 4, 3).f1, 3)
        0.857
        """
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


class ToldShare(msgspec.Struct, frozen=True):
    """Of the annotated values that were missed: how many the plan itself tells of, and how much it marks as unread."""

    missed: int
    told: int
    stretches: int
    covered: int
    characters: int

    @property
    def recall(self) -> float | None:
        """Share of the missed values that are told of; None where none was missed."""
        return self.told / self.missed if self.missed else None

    @property
    def per_1000(self) -> float:
        """Unread stretches for each 1,000 characters of text."""
        return 1000 * self.stretches / (self.characters or 1)

    @property
    def share(self) -> float:
        """Share of the text that is marked as unread."""
        return self.covered / (self.characters or 1)


class Mismatch(msgspec.Struct, frozen=True):
    """One thing that cost points. `what` is "missing", "extra", "differs", or the field that differs."""

    figure: str
    where: str
    what: str
    expected: Any = None
    found: Any = None
    count: int = 1


class Score(msgspec.Struct):
    """Counts of each figure, with the mismatches that cost points; it grows document by document."""

    counts: dict[str, list[int]] = msgspec.field(default_factory=lambda: defaultdict(lambda: [0, 0, 0]))
    mismatches: list[Mismatch] = msgspec.field(default_factory=list)
    unread: dict[str, ToldShare] = msgspec.field(default_factory=dict)

    def add(self, figure: str, matched: int, expected: int, found: int) -> None:
        """Add to the three counts of `figure`."""
        for index, number in enumerate((matched, expected, found)):
            self.counts[figure][index] += number

    def add_value(self, figure: str, mismatch: Mismatch, *, matches: bool, wanted: bool, given: bool) -> None:
        """Add one value; `mismatch` is kept unless it matches."""
        self.add(figure, int(matches), int(wanted), int(given))
        if not matches:
            self.mismatches.append(mismatch)

    def add_keys(
        self,
        figure: str,
        where: str,
        expected: Iterable[Hashable],
        found: Iterable[Hashable],
        *,
        optional: Iterable[Hashable] = (),
    ) -> None:
        """Compare two multisets of keys; keys in `optional` cost nothing either way.

        >>> score = Score()
        >>> score.add_keys("tasks", "成武", ["1", "2"], ["2", "3"])
        >>> score.counts["tasks"], [m.what for m in score.mismatches]
        ([1, 2, 2], ['missing', 'extra'])
        """
        want, have = Counter(expected), Counter(found)
        for key in optional:
            want.pop(key, None)
            have.pop(key, None)
        self.add(figure, (want & have).total(), want.total(), have.total())
        missing, extra = want - have, have - want
        self.mismatches += [Mismatch(figure, where, "missing", key, None, n) for key, n in missing.items()]
        self.mismatches += [Mismatch(figure, where, "extra", None, key, n) for key, n in extra.items()]

    def figures(self) -> Iterator[Figure]:
        """Give the figures that anything was expected or found for, in the order of `FIGURES`."""
        for name in FIGURES:
            matched, expected, found = self.counts.get(name, (0, 0, 0))
            if expected or found:
                yield Figure(name, matched, expected, found)

    def told(self) -> Iterator[tuple[str, ToldShare]]:
        """Give what each plan tells of its unread parts, and all together last."""
        if not self.unread:
            return
        yield from self.unread.items()
        rows = list(self.unread.values())
        yield (
            "all",
            ToldShare(
                sum(row.missed for row in rows),
                sum(row.told for row in rows),
                sum(row.stretches for row in rows),
                sum(row.covered for row in rows),
                sum(row.characters for row in rows),
            ),
        )

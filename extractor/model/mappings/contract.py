"""In: nothing. Out: the classes of `phrases/contract.yaml`: by which words two numbers are one measure or two."""

from __future__ import annotations

from typing import Literal

from extractor.model.mappings.source import ExampledRow, MappingFile

NAME_END = r"(?:{})(?:数量|总数|总量|数|量)?$"
"""things that are counted apart are told by how a name ends: 注册企业数"""
ContractWork = Literal[
    "stage",
    "scope",
    "by",
    "flow",
    "kind",
    "whole",
    "counted",
    "same",
    "alike",
    "filler",
    "empty",
    "hollow",
    "classifier",
    "clutter",
    "aside",
    "part",
    "limit",
    "axis",
]


class ContractRow(ExampledRow, frozen=True, kw_only=True):
    """A pattern on the words around a number; `name` is what it tells, `axis` of which measures have one value."""

    does: ContractWork
    pattern: str
    name: str = ""
    axis: str = ""
    lone: bool = False

    @property
    def regex(self) -> str:
        """The pattern as it is used."""
        return NAME_END.format(self.pattern) if self.does == "counted" else self.pattern


class ContractFile(MappingFile, frozen=True, kw_only=True, eq=False):
    """`phrases/contract.yaml`: in the order in which stages, things and axes are asked."""

    words: tuple[ContractRow, ...]

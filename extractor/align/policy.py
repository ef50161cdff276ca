"""In: nothing. Out: `Policy`, every threshold and weight of aligning in one frozen object.

Weights are on one scale: an evidence line of +1 undoes one of -1, and a pair whose lines and start sum to 0 or more
is a match. Not handled: learning the weights; they were set on the annotated plans and kept round.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """What decides. The defaults are what the program uses; a test or an ablation passes another."""

    line: float = 0.0
    """the score from which two items are the same measure"""
    start: float = -1.0
    """what speaks against a match before anything is compared: most pairs of items are different measures"""
    near: float = 1.0
    """how far under the line a pair is still reported as a near miss"""
    misses: int = 500
    """most near misses that are reported"""
    slope: float = 1.8
    """calibration: the chance that a pair of score s is a match is 1 / (1 + exp(-slope * s))"""

    concept: float = 3.5
    title: float = 3.0
    wording: float = 1.2
    terms: float = 4.0
    number: float = 0.6
    bodies: float = 0.3
    deadline: float = 0.2
    section: float = 0.2
    siblings: float = -2.5
    """two tasks, or two rows of one table, that the same plan numbers apart"""

    judged: float = 10.0
    """a person's decision on a pair outweighs all else"""

    title_hit: float = 1.0
    """strength of a concept whose words all stand in the title"""
    mixed_hit: float = 0.8
    """part of its words in the title, the rest in one sentence"""
    body_hit: float = 0.65
    """all in one sentence of the body"""
    scattered: float = 0.7
    """factor where no single clause of the sentence has them all"""
    repeat_hit: float = 0.04
    """added for each further sentence and each further word of the concept, at most three times"""
    passing: float = 0.4
    """factor for words in an enumeration that only names other work (围绕…等重点工作)"""
    floor: float = 0.5
    """the weakest concept that an item is listed under"""
    measures: int = 3
    """most groups that one item stands in"""

    keys: int = 8
    """telling terms by which an item without concept looks for its like"""
    posting: int = 32
    """most items of one telling term with which the others are compared"""
    block: int = 48
    """most items of one concept or term that are all compared with each other; the rest join the groups they form"""
    sample: int = 12
    """with how many members of a group one of the rest is compared"""
    homes: int = 8
    """with how many groups one of the rest is compared, where it has no concept"""
    turns: int = 4
    """how often what joined no group is tried among its like; what is left then stands alone"""
    pairs: int = 200
    """most pairs of one group whose evidence is kept"""

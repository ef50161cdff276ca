"""In: nothing. Out: `Policy`, every threshold and weight of aligning in one frozen object.

Weights are log odds: an evidence line of +1 undoes one of -1. Not handled: what the views of two items are worth, which
is learned (`likeness/*.json`).
"""

from __future__ import annotations

import msgspec

from extractor.model.mappings import Mappings


def choose_policy(mappings: Mappings) -> Policy:
    """Return the usual policy, its line replaced by the one that was learned from persons' decisions, if any."""
    learned = mappings.alignment_line.line
    return Policy() if learned is None else Policy(line=learned)


class Policy(msgspec.Struct, frozen=True, kw_only=True):
    """What decides. The defaults are what the program uses; a test or an ablation passes another."""

    line: float = -1.5
    """the log odds from which two items, or the mean of two groups, are the same measure"""
    second: float = 0.5
    """the mean log odds from which an item stands in a second or third group by its words"""
    near: float = 1.5
    """how far under the line a pair is still reported as a near miss"""
    left_floor: float = -3.0
    """log odds from which two items that no other matches may be one another's"""
    left_ahead: float = 0.5
    """by how much they must then be likelier than either with any other that is left"""
    like_none: float = 0.36
    """share of items that seem to have a counterpart up to which two plans are taken to ask for other things"""
    like_all: float = 0.41
    """share from which two plans are taken to ask for the same things"""
    like_doubt: float = 1.5
    """log odds taken off each pair of two plans that ask for other things"""
    left_doubt: float = 0.5
    """where more is taken off, what is left of two plans is not made out to be one another's"""
    told: float = 0.8
    """added for the chance that is told where nothing is taken off: in plans kept aside .65 of .35 were true"""
    misses: int = 500
    """most near misses that are reported"""
    one_field: float = -0.5
    """log odds that two plans are of one field from which their items are compared"""
    field_told: float = 0.67
    """what the log odds that two plans speak of one field count where their items are looked at, too"""
    field_matched: float = 22.0
    """what the mean likelihood of a counterpart adds: items of one field find theirs, those of two seldom"""
    field_named: float = 4.1
    """added where both titles name one field, taken off where they name two"""
    leader_share: float = 0.6
    """share of the tasks that name a body which must go to one for the plan to be of its field"""
    field_start: float = -8.82
    """the log odds with which two plans begin"""
    field_vectors: float = -2.1
    """added where sentence vectors are compared: they find likely counterparts in any field"""
    field_far: float = -2.5
    """log odds under which the items are not looked at, where the titles do not name one field"""
    near_plans: int = 24
    """with about how many plans each is looked at, where there are more"""
    drawn_plans: int = 8
    """so many of these are drawn evenly from all; the rest are those most like it"""
    near_anchors: int = 6
    """with how many aligned plans a further one is compared, where thousands are placed beside them (`anchored`)"""
    limit: float = 4.0
    """log odds of two items count from minus this to this: no pair alone makes or breaks a group"""
    floor_odds: float = -3.0
    """pairs under it are not kept; they count as `-limit`"""

    pack_share: float = 0.3
    """share of a plan's items that must speak of a field, where its title does not, for that field's concepts to fit"""
    concept: float = 5.3
    """what a concept adds that both items carry in full"""
    list_start: float = 4.0
    """the least log odds with which two items of one concept begin"""
    passing_list: float = 1.9
    """taken off for each side that carries a concept in its body only: likeness must make up for it"""
    unnamed: float = 0.5
    """share of it that is taken off where the title names no concept (推进信用体系建设情况): the body is all it says"""
    untitled: float = 0.3
    """taken off for each side whose title speaks of another measure"""
    unlisted: float = 2.5
    """taken off where one side carries a concept and the other none: the list knows the measure and did not find it"""
    siblings: float = -4.0
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

    block: int = 24
    """most items of one concept that are all compared with each other; in more, each is compared with some (`links`)"""
    sample: int = 12
    """with how many members of a group one of the rest is compared"""
    pairs: int = 200
    """most pairs of one group whose evidence is kept"""

"""In: nothing. Out: `CheckPolicy`, every threshold of the checks.

Not handled: what is checked, which the modules beside this one tell.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckPolicy:
    """What is far, long or unlike enough to be told."""

    least_clause: int = 3
    """characters of a clause that can carry anything"""
    shown: int = 120
    """characters of an unread stretch that its message quotes"""
    run: int = 600
    """characters over which files that are named are told as one stretch"""
    gap: int = 120
    """characters between two unread stretches that are told as one"""
    most_dense: float = 2.8
    """unread stretches for 1,000 characters; where there are more, neighbours are told as one"""
    short: int = 500
    """characters of a text in which two stretches are few"""
    least_item: int = 6
    """characters of a numbered paragraph that must have given a fact"""
    longest_heading: int = 30
    """characters of a heading, or of the name of an attachment"""
    years_before: int = 1
    years_after: int = 12
    """a plan speaks of the year before it to the end of a long-term plan (2018: 到2025年)"""
    least_answered: int = 2
    """items of a list that name who answers for them, from which the list is one of work"""
    share_of_verbs: float = 0.6
    """of the items of a list of work: those that begin with a verb"""
    share_of_asking: float = 0.3
    """of the same: those that ask for a time or a number"""
    share_of_filled: float = 0.5
    """of the rows of a table: those with words below a head that is not known"""
    share_of_siblings: float = 0.75
    """of the rows or items of one list that have a fact, from which one without it is doubted"""
    least_siblings: int = 4
    pair: int = 2
    """rows or items of a list that say nothing of a third"""
    longest_name: int = 24
    """characters of a body's name"""

    same_matter: float = 75.0
    """likeness (0 to 100) of what two sentences measure from which it is one matter"""
    near_matter: float = 60.0
    """the same where the titles agree and each has one value of the unit"""
    same_title: float = 60.0
    """likeness of the titles of a task and a row that may speak of one matter"""
    equal_title: float = 85.0
    """the same where nothing but the titles speaks for it"""
    least_metric: int = 4
    equal_metric: float = 92.0
    """two tasks that set one rate"""
    most_words: int = 300
    """different words of one unit, the next in length, with which words are compared"""
    most_rivals: int = 60
    """later values of one rate against which a value is held"""


CHECK_POLICY = CheckPolicy()

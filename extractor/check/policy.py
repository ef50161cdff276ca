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
    least_item: int = 6
    """characters of a numbered paragraph that must have given a fact"""
    longest_heading: int = 30
    """characters of a heading, or of the name of an attachment"""
    years_before: int = 1
    years_after: int = 12
    """a plan speaks of the year before it to the end of a long-term plan (2018: 到2025年)"""
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

"""What of a clause a fact should hold, and that its words are gone through once."""

from dataclasses import replace

from extractor.check.carriers import Carried, CarrierFinder
from extractor.language.quantities import load_quantity_words


class CountingFinder:
    """A pattern that counts how often it is tried."""

    def __init__(self, pattern):
        self.pattern, self.tried = pattern, 0

    def finditer(self, *where):
        self.tried += 1
        return self.pattern.finditer(*where)


def test_the_quantities_of_a_clause_are_looked_for_once(mappings):
    words = load_quantity_words(mappings)
    finder = CountingFinder(words.finder)
    carriers = CarrierFinder(replace(words, finder=finder), mappings.roles)
    found = list(carriers.find("6月底前新建公厕20座,由县城管局负责"))
    assert [one.kind for one in found] == [Carried.TIME, Carried.SAID, Carried.QUANTITY]
    assert finder.tried == 1

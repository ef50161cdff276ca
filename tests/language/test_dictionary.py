"""The dictionary that comes along is what `make dictionary` makes of jieba's own."""

from tests.upkeep.dictionary import WRITTEN, build_dictionary


def test_the_dictionary_is_made_from_the_installed_jieba():
    assert WRITTEN.read_text("utf-8") == build_dictionary(), "run `make dictionary`"

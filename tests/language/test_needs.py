"""Of each guarded pattern it is proved from its own parts that every match holds one of the words it needs."""

import importlib
import pkgutil
import re
import sys

import msgspec
import pytest

import extractor
from extractor.language.needs import Guarded, Late, compile_late, holds_one
from extractor.language.quantities import load_quantity_words
from extractor.mappings import load_mappings
from extractor.parse.context import build_lexicon
from extractor.parse.scoring.pieces import bands, steps
from extractor.parse.scoring.scoring_words import build_scoring_words

PARSING = ("align", "check", "compare", "language", "outline", "parse", "rulebook")
PARSER = sys.modules["re._parser"]


def find_guarded():
    """Give every guarded pattern of the package, those in tables too, by the module that holds it."""
    for module in pkgutil.walk_packages(extractor.__path__, "extractor."):
        if module.name.split(".")[1] in PARSING:
            for name, value in vars(importlib.import_module(module.name)).items():
                rows = value if isinstance(value, tuple) else (value,)
                for row in rows:
                    for part in row if isinstance(row, tuple) else (row,):
                        if isinstance(part, Guarded) and part.needs:
                            yield pytest.param(part, id=f"{module.name}.{name}:{part.needs[0]}")


def find_built():
    """Give the guarded patterns that are made of the vocabulary."""
    mappings = load_mappings()
    words = build_scoring_words(load_quantity_words(mappings), mappings.scoring_plain)
    for number, (name, part) in enumerate(bands.build_band_patterns(words)):
        if part.needs:
            yield pytest.param(part, id=f"bands.{name}:{number}")
    lexicon = build_lexicon(mappings.roles)
    for name, part in (*steps.build_step_patterns(words).items(), *msgspec.structs.asdict(lexicon).items()):
        if isinstance(part, Guarded):
            yield pytest.param(part, id=name)


def is_proved(items, words):
    """Whether a sequence of parsed parts always matches one of `words`: in each run of letters, or in one part."""
    runs = {""}
    for code, value in items:
        letters = list_letters(code, value)
        runs = {run + letter for run in runs for letter in letters} or {""}
        if all(any(word in run for word in words) for run in runs) or is_part_proved(code, value, words):
            return True
    return False


def list_letters(code, value):
    """Give the letters that a part stands for, none where it is no letter or one of too many."""
    if code is PARSER.LITERAL:
        return [chr(value)]
    plain = code is PARSER.IN and len(value) < 9 and all(kind is PARSER.LITERAL for kind, _ in value)
    return [chr(one) for _, one in value] if plain else []


def is_part_proved(code, value, words):
    match str(code):
        case "SUBPATTERN":
            return is_proved(value[-1], words)
        case "BRANCH":
            return all(is_proved(branch, words) for branch in value[1])
        case "MAX_REPEAT" | "MIN_REPEAT":
            return value[0] > 0 and is_proved(value[2], words)
        case "ASSERT":
            return is_proved(value[1], words)
    return False


@pytest.mark.parametrize("guarded", [*find_guarded(), *find_built()])
def test_every_match_holds_a_word_that_is_needed(guarded):
    assert is_proved(PARSER.parse(guarded.pattern.pattern, guarded.pattern.flags), guarded.needs)


@pytest.mark.parametrize(
    ("pattern", "words", "proved"),
    [
        ("[^,]{1,9}(?:牵头|负责)", ("牵头", "负责"), True),
        ("[^,]{1,9}(?:牵头|负责|配合)", ("牵头", "负责"), False),
        ("(?:负责)?人", ("负责",), False),
        ("(?:负责)+人", ("负责",), True),
        ("[半零]天", ("半", "零"), True),
        ("[半零一]天", ("半", "零"), False),
        ("[^半]天", ("半",), False),
        ("(?<!半)天", ("半",), False),
        ("(?:不得|得满)分", ("分",), True),
        ("负.责", ("负责",), False),
        ("(?:不足|不满|不到)五", ("不足", "不满", "不到"), True),
        ("(?:不足|不满|不到)五", ("不足", "不满"), False),
    ],
)
def test_the_proof_itself(pattern, words, proved):
    assert is_proved(PARSER.parse(pattern), words) is proved


def test_a_pattern_is_neither_tried_nor_compiled_without_its_words():
    broken = Guarded("(", ("牵头", "负责"))
    assert list(broken.finditer("加强河道巡查")) == []
    with pytest.raises(re.error):
        broken.finditer("县水利局负责")
    assert [holds_one(text, ("半",)) for text in ("半天", "一天", "")] == [True, False, False]
    assert [one.group() for one in Guarded("半天", ("半",)).finditer("压减至半天")] == ["半天"]


BROKEN = "(两|二"


def list_late_patterns() -> list[Late]:
    """Return those that stand in the package's modules, not those that other tests made."""
    modules = [importlib.import_module(one.name) for one in pkgutil.walk_packages(extractor.__path__, "extractor.")]
    return [one for module in modules for one in vars(module).values() if isinstance(one, Late)]


def test_every_late_pattern_compiles():
    late = list_late_patterns()
    assert len(late) > 150
    assert all(one.groups >= 0 for one in late)


def test_a_late_pattern_is_compiled_at_its_first_use():
    late = compile_late(BROKEN, re.NOFLAG)
    assert late.pattern == BROKEN
    with pytest.raises(re.error):
        late.search("两日内")


@pytest.mark.parametrize("needs", [(), ("局",)])
def test_a_guarded_pattern_finds_what_the_plain_one_does(needs):
    """Whole, from a place on, and not at all."""
    guarded = Guarded("县.局", needs)
    text = "由县水局、县林局办"
    assert [one.span() for one in guarded.finditer(text)] == [(1, 4), (5, 8)]
    assert [one.span() for one in guarded.finditer(text, 2, 7)] == []
    assert (guarded.search(text, 2).span(), guarded.match(text), guarded.match(text, 5).span()) == (
        (5, 8),
        None,
        (5, 8),
    )
    assert (guarded.fullmatch("县水局").group(), guarded.fullmatch(text)) == ("县水局", None)
    assert (list(guarded.finditer("县水")), guarded.search("县水"), guarded.match("县水")) == ([], None, None)


@pytest.mark.parametrize(
    ("ask", "found"),
    [
        (lambda one: one.search("巡查"), None),
        (lambda one: one.match("巡查"), None),
        (lambda one: one.fullmatch("巡查"), None),
        (lambda one: one.findall("巡查"), []),
        (lambda one: list(one.finditer("巡查")), []),
        (lambda one: one.sub("", "巡查"), "巡查"),
    ],
)
def test_a_late_pattern_is_not_compiled_without_its_words(ask, found):
    assert ask(compile_late("(牵头|负责", needs=("牵头", "负责"))) == found
    with pytest.raises(re.error):
        compile_late("(牵头|负责", needs=("牵头", "负责")).sub("", "由县水利局负责")


def test_a_late_pattern_with_words_finds_what_any_pattern_finds():
    late = compile_late("牵头|负责", needs=("牵头", "负责"))
    assert late.sub("-", "由县水利局负责") == "由县水利局-"
    assert [late.search("由县水利局负责").span(), late.findall("牵头负责")] == [(5, 7), ["牵头", "负责"]]

"""A plan in another dress (encodings, line ends, blanks, widths, marks) gives the same facts."""

import re

import msgspec
import pytest

from extractor.language.folding import fold

WIDE_DIGITS = str.maketrans("0123456789%", "０１２３４５６７８９％")
WIDE_MARKS = str.maketrans(",:;()", "，：；（）")
NARROW_MARKS = str.maketrans("，：；（）", ",:;()")
APART = {"source", "text", "problems", "tables"}
"""What tells of the print: `tables` say in which column each cell stands, which tabs behind it move."""


def facts(value):
    """The facts of a plan, without places and without the layout and the width of the print."""
    if isinstance(value, dict):
        return {key: facts(item) for key, item in value.items() if key not in ("place", "places")}
    if isinstance(value, list | tuple):
        return [facts(item) for item in value]
    return re.sub(r"[\s\u200b\ufeff]+", "", fold(value)) if isinstance(value, str) else value


def read_facts(plan):
    record = msgspec.to_builtins(plan)
    return facts({key: value for key, value in record.items() if key not in APART})


DRESSES = {
    "windows line ends": lambda text: text.replace("\n", "\r\n").encode(),
    "old macintosh line ends": lambda text: text.replace("\n", "\r").encode(),
    "line separators": lambda text: text.replace("\n", "\u2028").encode(),
    "utf-8 with mark": lambda text: b"\xef\xbb\xbf" + text.encode(),
    "utf-16": lambda text: text.encode("utf-16"),
    "utf-16 big": lambda text: b"\xfe\xff" + text.encode("utf-16-be"),
    "utf-16 without mark": lambda text: text.encode("utf-16-le"),
    "gb18030": lambda text: text.encode("gb18030"),
    "blank lines around": lambda text: ("\n\n \n" + text + "\n\n\n").encode(),
    "more blank lines": lambda text: re.sub(r"\n\n", "\n\n\n\n", text).encode(),
    "blanks at line ends": lambda text: re.sub(r"[ ]*\n", " \u3000 \n", text).encode(),
    "tabs at line ends": lambda text: re.sub(r"(?m)(?<=[^\s])$", "\t", text).encode(),
    "form feeds": lambda text: text.replace("\n\n", "\n\n\x0c").encode(),
    "zero-width marks": lambda text: text.replace("，", "\u200b，").replace("责任", "责\u200b任").encode(),
    "wide digits": lambda text: text.translate(WIDE_DIGITS).encode(),
    "wide marks": lambda text: text.translate(WIDE_MARKS).encode(),
    "narrow marks": lambda text: text.translate(NARROW_MARKS).encode(),
}


@pytest.fixture(scope="module")
def clean(extract, corpus):
    return {document.id: read_facts(extract(document.content)) for document in corpus}


@pytest.mark.parametrize("dress", DRESSES)
def test_the_same_facts(extract, corpus, clean, dress):
    for document in corpus:
        worn = DRESSES[dress](document.content.decode("utf-8"))
        assert read_facts(extract(worn)) == clean[document.id], document.id


def test_every_plan_has_facts(clean):
    assert all(len(plan["tasks"]) + len(plan["indicators"]) > 10 for plan in clean.values())


def test_a_change_of_one_character_would_be_found(extract, corpus, clean):
    """The comparison itself can fail."""
    document = next(document for document in corpus if document.id == "chengwu")
    changed = document.content.decode("utf-8").replace("低于0.3%", "低于0.4%", 1)
    assert read_facts(extract(changed)) != clean["chengwu"]

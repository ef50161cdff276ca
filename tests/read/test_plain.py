"""Text files as they come: encodings, broken bytes, files that are no text."""

import random
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from extractor.errors import UnreadableDocumentError
from extractor.model.paper.document import Document
from extractor.read import encodings, read_document
from extractor.read.encodings import POLICY
from extractor.read.plain import find_lines

WORDS = "郏县社会信用体系建设工作方案\n一、重点任务\n"


def read(content):
    return read_document(Document("x", "方案.txt", content))


ENCODED = {
    "utf-8": (WORDS.encode("utf-8"), "utf-8"),
    "utf-8 with mark": (b"\xef\xbb\xbf" + WORDS.encode("utf-8"), "utf-8"),
    "utf-16 little, mark": (b"\xff\xfe" + WORDS.encode("utf-16-le"), "utf-16-le"),
    "utf-16 big, mark": (b"\xfe\xff" + WORDS.encode("utf-16-be"), "utf-16-be"),
    "utf-16 little": (WORDS.encode("utf-16-le"), "utf-16-le"),
    "utf-16 big": (WORDS.encode("utf-16-be"), "utf-16-be"),
    "gb18030": (WORDS.encode("gb18030"), "gb18030"),
    "gbk": (WORDS.encode("gbk"), "gb18030"),
    "ascii": (b"No. 10 (2022)\n", "utf-8"),
}


@pytest.mark.parametrize("name", ENCODED)
def test_encodings(name):
    content, encoding = ENCODED[name]
    source = read(content)
    assert (source.how, source.problems) == (f"text/{encoding}", ())
    assert source.text in (WORDS, "No. 10 (2022)\n")


def test_of_utf_8_nobody_asks_whether_it_is_big5(monkeypatch):
    asked = []
    monkeypatch.setattr(encodings, "_is_big5", lambda _, declared: asked.append(declared))
    assert read(WORDS.encode("utf-8")).how == "text/utf-8"
    assert asked == []
    assert read(WORDS.encode("gb18030")).how == "text/gb18030"
    assert asked == [None]


def noise(seed, length):
    return random.Random(seed).randbytes(length)  # noqa: S311 - bytes that are no text, the same each time


BINARY = {
    "empty": b"",
    "blanks": b" \r\n\t\n",
    "ideographic blanks": "\u3000\n\u3000".encode(),
    "mark alone": b"\xef\xbb\xbf",
    "utf-16 mark alone": b"\xff\xfe",
    "mark and blanks": b"\xef\xbb\xbf\n \n",
    "zeros": b"\x00" * 1000,
    "random": noise(1, 5000),
    "picture": b"\x89PNG\r\n\x1a\n" + noise(2, 3000),
    "archive": b"PK\x03\x04" + noise(3, 3000),
    "pdf": b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n" + noise(4, 3000),
    "random behind a mark": b"\xff\xfe" + noise(5, 5000),
    "utf-32": "郏县方案\n".encode("utf-32") * 20,
    "control characters": b"\x01\x02\x03\x04" * 50,
    "too large": b"a" * (POLICY.max_bytes + 1),
}


@pytest.mark.parametrize("name", BINARY)
def test_what_is_no_text_is_refused_in_one_line(name):
    with pytest.raises(UnreadableDocumentError) as refused:
        read(BINARY[name])
    message = str(refused.value)
    assert message.startswith("方案.txt: ")
    assert "\n" not in message
    assert refused.value.hint


def test_the_message_says_how_large_the_file_is():
    with pytest.raises(UnreadableDocumentError, match="21 MB，超过 20 MB"):
        read(b"a" * 21_000_000)


DAMAGED = {
    # bytes that utf-8 cannot hold, a zero byte, a surrogate without its other half, a character cut at the end
    "stray byte": (("信用。" * 100).encode() + b"\xff" + "体系".encode(), 1),
    "zero bytes": ("信用\x00体系\x00\x00建设".encode() + "方案".encode() * 100, 2),
    "surrogate": (("信用。" * 100).encode() + b"\xed\xa0\x80" + "体系".encode(), 1),
    "cut": (("信用。" * 100).encode()[:-1], 1),
    "cut utf-16": (b"\xff\xfe" + ("信用。" * 100).encode("utf-16-le")[:-1], 1),
    "surrogate in utf-16": (
        b"\xff\xfe" + ("信用。" * 100).encode("utf-16-le") + b"\x00\xd8" + "甲".encode("utf-16-le"),
        1,
    ),
}


@pytest.mark.parametrize("name", DAMAGED)
def test_damage_is_told_at_its_place(name):
    content, count = DAMAGED[name]
    source = read(content)
    assert [problem.code for problem in source.problems] == ["undecodable-bytes"] * count
    for problem in source.problems:
        assert set(problem.place.words(source.text)) <= {"\ufffd", "\x00"}


def test_few_problems_are_told_of_much_damage():
    # One unreadable byte in a hundred characters is borne, but not told hundreds of times.
    source = read((("信" * 100).encode() + b"\xff") * 200)
    assert len(source.problems) == POLICY.max_problems


@pytest.mark.parametrize(
    "end", ["\n", "\r\n", "\r", "\x0b", "\x0c", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029"]
)
def test_line_ends(end):
    text = f"一{end}二{end}{end}三"
    assert [text[line.start : line.end] for line in find_lines(text)] == ["一", "二", "", "三"]


@given(st.text(alphabet="一二 \t\n\r\x0b\x0c\x1c\x85\u2028"))
@example("\r\n\n\r")
def test_lines_cover_all_but_their_ends(text):
    lines = find_lines(text)
    assert [text[line.start : line.end] for line in lines] == [
        line.rstrip("\r\n\f\v\x1c\x1d\x1e\x85\u2028\u2029") for line in text.splitlines()
    ]
    assert all(before.end <= after.start for before, after in pairwise(lines))


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(content):
    try:
        source = read(content)
    except UnreadableDocumentError:
        return
    assert source.text.strip()


@given(
    st.text(alphabet=st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=4),
    st.sampled_from(list("。；\n")),
)
def test_what_was_written_is_read(words, stop):
    text = words + stop
    for encoding in ("utf-8", "utf-16", "utf-8-sig"):
        assert read(text.encode(encoding)).text == text


def test_big5():
    assert "社會信用" in read(("平陰縣社會信用體系建設工作方案\n" * 5).encode("big5")).text

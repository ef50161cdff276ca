"""What clauses do: by their own words, by those of a clause before them, or by those of the whole sentence."""

import pytest

from extractor.language.grammar.clause_work import find_clauses, find_work

CASES = (
    # sentence, the year of the plan, what each clause does (lower case: said by a clause before it or the sentence)
    ("目前全县共有物流园区20个,其中智慧园区3个,年底前新建5个", 2024, "DESCRIPTION description description"),
    ("年底前新建园区5个,改造3个", 2024, "duty duty"),
    ("给予不超过120万元补助,每年2次", 2024, "BENEFIT benefit"),
    ("每年检查2次,本办法自印发之日起施行,有效期2年", 2024, "closing CLOSING CLOSING"),
    ("2021年完成5个,新增3个", 2024, "DESCRIPTION description"),
    ("2021年完成5个,新增3个", 2021, "duty duty"),
    ("2021年完成5个,新增3个", None, "duty duty"),
    ("2021年底前完成5个,新增3个", 2024, "duty duty"),
    ("截至2021年底前完成5个,新增3个", 2024, "DESCRIPTION description"),
    ("2024年完成5个", 2024, "duty"),
    ("全县已建成5个,每年检查2次", 2024, "DESCRIPTION duty"),
    ("每年检查2次,全县已建成5个", 2024, "duty DESCRIPTION"),
    ("目前有园区20个。年底前新建5个", 2024, "DESCRIPTION duty"),
)


@pytest.mark.parametrize(("sentence", "year", "works"), CASES)
def test_what_clauses_do(mappings, sentence, year, works):
    text = f"一、概况。{sentence}。"
    start = len("一、概况。")
    found = find_clauses(mappings.clauses, text, start, start + len(sentence), year)
    assert " ".join(one.work.name if one.own else one.work.value for one in found) == works
    for one in found:
        assert start <= one.sentence <= one.start < one.end <= one.sentence_end <= start + len(sentence)
        assert text[one.start : one.end].strip(",") in sentence


def test_the_clause_that_holds_a_character(mappings):
    text = "年底前新建5个,改造3个。"
    clauses = find_clauses(mappings.clauses, text, 0, len(text), 2024)
    assert [text[one.start : one.end] for one in clauses] == ["年底前新建5个", "改造3个"]
    held = [find_work(clauses, at) for at in (0, 6, 8, len(text))]
    assert held == [clauses[0], clauses[0], clauses[1], None]
    assert find_work(clauses[1:], 0) is None

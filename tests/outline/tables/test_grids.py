"""Tables in plain text: headers, pages, cut rows, categories."""

import pytest

HEAD = "序号\t指标\t分值\t评分标准\n"
LONG = "每出现1条错误数据扣0.1分，未按规定时限报送"


def table(outline, text):
    (grid,) = [grid for part in outline(text).parts for grid in part.grids]
    return grid


def cells(row):
    return [cell.passage.printed for cell in row.cells]


def test_a_header_and_its_rows(outline):
    grid = table(outline, HEAD + "1\t甲\t5\t得5分。\n2\t乙\t5\t得5分。\n")
    assert [passage.text for passage in grid.header] == ["序号", "指标", "分值", "评分标准"]
    assert [cells(row)[0] for row in grid.rows] == ["1", "2"]


def test_a_header_repeated_on_the_next_page_is_taken_out(outline):
    grid = table(
        outline, HEAD + "1\t甲\t5\t得5分。\n\n" + HEAD + "2\t乙\t5\t得5分。\n\n" + HEAD + "3\t丙\t5\t得5分。\n"
    )
    assert ([cells(row)[0] for row in grid.rows], grid.header_repeats) == (["1", "2", "3"], 2)


def test_a_row_cut_by_a_page_is_joined(outline):
    """平阴 and 成武: the number cell is empty and the sentence above stands open."""
    grid = table(
        outline, HEAD + f"1\t甲\t5\t得5分。\n2\t乙\t5\t{LONG}\n\n" + HEAD + "\t\t\t的不得分。\n3\t丙\t5\t得5分。\n"
    )
    assert [cells(row)[0] for row in grid.rows] == ["1", "2", "3"]
    assert (cells(grid.rows[1])[3], grid.rows[1].joined) == (f"{LONG}的不得分。", True)


def test_a_number_cut_by_a_page_is_joined(outline):
    """成武 prints 16 as 1 and 6 on two pages."""
    rows = "".join(f"{number}\t甲{number}\t5\t得5分。\n" for number in range(1, 16))
    grid = table(outline, HEAD + rows + f"1\t乙\t5\t{LONG}\n\n" + HEAD + "6\t\t\t的不得分。\n")
    assert cells(grid.rows[-1]) == ["16", "乙", "5", f"{LONG}的不得分。"]
    assert len(grid.rows) == 16


def test_two_rows_are_not_joined_without_proof(outline):
    grid = table(outline, HEAD + "1\t甲\t5\t得5分。\n\n" + HEAD + "\t\t\t成立的得2分。\n2\t丙\t5\t得5分。\n")
    assert not any(row.joined for row in grid.rows)
    assert len(grid.rows) == 3


CATEGORIES = ("二、工作落实情况 (45 分)", "三、政务诚信建设（20分）", "五、工作创新 (附加分 10分)")


@pytest.mark.parametrize("words", CATEGORIES)
@pytest.mark.parametrize("tabs", ["", "\t", "\t\t\t", "\t\t\t\t"])
def test_a_category_across_the_table(outline, words, tabs):
    """郏县 prints them with and without tabs behind."""
    grid = table(outline, HEAD + f"1\t甲\t5\t得5分。\n{words}{tabs}\n1\t乙\t5\t得5分。\n")
    assert [row.full_width for row in grid.rows] == [False, True, False]
    assert grid.rows[1].cells[0].passage.printed == words.replace(" ", "")


def test_blank_lines_do_not_end_a_table(outline):
    grid = table(outline, HEAD + "1\t甲\t5\t得5分。\n\n\n2\t乙\t5\t得5分。\n")
    assert len(grid.rows) == 2


def test_ragged_rows(outline):
    """More cells than columns go into the last one; fewer go where their likes are."""
    grid = table(outline, HEAD + "1\t甲\t5\t得5分。\n2\t乙\t4\t得4分。\n3\t丙\t3\t得3分。\t另加\n4\t丁\n")
    assert cells(grid.rows[2]) == ["3", "丙", "3", "得3分。另加"]
    assert sorted(cells(grid.rows[3])) == ["", "", "4", "丁"]
    assert all(len(row.cells) == 4 for row in grid.rows)


def test_a_caption(outline):
    grid = table(outline, "某县考核指标\n\n（满分 100 分）\n\n" + HEAD + "1\t甲\t5\t得5分。\n")
    assert [passage.printed for passage in grid.caption] == ["某县考核指标", "（满分100分）"]


SINGLE = (
    # text, the paragraphs that it gives
    ("甲\t乙\t丙\n\n正文。\n", ["甲乙丙", "正文。"]),
    ("\t\t\t某县考核指标\n\n正文。\n", ["某县考核指标", "正文。"]),  # a title set in the middle
    ("某县人民政府\t\t2022年3月18日\n", ["某县人民政府2022年3月18日"]),  # a signature
    (HEAD, ["序号指标分值评分标准"]),
)


@pytest.mark.parametrize(("text", "paragraphs"), SINGLE)
def test_one_row_is_no_table_and_its_words_stay(outline, text, paragraphs):
    (part,) = outline(text).parts
    assert part.grids == ()
    assert [passage.printed for passage in (*part.front, *part.back)] == paragraphs


def test_a_heading_with_tabs_behind_is_a_heading(outline):
    (part,) = outline("一、重点任务\t\t\n\n1.加强宣传。\n").parts
    assert [section.head.printed for section in part.sections] == ["重点任务"]


def test_a_title_set_in_the_middle_above_a_table(outline):
    grid = table(outline, "\t\t\t某县考核指标\n" + HEAD + "1\t甲\t5\t得5分。\n")
    assert [passage.text for passage in grid.header] == ["序号", "指标", "分值", "评分标准"]
    assert [passage.printed for passage in grid.caption] == ["某县考核指标"]


def test_a_table_without_a_header(outline):
    grid = table(outline, "1\t甲\t5\t得5分。\n2\t乙\t5\t得5分。\n")
    assert (grid.header, len(grid.rows)) == ((), 2)


def test_two_tables_with_text_between(outline):
    text = HEAD + "1\t甲\t5\t得5分。\n\n以下为乡镇指标。\n\n" + HEAD + "1\t乙\t5\t得5分。\n"
    assert [grid.number for part in outline(text).parts for grid in part.grids] == [1, 2]


def test_markdown(outline):
    grid = table(outline, "|序号|指标|分值|\n|---|:-:|---|\n|1|甲|5|\n|2|乙|5|\n")
    assert [passage.text for passage in grid.header] == ["序号", "指标", "分值"]
    assert [cells(row) for row in grid.rows] == [["1", "甲", "5"], ["2", "乙", "5"]]


def test_tabs_everywhere(outline):
    found = outline("甲\t" * 300 + "乙\n" + "1\t" * 300 + "2\n" + "丙\t" * 150 + "丁\n")
    assert len(found.parts[0].grids) == 1


def test_a_header_of_two_levels(outline):
    text = "序号\t指标\t考核\t\n\t\t分值\t评分标准\n1\t甲\t5\t得5分。\n"
    assert [passage.text for passage in table(outline, text).header] == ["序号", "指标", "分值", "评分标准"]

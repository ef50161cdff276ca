"""Web pages: the document without what stands around it."""

from __future__ import annotations

import pytest

from extractor.model.paper.document import Source
from extractor.read import read_document
from tests.read.building import document

PLAN = "".join(
    f"<p>　　{n}、县财政局牵头落实信用承诺制度，每月26日前报送工作台账并汇总情况。</p>" for n in "一二三四五六"
)


def read(body: str, head: str = "") -> Source:
    return read_document(document(f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode()))


@pytest.mark.parametrize(
    "around",
    [
        '<div class="nav"><a href="/">首页</a><a href="/b">政务公开</a></div>',
        "<script>document.write('首页')</script>",
        '<div class="share-bar">分享到：<a>微信</a>首页</div>',
        '<div id="footer"><p>主办：县人民政府办公室 首页</p></div>',
        '<div style="display:none">首页</div>',
        "<nav>首页</nav>",
        '<div class="dqwz">当前位置：<a href="/">首页</a></div>',
        '<ul><li><a href="1">首页</a></li><li><a href="2">关于印发另一方案的通知</a></li></ul>',
        "<form><button>首页</button></form>",
    ],
)
def test_what_stands_around_stays_out(around: str) -> None:
    source = read(f'{around}<div class="article"><div class="TRS_Editor">{PLAN}</div></div>{around}')
    assert len(source.text.splitlines()) == 6
    assert "首页" not in source.text
    assert "另一方案" not in source.text


def test_the_heading_outside_of_the_content_is_kept() -> None:
    head = "<title>成武县信用建设实施方案_成武县人民政府</title>"
    assert read(f'<div id="x">{PLAN}</div>', head).text.startswith("成武县信用建设实施方案\n")
    assert read(f"<h1>成武县信用建设实施方案</h1><div id='x'>{PLAN}</div>", head).text.count("实施方案") == 1


@pytest.mark.parametrize(
    ("above", "kept"),
    [
        ("<h2 class='title'>关于开展校园安全检查的通知</h2>", True),
        ("<div class='arti_title'>云溪县2024年统计工作要点</div>", True),
        ("<p class='bt'>关于印发云溪县防汛应急预案演练方案的通知</p>", True),
        ("<h3>部门最新通知</h3>", False),  # the name of a channel
        ("<h3 class='title'><a href='1'>关于印发另一方案的通知</a></h3>", False),  # a link to another paper
        ("<h2>云溪县人民政府欢迎您</h2>", False),
    ],
)
def test_a_heading_in_a_box_of_its_own_above_the_text(above: str, kept: bool) -> None:
    text = read(f"<div>{above}<div class='con'>{PLAN}{PLAN}</div></div>").text
    first = text.splitlines()[0]
    assert (first in above) == kept


def test_the_fields_above_a_document_are_kept() -> None:
    table = "<table><tr><td>发文字号：</td><td>成政办字〔2022〕10号</td><td>主题分类</td><td>金融</td></tr></table>"
    text = read(f"<div>{table}</div><div id='x'>{PLAN}{PLAN}</div>").text
    assert text.startswith("发文字号：成政办字〔2022〕10号\n")
    assert "主题分类" not in text


def test_spans_and_blanks_of_a_table() -> None:
    source = read(
        "<table><caption>指标表</caption><tr><th>一级</th><th>二级</th><th>分值</th></tr>"
        "<tr><td rowspan=2>制度</td><td>1.<p>文件</p></td><td>5</td></tr><tr><td>2.公示</td><td></td></tr>"
        "<tr><td colspan=2>合计</td><td>5</td></tr></table>"
    )
    assert source.text == "指标表\n\n一级\t二级\t分值\n制度\t1. 文件\t5\n\t2.公示\t\n合计\t\t5\n\n"
    spans = {(c.row, c.column): (c.row_span, c.column_span) for c in source.tables[0].cells}
    assert spans[1, 0] == (2, 1)
    assert spans[3, 0] == (1, 2)


def test_a_table_that_only_places_blocks_is_no_table() -> None:
    source = read(f"<table><tr><td><table><tr><td>{PLAN}</td></tr></table></td></tr></table>")
    assert source.tables == ()
    assert len(source.text.splitlines()) == 6


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [("gb2312", "gb18030"), ("gbk", "gbk"), ("utf-8", "utf-8"), ("", "gb18030"), ("", "utf-16")],
)
def test_encodings_as_pages_name_them(charset: str, encoding: str) -> None:
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={charset}">' if charset else ""
    page = f"<html><head>{meta}</head><body>{PLAN}</body></html>".encode(encoding)
    assert "县财政局牵头" in read_document(document(page)).text


def test_ordered_lists_print_their_numbers() -> None:
    assert read('<ol start="3"><li>归集</li><li>应用<ol type="a"><li>甲</li></ol></li></ol>').text.splitlines() == [
        "3. 归集", "4. 应用", "a. 甲",
    ]  # fmt: skip


def test_line_breaks_part_paragraphs_and_blanks_fold() -> None:
    assert read("<p>县&nbsp;财政局<br>\n  牵头 <b>负责</b></p>").text == "县 财政局\n牵头 负责\n"


def test_bytes_speak_before_declarations() -> None:
    page = '<html><head><meta charset="gb2312"></head><body><p>一、完成河道清淤3公里。</p></body></html>'
    assert "完成河道清淤" in read_document(document(page.encode())).text
    late = f'<html><head><!--{"x" * 5000}--><meta charset="big5"></head><body><p>一、完成河道清淤，落實責任。</p></body></html>'
    assert "落實責任" in read_document(document(late.encode("big5"))).text


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        pytest.param(
            '<ol class="custom_cn"><li><p>防火</p></li></ol><ol class="custom_cn1"><li>巡山</li><li>值守</li></ol>',
            ["一、防火", "（一）巡山", "（二）值守"],
            id="editor",
        ),
        pytest.param(
            '<ol style="list-style-type:cjk-ideographic" start="2"><li>防火<ol style="list-style:simp-chinese-informal"><li>巡山</li></ol></li></ol>',
            ["二、防火", "（一）巡山"],
            id="style",
        ),
        pytest.param("<ul><li>巡山</li></ul>", ["巡山"], id="bullets"),
        pytest.param('<ol type="A" start="3"><li>巡山</li></ol>', ["C. 巡山"], id="letters"),
    ],
)
def test_numbers_that_a_browser_prints(body: str, lines: list[str]) -> None:
    assert read_document(document(f"<html><body><div>{body}</div></body></html>".encode())).text.splitlines() == lines


NESTED = (
    "<table><tr><th>序号</th><th>内容</th><th>标准</th></tr><tr><td>1</td><td>植树造林任务完成情况</td><td>按率计分"
    "<table><tr><td>90%以上</td><td>30分</td></tr></table></td></tr><tr><td>2</td><td>林木管护</td><td>每缺1株扣1分</td></tr></table>"
)


def test_a_table_that_holds_a_small_one_is_data_and_told() -> None:
    source = read_document(document(f"<html><body><p>一、考核</p>{NESTED}</body></html>".encode()))
    assert [(t.rows, t.columns) for t in source.tables] == [(3, 3)]
    assert "按率计分 90%以上 30分" in source.text
    assert [p.code for p in source.problems] == ["nested-table"]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("<p>共 4 页</p>", "further-pages"),
        ('<a href="t_2.html">下一页</a>', "further-pages"),
        ('<p>附件：<a href="/P0.xlsx">任务分工表</a></p>', "attachment-not-read"),
        ('<img src="W1.png" width="640">', "picture-not-read"),
    ],
)
def test_what_is_not_on_this_page_is_told(body: str, code: str) -> None:
    page = f"<html><body><div><p>一、加强巡河，每周巡查2次，及时清理河面漂浮物。</p>{body}</div></body></html>"
    assert [p.code for p in read_document(document(page.encode())).problems] == [code]


@pytest.mark.parametrize(
    "body", ["<p>共 1 页</p>", '<a href="#">下一页</a>', '<img src="a.gif" width="20">', '<a href="/n.html">通知</a>']
)
def test_what_a_site_shows_around_is_not_told(body: str) -> None:
    page = f"<html><body><div><p>一、加强巡河，每周巡查2次，及时清理河面漂浮物。</p>{body}</div></body></html>"
    assert read_document(document(page.encode())).problems == ()

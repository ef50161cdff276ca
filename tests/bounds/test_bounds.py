"""What comes in: ids, YAML, files, time, memory, streams, processes. Each row is a hostile input that once did harm."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.bounds.files import read_file
from extractor.bounds.names import find_fault, make_id, readable_name, show_controls
from extractor.bounds.policy import BOUNDS, Limits
from extractor.bounds.screen import SteadyStream
from extractor.bounds.watch import TooMuchError, allow_more, watch
from extractor.bounds.yaml_text import YamlError, parse_yaml_text
from extractor.corpora import load_documents, search_folder
from extractor.errors import CorpusError

PLAN = "云岭县防汛方案\n一、重点任务\n（一）排查隐患。2024年6月底前完成。（责任单位：县水利局）\n"


@given(st.text(max_size=300))
def test_every_name_gives_an_id_that_names_a_file(name: str) -> None:
    made = make_id(name)
    assert find_fault(made) == ""
    assert make_id(made) == made
    assert len(f".{made}.json.1234567.part".encode()) < 255


@given(st.text())
def test_nothing_that_is_shown_commands_a_terminal(text: str) -> None:
    shown = show_controls(text)
    assert not any(ord(sign) < 32 and sign not in "\n\t" for sign in shown)
    assert "\x9b" not in shown


def nest(width: int, depth: int) -> str:
    text = "&x0 [" + ",".join(["1"] * width) + "]"
    for level in range(1, depth):
        text = f"&x{level} [{text}" + f",*x{level - 1}" * (width - 1) + "]"
    return text


MERGES = "a: &a {k: 1}\n" + "\n".join(
    f"b{n}: &b{n} {{<<: [{','.join(['*' + ('a' if n == 0 else f'b{n - 1}')] * 9)}]}}" for n in range(9)
)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("id: a\ndate: 2022-02-30\n", "第 2 行的值“2022-02-30”不成立"),
        ("date: 2022-02-03 25:61:61", "不成立"),
        ("title: 0x_", "不成立"),
        ("n: 0b_", "不成立"),
        ("[" * 50_000, "嵌套超过"),
        ("\n".join(" " * n + "a:" for n in range(400)), "嵌套超过"),
        ("- " * 3000 + "a", "嵌套超过"),
        ("title: " + nest(10, 9), "条目太多"),
        (MERGES, "条目太多"),
        ("a: &a [*a]", "引用了自己"),
        ("value: 1e999999999", "数太长"),
        ("value: " + "9" * 5000, "数太长"),
        ("a: [1, 2", "不是合法的 YAML"),
        ("a: \x07", "不是合法的 YAML"),
        ('id: "\\ud800"', "不是合法的 YAML"),
    ],
)
def test_yaml_out_of_bounds_is_told_with_its_line(text: str, told: str) -> None:
    with pytest.raises(YamlError, match=told):
        parse_yaml_text(text, "x.yaml")


def test_ordinary_yaml_is_what_it_says() -> None:
    text = "id: a\ndate: 2022-03-30\nlist: &l [1, 2.5, 否]\nagain: *l\nregex: '[[a-z]{2,3}]'\nhash: e1234567\n"
    assert parse_yaml_text(text, "x.yaml")["again"] == [1, 2.5, "否"]


@pytest.mark.parametrize("name", ["方案?终稿.txt", "a:b.txt", "关于印发" * 20 + ".txt", "con.txt", "a..txt", " b.txt"])
def test_no_file_name_costs_a_document(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(PLAN, "utf-8")
    (tmp_path / "good.txt").write_text(PLAN, "utf-8")
    documents, failures = load_documents(search_folder(tmp_path)[0])
    assert failures == ()
    assert all(find_fault(document.id) == "" for document in documents)
    assert len(documents) == 2


def test_a_name_from_a_gbk_archive_is_read() -> None:
    assert readable_name(os.fsdecode("防汛方案.txt".encode("gbk"))) == "防汛方案.txt"


def test_links_that_lead_back_end(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PLAN, "utf-8")
    for name in ("l1", "l2"):
        (tmp_path / name).symlink_to(".")
    assert [path.name for path in search_folder(tmp_path)[0]] == ["a.txt"]


def test_a_huge_file_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(20_000_000_000)
    with pytest.raises(CorpusError, match="20000 MB"):
        read_file(path, BOUNDS.document_bytes, CorpusError)
    with pytest.raises(CorpusError, match="文件夹"):
        read_file(tmp_path, 10, CorpusError)


def test_work_that_takes_too_long_is_stopped_and_named() -> None:
    with pytest.raises(TooMuchError, match=r"慢\.txt: 处理超过"):
        _spin()


def test_work_may_ask_for_more_time() -> None:
    with watch(Limits(seconds=0.3), "扫描.pdf"):
        allow_more(30)
        until = time.process_time() + 0.6
        while time.process_time() < until:
            sum(range(1000))


def test_work_that_takes_too_much_memory_is_stopped() -> None:
    with pytest.raises(TooMuchError, match="内存超过 60 MB"):
        _hoard()


def _spin() -> None:
    with watch(Limits(seconds=0.3), "慢.txt"):
        while True:
            sum(range(1000))


def _hoard() -> None:
    held = []
    with watch(Limits(seconds=30, megabytes=60), "大.docx"):
        while True:
            held.append(bytearray(1_000_000))
            time.sleep(0.002)


class Broken:
    """A stream as a closed pipe, a full disk or a strict console gives it."""

    def write(self, _text: str) -> int:
        raise OSError(28, "No space left on device")

    def flush(self) -> None:
        raise BrokenPipeError

    def isatty(self) -> bool:
        return False


def test_a_stream_that_fails_stops_nothing() -> None:
    stream = SteadyStream(Broken())
    assert stream.write("任务 3") == 4
    stream.flush()
    assert stream.failed == "No space left on device"


RUN = [sys.executable, "-c", "from extractor.cli import main; main()"]


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_no_worker_outlives_its_parent(number: int, tmp_path: Path) -> None:
    run = subprocess.Popen(
        [*RUN, "run", "--jobs", "3", "--out", str(tmp_path)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    children: list[int] = []
    for _ in range(200):
        listed = Path(f"/proc/{run.pid}/task/{run.pid}/children").read_text("ascii").split()
        children = [int(pid) for pid in listed]
        if len(children) >= 2 or run.poll() is not None:
            break
        time.sleep(0.05)
    run.send_signal(number)
    run.wait(20)
    until = time.monotonic() + 10
    while any(_lives(pid) for pid in children) and time.monotonic() < until:
        time.sleep(0.1)
    assert not any(_lives(pid) for pid in children)


def _lives(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


@pytest.mark.slow
@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "latin-1"])
def test_results_do_not_depend_on_the_console(encoding: str, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "防汛.txt").write_text(PLAN, "utf-8")
    environment = {**os.environ, "PYTHONIOENCODING": encoding}
    done = subprocess.run(
        [*RUN, "extract", str(tmp_path / "in" / "防汛.txt"), "--out", str(tmp_path / "out")],
        env=environment,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0
    assert (tmp_path / "out" / "防汛.json").exists()
    assert b"Traceback" not in done.stderr

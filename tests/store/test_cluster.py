"""The same bytes from one process, several, and a real scheduler with workers; what dies or hangs is named."""

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress

import pytest

from extractor.store.cluster import ClusterPolicy
from tests.benchmarks.varied_documents import vary_documents
from tests.conftest import ROOT
from tests.store.running import call, read_tree

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore")]
DOCUMENTS = 8
MANY = 30
LONGEST = 300
"""seconds after which a command is ended: none of them may hold a machine up"""
START = "from distributed.cli.dask_{0} import main; main()"


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory):
    """A scheduler and two workers on loopback, as a person starts them on machines; its address."""
    note = tmp_path_factory.mktemp("scheduler") / "scheduler.json"
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": ROOT, "start_new_session": True}
    start = [sys.executable, "-c"]
    own = ["--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(note)]
    worker = [
        "--scheduler-file",
        str(note),
        "--nworkers",
        "2",
        "--nthreads",
        "1",
        "--no-dashboard",
        "--death-timeout",
        "60",
    ]
    processes = [
        subprocess.Popen([*start, START.format("scheduler"), *own], **quiet),
        subprocess.Popen([*start, START.format("worker"), *worker], **quiet),
    ]
    deadline = time.monotonic() + 60
    while not note.exists() and time.monotonic() < deadline:
        time.sleep(0.2)
    yield json.loads(note.read_text())["address"]
    for process in reversed(processes):
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A few varied documents, one of them a PDF."""
    made = tmp_path_factory.mktemp("varied")
    for name, content in vary_documents(DOCUMENTS):
        (made / name).write_bytes(content)
    return made


@pytest.fixture(scope="module")
def serial(folder, tmp_path_factory):
    """What one process writes."""
    out = tmp_path_factory.mktemp("serial")
    run(["extract", *sorted(folder.iterdir()), "--out", out / "extract", "--jobs", "1"])
    run(["run", folder, "--out", out / "run", "--store", "--jobs", "1"])
    return out


def run(words, module="extractor", code=0):
    """Run the program in a process of its own, for a bounded time; return what it printed."""
    command = [sys.executable, "-m", module, *map(str, words)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=LONGEST)
    assert done.returncode == code, done.stderr[-2000:]
    return done.stdout


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    """More documents than are handed out to two workers at a time, so that some are left whenever a worker dies."""
    made = tmp_path_factory.mktemp("many")
    for name, content in vary_documents(MANY):
        (made / name).write_bytes(content)
    return made


@pytest.fixture(scope="module")
def whole(many, tmp_path_factory):
    """The store of a run of them to which nothing happened."""
    out = tmp_path_factory.mktemp("whole")
    run(["whole", "never", "run", many, "--out", out, "--store", "--jobs", "1"], module="tests.store.mishaps")
    return out


@pytest.mark.parametrize("how", ["processes", "scheduler"])
def test_extract_gives_the_same_bytes(folder, serial, tmp_path, request, how):
    extra = ["--jobs", "2"] if how == "processes" else ["--cluster", request.getfixturevalue("scheduler")]
    run(["extract", *sorted(folder.iterdir()), "--out", tmp_path, *extra])
    assert read_tree(tmp_path) == read_tree(serial / "extract")


@pytest.mark.parametrize("how", ["processes", "scheduler"])
def test_a_run_gives_the_same_bytes_and_the_same_store(folder, serial, tmp_path, request, how):
    extra = ["--jobs", "2"] if how == "processes" else ["--cluster", request.getfixturevalue("scheduler")]
    run(["run", folder, "--out", tmp_path, "--store", *extra])
    assert read_store(tmp_path) == read_store(serial / "run")


@pytest.mark.parametrize(("bad", "told", "tries"), [("deadly", "2 个工作进程先后退出", 4), ("silent", "没有回应", 2)])
def test_work_that_kills_or_hangs_its_workers_is_named_and_no_other_suffers(tmp_path, bad, told, tries):
    """It is begun anew as often as the policy says, among the others and then alone; the others come through."""
    printed = run(["work", tmp_path, bad], module="tests.store.mishaps")
    found = json.loads(printed.splitlines()[-1])
    assert [one for one in found if isinstance(one, str)] == ["a!", "b!", "c!", "d!"]
    assert found[1][0] == bad
    assert told in found[1][1]
    assert 2 <= len((tmp_path / bad).read_text().split()) <= tries


def test_a_worker_that_is_killed_now_and_then_changes_nothing(many, whole, tmp_path):
    """Its keeper starts another one, and the documents that it had are read there."""
    words = ["run", many, "--out", tmp_path, "--store", "--cluster", "local", "--jobs", "2"]
    printed = run(["workers", "1,6", *words], module="tests.store.mishaps")
    assert len({line for line in printed.splitlines() if line.startswith("killed ")}) == 2
    assert read_store(tmp_path) == read_store(whole)


@pytest.mark.parametrize("how", [["--jobs", "1"], ["--jobs", "2"]])
def test_a_run_killed_three_times_goes_on_and_reads_nothing_twice(many, whole, tmp_path, how):
    """Twice while documents are read, once before the index is written; what was kept then is never written again."""
    words = ["run", many, "--out", tmp_path, "--store", *how]
    kept = {}
    for moment, least in (("5", 5), ("14", 14), ("end", MANY)):
        run(["whole", moment, *words], module="tests.store.mishaps", code=-signal.SIGKILL)
        now = stamp_kept(tmp_path)
        assert len(now) >= least
        assert now.items() >= kept.items()
        kept = now
    printed = run(["whole", "never", *words], module="tests.store.mishaps")
    assert f"读了 0 份，沿用已读的 {MANY} 份" in printed
    assert stamp_kept(tmp_path) == kept
    assert read_store(tmp_path) == read_store(whole)


def stamp_kept(out):
    """Return of each kept plan what changes when it is written again."""
    files = (out / "store" / "kept" / "plans").rglob("*.kept")
    return {file.name: (file.stat().st_ino, file.stat().st_mtime_ns) for file in files}


def read_store(out):
    """Return the bytes of all files, but for the lock."""
    tree = read_tree(out, without="")
    return {name: content for name, content in tree.items() if name != "store/store.lock" and "/." not in name}


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "nonsense"])
def test_an_address_where_no_scheduler_is(folder, tmp_path, monkeypatch, capsys, address):
    import extractor.store.cluster

    monkeypatch.setattr(extractor.store.cluster, "POLICY", ClusterPolicy(seconds=1.0))
    code, _, told = call(capsys, "run", folder, "--out", tmp_path, "--store", "--cluster", address)
    assert code == 2
    assert "dask scheduler" in told

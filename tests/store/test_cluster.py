"""The same bytes from one process, several, and a real scheduler with workers; what dies or hangs is named."""

import os
import signal
import subprocess
import sys
import time
from functools import partial

import pytest

from extractor.batch import run_in_turn, share
from extractor.errors import Failure
from extractor.model.paper.document import Document
from extractor.store.cluster import ClusterPolicy, open_cluster
from tests.benchmarks.varied_documents import vary_documents
from tests.conftest import ROOT
from tests.store.running import call, read_tree

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore")]
DOCUMENTS = 20
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
    yield __import__("json").loads(note.read_text())["address"]
    for process in reversed(processes):
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(30)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A dozen varied documents, some of them PDF."""
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


def run(words):
    """Run the program in a process of its own; return what it printed."""
    command = [sys.executable, "-m", "extractor", *map(str, words)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


@pytest.mark.parametrize("how", ["processes", "scheduler"])
def test_extract_gives_the_same_bytes(folder, serial, tmp_path, request, how):
    extra = ["--jobs", "2"] if how == "processes" else ["--cluster", request.getfixturevalue("scheduler")]
    run(["extract", *sorted(folder.iterdir()), "--out", tmp_path, *extra])
    assert read_tree(tmp_path) == read_tree(serial / "extract")


@pytest.mark.parametrize("how", ["processes", "scheduler"])
def test_a_run_gives_the_same_bytes_and_the_same_store(folder, serial, tmp_path, request, how):
    extra = ["--jobs", "2"] if how == "processes" else ["--cluster", request.getfixturevalue("scheduler")]
    run(["run", folder, "--out", tmp_path, "--store", *extra])
    trees = [read_tree(one, without="") for one in (tmp_path, serial / "run")]
    for tree in trees:
        tree.pop("store/store.lock")
    assert trees[0] == trees[1]


def work_or_end(given, document):
    """Do to this process what the document's name says."""
    if document.name == "deadly":
        os._exit(9)
    if document.name == "silent":
        time.sleep(600)
    return document.name + given.value


@pytest.mark.parametrize(("bad", "told"), [("deadly", "先后退出"), ("silent", "没有回应")])
def test_work_that_kills_or_hangs_its_workers_is_named_and_no_other_suffers(bad, told):
    policy = ClusterPolicy(silence=90.0 if bad == "deadly" else 8.0, pulse=0.5)
    documents = [Document(name, name, b"") for name in ("a", bad, "b", "c", "d")]
    with open_cluster("local", 2, policy) as executor:
        found = list(run_in_turn(partial(work_or_end, share("!", executor)), documents, executor))
    assert [one for one in found if not isinstance(one, Failure)] == ["a!", "b!", "c!", "d!"]
    assert isinstance(found[1], Failure)
    assert found[1].name == bad
    assert told in found[1].message


def test_a_worker_that_is_killed_now_and_then_changes_nothing(folder, serial, tmp_path):
    """Its keeper starts another one, and the documents that it had are read there."""
    command = [
        sys.executable,
        "-m",
        "extractor",
        "run",
        folder,
        "--out",
        tmp_path,
        "--store",
        "--cluster",
        "local",
        "--jobs",
        "2",
    ]
    process = subprocess.Popen(list(map(str, command)), cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    killed = 0
    while process.poll() is None:
        time.sleep(0.3)
        if (tmp_path / "store" / "kept" / "plans").exists() and killed < 2:
            workers = find_workers(process.pid)
            if workers:
                os.kill(workers[0], signal.SIGKILL)
                killed += 1
    assert process.returncode == 0, process.stderr.read()
    assert killed
    assert read_tree(tmp_path) == read_tree(serial / "run")


def find_workers(parent):
    """Return the processes below `parent` that work, by the order in which they began."""
    listed = subprocess.run(["/bin/ps", "-eo", "pid,ppid,args"], capture_output=True, text=True, check=True).stdout
    rows = [line.split(None, 2) for line in listed.splitlines()[1:]]
    return [int(pid) for pid, own, words in rows if int(own) == parent and "spawn_main" in words]


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "nonsense"])
def test_an_address_where_no_scheduler_is(folder, tmp_path, monkeypatch, capsys, address):
    import extractor.store.cluster

    monkeypatch.setattr(extractor.store.cluster, "POLICY", ClusterPolicy(seconds=1.0))
    code, _, told = call(capsys, "run", folder, "--out", tmp_path, "--store", "--cluster", address)
    assert code == 2
    assert "dask scheduler" in told

import os
import pickle
from concurrent.futures import Executor, Future, ThreadPoolExecutor

import pytest

from extractor.batch import ExecutionPolicy, InProcessExecutor, Shared, choose_executor, run_each
from extractor.errors import UnreadableDocumentError
from extractor.model.paper.document import Document

DOCUMENTS = tuple(Document(name, f"{name}.txt", name.encode()) for name in "abcdef")


def shout(document):
    """Fail on b in a way that a user can mend, on d in a way that is our mistake, and end the process on e."""
    if document.id == "b":
        raise UnreadableDocumentError("b.txt: 文件是空的", hint="请重新下载")
    if document.id == "d":
        raise KeyError("d\nd")
    if document.id == "e" and os.environ.get("EXTRACTOR_TEST_PARENT") not in {None, str(os.getpid())}:
        os._exit(9)
    return document.id.upper()


class Backwards(Executor):
    """Finishes the calls in the reverse order, all when the first result is asked for."""

    def __init__(self):
        self.calls = []

    def submit(self, fn, /, *args, **kwargs):
        executor = self

        class Late(Future):
            def result(self, timeout=None):
                while executor.calls:
                    future, call = executor.calls.pop()
                    future.set_result(call())
                return super().result(timeout)

        future = Late()
        self.calls.append((future, lambda: fn(*args, **kwargs)))
        return future


@pytest.mark.parametrize(
    "make", [InProcessExecutor, Backwards, lambda: ThreadPoolExecutor(3)], ids=["in", "back", "pool"]
)
def test_results_and_failures_keep_the_order_of_the_documents(make):
    done = []
    with make() as executor:
        results, failures = run_each(shout, DOCUMENTS, executor, on_done=lambda: done.append(1))
    assert results == ("A", "C", "E", "F")
    assert [failure.name for failure in failures] == ["b.txt", "d.txt"]
    assert str(failures[0]) == "b.txt: 文件是空的。请重新下载"
    assert "KeyError" in str(failures[1])
    assert "\n" not in str(failures[1])
    assert len(done) == len(DOCUMENTS)


@pytest.mark.slow
def test_a_document_that_ends_its_process_does_not_stop_the_others(monkeypatch):
    monkeypatch.setenv("EXTRACTOR_TEST_PARENT", str(os.getpid()))
    with choose_executor(DOCUMENTS, ExecutionPolicy(jobs=2)) as executor:
        results, failures = run_each(shout, DOCUMENTS, executor)
    assert results == ("A", "C", "F")
    assert [failure.name for failure in failures] == ["b.txt", "d.txt", "e.txt"]
    assert "内存不足" in str(failures[2])


@pytest.mark.parametrize(
    ("contents", "policy", "in_process"),
    [
        ([b"x"] * 5, ExecutionPolicy(), True),
        ([b"x" * 3_000_000] * 2, ExecutionPolicy(), False),
        ([b"x" * 3_000_000], ExecutionPolicy(), True),
        ([b"x" * 400_000] * 2, ExecutionPolicy(), True),
        ([b"x"] * 5, ExecutionPolicy(jobs=2), False),
        ([b"x" * 3_000_000] * 2, ExecutionPolicy(jobs=1), True),
        ([], ExecutionPolicy(), True),
    ],
    ids=["small", "large", "single", "few", "asked", "one-job", "none"],
)
def test_processes_are_started_only_where_they_are_worth_it(contents, policy, in_process, monkeypatch):
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    documents = [Document(str(number), "a", content) for number, content in enumerate(contents)]
    with choose_executor(documents, policy) as executor:
        assert isinstance(executor, InProcessExecutor) == in_process


def test_a_shared_value_is_built_once_in_each_process():
    shared = Shared({"县财政局": ("财政",)})
    first, second = (pickle.loads(pickle.dumps(shared)) for _ in range(2))  # noqa: S301 - our own
    assert first.value == shared.value
    assert first.value is second.value

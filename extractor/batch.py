"""In: documents and a function of one document. Out: its results and the failures, in the order of the documents.

Any `concurrent.futures.Executor` does the work, so that a cluster's executor can be handed in.
Each document has its limits of time and memory (`bounds.watch`). Not handled: retries.
"""

from __future__ import annotations

import os
import pickle
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future
from functools import partial
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

import msgspec

from extractor.bounds.policy import DEFAULT_LIMITS, Limits
from extractor.bounds.signals import end_with_parent
from extractor.bounds.watch import watch
from extractor.errors import ExtractorError, Failure
from extractor.model.paper.document import Document

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

T = TypeVar("T")


class ExecutionPolicy(msgspec.Struct, frozen=True):
    """When documents are worth processes of their own, and how many.

    Every process has to load the dictionary anew. Two are quicker than one from 1.5 MB of text, 1.5 MB of Word files or
    3.6 MB of PDF on, so that the same bound serves all of them. `jobs` 0 means one process for each core.
    """

    in_process_bytes: int = 3_000_000
    jobs: int = 0
    start: str = "spawn"
    """how processes begin: "spawn" is safe everywhere; "fork" shares what is loaded, and is for a program that has not
    started a thread yet (`quick_start`)"""


DEFAULT_POLICY = ExecutionPolicy()


class Shared(Generic[T]):
    """A value that goes to other processes with every call, but is built only once in each of them.

    What a stage keeps for one `Mappings` object would otherwise be made anew for each document.
    """

    def __init__(self, value: T, packed: bytes = b"") -> None:
        self.value = value
        self._packed = packed

    def pack(self) -> bytes:
        """Return the value as bytes, made once; a process that begins as a copy of this one takes the value itself."""
        if not self._packed:
            self._packed = pickle.dumps(self.value)
            _keep(self._packed, self)
        return self._packed

    def __reduce__(self) -> tuple[Callable[[bytes], Shared[T]], tuple[bytes]]:
        return _unpack, (self.pack(),)


KEPT = 4
"""values that a process keeps unpacked"""
_unpacked: dict[bytes, Shared[Any]] = {}


def _unpack(packed: bytes) -> Shared[Any]:
    if packed not in _unpacked:
        value = pickle.loads(packed)  # noqa: S301 - packed by this program, in the process that started this one
        _keep(packed, Shared(value, packed))
    return _unpacked[packed]


def _keep(packed: bytes, shared: Shared[Any]) -> None:
    while len(_unpacked) >= KEPT:
        del _unpacked[next(iter(_unpacked))]
    _unpacked[packed] = shared


class InProcessExecutor(Executor):
    """Runs each call at once, where it is submitted: for few and short documents, and for debugging."""

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        """Run the call now and return its finished future."""
        future: Future[T] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001 - a future carries every error to whoever asks for the result
            future.set_exception(error)
        return future


def share(value: T, executor: Executor | None) -> Shared[T]:
    """Return `value` for the calls that `executor` carries out, in the way that costs it least."""
    own = getattr(executor, "share", None)
    if own:
        given: Shared[T] = own(value)
        return given
    shared = Shared(value)
    if executor is not None and not isinstance(executor, InProcessExecutor):
        shared.pack()
    return shared


def choose_executor(
    documents: Sequence[Document],
    policy: ExecutionPolicy = DEFAULT_POLICY,
    *,
    size: int | None = None,
    count: int | None = None,
) -> Executor:
    """Return an executor that suits the documents: processes, unless starting them costs more than the work.

    `size` is that of the files, where the documents do not hold their bytes; `count` is how many pieces of work there
    are, where they are no documents.

    >>> type(choose_executor([Document("a", "a.txt", "一、重点任务".encode())])).__name__
    'InProcessExecutor'
    """
    jobs = min(policy.jobs or os.cpu_count() or 1, len(documents) if count is None else count)
    total = sum(len(document.content) for document in documents) if size is None else size
    if jobs < 2 or (not policy.jobs and total <= policy.in_process_bytes):
        return InProcessExecutor()
    return _start_processes(jobs, policy.start)


def quick_start() -> str:
    """Return how the command line may start processes: as copies of itself where nothing speaks against it."""
    return "fork" if sys.platform == "linux" and threading.active_count() == 1 else "spawn"


def run_each(
    function: Callable[[Document], T],
    documents: Sequence[Document],
    executor: Executor,
    *,
    on_done: Callable[[], object] | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> tuple[tuple[T, ...], tuple[Failure, ...]]:
    """Call `function` on each document; one that fails becomes a `Failure` and stops no other.

    `on_done` is called after each document, in whatever order they are finished.
    """
    attempt = partial(_attempt, function, limits)
    futures = [executor.submit(attempt, document) for document in documents]
    if on_done is not None:
        for future in futures:
            future.add_done_callback(lambda _: on_done())
    outcomes = [_collect(future, attempt, document) for future, document in zip(futures, documents, strict=True)]
    results = tuple(outcome for outcome in outcomes if not isinstance(outcome, Failure))
    failures = tuple(outcome for outcome in outcomes if isinstance(outcome, Failure))
    return results, failures


class Named(Protocol):
    """A piece of work that is told by its name where it fails."""

    @property
    def name(self) -> str:
        """The name of the file."""


J = TypeVar("J", bound=Named)
WINDOW = 64
"""pieces of work that are handed out before the first of them is taken back"""


def run_in_turn(
    function: Callable[[J], T],
    jobs: Iterable[J],
    executor: Executor,
    *,
    limits: Limits = DEFAULT_LIMITS,
    window: int = WINDOW,
) -> Iterator[T | Failure]:
    """Yield what `function` gives for each of `jobs`, in their order, as it comes; no more than `window` are under way.

    One that fails becomes a `Failure`; its process may die, and it is tried again alone.
    """
    attempt = partial(_attempt, function, limits)
    ahead = 1 if isinstance(executor, InProcessExecutor) else window
    waiting: deque[tuple[Future[T | Failure], J]] = deque()
    for job in jobs:
        waiting.append((_submit(executor, attempt, job), job))
        if len(waiting) >= ahead:
            future, first = waiting.popleft()
            yield _collect(future, attempt, first)
    for future, job in waiting:
        yield _collect(future, attempt, job)


def _submit(executor: Executor, attempt: Callable[[J], T | Failure], job: J) -> Future[T | Failure]:
    """Hand out a piece of work; where all processes are gone, its future says so."""
    try:
        return executor.submit(attempt, job)
    except BrokenExecutor as error:
        future: Future[T | Failure] = Future()
        future.set_exception(error)
        return future


def _attempt(function: Callable[[J], T], limits: Limits, document: J) -> T | Failure:
    try:
        with watch(limits, document.name):
            return function(document)
    except ExtractorError as error:
        return Failure(document.name, str(error))
    except RecursionError:
        return Failure(document.name, "内容嵌套过深，无法处理。文件可能有害，请向发布单位索取原件")
    except MemoryError:
        return Failure(document.name, "内存不足。请单独处理该文件，或在内存更大的机器上运行")
    except Exception as error:  # noqa: BLE001 - a mistake of ours on one document must not cost the others
        return Failure(document.name, f"程序内部错误（{type(error).__name__}: {error}）。请把该文件和本行发给维护者")


def _collect(future: Future[T | Failure], attempt: Callable[[J], T | Failure], document: J) -> T | Failure:
    """Return the outcome; a document whose process died with another one's is tried again alone."""
    try:
        return future.result()
    except ExtractorError as error:  # what an executor tells of the work itself
        return Failure(document.name, str(error))
    except BrokenExecutor:
        pass
    with _start_processes(1) as alone:
        try:
            return alone.submit(attempt, document).result()
        except BrokenExecutor:
            return Failure(document.name, "处理时进程被系统终止，多半是内存不足。请单独处理该文件，或拆分后再试")


def _start_processes(jobs: int, start: str = "spawn") -> ProcessPoolExecutor:
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    return ProcessPoolExecutor(
        jobs, mp_context=get_context(start), initializer=end_with_parent, initargs=(os.getpid(),)
    )

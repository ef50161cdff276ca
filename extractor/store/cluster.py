"""In: `local`, or the address of a Dask scheduler. Out: an executor whose workers hold the mappings, each of them once.

Results are those of a single process, byte for byte: workers only do what `batch` hands them. A worker that dies is
started again by its keeper and its work is done elsewhere; what kills three workers, also when it is tried again alone,
or gives no sign of life, is told by its name.
Not handled: installing this program on other machines, and the folders that they must share.
"""

from __future__ import annotations

import os
import pickle
import time
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager, suppress
from functools import partial
from threading import BoundedSemaphore, Event, Lock, Thread
from typing import Any, TypeVar

import msgspec

from extractor.batch import Shared
from extractor.errors import ExtractorError, UsageError
from extractor.store.keys import digest
from extractor.store.packages import load_extra

T = TypeVar("T")
LOCAL = "local"
_held: dict[str, Any] = {}
"""what a worker was given, by its key"""


class ClusterPolicy(msgspec.Struct, frozen=True):
    """How work is handed to a cluster."""

    ahead: int = 8
    """pieces of work that are handed out for each worker before the first is taken back"""
    deaths: int = 3
    """workers that a piece of work may take with it, among others and then again alone, before it is given up"""
    seconds: float = 30.0
    """how long a scheduler is waited for"""
    silence: float = 900.0
    """seconds without a sign of life after which a piece of work is handed to another worker, once"""
    pulse: float = 5.0
    """seconds between two looks"""
    threads: int = 1
    """reading is bound by the interpreter, so that every worker is a process of one thread"""


POLICY = ClusterPolicy()


class Held(Shared[T]):
    """A value that every worker of a cluster has got already: only its key travels.

    It is looked up where it is used, since the scheduler, which has none, passes it through its hands.
    """

    def __init__(self, key: str) -> None:
        self.key = key

    def __getattr__(self, name: str) -> T:
        """Return the value that this worker was given."""
        if name != "value":
            raise AttributeError(name)
        held: T = _held[self.key]
        return held

    def __reduce__(self) -> tuple[Callable[[str], Shared[T]], tuple[str]]:  # type: ignore[override]
        return Held, (self.key,)


def hold(key: str, packed: bytes) -> None:
    """Unpack a value in a worker, once, before the first document comes."""
    if key not in _held:
        _held[key] = pickle.loads(packed)  # noqa: S301 - packed by this program, sent by its own scheduler


class LostWorkError(ExtractorError):
    """A piece of work that no worker brought to an end."""


class _Work(msgspec.Struct):
    """A call under way: where it is awaited here and there, since when, and how often it was given up on."""

    remote: Any
    future: Future[Any]
    since: float
    call: Callable[[], Any]
    silent: int = 0
    suspect: bool = False


class ClusterExecutor(Executor):
    """Hands calls to the workers of a Dask client, no more at a time than they will soon get to."""

    def __init__(self, client: Any, policy: ClusterPolicy = POLICY) -> None:
        self.client, self.policy = client, policy
        workers = max(len(client.scheduler_info(n_workers=-1)["workers"]), 1)
        self._room = BoundedSemaphore(policy.ahead * workers)
        self._under_way: dict[str, _Work] = {}
        self._suspects: deque[_Work] = deque()
        self._lock = Lock()
        self._over = Event()
        self._watcher = Thread(target=self._watch, name="extractor-cluster", daemon=True)
        self._watcher.start()

    def share(self, value: T) -> Shared[T]:
        """Give `value` to every worker, also to those that come later."""
        packed = pickle.dumps(value)
        key = digest(packed)
        self.client.register_plugin(_build_plugin(key, packed), name=f"extractor-{key}")
        return Held(key)

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        """Hand out a call; waits where the workers have enough to do."""
        self._room.acquire()
        future: Future[T] = Future()
        future.set_running_or_notify_cancel()
        call = partial(self.client.submit, fn, *args, pure=False, **kwargs)
        self._begin(_Work(None, future, 0.0, call))
        return future

    def _begin(self, work: _Work) -> None:
        work.remote, work.since = work.call(), time.monotonic()
        self._under_way[work.remote.key] = work
        work.remote.add_done_callback(self._settle)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002
        """Look after the workers no more."""
        self._over.set()

    def _settle(self, remote: Any) -> None:
        work = self._under_way.pop(remote.key, None)
        if work is None:
            return
        error = remote.exception() if remote.status == "error" else None
        lost = remote.status in {"cancelled", "lost"}
        killed = type(error).__name__ == "KilledWorker"
        if (killed or lost) and not work.suspect and not self._over.is_set():
            self._suspect(work)
            return
        self._room.release()
        if work.suspect:
            self._try_next()
        if remote.status == "finished":
            work.future.set_result(remote.result())
            return
        if lost:
            error = LostWorkError("集群的连接中断", hint="请确认调度器还在运行，再运行一次；已完成的不会重做")
        elif error is None or killed:
            deaths = getattr(error, "allowed_failures", self.policy.deaths - 1) + 1  # a scheduler has its own bound
            error = LostWorkError(
                f"处理时有 {deaths} 个工作进程先后退出，多半是内存不足",
                hint="请单独处理该文件，或拆分后再试",
            )
        work.future.set_exception(error)

    def _suspect(self, work: _Work) -> None:
        """Note work whose workers died: it, or what lay beside it on the same worker. Each is tried again by itself."""
        work.suspect = True
        with self._lock:
            self._suspects.append(work)
            alone = len(self._suspects) == 1
        if alone:
            self._begin(work)

    def _try_next(self) -> None:
        with self._lock:
            self._suspects.popleft()
            work = self._suspects[0] if self._suspects else None
        if work is not None:
            self._begin(work)

    def _watch(self) -> None:
        """Look for work that gives no sign of life: its worker is started again; the second time it is given up."""
        while not self._over.wait(self.policy.pulse):
            overdue = time.monotonic() - self.policy.silence
            if any(work.since < overdue for work in list(self._under_way.values())):
                with suppress(Exception):  # the cluster may be going away meanwhile
                    self._wake(overdue)

    def _wake(self, overdue: float) -> None:
        """Start the workers again whose first piece of work is overdue; what lies behind it waits anew."""
        for worker, keys in self.client.processing().items():
            own = [self._under_way[key] for key in map(str, keys) if key in self._under_way]
            first = min(own, key=lambda work: work.since, default=None)
            if first is None or first.since >= overdue:
                continue
            first.silent += 1
            if first.silent > 1:
                self._give_up(first)
            self.client.restart_workers([worker], timeout=self.policy.seconds, raise_for_error=False)
            for work in own:
                work.since = time.monotonic()

    def _give_up(self, work: _Work) -> None:
        if self._under_way.pop(work.remote.key, None) is None:
            return
        work.remote.cancel()
        self._room.release()
        if work.suspect:
            self._try_next()
        work.future.set_exception(LostWorkError("工作进程长时间没有回应", hint="请单独处理该文件"))


def _build_plugin(key: str, packed: bytes) -> Any:
    """Return what a worker does when it begins. It is made here, since its base comes with an extra."""
    distributed = load_extra("distributed", "集群 --cluster")

    class Equip(distributed.WorkerPlugin):  # type: ignore[misc, name-defined]
        def setup(self, worker: Any) -> None:  # noqa: ARG002 - what Dask calls it with
            hold(key, packed)

    return Equip()


@contextmanager
def open_cluster(address: str, jobs: int = 0, policy: ClusterPolicy | None = None) -> Iterator[ClusterExecutor]:
    """Connect to the scheduler at `address`, or start workers on this machine where it is `local`.

    Raises UsageError where there is no scheduler, or where it has no worker.
    """
    policy = policy or POLICY
    distributed = load_extra("distributed", "集群 --cluster")
    dask = load_extra("dask", "集群 --cluster")
    settings = {
        "distributed.scheduler.allowed-failures": policy.deaths - 1,
        "distributed.comm.timeouts.connect": f"{policy.seconds}s",
        "distributed.admin.log-format": "%(message)s",
        "logging.distributed": "critical",
        # looking at every worker's stack each 10 ms, for a page that few open, took a fifth of its time
        "distributed.worker.profile.enabled": False,
        "distributed.admin.system-monitor.interval": "5s",
    }
    with dask.config.set(settings):
        cluster = _start_local(distributed, jobs, policy) if address == LOCAL else None
        try:
            client = distributed.Client(cluster or address, timeout=policy.seconds, set_as_default=False)
        except (OSError, ValueError, TimeoutError) as error:
            reason = str(error).partition("\n")[0]
            hint = "请先运行 dask scheduler 与 dask worker，并给出形如 tcp://主机:8786 的地址；本机用 --cluster local"
            raise UsageError(f"--cluster {address}: 连不上（{reason}）", hint=hint) from None
        try:
            _require_workers(client, address, policy)
            with ClusterExecutor(client, policy) as executor:
                yield executor
        finally:
            client.close()
            if cluster is not None:
                cluster.close()


def _start_local(distributed: Any, jobs: int, policy: ClusterPolicy) -> Any:
    return distributed.LocalCluster(
        n_workers=jobs or os.cpu_count() or 1,
        threads_per_worker=policy.threads,
        processes=True,
        memory_limit=0,
        dashboard_address=":0",  # any free port; the pages themselves come with bokeh
        silence_logs=50,
    )


def _require_workers(client: Any, address: str, policy: ClusterPolicy) -> None:
    try:
        client.wait_for_workers(1, timeout=policy.seconds)
    except TimeoutError:
        hint = f"请在各台机器上运行 dask worker {address} --nworkers auto --nthreads 1"
        raise UsageError(f"--cluster {address}: 调度器没有工作进程", hint=hint) from None

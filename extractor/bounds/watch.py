"""In: a piece of work and its limits. Out: the work done, or `TooMuchError` in the middle of it.

A second thread looks at the clock and at the memory ten times a second; where a limit is passed it raises an error in
the thread that works. Work that is known to be long (recognising a scanned page) asks for more time beforehand.
Not handled: a single call into a library that never comes back; the process of a batch dies with its parent then.
"""

from __future__ import annotations

import ctypes
import os
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from extractor.bounds.policy import Limits
from extractor.errors import ExtractorError

PULSE = 0.1
ARRIVAL = 1000
"""Turns of a loop after which an error that was sent to this thread has been raised in it."""
PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096
_local = threading.local()


class _StopError(BaseException):
    """Raised in the middle of the work; no `except Exception` on the way holds it up."""


class TooMuchError(ExtractorError):
    """The work was stopped: it took too long or too much memory. The message says which."""


class _Watch:
    """The clock and the scales of one piece of work."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.allowed = limits.seconds
        self.megabytes = limits.megabytes
        self.reason = ""
        self._worker = threading.get_ident()
        self._over = threading.Event()
        self._lock = threading.Lock()
        self._began, self._spent = time.monotonic(), time.process_time()
        self._held = resident()
        self._thread = threading.Thread(target=self._look, name="extractor-watch", daemon=True)
        self._thread.start()

    def allow(self, seconds: float, megabytes: int) -> None:
        """Give the work more time, and as much memory as its tool needs."""
        self.allowed += seconds
        self.megabytes = max(self.megabytes, self.limits.megabytes + megabytes)

    def finish(self) -> None:
        """End the watch; an error that was sent and has not arrived yet is raised here, and none after this.

        It may not be taken back: CPython 3.11 then looks for an error for ever, and stands still where it traces.
        """
        with self._lock:
            self._over.set()
        if self.reason:
            for _ in range(ARRIVAL):
                pass

    def _look(self) -> None:
        while not self._over.wait(PULSE):
            reason = self._judge()
            if reason:
                with self._lock:
                    if not self._over.is_set():
                        self.reason = reason
                        ctypes.pythonapi.PyThreadState_SetAsyncExc(
                            ctypes.c_ulong(self._worker), ctypes.py_object(_StopError)
                        )
                return

    def _judge(self) -> str:
        limits = self.limits
        waited = time.monotonic() - self._began
        if limits.seconds and (
            time.process_time() - self._spent > self.allowed or waited > limits.patience * self.allowed
        ):
            return "time"
        if limits.megabytes and resident() - self._held > self.megabytes * 1_000_000:
            return "memory"
        return ""


@contextmanager
def watch(limits: Limits, name: str) -> Iterator[None]:
    """Do what stands in the `with` block within `limits`; raises TooMuchError that names `name`.

    A block within a watched block has no limits of its own.

    >>> with watch(Limits(seconds=0.2), "循环.txt"):
    ...     while True:
    ...         pass
    Traceback (most recent call last):
    extractor.bounds.watch.TooMuchError: 循环.txt: 处理超过 0.2 秒，已停止。可用 --timeout 放宽，或拆成单独的文件
    """
    if getattr(_local, "watch", None) is not None or not (limits.seconds or limits.megabytes):
        yield
        return
    guard = _local.watch = _Watch(limits)
    try:
        try:
            yield
        finally:
            guard.finish()
    except _StopError:
        raise _too_much(guard, name) from None
    finally:
        _local.watch = None


def allow_more(seconds: float, megabytes: int = 0) -> None:
    """Ask for more time and for the memory of a tool (models of text recognition), where the work is watched."""
    guard = getattr(_local, "watch", None)
    if guard is not None:
        guard.allow(seconds, megabytes)


def _too_much(guard: _Watch, name: str) -> TooMuchError:
    if guard.reason == "memory":
        return TooMuchError(
            f"{name}: 处理所需内存超过 {guard.megabytes} MB，已停止",
            hint="可用 --memory 放宽，或拆成单独的文件",
        )
    return TooMuchError(f"{name}: 处理超过 {guard.allowed:g} 秒，已停止", hint="可用 --timeout 放宽，或拆成单独的文件")


def resident() -> int:
    """Return the memory that this process holds, in bytes; 0 where the system does not say."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123 - ten times a second
            return int(file.read().split()[1]) * PAGE
    except (OSError, ValueError, IndexError):
        pass
    try:
        import resource
    except ImportError:
        return 0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024

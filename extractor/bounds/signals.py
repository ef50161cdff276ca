"""In: nothing. Out: processes that end together: the workers of a batch with their parent, whatever ends it.

Not handled: work on other machines, whose scheduler decides.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from types import FrameType

PULSE = 0.5


def end_with_parent(parent: int) -> None:
    """Watch from within a worker: once `parent` is gone (killed, crashed) nobody wants the result."""

    def look() -> None:
        while os.getppid() == parent:
            time.sleep(PULSE)
        os._exit(1)

    threading.Thread(target=look, name="extractor-parent", daemon=True).start()


def end_workers_on_term() -> None:
    """Let SIGTERM and SIGHUP end the workers first, then this process in the ordinary way (128 + signal)."""
    if threading.current_thread() is not threading.main_thread():
        return
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _end)


def _end(number: int, _frame: FrameType | None) -> None:
    import multiprocessing

    for worker in multiprocessing.active_children():
        worker.kill()
    sys.exit(128 + number)

"""In: the standard streams as the system gave them. Out: streams that never stop the work.

Results do not depend on the screen: a closed pipe, a full disk behind `>`, a console of another encoding lose words on
the screen and nothing else. Not handled: what other libraries write past `sys.stdout`.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import Any

from extractor.bounds.names import show_controls


class SteadyStream:
    """A text stream whose writes never raise; signs that a terminal would obey are made visible.

    >>> SteadyStream(None).write("任何话")
    3
    """

    def __init__(self, stream: Any, *, raw: bool = False) -> None:
        self._stream = stream
        self._raw = raw
        self.failed: str = ""
        if stream is not None and hasattr(stream, "reconfigure"):
            with suppress(OSError, ValueError):
                stream.reconfigure(errors="backslashreplace")

    def write(self, text: str) -> int:
        """Write what can be written; after a failure nothing more is tried."""
        if self._stream is not None and not self.failed:
            shown = text if self._raw else show_controls(text, colours=self.isatty())
            try:
                self._stream.write(shown)
            except (OSError, ValueError) as error:
                self.failed = getattr(error, "strerror", None) or str(error)
        return len(text)

    def writelines(self, lines: Any) -> None:
        """Write several pieces."""
        for line in lines:
            self.write(line)

    def flush(self) -> None:
        """Pass on what was written."""
        if self._stream is not None and not self.failed:
            try:
                self._stream.flush()
            except (OSError, ValueError) as error:
                self.failed = getattr(error, "strerror", None) or str(error)

    def isatty(self) -> bool:
        """Tell whether a person reads along."""
        with suppress(OSError, ValueError, AttributeError):
            return bool(self._stream.isatty())
        return False

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream if self._stream is not None else sys.__stderr__, name)


def steady_streams() -> None:
    """Put steady streams in the place of standard output and standard error, once."""
    if not isinstance(sys.stdout, SteadyStream):
        sys.stdout = SteadyStream(sys.stdout)
    if not isinstance(sys.stderr, SteadyStream):
        sys.stderr = SteadyStream(sys.stderr, raw=True)


def leave_streams() -> None:
    """Flush, and tell words that were lost to a full disk; the interpreter's own flush at the end goes nowhere then."""
    if isinstance(sys.stdout, SteadyStream):
        sys.stdout.flush()
        if sys.stdout.failed and "pipe" not in sys.stdout.failed.lower():
            sys.stderr.write(f"标准输出写不进去（{sys.stdout.failed}），屏幕上的话不全；要写的文件不受影响\n")
    for stream, number in ((sys.stdout, 1), (sys.stderr, 2)):
        if isinstance(stream, SteadyStream):
            stream.flush()
            if stream.failed:
                with suppress(OSError):
                    nowhere = os.open(os.devnull, os.O_WRONLY)
                    os.dup2(nowhere, number)
                    os.close(nowhere)

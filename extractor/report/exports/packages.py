"""In: the name of a package that only exports need. Out: the package, or one line that says how to get it.

Not handled: packages that every report needs, which are always installed.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

from extractor.errors import UsageError


def load_package(name: str, purpose: str) -> Any:
    """Import `name`; raise UsageError with the command that installs it where it is missing."""
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] != name.partition(".")[0]:
            raise
        missing = name.partition(".")[0].replace("_", "")
        raise UsageError(
            f"{purpose}: 缺少软件包 {missing}", hint="请在本程序的源码文件夹里运行 pip install '.[export]'"
        ) from None

"""In: the name of a package that only an extra brings. Out: the package, or one line that says how to get it.

Not handled: packages that every run needs, which are always installed.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

from extractor.errors import UsageError, hint_install

EXTRAS = {"pyarrow": "store", "duckdb": "store", "dask": "cluster", "distributed": "cluster"}


def load_extra(name: str, purpose: str) -> Any:
    """Import `name`; raise UsageError with the command that installs it where it is missing.

    >>> load_extra("pyarrow.parquet", "数据库").__name__
    'pyarrow.parquet'
    """
    package = name.partition(".")[0]
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] != package:
            raise
        raise UsageError(f"{purpose}: 缺少软件包 {package}", hint=hint_install(EXTRAS[package])) from None

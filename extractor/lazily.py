"""In: a package and where its public names live. Out: its `__getattr__`, which loads a name at its first use (PEP 562).

So a command loads the modules that it needs and no others. Not handled: names that a type checker knows, which each
package imports for it below `TYPE_CHECKING`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any


def load_lazily(package: str, homes: Mapping[str, tuple[str, ...]]) -> Callable[[str], Any]:
    """Return the function that finds the names of `package`; `homes` holds them by the module below it.

    >>> find = load_lazily("collections", {"abc": ("Sized",)})
    >>> find("Sized").__module__
    'collections.abc'
    """
    known = {name: module for module, names in homes.items() for name in names}

    def find(name: str) -> Any:
        module = known.get(name)
        if module is None:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        value = getattr(import_module(f"{package}.{module}"), name)
        setattr(sys.modules[package], name, value)
        return value

    return find

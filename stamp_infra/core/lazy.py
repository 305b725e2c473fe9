"""Heavy packages that a library imports but our path never touches are loaded only if something does touch them."""

from __future__ import annotations

import importlib
import sys
from types import ModuleType


def defer(package: str) -> None:
    """Let `import package` cost nothing until an attribute of it is read.

    importlib.util.LazyLoader is of no use for this: the import statement itself reads `__spec__`, which loads it.
    """
    if package in sys.modules:
        return
    placeholder = ModuleType(package)

    def load(attribute: str) -> object:
        if sys.modules.get(package) is placeholder:
            del sys.modules[package]
        return getattr(importlib.import_module(package), attribute)

    placeholder.__dict__["__getattr__"] = load
    sys.modules[package] = placeholder

"""Packages that import everything they hold are imported name by name, where only a few of their names are used."""

from __future__ import annotations

import importlib
import importlib.util
import sys
from contextlib import suppress
from types import ModuleType
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable

# The modules that hold the few names, in the order in which these packages themselves import them.
_HOMES: Final = {
    "networkx": ("networkx.exception", "networkx.utils", "networkx.classes", "networkx.algorithms"),
    "networkx.algorithms": ("networkx.algorithms.traversal", "networkx.algorithms.cycles"),
    "sympy": ("sympy.core", "sympy.logic.boolalg"),
}


class _Package(ModuleType):
    """A package whose `__init__` has not run: a name is looked up in the modules above, else the package is loaded."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        if importlib.util.find_spec(f"{self.__name__}.{name}") is not None:
            return importlib.import_module(f"{self.__name__}.{name}")
        for home in _HOMES[self.__name__]:
            with suppress(AttributeError):
                value = getattr(importlib.import_module(home), name)
                setattr(self, name, value)
                return value
        complete(self.__name__)
        return getattr(self, name)


def complete(package: str) -> None:
    """Run the `__init__` of a package that was deferred."""
    module = sys.modules.get(package)
    if isinstance(module, _Package) and module.__spec__ is not None and module.__spec__.loader is not None:
        object.__setattr__(module, "__class__", ModuleType)
        module.__spec__.loader.exec_module(module)


def defer(package: str, use: Callable[[], None]) -> None:
    """Let a package be imported name by name, or as a whole when it cannot be used that way."""
    if package in sys.modules:
        return
    try:
        for name in (name for name in _HOMES if name.split(".")[0] == package):
            spec = importlib.util.find_spec(name)
            if spec is not None:
                module = _Package(name)
                module.__spec__ = spec
                module.__path__ = list(spec.submodule_search_locations or ())
                module.__file__ = spec.origin
                sys.modules[name] = module
        use()
    except Exception:  # noqa: BLE001 - whatever goes wrong with another release of it, the whole package is right
        for name in [name for name in sys.modules if name.split(".")[0] == package]:
            del sys.modules[name]

"""cfn-lint starts and runs in half its time: what a run does not use is not loaded, and nothing is made twice.

Measured for cfn-lint 1.58 and one template of 20 kB, of 1.0 s in all:

- 0.3 s of importing it go into all of networkx and sympy, whose packages import everything they hold, though cfn-lint
  uses a few of their classes, and sympy's solver only for templates with conditions (`_defer_package`);
- 0.15 s of loading its rules go into three files about the instance classes of databases and IAM's actions, the last of
  them read twice (`_defer_data`);
- 0.1 s of linting go into making the same dozen validator classes some hundred times (`_share_validators`).

What is left out is loaded after all when something asks for it, so the findings are the same.
"""

from __future__ import annotations

import importlib
import importlib.util
import re
import sys
from contextlib import suppress
from functools import lru_cache
from types import ModuleType
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

# The modules that hold the few names, in the order in which these packages themselves import them.
_HOMES: Final = {
    "networkx": ("networkx.exception", "networkx.utils", "networkx.classes", "networkx.algorithms"),
    "networkx.algorithms": ("networkx.algorithms.traversal", "networkx.algorithms.cycles"),
    "sympy": ("sympy.core", "sympy.logic.boolalg"),
}
_CONDITIONS: Final = re.compile(r"""\bConditions\b|\bIf\b|^Rules\b|"Rules"|\bCondition"?:\s*["'\w]""", re.MULTILINE)

# The largest data files, and what a template holds when a rule that reads them has something to say about it.
_DATA: Final = {
    "db_instance_class.json": "AWS::RDS::DBInstance",
    "dbinstanceclass_enum.json": "AWS::RDS::DBInstance",
    "Policies.json": "Statement",
}


def make_lean(text: str) -> None:
    """Prepare this process for linting templates whose text is `text`, before cfn-lint is imported."""
    _defer_package("networkx", _use_networkx)
    if not _CONDITIONS.search(text):
        _defer_package("sympy", _use_sympy)
    # A release of cfn-lint that is built otherwise runs at its own pace.
    with suppress(ImportError, AttributeError):
        _defer_data({file for file, sign in _DATA.items() if sign not in text})
    with suppress(ImportError, AttributeError):
        _share_validators()


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
        object.__setattr__(self, "__class__", ModuleType)
        if self.__spec__ is not None and self.__spec__.loader is not None:
            self.__spec__.loader.exec_module(self)
        return getattr(self, name)


def _defer_package(package: str, use: Callable[[], None]) -> None:
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


def _use_networkx() -> None:
    networkx = importlib.import_module("networkx")
    graph = networkx.MultiDiGraph(name="template")
    graph.add_edge("A", "B")
    with suppress(networkx.NetworkXNoCycle):
        networkx.find_cycle(graph, "A")


def _use_sympy() -> None:
    sympy = importlib.import_module("sympy")
    for name in ("And", "Dummy", "Equivalent", "Implies", "Not", "Or", "Symbol"):
        getattr(sympy, name)
    importlib.import_module("sympy.assumptions.cnf").EncodedCNF()
    importlib.import_module("sympy.logic.inference")


def _defer_data(unused: Collection[str]) -> None:
    """Let cfn-lint read each data file once, and the `unused` ones not at all."""
    helpers = importlib.import_module("cfnlint.helpers")
    schemas = importlib.import_module("cfnlint.rules.jsonschema.CfnLintJsonSchema")
    load = lru_cache(maxsize=None)(helpers.load_resource)

    def load_resource(package: Any, filename: str = "us-east-1.json") -> Any:
        return {} if filename in unused else load(package, filename)

    # Modules of rules bind the name as they are loaded, which comes later; the base of most of them is loaded already.
    vars(helpers)["load_resource"] = vars(schemas)["load_resource"] = load_resource


def _share_validators() -> None:
    """Let cfn-lint make each validator class once: it depends on nothing but the arguments it is made from."""
    validators = importlib.import_module("cfnlint.jsonschema.validators")
    create = validators.create
    made: dict[Any, Any] = {}

    def shared(**parts: Any) -> Any:
        try:
            key = tuple((name, _frozen(part)) for name, part in parts.items())
            known = made.get(key)
        except TypeError:
            return create(**parts)
        if known is None:
            known = made[key] = create(**parts)
        return known

    vars(validators)["create"] = shared


def _frozen(part: Any) -> Any:
    if isinstance(part, list | tuple | str | bool | None):
        return tuple(part) if isinstance(part, list) else part
    content = part if isinstance(part, dict) else vars(part)
    return type(part), tuple(
        (name, _frozen(value) if isinstance(value, list) else value) for name, value in content.items()
    )

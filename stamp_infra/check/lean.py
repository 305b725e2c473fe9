"""cfn-lint starts and runs in half its time: what a run does not use is not loaded, and nothing is made twice.

Measured for cfn-lint 1.58 and one template of 20 kB, of 1.0 s in all:

- 0.3 s of importing it go into all of networkx and sympy, whose packages import everything they hold, though cfn-lint
  uses a few of their classes, and sympy's solver only for templates with conditions (`packages.defer`);
- 0.3 s more go into SAM's translator, which brings boto3 and cryptography, though only a SAM template is translated
  (`_defer_sam`);
- 0.15 s of loading its rules go into a few large data files, two of them about instance classes of databases and one
  about IAM's actions that is read twice (`_defer_data`);
- 0.1 s of linting go into making the same dozen validator classes some hundred times, and listing their fields some
  ten thousand times (`_share_validators`).

What is left out is loaded after all when something asks for it, so the findings are the same.
"""

from __future__ import annotations

import dataclasses
import importlib
import importlib.util
import re
import sys
from contextlib import suppress
from functools import lru_cache, partial
from types import ModuleType
from typing import TYPE_CHECKING, Any, Final

from stamp_infra.check.lazydata import LazyData
from stamp_infra.check.packages import complete, defer

if TYPE_CHECKING:
    from collections.abc import Callable

_LARGE: Final = ("Policies.json", "db_instance_class.json", "dbinstanceclass_enum.json", "instancetype_enum.json")
_CONDITIONS: Final = re.compile(r"""\bConditions\b|\bIf\b|^Rules\b|"Rules"|\bCondition"?:[ \t]*["'\w]""", re.MULTILINE)


def make_lean(text: str) -> None:
    """Prepare this process for linting templates whose text is `text`, before cfn-lint is imported or after."""
    defer("networkx", _use_networkx)
    # sympy's modules import each other in circles that only its own `__init__` enters at the right place: with
    # conditions, which need its solver, it is all or nothing.
    if _CONDITIONS.search(text):
        complete("sympy")
    else:
        defer("sympy", _use_sympy)
    _defer_sam()
    # A release of cfn-lint that is built otherwise runs at its own pace.
    with suppress(ImportError, AttributeError):
        _defer_data()
    with suppress(ImportError, AttributeError):
        _share_validators()


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


def _defer_sam() -> None:
    """Let cfn-lint load SAM's translator when it meets the first SAM template."""
    name = "cfnlint.template.transforms._sam"
    if name in sys.modules or importlib.util.find_spec("cfnlint") is None:
        return
    placeholder = ModuleType(name)

    def sam(cfn: Any) -> Any:
        if sys.modules.get(name) is placeholder:
            del sys.modules[name]
        return importlib.import_module(name).sam(cfn)

    placeholder.__dict__["sam"] = sam
    sys.modules[name] = placeholder


def _defer_data() -> None:
    """Let cfn-lint read each large data file when it first looks into it, and once."""
    helpers = importlib.import_module("cfnlint.helpers")
    schemas = importlib.import_module("cfnlint.rules.jsonschema.CfnLintJsonSchema")
    load = helpers.load_resource
    if isinstance(load, partial):
        return
    # Modules of rules bind the name as they are loaded, which comes later; the base of most of them is loaded already.
    vars(helpers)["load_resource"] = vars(schemas)["load_resource"] = partial(_load_resource, lru_cache(None)(load))


def _load_resource(load: Callable[..., Any], package: Any, filename: str = "us-east-1.json") -> Any:
    return LazyData(partial(load, package, filename)) if filename in _LARGE else load(package, filename)


def _share_validators() -> None:
    """Let cfn-lint make each validator class once: it depends on nothing but the arguments it is made from."""
    validators = importlib.import_module("cfnlint.jsonschema.validators")
    known_fields = lru_cache(maxsize=None)(dataclasses.fields)
    for name in ("cfnlint.jsonschema.validators", "cfnlint.jsonschema._filter", "cfnlint.context.context"):
        vars(importlib.import_module(name))["fields"] = known_fields
    create = validators.create
    if not isinstance(create, partial):
        vars(validators)["create"] = partial(_create, create, {})


def _create(create: Callable[..., Any], made: dict[Any, Any], **parts: Any) -> Any:
    try:
        key = tuple((name, _frozen(part)) for name, part in parts.items())
        known = made.get(key)
    except TypeError:
        return create(**parts)
    if known is None:
        known = made[key] = create(**parts)
    return known


def _frozen(part: Any) -> Any:
    if part is None:
        return None
    content = (part if isinstance(part, dict) else vars(part)).items()
    return type(part), tuple((name, tuple(value) if isinstance(value, list) else value) for name, value in content)

"""Which logical IDs a piece of a template refers to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_REFERRING: Final = frozenset({"Ref", "Fn::GetAtt", "Fn::Sub", "DependsOn"})
# Built once: `dict | list` makes a new type each time that it is looked at.
_NESTED: Final = (dict, list)
_SUB: Final = re.compile(r"\$\{([A-Za-z0-9]+)(?:\.[^}]*)?\}")


def references(value: Any) -> list[str]:
    """Return the logical ID in every `Ref`, `Fn::GetAtt`, `Fn::Sub` and `DependsOn`, pseudo parameters left out."""
    found: list[str] = []
    _collect(value, found)
    return found


def _collect(value: Any, found: list[str]) -> None:
    # Into one list, not from generator to generator: this runs for every node of every template.
    if isinstance(value, dict):
        for key, part in value.items():
            if key in _REFERRING:
                found += _named(key, part)
            elif isinstance(part, _NESTED):
                _collect(part, found)
    elif isinstance(value, list):
        for part in value:
            if isinstance(part, _NESTED):
                _collect(part, found)


def _named(key: str, part: Any) -> Iterator[str]:
    match key, part:
        case "Ref", str():
            yield from () if part.startswith("AWS::") else (part,)
        case "Fn::GetAtt", [str(name), *_]:
            yield name
        case "Fn::GetAtt", str():
            yield part.partition(".")[0]
        case "Fn::Sub", str():
            yield from _SUB.findall(part)
        case "Fn::Sub", [str(text), dict(variables)]:
            yield from (name for name in _SUB.findall(text) if name not in variables)
            yield from references(variables)
        case "DependsOn", str():
            yield part
        case "DependsOn", list():
            yield from (name for name in part if isinstance(name, str))
        case _:
            yield from references(part)

"""Whatever stands in a property, a rule may ask for it without looking first: an odd shape reads as absent."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_INTRINSIC: Final = re.compile(r"Ref|Condition|Fn::.+")
_POINTER: Final = re.compile(r"<[^<>]+>")


def mapping(value: object) -> Mapping[str, Any]:
    """Return the value when it is a mapping, else an empty one."""
    return value if isinstance(value, Mapping) else {}


def items(value: object) -> list[Any]:
    """Return a list as it is, nothing as no items and a single value as the one item, as IAM reads its lists."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def text(value: object) -> str:
    """Return the value when it is a string, else the empty string."""
    return value if isinstance(value, str) else ""


def strings(value: object) -> tuple[str, ...]:
    """Return the strings among the items of a value that may be one or a list."""
    return tuple(item for item in items(value) if isinstance(item, str))


def is_intrinsic(value: object) -> bool:
    """Tell whether the value is a function of CloudFormation that could not be resolved."""
    return isinstance(value, Mapping) and len(value) == 1 and bool(_INTRINSIC.fullmatch(str(next(iter(value)))))


def is_unknown(value: object) -> bool:
    """Tell whether the value is settled only at deployment: an unresolved function, or a string with a pointer."""
    return is_intrinsic(value) or (isinstance(value, str) and bool(_POINTER.search(value)))


def is_on(value: object) -> bool:
    """Tell whether a switch is on, or cannot be known to be off."""
    return value is True or (isinstance(value, str) and value.lower() == "true") or is_unknown(value)


def number(value: object) -> float | None:
    """Return a number, also one written as a string; None for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        return float(value)
    except (ValueError, OverflowError):
        return None


def dig(value: object, *keys: str) -> Any:
    """Return what lies under the keys; None where one is missing, the function itself where one is unresolved."""
    for key in keys:
        if is_intrinsic(value):
            return value
        value = mapping(value).get(key)
    return value


def leaves(value: object, path: str) -> Iterator[tuple[str, str]]:
    """Yield every string in a value with its path, as in `Properties.Environment.Variables.TOKEN`."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, Mapping):
        for key, part in value.items():
            yield from leaves(part, f"{path}.{key}")
    elif isinstance(value, list):
        for position, part in enumerate(value):
            yield from leaves(part, f"{path}.{position}")


def matches(pattern: str, value: str) -> bool:
    """Tell whether a value fits a pattern with `*` and `?`, as IAM compares actions: capitals do not matter."""
    if "*" not in pattern and "?" not in pattern:
        return pattern.lower() == value.lower()
    regex = "".join({"*": ".*", "?": "."}.get(character, re.escape(character)) for character in pattern)
    return re.fullmatch(regex, value, re.IGNORECASE | re.DOTALL) is not None


def walk(value: object, pattern: str, path: str = "Properties") -> Iterator[tuple[str, Any]]:
    """Yield what lies at a path with `*` for each item of a list, with the path taken: `Policies.*.PolicyDocument`."""
    key, _, rest = pattern.partition(".")
    if key == "*":
        found = [(str(position), part) for position, part in enumerate(items(value))]
    else:
        found = [(key, mapping(value)[key])] if key in mapping(value) else []
    for step, part in found:
        if rest:
            yield from walk(part, rest, f"{path}.{step}")
        else:
            yield f"{path}.{step}", part

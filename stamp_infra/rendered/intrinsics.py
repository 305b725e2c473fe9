"""CloudFormation's intrinsic functions, evaluated as far as their values are known; the others stay as they are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, Protocol

from stamp_infra.rendered.scalars import text
from stamp_infra.rendered.substitute import substitute

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

NOTHING: Final = object()
"""What `!Ref AWS::NoValue` evaluates to: the property or list item that holds it does not exist."""

_POINTER: Final = re.compile(r"<[^<>]+>")


class Values(Protocol):
    """What the functions ask of the stack they stand in."""

    def ref(self, name: str) -> Any:
        """Return what `!Ref` of a parameter, resource or pseudo parameter is."""

    def attribute(self, logical_id: str, name: str) -> Any:
        """Return what `!GetAtt` is."""

    def mapped(self, name: Any, *keys: Any) -> Any:
        """Return a value of `Mappings`, NOTHING when it is not there."""

    def holds(self, condition: str) -> bool:
        """Tell whether a condition of the template is true."""


def evaluate(value: Any, values: Values) -> Any:
    """Return a value with every function in it evaluated, NOTHING when there is no value."""
    if isinstance(value, dict):
        if len(value) == 1:
            name, argument = next(iter(value.items()))
            if name in _FUNCTIONS:
                return _FUNCTIONS[name](argument, values)
        return {key: known for key, item in value.items() if (known := evaluate(item, values)) is not NOTHING}
    if isinstance(value, list):
        return [known for item in value if (known := evaluate(item, values)) is not NOTHING]
    return value


def _ref(argument: Any, values: Values) -> Any:
    return values.ref(argument) if isinstance(argument, str) else {"Ref": argument}


def _get_att(argument: Any, values: Values) -> Any:
    match argument:
        case [str(logical_id), name] if (attribute := text(evaluate(name, values))) is not None:
            return values.attribute(logical_id, attribute)
    return {"Fn::GetAtt": argument}


def _sub(argument: Any, values: Values) -> Any:
    return substitute(argument, lambda expression: evaluate(expression, values))


def _join(argument: Any, values: Values) -> Any:
    known = evaluate(argument, values)
    match known:
        case [str(separator), list(parts)] if all(text(part) is not None for part in parts):
            return separator.join(text(part) or "" for part in parts)
    return {"Fn::Join": known}


def _select(argument: Any, values: Values) -> Any:
    known = evaluate(argument, values)
    match known:
        case [int() | str() as index, list(parts)] if str(index).isdecimal() and int(index) < len(parts):
            return parts[int(index)]
    return {"Fn::Select": known}


def _split(argument: Any, values: Values) -> Any:
    known = evaluate(argument, values)
    match known:
        # What a pointer stands for may hold any separator but the one that lists are made with.
        case [str(separator), str(whole)] if separator and (separator == "," or not _POINTER.search(whole)):
            return whole.split(separator)
    return {"Fn::Split": known}


def _find_in_map(argument: Any, values: Values) -> Any:
    match argument:
        case [name, first, second, *rest]:
            value = values.mapped(name, first, second)
            if value is not NOTHING:
                return value
            match rest:
                case [{"DefaultValue": default}]:
                    return evaluate(default, values)
    return {"Fn::FindInMap": evaluate(argument, values)}


def _if(argument: Any, values: Values) -> Any:
    match argument:
        case [str(condition), then, otherwise]:
            return evaluate(then if values.holds(condition) else otherwise, values)
    return {"Fn::If": argument}


_FUNCTIONS: Final[Mapping[str, Callable[[Any, Values], Any]]] = {
    "Ref": _ref,
    "Fn::GetAtt": _get_att,
    "Fn::Sub": _sub,
    "Fn::Join": _join,
    "Fn::Select": _select,
    "Fn::Split": _split,
    "Fn::FindInMap": _find_in_map,
    "Fn::If": _if,
}

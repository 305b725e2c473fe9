"""`Fn::Sub`, resolved as far as the values in it are known."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from stamp_infra.rendered.scalars import text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

_PLACEHOLDER: Final = re.compile(r"\$\{(!?)([^{}]*)\}")


def substitute(argument: Any, value_of: Callable[[Any], Any]) -> Any:
    """Return the text that a Sub comes to, or a Sub of what is left; `value_of` evaluates an expression."""
    match argument:
        case str(template):
            own: Mapping[str, Any] = {}
        case [str(template), dict(own)]:
            pass
        case _:
            return {"Fn::Sub": argument}
    pieces = list(_pieces(template, own, value_of))
    if all(isinstance(piece, str) for piece in pieces):
        return "".join(map(str, pieces))
    variables: dict[str, Any] = {}
    written = "".join(
        piece.replace("${", "${!") if isinstance(piece, str) else _placeholder(*piece, variables) for piece in pieces
    )
    return {"Fn::Sub": [written, variables] if variables else written}


def _pieces(template: str, own: Mapping[str, Any], value_of: Callable[[Any], Any]) -> Iterator[str | tuple[str, Any]]:
    """Yield the texts of a Sub and, where a value is not known, its name and what stands for it."""
    end = 0
    for found in _PLACEHOLDER.finditer(template):
        yield template[end : found.start()]
        end = found.end()
        name = found[2].strip()
        if found[1]:
            yield f"${{{found[2]}}}"
            continue
        known = value_of(own[name] if name in own else _reference(name))
        written = text(known)
        yield (name, known) if written is None else written
    yield template[end:]


def _reference(name: str) -> dict[str, Any]:
    return {"Fn::GetAtt": name.split(".", 1)} if "." in name else {"Ref": name}


def _placeholder(name: str, value: Any, variables: dict[str, Any]) -> str:
    match value:
        case {"Ref": str(reference)} if len(value) == 1:
            return f"${{{reference}}}"
        case {"Fn::GetAtt": [str(logical_id), str(attribute)]} if len(value) == 1:
            return f"${{{logical_id}.{attribute}}}"
    variable = "".join(filter(str.isalnum, name))
    variables[variable] = value
    return f"${{{variable}}}"

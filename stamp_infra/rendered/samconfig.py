"""The environments that a samconfig.toml names, each with its region and parameters as SAM CLI reads them."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from stamp_infra.core.errors import Mistake, UserError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_REMEDY: Final = 'write ["Name=value"], with quotes round an empty value or one with spaces: ["Name=\\"a b\\""]'

# `Key=Value Key="a b"` and `ParameterKey=Key,ParameterValue=Value`, separated by spaces.
_PAIR: Final = re.compile(
    r"(?:ParameterKey=(?P<key>[A-Za-z0-9]+),ParameterValue=|(?P<name>[A-Za-z0-9]+)=)"
    r"(?P<value>\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'|(?:\\.|[^\\ ])+)(?:\s+|$)"
)


@dataclass(frozen=True, kw_only=True)
class Environment:
    """One section of samconfig.toml: what `sam deploy --config-env NAME` passes."""

    name: str
    region: str | None
    parameters: Mapping[str, str]


def environments(text: str, where: str) -> tuple[Environment, ...]:
    """Return the sections that say how to deploy, in the file's order; raise a UserError with every mistake."""
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UserError([Mistake(where=where, what=f"is not TOML: {error}", remedy="correct it there")]) from error
    mistakes: list[Mistake] = []
    found = []
    for name, section in document.items():
        deploy = _parameters(section, "deploy")
        if deploy is None:
            continue
        # A command's own parameters go before those of [NAME.global.parameters].
        merged = {**(_parameters(section, "global") or {}), **deploy}
        region = merged.get("region")
        values = {}
        for pair in _pairs(merged.get("parameter_overrides", []), f"{where}: {name}.deploy.parameters"):
            if isinstance(pair, Mistake):
                mistakes.append(pair)
            else:
                values[pair[0]] = pair[1]
        found.append(Environment(name=name, region=str(region) if region else None, parameters=values))
    if mistakes:
        raise UserError(mistakes)
    return tuple(found)


def _parameters(section: Any, command: str) -> dict[str, Any] | None:
    inner = section.get(command) if isinstance(section, dict) else None
    parameters = inner.get("parameters") if isinstance(inner, dict) else None
    return parameters if isinstance(parameters, dict) else None


def _pairs(overrides: Any, where: str) -> Iterator[tuple[str, str] | Mistake]:
    where = f"{where}.parameter_overrides"
    if isinstance(overrides, dict):
        for key, value in overrides.items():
            yield key, ",".join(map(str, value)) if isinstance(value, list) else str(value)
    elif isinstance(overrides, list):
        for item in overrides:
            yield from _pairs(item, where.removesuffix(".parameter_overrides"))
    elif isinstance(overrides, str) and not overrides.startswith("file://"):
        rest = overrides.strip()
        while rest:
            match = _PAIR.match(rest)
            if match is None:
                yield Mistake(where=where, what="is not Name=value", got=rest, remedy=_REMEDY)
                return
            yield match["key"] or match["name"], _unquoted(match["value"])
            rest = rest[match.end() :]
    else:
        yield Mistake(where=where, what="cannot be read", got=overrides, remedy=_REMEDY)


def _unquoted(value: str) -> str:
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        value = value[1:-1]
    return re.sub(r"\\([ \"'])", r"\1", value)

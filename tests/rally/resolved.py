"""The rally's committed templates as each environment would deploy them."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from stamp_infra.rendered.expand import expand
from stamp_infra.rendered.load import load
from stamp_infra.rendered.nest import Reader, stack_of
from stamp_infra.rendered.resolve import resolve
from stamp_infra.rendered.samconfig import environments

if TYPE_CHECKING:
    from collections.abc import Callable

    from stamp_infra.rendered.model import Resolved, Template

ENVIRONMENTS: Final = ("dev", "stg", "prod")
INFRASTRUCTURE: Final = Path("infrastructure")

_PLACE: Final = re.compile(r"<[^<>#]*#([^<>]+)>")


@cache
def resolved(environment: str, **parameters: str) -> Resolved:
    """Return one environment of the rally, with other values of some parameters."""
    return resolved_by(load, environment, **parameters)


def resolved_by(read: Callable[[Path], Template], environment: str, **parameters: str) -> Resolved:
    """Return one environment of the rally, its templates read in another way."""
    config = INFRASTRUCTURE / "sam" / "samconfig.toml"
    chosen = {e.name: e for e in environments(config.read_text(encoding="utf-8"), str(config))}[environment]
    given = replace(chosen, parameters={**chosen.parameters, **parameters})
    root = INFRASTRUCTURE / "sam" / "template.yaml"
    return resolve(stack_of(root, given, Reader(load=read, expand=expand)), environment)


def short(value: Any) -> Any:
    """Return a value with `<Users.Arn>` for each pointer: the template it leads to does not matter here."""
    if isinstance(value, str):
        return _PLACE.sub(r"<\1>", value)
    if isinstance(value, dict):
        return {key: short(part) for key, part in value.items()}
    return [short(part) for part in value] if isinstance(value, list) else value


def named(of: Resolved, kind: str) -> dict[str, dict[str, Any]]:
    """Return the properties of every resource of a type by logical ID, pointers shortened."""
    return {resource.logical_id: short(dict(resource.properties)) for resource in of.of_type(kind)}

"""The table that `stamp-infra permissions` writes becomes statements word for word: what is reviewed is allowed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from awacs.aws import Action

from stamp_infra.blocks.iam import Allow
from stamp_infra.core.record import record
from stamp_infra.core.text import sub

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path


@record
class Permissions:
    """`policies` are those of CloudFormation's role by name, `boundary` bounds every role that it creates.

    ARNs are those of an account's stack: they name the environment by its parameter `EnvironmentName`.
    """

    policies: Mapping[str, list[Allow]]
    boundary: list[Allow]


def permissions(file: Path) -> Permissions:
    """Return the permissions of a table; an empty one where there is no file yet, so that the first can be written."""
    table = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {"policies": {}, "boundary": []}
    return Permissions(
        policies={name: _allow(statements) for name, statements in table["policies"].items()},
        boundary=_allow(table["boundary"]),
    )


def _allow(statements: Iterable[Mapping[str, Any]]) -> list[Allow]:
    return [
        Allow(
            [_text(one) for one in each["on"]],
            *(Action(*action.split(":", 1)) for action in each["actions"]),
            condition=_text(each["if"]) if "if" in each else None,
        )
        for each in statements
    ]


def _text(value: Any) -> Any:
    """Return a value whose texts may hold `{app}` and the names of parameters."""
    if isinstance(value, dict):
        return {key: _text(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_text(part) for part in value]
    return sub(value) if "$" in value else value

"""One look at rendered templates and the table beside them: what it should say, and what speaks against it as it is."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from stamp_infra.core.errors import Mistake, UserError
from stamp_infra.permissions.bounds import ROLE, bounds, unbounded
from stamp_infra.permissions.deployed import deployed
from stamp_infra.permissions.differences import in_boundary, in_policies, in_scopes
from stamp_infra.permissions.needs import needs, without_schema
from stamp_infra.permissions.table import as_text, table

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from stamp_infra.check.cache import Cache
    from stamp_infra.permissions.table import Table
    from stamp_infra.rendered.model import Resolved

_EMPTY: Table = {"policies": {}, "boundary": []}


@dataclass(frozen=True, kw_only=True)
class Review:
    """`text` is what the table should be, or None where `mistakes` keep it from being written."""

    differences: tuple[str, ...]
    text: str | None
    current: bool
    mistakes: tuple[Mistake, ...] = ()


def review(folder: Path, file: Path, cache: Cache) -> Review:
    """Return what the table in a file is to be for the rendered templates in a folder, and how it differs."""
    deployments, region = deployed(folder, cache)
    resources = [resource for resolved in deployments for resource in resolved.resources]
    needed = needs(resources, region)
    granted = bounds(deployments, region)
    before = file.read_text(encoding="utf-8") if file.exists() else ""
    there = _parsed(file, before)
    differences = (*in_policies(there, needed, resources), *in_boundary(there, granted))
    mistakes = [_no_schema(type_) for type_ in without_schema(resources, region)]
    mistakes += [
        Mistake(
            where=f"{role.template.path}: {role.logical_id}",
            what="is a role without a permissions boundary, which no deployment may create",
            remedy="give the App its permissions_boundary",
        )
        for role in unbounded(deployments)
    ]
    text = None
    try:
        wanted = table(needed, _trusted(deployments), granted)
    except UserError as error:
        # What is missing is told all the same.
        mistakes += error.mistakes
    else:
        text = as_text(wanted)
        differences = (*differences, *in_scopes(there, wanted))
    return Review(differences=differences, text=text, current=text == before, mistakes=tuple(mistakes))


def _trusted(deployments: Iterable[Resolved]) -> tuple[str, ...]:
    """Return the services that the application's roles trust, to which alone a role may be passed."""
    found = set()
    for resolved in deployments:
        for role in resolved.of_type(ROLE):
            for statement in role.properties.get("AssumeRolePolicyDocument", {}).get("Statement", []):
                found |= {one for one in _strings(statement.get("Principal")) if one.endswith(".amazonaws.com")}
    return tuple(sorted(found))


def _strings(value: Any) -> Iterable[str]:
    if isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _strings(part)
    elif isinstance(value, str):
        yield value


def _parsed(file: Path, text: str) -> Table:
    if not text:
        return _EMPTY
    try:
        found: Table = json.loads(text)
    except ValueError as error:
        remedy = "take it back from git, or delete it: `stamp-infra permissions` writes it anew"
        raise UserError([Mistake(where=file.as_posix(), what=f"is no JSON: {error}", remedy=remedy)]) from None
    return found


def _no_schema(type_: str) -> Mistake:
    remedy = "say what it needs in LACKING of stamp_infra/permissions/overlay.py"
    return Mistake(where=type_, what="is a type of which no schema says what CloudFormation calls", remedy=remedy)

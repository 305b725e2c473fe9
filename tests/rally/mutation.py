"""Single changes of a rendered template, and what the rules and the contract say about each."""

from __future__ import annotations

import copy
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from stamp_infra.check.rules import RULES
from stamp_infra.rendered.load import load
from stamp_infra.rendered.model import Template
from tests.rally.contract import CONTRACT
from tests.rally.resolved import INFRASTRUCTURE, resolved_by

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from stamp_infra.rendered.model import Resolved

    Change = Callable[[dict[str, Any]], None]

# Every change of the API changes its fingerprint: that rule alone would catch them all, and prove nothing.
_FINGERPRINT: Final = "DeploymentIdCoversTheApi"


@dataclass(frozen=True)
class Mutation:
    """What is changed in which template; `fingerprint` when it is the deployment's logical ID that must tell."""

    what: str
    template: str
    change: Change
    environment: str = "prod"
    fingerprint: bool = False


def put(path: str, value: Any) -> Change:
    """Return a change that sets what stands at a path such as `Users/Properties/BillingMode`."""

    def change(body: dict[str, Any]) -> None:
        holder, key = _at(body, path)
        holder[key] = value

    return change


def drop(path: str) -> Change:
    """Return a change that removes what stands at a path; it must be there."""

    def change(body: dict[str, Any]) -> None:
        holder, key = _at(body, path)
        del holder[key]

    return change


def add(path: str, value: Any) -> Change:
    """Return a change that appends to the list at a path."""

    def change(body: dict[str, Any]) -> None:
        holder, key = _at(body, path)
        holder[key] = [*holder[key], value]

    return change


def caught(mutation: Mutation) -> list[str]:
    """Return what is said of the changed templates and not of the committed ones."""
    said = _said(_mutated(mutation), fingerprint=mutation.fingerprint)
    return sorted(said - _committed(mutation.environment, fingerprint=mutation.fingerprint))


def _mutated(mutation: Mutation) -> Resolved:
    path = (INFRASTRUCTURE / mutation.template).resolve()
    original = _load(path)
    body = copy.deepcopy(dict(original.body))
    mutation.change(body)
    mutated = Template(path=original.path, body=body)
    return resolved_by(lambda file: mutated if file == path else _load(file), mutation.environment)


@cache
def _committed(environment: str, *, fingerprint: bool) -> Counter[str]:
    return _said(resolved_by(_load, environment), fingerprint=fingerprint)


@cache
def _load(path: Path) -> Template:
    return load(path)


def _said(of: Resolved, *, fingerprint: bool) -> Counter[str]:
    rules = [rule for rule in RULES if (rule.name == _FINGERPRINT) == fingerprint]
    said = [f"{rule.name}: {v.resource.logical_id}.{v.path}: {v.what}" for rule in rules for v in rule.find(of)]
    if not fingerprint:
        said += [line for part in CONTRACT for line in part(of)]
    return Counter(said)


def _at(body: Mapping[str, Any], path: str) -> tuple[Any, Any]:
    holder: Any = body["Resources"]
    *above, last = path.split("/")
    for key in above:
        holder = holder[int(key)] if isinstance(holder, list) else holder[key]
    return holder, int(last) if isinstance(holder, list) else last

"""The reviewed table: a policy per group of services, within IAM's limits, with what needs each action beside it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from stamp_infra.core.errors import Mistake, UserError
from stamp_infra.permissions.overlay import LINKED_ROLES
from stamp_infra.permissions.scopes import bound_of, group_of, linking, passing, scope_of
from stamp_infra.permissions.services import SERVICES, Scope

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from stamp_infra.permissions.bounds import Bounds
    from stamp_infra.permissions.needs import Needs

    Statement = dict[str, Any]
    """`on`: ARNs, `actions`: each with what needs it, `if`: conditions, where there are any."""
    Table = dict[str, Any]
    """`policies`: name -> statements; `boundary`: statements."""
    Entry = tuple[Scope, str, Iterable[str]]

CHARACTERS: Final = 6144
"""IAM's limit of one managed policy, without white space."""
POLICIES: Final = 10
"""IAM's limit of managed policies of one role, unless AWS is asked for more."""
_LONGEST: Final = {
    "${AWS::Partition}": "aws",
    "${AWS::Region}": "ap-northeast-1",
    "${AWS::AccountId}": "0" * 12,
    "${EnvironmentName}": "prod",
    "{app}": "a" * 20,
}


def table(needs: Needs, services: tuple[str, ...], bounds: Bounds) -> Table:
    """Return the table; `services` are those that the application's roles trust.

    Raises `UserError` with every action that no scope is known for, or with the limits of IAM that are not kept.
    """
    scopes = {action: _scope(action, types, services) for action, types in needs.items()}
    unknown = {action for action, scope in scopes.items() if scope is None} | {
        action for action, on in bounds if not on
    }
    _stop_at(_unknown(action) for action in sorted(unknown))
    policies: dict[str, list[Statement]] = {}
    for group in dict.fromkeys(service.group for service in SERVICES.values()):
        entries = [(scope, a, needs[a]) for a, scope in scopes.items() if scope is not None and group_of(a) == group]
        policies |= _split(group, _statements(entries))
    boundary = _statements(
        (Scope(on=on, condition=known.condition if (known := bound_of(action)) else {}), action, roles)
        for (action, on), roles in sorted(bounds.items())
    )
    found = {"policies": policies, "boundary": boundary}
    _stop_at(_too_large(found))
    return found


def as_text(found: Table) -> str:
    """Return the table as a file with a line for each action, so that a review sees what comes and goes."""
    return f"{json.dumps(found, indent=2)}\n"


def size(statements: Iterable[Statement]) -> int:
    """Return the characters of these statements as IAM counts a policy, with the longest names that they may get."""
    document = {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Allow",
                "Action": list(each["actions"]),
                "Resource": each["on"],
                "Condition": each.get("if", {}),
            }
            for each in statements
        ],
    }
    text = json.dumps(document, separators=(",", ":"))
    for name, longest in _LONGEST.items():
        text = text.replace(name, longest)
    return len(text)


def _scope(action: str, types: Iterable[str], services: tuple[str, ...]) -> Scope | None:
    if action == "iam:PassRole":
        return passing(services)
    if action == "iam:CreateServiceLinkedRole":
        linked = tuple(LINKED_ROLES[type_] for type_ in sorted(types) if type_ in LINKED_ROLES)
        return linking(linked) if linked else None
    return scope_of(action)


def _statements(entries: Iterable[Entry]) -> list[Statement]:
    """Return a statement for each scope, in the order in which the first action of each comes."""
    found: dict[str, Statement] = {}
    for scope, action, reasons in entries:
        new = {"on": list(scope.on), "actions": {}, **({"if": dict(scope.condition)} if scope.condition else {})}
        key = json.dumps([new["on"], new.get("if")])
        found.setdefault(key, new)["actions"][action] = ", ".join(sorted(reasons))
    return list(found.values())


def _split(group: str, statements: list[Statement]) -> Mapping[str, list[Statement]]:
    """Return the statements by policy: as many as it takes, each filled before the next is begun."""
    parts: list[list[Statement]] = [[]]
    for statement in statements:
        if parts[-1] and size([*parts[-1], statement]) > CHARACTERS:
            parts.append([])
        parts[-1].append(statement)
    return {f"{group}-{number}" if number > 1 else group: part for number, part in enumerate(parts, 1) if part}


def _too_large(found: Table) -> Iterator[Mistake]:
    remedy = "let services.py give its services to another group"
    for name, statements in {**found["policies"], "boundary": found["boundary"]}.items():
        if (characters := size(statements)) > CHARACTERS:
            what = f"is larger than the {CHARACTERS:,} characters of a managed policy"
            yield Mistake(where=f"policy {name}", what=what, got=characters, remedy=remedy)
    if (number := len(found["policies"])) > POLICIES:
        what = f"are more than the {POLICIES} managed policies of a role"
        yield Mistake(where="the policies of CloudFormation's role", what=what, got=number, remedy=remedy)


def _unknown(action: str) -> Mistake:
    remedy = "add it to stamp_infra/permissions/services.py, with the group of its policy and the ARNs that bear a name"
    return Mistake(where=action, what="may be done to nothing that is known", remedy=remedy)


def _stop_at(mistakes: Iterable[Mistake]) -> None:
    found = tuple(mistakes)
    if found:
        raise UserError(found)

"""What a change adds to a table of permissions and what it leaves over there, each line with who needs it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from stamp_infra.permissions.needs import by_type

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from stamp_infra.permissions.bounds import Bounds
    from stamp_infra.permissions.needs import Needs
    from stamp_infra.permissions.table import Statement, Table
    from stamp_infra.rendered.model import Resource

_ROOT: Final = "template"


def in_policies(before: Table, needs: Needs, resources: Iterable[Resource]) -> Iterator[str]:
    """Yield `+ ACTION for TYPE in TEMPLATE` for what is missing, `- ACTION, ...` for what no resource needs."""
    there = _actions(statement for statements in before["policies"].values() for statement in statements)
    own = by_type(resources)
    for action, type_ in _more(needs, there):
        places = sorted({_stem(resource) for resource in own[type_]})
        yield f"+ {action} for {type_} in {', '.join(places)}"
    for action, type_ in _more(there, needs):
        yield f"- {action}, which {type_} {'does not need' if type_ in own else 'needed, of which there is none'}"


def in_boundary(before: Table, bounds: Bounds) -> Iterator[str]:
    """Yield the same for the boundary, where it is roles that are granted an action."""
    there = _actions(before["boundary"])
    granted: dict[str, set[str]] = {}
    for (action, _), roles in bounds.items():
        granted.setdefault(action, set()).update(roles)
    yield from (f"+ {action} for {role}, in the boundary" for action, role in _more(granted, there))
    yield from (f"- {action}, which {role} is not granted, in the boundary" for action, role in _more(there, granted))


def in_scopes(before: Table, after: Table) -> Iterator[str]:
    """Yield `~ ACTION in POLICY: was on ..., is on ...` where an action that stays is allowed on something else."""
    then, now = _scopes(before), _scopes(after)
    for place in sorted(then.keys() & now.keys()):
        if then[place] != now[place]:
            yield f"~ {' in '.join(place)}: was on {'; '.join(then[place])}, is on {'; '.join(now[place])}"


def _scopes(of: Table) -> dict[tuple[str, str], list[str]]:
    """Return what each action is allowed on and under which condition, by action and policy."""
    found: dict[tuple[str, str], list[str]] = {}
    policies: dict[str, list[Statement]] = {**of["policies"], "the boundary": of["boundary"]}
    for policy, statements in policies.items():
        for statement in statements:
            condition = f" if {json.dumps(statement['if'])}" if "if" in statement else ""
            for action in statement["actions"]:
                found.setdefault((action, policy), []).append(f"{' '.join(statement['on'])}{condition}")
    return found


def _more(some: Mapping[str, AbstractSet[str]], others: Mapping[str, AbstractSet[str]]) -> Iterator[tuple[str, str]]:
    """Yield each action with each reason that only the first has."""
    for action in sorted(some):
        yield from ((action, reason) for reason in sorted(some[action] - others.get(action, frozenset())))


def _actions(statements: Iterable[Statement]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for statement in statements:
        for action, reasons in statement["actions"].items():
            found.setdefault(action, set()).update(reasons.split(", "))
    return found


def _stem(resource: Resource) -> str:
    # The root is sam/template.yaml: its folder says what it is.
    folder, _, file = resource.template.path.rpartition("/")
    stem = file.partition(".")[0]
    return folder.rpartition("/")[2] if stem == _ROOT else stem

"""No two functions share a role."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stamp_infra.check.rule import Rule, Violation
from stamp_infra.check.rules.grants import function_roles
from stamp_infra.check.rules.lookup import identity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.rendered.model import Resolved


def _find(resolved: Resolved) -> Iterator[Violation]:
    first: dict[tuple[str, str], str] = {}
    for function, role in function_roles(resolved):
        owner = first.setdefault(identity(role), function.logical_id)
        if owner != function.logical_id:
            what = f"takes the role {role.logical_id}, which is {owner}'s"
            yield Violation(resource=function, path="Properties.Role", what=what)


RULE: Final = Rule(
    name="FunctionHasItsOwnRole",
    why="A shared role gives each function what the other needs: a flaw in the one that reads strangers' input "
    "reaches the data of the one that signs people in.",
    remedy="Give each function a role of its own with its own actions.",
    find=_find,
)

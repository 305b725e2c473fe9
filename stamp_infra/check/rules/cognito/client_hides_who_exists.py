"""Nobody can find out by trying who has an account."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stamp_infra.check.rule import Rule, Violation
from stamp_infra.check.rules.cognito.pools import CLIENT
from stamp_infra.check.rules.values import is_unknown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.rendered.model import Resolved


def _find(resolved: Resolved) -> Iterator[Violation]:
    for client in resolved.of_type(CLIENT):
        value = client.properties.get("PreventUserExistenceErrors")
        if value != "ENABLED" and not is_unknown(value):
            path = "Properties.PreventUserExistenceErrors"
            yield Violation(resource=client, path=path, what="answers differently for users who do not exist")


RULE: Final = Rule(
    name="ClientHidesWhoExists",
    why="A stranger learns by trying names who uses the app, and whom to attack.",
    remedy="Set PreventUserExistenceErrors to ENABLED; what is not set is LEGACY.",
    find=_find,
)

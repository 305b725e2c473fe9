"""Every table is encrypted with a key whose use can be seen and withdrawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stamp_infra.check.rule import Rule, Violation
from stamp_infra.check.rules.dynamodb.tables import GLOBAL_TABLE, TABLE
from stamp_infra.check.rules.values import dig, is_on

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.rendered.model import Resolved


def _find(resolved: Resolved) -> Iterator[Violation]:
    for table in resolved.of_type(TABLE, GLOBAL_TABLE):
        if not is_on(dig(table.properties, "SSESpecification", "SSEEnabled")):
            what = "is encrypted with DynamoDB's own key alone"
            yield Violation(resource=table, path="Properties.SSESpecification.SSEEnabled", what=what)


RULE: Final = Rule(
    name="TableIsEncrypted",
    why="Nobody can see in the account who decrypts people's data with DynamoDB's own key, nor stop it.",
    remedy="Set SSESpecification.SSEEnabled to true.",
    find=_find,
)

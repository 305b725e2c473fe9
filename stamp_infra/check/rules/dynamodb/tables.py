"""Where a table's settings stand: in the table itself, or in each replica of a global table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from stamp_infra.check.rules.values import walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.rendered.model import Resolved, Resource

TABLE: Final = "AWS::DynamoDB::Table"
GLOBAL_TABLE: Final = "AWS::DynamoDB::GlobalTable"


def settings(resolved: Resolved) -> Iterator[tuple[Resource, str, Any]]:
    """Yield each table with the path and the value of what holds its settings."""
    for table in resolved.of_type(TABLE):
        yield table, "Properties", table.properties
    for table in resolved.of_type(GLOBAL_TABLE):
        for path, replica in walk(table.properties, "Replicas.*"):
            yield table, path, replica

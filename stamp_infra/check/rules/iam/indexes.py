"""Which indexes tables have, and which of them policies grant."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stamp_infra.check.rules.dynamodb.tables import GLOBAL_TABLE, TABLE
from stamp_infra.check.rules.lookup import resource_at
from stamp_infra.check.rules.policies import statements
from stamp_infra.check.rules.values import text, walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.check.rules.policies import Statement
    from stamp_infra.rendered.model import Resolved, Resource


@dataclass(frozen=True, kw_only=True)
class Grant:
    """A statement allows something on a table of the set; `index` is empty when it is the table itself."""

    statement: Statement
    table: Resource
    index: str


def index_names(table: Resource) -> dict[str, str]:
    """Return the names of a table's indexes, each with its path in the table."""
    kinds = ("GlobalSecondaryIndexes", "LocalSecondaryIndexes")
    found = [pair for kind in kinds for pair in walk(table.properties, f"{kind}.*.IndexName")]
    return {text(name): path for path, name in found if text(name)}


def table_grants(resolved: Resolved) -> Iterator[Grant]:
    """Yield every grant on a table of the set and on its indexes."""
    for statement in statements(resolved, "identity"):
        for resource in statement.resources if statement.allows else ():
            table = resource_at(resolved, resource, TABLE, GLOBAL_TABLE)
            if table is not None:
                yield Grant(statement=statement, table=table, index=resource.partition("/index/")[2])

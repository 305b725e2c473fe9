"""Every index can be queried by some role, on its own ARN."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stamp_infra.check.rule import Rule, Violation
from stamp_infra.check.rules.dynamodb.tables import GLOBAL_TABLE, TABLE
from stamp_infra.check.rules.iam.indexes import index_names, table_grants
from stamp_infra.check.rules.lookup import identity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.rendered.model import Resolved

_READS: Final = ("dynamodb:Query", "dynamodb:Scan")


def _find(resolved: Resolved) -> Iterator[Violation]:
    grants = list(table_grants(resolved))
    used = {identity(grant.table) for grant in grants}
    queried = {(identity(grant.table), grant.index) for grant in grants if any(map(grant.statement.grants, _READS))}
    for table in resolved.of_type(TABLE, GLOBAL_TABLE):
        # Where no policy of the set speaks of the table, those who read it are somewhere else.
        for name, path in index_names(table).items() if identity(table) in used else ():
            if not {(identity(table), name), (identity(table), "*")} & queried:
                what = f"has an index {name} that no role may query"
                yield Violation(resource=table, path=path, what=what)


RULE: Final = Rule(
    name="IndexesAreGranted",
    why="A grant on a table does not cover its indexes: the query is denied at run time, with the table's own grant "
    "in plain sight.",
    remedy="Grant dynamodb:Query on the index's ARN, <table ARN>/index/<name>, to the role that reads it, or drop the "
    "index.",
    find=_find,
)

"""A grant on an index names one that its table has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stamp_infra.check.rule import Rule, Violation
from stamp_infra.check.rules.iam.indexes import index_names, table_grants

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.rendered.model import Resolved


def _find(resolved: Resolved) -> Iterator[Violation]:
    for grant in table_grants(resolved):
        if not grant.index or grant.index in index_names(grant.table):
            continue
        what = f"allows the index {grant.index}, which {grant.table.logical_id} does not have"
        if "*" in grant.index:
            what = f"allows every index of {grant.table.logical_id} ({grant.index})"
        yield Violation(resource=grant.statement.resource, path=f"{grant.statement.path}.Resource", what=what)


RULE: Final = Rule(
    name="IndexGrantsAreExact",
    why="A name that the table does not have grants nothing, and the query is denied; /index/* grants also what "
    "nobody asked for.",
    remedy="Name the index: <table ARN>/index/<name>.",
    find=_find,
)

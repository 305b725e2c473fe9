"""The way to an environment: its region, and its account where one is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stamp_infra.aws.connection import Connection, require_account

if TYPE_CHECKING:
    from stamp_infra.operations.target import Target


def connect(to: Target) -> Connection:
    """Return a connection to the target's region; raise `UserError` when these credentials are of another account."""
    connection = Connection(to.region)
    require_account(connection, to.environment, to.account)
    return connection

"""A person who is in a user pool for as long as a block lasts, and the ID token that a client of theirs got."""

from __future__ import annotations

import secrets
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from stamp_infra.aws.errors import told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.aws.connection import Connection


@contextmanager
def signed_in(connection: Connection, pool: str) -> Iterator[str]:
    """Yield the ID token of somebody who signs in by a client of their own; neither is there afterwards."""
    idp = connection.client("cognito-idp")
    name, password = f"stamp-infra-{secrets.token_hex(8)}", f"Aa1!{secrets.token_urlsafe(24)}"
    with told(f"making a client of the user pool {pool}"):
        made = idp.create_user_pool_client(
            UserPoolId=pool, ClientName=name, ExplicitAuthFlows=["ALLOW_ADMIN_USER_PASSWORD_AUTH"]
        )
    client = made["UserPoolClient"]["ClientId"]
    try:
        with told(f"signing in to the user pool {pool}"):
            token = _token(idp, pool, client, name, password)
        yield token
    finally:
        with told(f"removing the client of the user pool {pool}"):
            idp.admin_delete_user(UserPoolId=pool, Username=name)
            idp.delete_user_pool_client(UserPoolId=pool, ClientId=client)


def _token(idp: Any, pool: str, client: str, name: str, password: str) -> str:
    idp.admin_create_user(UserPoolId=pool, Username=name, MessageAction="SUPPRESS")
    idp.admin_set_user_password(UserPoolId=pool, Username=name, Password=password, Permanent=True)
    answer = idp.admin_initiate_auth(
        UserPoolId=pool,
        ClientId=client,
        AuthFlow="ADMIN_USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": name, "PASSWORD": password},
    )
    return str(answer["AuthenticationResult"]["IdToken"])

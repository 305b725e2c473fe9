"""Parameters of Parameter Store: what is known about them without reading them, and secrets put there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from stamp_infra.aws.errors import told
from stamp_infra.core.errors import Mistake, UserError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from stamp_infra.aws.connection import Connection

_AT_ONCE: Final = 50  # values of one filter


@dataclass(frozen=True, kw_only=True)
class Described:
    """What is known of a parameter without its value; `key` is the id, ARN or alias of the key it is encrypted with."""

    name: str
    type: str
    key: str | None
    changed: datetime
    version: int


def describe(connection: Connection, names: Sequence[str]) -> Mapping[str, Described]:
    """Return what is known of those of these parameters that exist."""
    found = {}
    with told("looking up parameters"):
        pages = connection.client("ssm").get_paginator("describe_parameters")
        for start in range(0, len(names), _AT_ONCE):
            wanted = {"Key": "Name", "Option": "Equals", "Values": list(names[start : start + _AT_ONCE])}
            for page in pages.paginate(ParameterFilters=[wanted]):
                found.update({each["Name"]: _described(each) for each in page["Parameters"]})
    return found


def put_secret(connection: Connection, name: str, value: str, *, key: str, description: str) -> int:
    """Encrypt the value with the key, put it in the place of what was there, and return its version."""
    with told(f"putting {name}"):
        answer = connection.client("ssm").put_parameter(
            Name=name, Value=value, Type="SecureString", KeyId=key, Description=description, Overwrite=True
        )
    return int(answer["Version"])


def put(connection: Connection, name: str, value: str) -> None:
    """Put a value that is no secret in the place of what was there; it is there, or this raises `UserError`."""
    from botocore.exceptions import BotoCoreError

    with told(f"putting {name}"):
        try:
            connection.client("ssm").put_parameter(Name=name, Value=value, Type="String", Overwrite=True)
        except BotoCoreError:
            # The answer may have got lost on its way, after it was put.
            if read(connection, name) != value:
                raise


def read(connection: Connection, name: str) -> str | None:
    """Return the value of a parameter that is no secret, None when it does not exist."""
    client = connection.client("ssm")
    with told(f"reading {name}"):
        try:
            return str(client.get_parameter(Name=name)["Parameter"]["Value"])
        except client.exceptions.ParameterNotFound:
            return None


def key_names(connection: Connection, alias: str) -> frozenset[str]:
    """Return all that the key of an alias goes by: the alias, its id and its ARN; nothing when there is no such key.

    Raises `UserError` when it is disabled or waits for its deletion.
    """
    client = connection.client("kms")
    with told(f"looking up the key {alias}"):
        try:
            key = client.describe_key(KeyId=alias)["KeyMetadata"]
        except client.exceptions.NotFoundException:
            return frozenset()
    if key["KeyState"] != "Enabled":
        remedy = "enable it, or cancel its deletion: without it no secret can be read"
        raise UserError([Mistake(where=alias, what="is no key that can be used", got=key["KeyState"], remedy=remedy)])
    return frozenset((alias, key["KeyId"], key["Arn"]))


def _described(answer: Mapping[str, Any]) -> Described:
    return Described(
        name=answer["Name"],
        type=answer["Type"],
        key=answer.get("KeyId"),
        changed=answer["LastModifiedDate"],
        version=int(answer["Version"]),
    )

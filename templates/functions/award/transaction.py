"""The one transaction that awards a stamp, all of it in one visitor's partition: the stamp and the count."""

from __future__ import annotations

import os
import uuid
from typing import TYPE_CHECKING, Any, Final

from botocore.exceptions import ClientError
from rally import clients, collection, rank, refusals, shards
from rally.patience import patiently, reasons

if TYPE_CHECKING:
    from collections.abc import Mapping

    from request import Asked

Record = dict[str, Any]

_REQUESTS: Final = uuid.UUID("6f1c3a52-8a0e-4c57-9d1b-0f2e5b7a9c34")


def collect(asked: Asked, proof: Mapping[str, Any], at: int) -> Record:
    """Write a stamp collected at a time and return its record; refuse when the visitor has it."""
    stamp = _stamp(asked, proof, at)
    writes = [
        {"Put": _on_table(Item=stamp, ConditionExpression="attribute_not_exists(StampId)")},
        {"Update": _on_table(**_progress(asked, at))},
    ]
    try:
        patiently(
            lambda: clients.dynamodb().transact_write_items(TransactItems=writes, ClientRequestToken=_token(asked, at))
        )
    except ClientError as error:
        raise _refusal(error) from None
    return stamp


def _stamp(asked: Asked, proof: Mapping[str, Any], at: int) -> Record:
    return {
        **collection.key(asked.user_id, asked.stamp_id),
        "CollectedAt": at,
        "Method": asked.method,
        "RequestId": asked.request_id,
        "StampShard": shards.stamp_shard(asked.stamp_id, asked.user_id),
        **proof,
    }


def _progress(asked: Asked, at: int) -> Record:
    changes = [
        "StampCount = if_not_exists(StampCount, :none) + :one",
        "RankScore = if_not_exists(StampCount, :none) + :step",
        "RankShard = :shard",
        "LastCollectedAt = :at",
    ]
    values: Record = {
        ":none": 0,
        ":one": 1,
        ":step": rank.step(at),
        ":shard": shards.rank_shard(asked.event_id, asked.user_id),
        ":at": at,
    }
    if name := _name(asked):
        changes.append("DisplayName = :name")
        values[":name"] = name
    return {
        "Key": collection.key(asked.user_id, collection.progress_id(asked.event_id)),
        "UpdateExpression": f"SET {', '.join(changes)}",
        "ExpressionAttributeValues": values,
    }


def _name(asked: Asked) -> str | None:
    """Return the name that the ranking shows: what the visitor chose, else LINE's."""
    profile = collection.mine(asked.user_id, collection.PROFILE, consistent=False)
    return profile["DisplayName"] if profile else asked.claimed_name


def _on_table(**write: Any) -> Record:
    return {"TableName": os.environ["TABLE_USERSTAMPS"], **write}


def _token(asked: Asked, at: int) -> str:
    """Return a token of 36 characters for this attempt: the SDK's own repetitions of it are carried out once.

    The next attempt comes at another time, so that DynamoDB would refuse it as another transaction under one token.
    That it awards nothing twice is the condition's part, and what it answers the remembered request's.
    """
    return str(uuid.uuid5(_REQUESTS, f"{asked.user_id} {asked.request_id} {asked.stamp_id} {at}"))


def _refusal(error: ClientError) -> Exception:
    # The token is this attempt's alone: it is known when the attempt was carried out, and the answer got lost.
    known = error.response["Error"]["Code"] == "IdempotentParameterMismatchException"
    if not known and "ConditionalCheckFailed" not in reasons(error.response):
        return error
    # Who called looks up since when the visitor has the stamp: only a visitor who is just being deleted has it no more.
    return refusals.busy()

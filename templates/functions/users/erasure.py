"""Everything that belongs to a visitor, erased: a call that is cut short is made good by the next."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Final

from boto3.dynamodb.conditions import Key
from botocore.exceptions import ClientError
from rally import clients, pages
from rally.patience import pauses

if TYPE_CHECKING:
    from collections.abc import Iterator

Record = dict[str, Any]

_BATCH: Final = 25


def erase(user_id: str) -> None:
    """Erase records, uploads, profile and, last, who could ask for it again; refuse with TRY_AGAIN what is left."""
    for keys in _record_keys(user_id):
        write([{"DeleteRequest": {"Key": key}} for key in keys])
    for versions in _uploads(user_id):
        _delete_uploads(versions)
    clients.table("TABLE_USERS").delete_item(Key={"UserId": user_id})
    _delete_sign_in(user_id)


def write(requests: list[Record]) -> None:
    """Carry out up to 25 writes to a visitor's stamps, those that DynamoDB leaves out at first included."""
    waits, left = pauses(), {os.environ["TABLE_USERSTAMPS"]: requests}
    while left:
        left = clients.dynamodb().batch_write_item(RequestItems=left).get("UnprocessedItems", {})
        if left:
            next(waits)


def _record_keys(user_id: str) -> Iterator[list[Record]]:
    query = {"KeyConditionExpression": Key("UserId").eq(user_id), "ProjectionExpression": "UserId, StampId"}
    keys = list(pages.items(clients.table("TABLE_USERSTAMPS").query, ConsistentRead=True, **query))
    for start in range(0, len(keys), _BATCH):
        yield keys[start : start + _BATCH]


def _uploads(user_id: str) -> Iterator[list[Record]]:
    """Yield the visitor's objects, every version of them: a bucket with versions deletes nothing else for good."""
    pages = clients.s3().get_paginator("list_object_versions")
    # The slash keeps out whoever's id begins with this one.
    for page in pages.paginate(Bucket=os.environ["S3_BUCKET"], Prefix=f"{os.environ['S3_PREFIX']}{user_id}/"):
        found = page.get("Versions", []) + page.get("DeleteMarkers", [])
        if found:
            yield [{"Key": each["Key"], "VersionId": each["VersionId"]} for each in found]


def _delete_uploads(versions: list[Record]) -> None:
    waits, left = pauses(), versions
    while left:
        answer = clients.s3().delete_objects(Bucket=os.environ["S3_BUCKET"], Delete={"Objects": left, "Quiet": True})
        left = [{name: each[name] for name in ("Key", "VersionId")} for each in answer.get("Errors", [])]
        if left:
            next(waits)


def _delete_sign_in(user_id: str) -> None:
    try:
        clients.cognito().admin_delete_user(UserPoolId=os.environ["USER_POOL_ID"], Username=user_id)
    except ClientError as error:
        if error.response["Error"]["Code"] != "UserNotFoundException":
            raise

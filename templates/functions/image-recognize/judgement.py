"""Whether a photograph earns the stamp of its ticket: one that nobody has used, fit to be shown, of the right thing."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING, Any, Final

import recognition
from picture import decoded
from rally import clients, clock, tickets, validity
from rejection import Rejection

if TYPE_CHECKING:
    from collections.abc import Iterable

    Json = dict[str, Any]

_MOST_BYTES: Final = 10_485_760
# Longer than any event lasts: a photograph that is forgotten could be used again.
_REMEMBERED_S: Final = 400 * 24 * 3600


def judged(ticket: Json, name: str) -> Json:
    """Return what a ticket is to say about its object: RECOGNISED with Label and ImageDigest, or REJECTED with Reason.

    What may pass, such as throttling, raises.
    """
    try:
        picture = decoded(_content(name), ticket["ContentType"])
        _check_decency(picture.jpeg)
        label = _label_of(ticket["TargetStampId"], recognition.labels(picture.jpeg))
        _use(picture.digest, ticket)
    except Rejection as rejection:
        return {"Status": tickets.REJECTED, "Reason": rejection.reason}
    return {"Status": tickets.RECOGNISED, "Label": label, "ImageDigest": picture.digest}


def _content(name: str) -> bytes:
    found = clients.s3().get_object(Bucket=os.environ["S3_BUCKET"], Key=name)
    with found["Body"] as body:
        if found["ContentLength"] > _MOST_BYTES:
            raise Rejection("TOO_LARGE")
        content: bytes = body.read(_MOST_BYTES)
    return content


def _check_decency(jpeg: bytes) -> None:
    if recognition.is_inappropriate(jpeg):
        raise Rejection("INAPPROPRIATE")


def _label_of(stamp_id: str, labels: Iterable[str]) -> str:
    """Return the label by which the stamp's photographs are known; refuse when none of these labels is the one."""
    event_id = stamp_id.partition("#")[0]
    for label in labels:
        found = clients.dynamodb().query(
            TableName=os.environ["TABLE_STAMPMASTERS"],
            IndexName="gsi-image-label",
            KeyConditionExpression="ImageLabel = :label AND EventId = :event",
            ExpressionAttributeValues={":label": label, ":event": event_id},
        )
        for stamp in found["Items"]:
            if stamp["StampId"] == stamp_id and stamp["Type"] == "IMAGE" and validity.published(stamp):
                _check_time(stamp)
                return label
    raise Rejection("NOT_RECOGNISED")


def _check_time(stamp: Json) -> None:
    now = clock.now()
    if not validity.begun(stamp, now):
        raise Rejection("STAMP_NOT_VALID_YET")
    if validity.over(stamp, now):
        raise Rejection("STAMP_EXPIRED")


def _use(digest: str, ticket: Json) -> None:
    """Remember the photograph for its event; refuse one that another upload has used, whoever sent it."""
    client = clients.dynamodb()
    try:
        client.put_item(
            TableName=os.environ["TABLE_USERSTAMPS"],
            Item={
                "UserId": f"IMAGE#{digest}",
                "StampId": ticket["TargetStampId"].partition("#")[0],
                "UploadId": ticket["StampId"],
                "TTL": int(time.time()) + _REMEMBERED_S,
            },
            # The same upload comes again when its message is delivered twice.
            ConditionExpression="attribute_not_exists(StampId) OR UploadId = :upload",
            ExpressionAttributeValues={":upload": ticket["StampId"]},
        )
    except client.exceptions.ConditionalCheckFailedException:
        raise Rejection("DUPLICATE") from None

"""image-upload: lets a visitor upload one photograph for one stamp, and tells what has become of it."""

from __future__ import annotations

import os
import time
import uuid
from typing import Any, Final

from rally import clients, clock, fields, refusals, tickets
from rally.api import api, handler
from rally.observe import count, logger
from rally.visitor import user_id

app = api()

_MOST_BYTES: Final = 10_485_760


@app.post("/s3/upload-url")
def let_upload() -> tuple[dict[str, Any], int]:
    """Answer where and how to upload one photograph; nothing else can be uploaded with the answer."""
    body = fields.body(app, "stampId", "contentType", "contentLength")
    stamp_id = fields.stamp_id(body)
    content_type = fields.choice(body, "contentType", "image/jpeg", "image/png")
    length = fields.integer(body, "contentLength", 1, _MOST_BYTES)
    visitor, upload_id = user_id(app), str(uuid.uuid4())
    clients.table("TABLE_USERSTAMPS").put_item(
        Item={
            **tickets.key(visitor, upload_id),
            "Status": tickets.PENDING,
            "TargetStampId": stamp_id,
            "ContentType": content_type,
            "CreatedAt": clock.now(),
            "TTL": int(time.time()) + tickets.KEPT_S,
        },
        ConditionExpression="attribute_not_exists(StampId)",
    )
    count("UploadsAllowed")
    logger.info("upload allowed", ticket=f"UPLOAD#{upload_id}")
    return {"uploadId": upload_id, **_form(tickets.object_key(visitor, upload_id), content_type, length)}, 201


@app.get("/uploads/<upload_id>")
def tell(upload_id: str) -> dict[str, Any]:
    """Answer what has become of an upload of this visitor."""
    upload_id = fields.opaque_id(fields.path(uploadId=upload_id), "uploadId")
    found = clients.table("TABLE_USERSTAMPS").get_item(Key=tickets.key(user_id(app), upload_id), ConsistentRead=True)
    ticket = found.get("Item")
    # Expired items stay for days until DynamoDB deletes them.
    if ticket is None or ticket["TTL"] <= time.time():
        raise refusals.upload_not_found()
    told = {"uploadId": upload_id, "stampId": ticket["TargetStampId"], "status": ticket["Status"]}
    return told | {name.lower(): ticket[name] for name in ("Label", "Reason") if name in ticket}


def _form(key: str, content_type: str, length: int) -> dict[str, Any]:
    seconds = int(os.environ["PRESIGNED_URL_EXPIRATION"])
    form = clients.s3().generate_presigned_post(
        os.environ["S3_BUCKET"],
        key,
        Fields={"Content-Type": content_type},
        Conditions=[{"Content-Type": content_type}, ["content-length-range", length, length]],
        ExpiresIn=seconds,
    )
    return {"key": key, "url": form["url"], "fields": form["fields"], "expiresIn": seconds}


lambda_handler = handler(app)

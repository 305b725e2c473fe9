"""Upload tickets: one for each photograph that a visitor may upload, and what has become of it."""

from __future__ import annotations

import os
import re
from typing import Final

# A ticket names its stamp in TargetStampId. RECOGNISED: it has Label and ImageDigest; REJECTED: it has a Reason.
PENDING: Final = "PENDING"
RECOGNISED: Final = "RECOGNISED"
REJECTED: Final = "REJECTED"
KEPT_S: Final = 24 * 3600

_OBJECT: Final = re.compile(r"(?P<user>[^/]+)/images/(?P<upload>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.jpg")


def key(user_id: str, upload_id: str) -> dict[str, str]:
    """Return the key of a ticket in the table of TABLE_USERSTAMPS."""
    return {"UserId": user_id, "StampId": f"UPLOAD#{upload_id}"}


def object_key(user_id: str, upload_id: str) -> str:
    """Return the key of the one object that a ticket is for."""
    # `.jpg` whatever its type: the contract knows this name alone, and the type is the object's Content-Type.
    return f"{os.environ['S3_PREFIX']}{user_id}/images/{upload_id}.jpg"


def of_object(name: str) -> dict[str, str] | None:
    """Return the key of the ticket that an object in the bucket must have, or None when there can be none."""
    found = _OBJECT.fullmatch(name.removeprefix(os.environ["S3_PREFIX"]))
    return key(found["user"], found["upload"]) if found else None

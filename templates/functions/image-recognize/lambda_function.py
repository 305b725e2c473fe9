"""image-recognize: takes uploaded photographs from the queue."""

from __future__ import annotations

from typing import Any


def lambda_handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """Hand every message back: what is not recognised yet must end in the dead-letter queue, not be lost."""
    return {"batchItemFailures": [{"itemIdentifier": record["messageId"]} for record in event["Records"]]}

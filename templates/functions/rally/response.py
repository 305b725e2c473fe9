"""Answers of the API: JSON with a `code`, readable by the LIFF page whatever happened."""

from __future__ import annotations

import json
import os
from typing import Any


def error(status: int, code: str, message: str) -> dict[str, Any]:
    """Return the proxy answer for an error; `code` is what the front end decides by."""
    return {
        "statusCode": status,
        "headers": {
            "Content-Type": "application/json",
            "Access-Control-Allow-Origin": os.environ["ALLOWED_ORIGIN"],
            "Vary": "Origin",
        },
        "body": json.dumps({"code": code, "message": message}),
    }


def not_implemented(event: dict[str, Any]) -> dict[str, Any]:
    """Return 501 for a route that is declared and deployed but not written yet."""
    return error(501, "NOT_IMPLEMENTED", f"{event['httpMethod']} {event['resource']} is not implemented yet")

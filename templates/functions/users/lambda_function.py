"""users: answers its routes of the API."""

from __future__ import annotations

from typing import Any

from rally.response import not_implemented


def lambda_handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """Answer an API Gateway proxy event."""
    return not_implemented(event)

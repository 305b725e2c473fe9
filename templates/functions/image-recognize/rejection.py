"""Why a photograph earns no stamp."""

from __future__ import annotations

from typing import Literal

Reason = Literal[
    "DUPLICATE",
    "INAPPROPRIATE",
    "NOT_AN_IMAGE",
    "NOT_RECOGNISED",
    "STAMP_EXPIRED",
    "STAMP_NOT_VALID_YET",
    "TOO_LARGE",
    "TOO_MANY_PIXELS",
    "TOO_SMALL",
    "TYPE_MISMATCH",
]


class Rejection(Exception):  # noqa: N818 - it is an outcome, not a mistake
    """Raise it while a photograph is judged: `reason` is what its ticket says then."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason

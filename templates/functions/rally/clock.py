"""One clock: every time in a record and in an answer is a whole number of milliseconds since 1970, but for TTL."""

from __future__ import annotations

import time


def now() -> int:
    """Return the time in milliseconds."""
    return time.time_ns() // 1_000_000

"""Whether a stamp or an event is shown and whether its time has come, by nothing but its record and the clock."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rally import refusals

if TYPE_CHECKING:
    from collections.abc import Mapping

    Record = Mapping[str, Any]


def published(record: Record) -> bool:
    """Return whether visitors are shown the record; what has another Status does not exist for them."""
    return bool(record.get("Status") == "ACTIVE")


def begun(record: Record, at: int) -> bool:
    """Return whether ValidFrom, in milliseconds, has come; a record without has always begun."""
    return bool(at >= record.get("ValidFrom", at))


def over(record: Record, at: int) -> bool:
    """Return whether ValidTo, in milliseconds, has come; a record without is never over."""
    return "ValidTo" in record and at >= record["ValidTo"]


def check(stamp: Record, at: int) -> None:
    """Refuse a stamp that cannot be collected at a time: it is valid from ValidFrom until just before ValidTo."""
    if not begun(stamp, at):
        raise refusals.stamp_not_valid_yet()
    if over(stamp, at):
        raise refusals.stamp_expired()

"""Events and stamps as the organizers wrote them, at most a minute old: the hottest records are seldom read."""

from __future__ import annotations

import time
from functools import lru_cache
from typing import Any, Final

from boto3.dynamodb.conditions import Key

from rally import clients, pages, refusals
from rally.validity import published

Record = dict[str, Any]

_KEPT_S: Final = 60
# Shorter, as organizers look whether what they have added is there.
_LISTED_S: Final = 10
# Sort keys of visitors' other records begin like stamps of these events.
_RESERVED: Final = frozenset({"EVENT", "IMAGE", "UPLOAD"})


class _MissingError(Exception):
    """A record is not there, which is not kept: it may be written the next moment."""


def stamp(stamp_id: str) -> Record:
    """Return a stamp's record, or refuse with STAMP_NOT_FOUND."""
    event_id, _, local_id = stamp_id.partition("#")
    record = None if _reserved(event_id) or local_id.startswith("_") else _record(stamp_id)
    if record is None or not published(record):
        raise refusals.stamp_not_found()
    return record


def event(event_id: str) -> Record:
    """Return an event's record, or refuse with EVENT_NOT_FOUND."""
    record = None if _reserved(event_id) else _record(f"EVENT#{event_id}")
    if record is None or not published(record):
        raise refusals.event_not_found()
    return record


def events() -> list[Record]:
    """Return every event that visitors are shown, in the organizers' order."""
    return [each for each in _listed("_EVENTS", _period(_LISTED_S)) if published(each)]


def stamps_of(event_id: str) -> list[Record]:
    """Return the stamps of an event that visitors are shown, in the organizers' order; refuse an unknown event."""
    event(event_id)
    return [each for each in _listed(event_id, _period(_LISTED_S)) if published(each)]


def _reserved(event_id: str) -> bool:
    return event_id.startswith("_") or event_id in _RESERVED


def _record(key: str) -> Record | None:
    try:
        return _kept(key, _period(_KEPT_S))
    except _MissingError:
        return None


def _period(seconds: int) -> int:
    """Return a number that changes after so many seconds, and with it what a cache holds."""
    return int(time.monotonic() // seconds)


@lru_cache(maxsize=1024)
def _kept(key: str, _at: int) -> Record:
    found = clients.table("TABLE_STAMPMASTERS").get_item(Key={"StampId": key}).get("Item")
    if found is None:
        raise _MissingError
    return dict(found)


@lru_cache(maxsize=64)
def _listed(event_id: str, _at: int) -> tuple[Record, ...]:
    query = {"IndexName": "gsi-event", "KeyConditionExpression": Key("EventId").eq(event_id)}
    return tuple(pages.items(clients.table("TABLE_STAMPMASTERS").query, **query))

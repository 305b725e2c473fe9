"""An event that many visitors have taken part in, the same whenever it is made, and one of them who is signed in."""

from __future__ import annotations

import time
import uuid
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.functions.rally import Rally, Visitor

    Record = dict[str, Any]

HERE: Final = {"lat": Decimal("34.6851"), "lon": Decimal("135.8430"), "radiusM": 50}
STAMPS: Final = 3  # that each visitor has
_BEGUN: Final = 1_700_000_000_000
_NAMES: Final = [f"stamp-{n}" for n in range(STAMPS)]


@dataclass(frozen=True, kw_only=True)
class Ground:
    """`event` is the one with many visitors, of whom `visitor` is one.

    `collector` is somebody else, so that the visitor does not read what is collected and claimed meanwhile. For each
    time that a route is called there is a stamp by place in `fresh`, one by a photograph of `tickets`, and one of
    `rewards`.
    """

    visitor: Visitor
    collector: Visitor
    event: str
    fresh: str
    rewards: list[str]
    tickets: list[str]


def ground(rally: Rally, visitors: int, times: int) -> Ground:
    """Fill the tables for so many visitors, and for so many calls of each route."""
    who, collector = rally.visitor("Visitor"), rally.visitor("Collector")
    event, fresh = rally.event(StampsForReward=STAMPS), rally.event()
    for name in _NAMES:
        rally.stamp(event, id=name, Location=HERE)
    rewards = [rally.event(StampsForReward=STAMPS, EventId="_REWARDS") for _ in range(times)]
    tickets = [str(uuid.uuid4()) for _ in range(times)]
    for n, upload_id in enumerate(tickets):
        rally.stamp(fresh, id=f"place-{n}", Location=HERE)
        stamp_id = rally.stamp(fresh, id=f"photograph-{n}", Type="IMAGE", ImageLabel="Deer")
        rally.table("user-stamps").put_item(Item=_ticket(collector.user_id, upload_id, stamp_id))
    everybody = [f"U{n:032x}" for n in range(visitors - 1)]
    with rally.table("users").batch_writer() as users, rally.table("user-stamps").batch_writer() as stamps:
        for n, user_id in enumerate(everybody):
            users.put_item(Item={"UserId": user_id, "DisplayName": f"Visitor {n:05}", "CreatedAt": _BEGUN})
            for record in collected(user_id, event, n):
                stamps.put_item(Item=record)
        for record in collected(who.user_id, event, visitors):
            stamps.put_item(Item=record)
        for each in rewards:
            stamps.put_item(Item=_progress(collector.user_id, each, 0))
    return Ground(visitor=who, collector=collector, event=event, fresh=fresh, rewards=rewards, tickets=tickets)


def collected(user_id: str, event: str, after: int) -> Iterator[Record]:
    """Yield what somebody has collected in an event, the last of it so many seconds after the event began."""
    for name in _NAMES:
        stamp_id = f"{event}#{name}"
        yield {
            "UserId": user_id,
            "StampId": stamp_id,
            "CollectedAt": _BEGUN + 1000 * after,
            "Method": "GPS",
            "RequestId": uuid.UUID(int=after).hex,
            "StampShard": f"{stamp_id}#0",
            "DistanceM": Decimal("12.5"),
            "AccuracyM": 10,
        }
    yield _progress(user_id, event, after)


def _progress(user_id: str, event: str, after: int) -> Record:
    at = _BEGUN + 1000 * after
    return {
        "UserId": user_id,
        "StampId": f"{event}#_PROGRESS",
        "StampCount": STAMPS,
        "LastCollectedAt": at,
        "RankShard": f"{event}#0",
        # As rally.rank makes it: the earlier of two with the same stamps stands first.
        "RankScore": STAMPS + 1 - Decimal(at).scaleb(-14),
        "DisplayName": f"Visitor {after:05}",
    }


def _ticket(user_id: str, upload_id: str, stamp_id: str) -> Record:
    return {
        "UserId": user_id,
        "StampId": f"UPLOAD#{upload_id}",
        "Status": "RECOGNISED",
        "Label": "Deer",
        "ImageDigest": upload_id,
        "TargetStampId": stamp_id,
        "TTL": int(time.time()) + 24 * 3600,
    }

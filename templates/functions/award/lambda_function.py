"""award: gives a visitor a stamp that they have earned, exactly once, and the reward of an event."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from evidence import evidence
from rally import clock, collection, fields, masters, refusals, validity
from rally.api import api, handler
from rally.observe import count
from rally.refusals import Refusal
from rally.visitor import user_id
from request import asked
from reward import claim
from transaction import collect

if TYPE_CHECKING:
    from request import Asked

Record = dict[str, Any]

app = api()


@app.post("/stamps/award")
def award() -> Record:
    """Answer the stamp; the same request answers the same however often it comes, another one is refused."""
    request = asked(app)
    stamp = masters.stamp(request.stamp_id)
    try:
        collected = _collected(request, stamp)
    except Refusal as refusal:
        collected = _earlier(request, refusal)
    return {
        "stampId": request.stamp_id,
        "eventId": request.event_id,
        "method": collected["Method"],
        "collectedAt": collected["CollectedAt"],
    }


@app.post("/events/<event_id>/reward")
def reward(event_id: str) -> Record:
    """Answer when the reward was claimed, which is now."""
    event_id = fields.event_id(fields.path(eventId=event_id))
    claimed_at = claim(user_id(app), event_id, app.current_event.request_context.request_id, clock.now())
    count("RewardsClaimed")
    return {"eventId": event_id, "claimedAt": claimed_at}


def _collected(request: Asked, stamp: Record) -> Record:
    at = clock.now()
    validity.check(stamp, at)
    collected = collect(request, evidence(request, stamp), at)
    count("StampsAwarded", method=request.method)
    return collected


def _earlier(request: Asked, refusal: Refusal) -> Record:
    """Return the stamp that this very request has collected before; a visitor who has it otherwise is told since when.

    Only after a refusal, so that a first award costs no further read.
    """
    earlier = collection.mine(request.user_id, request.stamp_id)
    if earlier is None:
        raise refusal
    if earlier["RequestId"] != request.request_id:
        raise refusals.stamp_already_exists(int(earlier["CollectedAt"]))
    return earlier


lambda_handler = handler(app)

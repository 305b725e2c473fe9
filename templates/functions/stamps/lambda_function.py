"""stamps: which events are open, which stamps there are, and which of them a visitor has."""

from __future__ import annotations

from typing import Any

import views
from rally import clock, collection, fields, masters, refusals, validity
from rally.api import api, handler
from rally.visitor import user_id

Record = dict[str, Any]

app = api()


@app.get("/events")
def events() -> Record:
    """Answer the events that have begun and are not over."""
    now = clock.now()
    opened = [each for each in masters.events() if validity.begun(each, now) and not validity.over(each, now)]
    return {"events": [views.event(each) for each in opened]}


@app.get("/events/<event_id>/stamps")
def stamps(event_id: str) -> Record:
    """Answer the stamps of an event, those whose time has not come included."""
    event_id = fields.event_id(fields.path(eventId=event_id))
    return {"eventId": event_id, "stamps": [views.stamp(each) for each in masters.stamps_of(event_id)]}


@app.get("/stamps")
def mine() -> Record:
    """Answer what the visitor has in one event, or a page of what they have in all; `next` is the following `after`."""
    query = fields.query(app, "eventId", "after")
    if "eventId" not in query:
        return _told(*collection.page(user_id(app), fields.stamp_id(query, "after") if "after" in query else ""))
    if "after" in query:
        raise refusals.invalid("after", "leave it out with eventId, which has one page")
    event_id = fields.event_id(query)
    masters.event(event_id)
    found = collection.in_event(user_id(app), event_id)
    if not any(collection.is_progress(each) for each in found):
        found.append({"StampId": collection.progress_id(event_id)})
    return _told(found, None)


@app.get("/stamps/<stamp_id>")
def stamp(stamp_id: str) -> Record:
    """Answer a stamp, and when the visitor collected it: null when they have not."""
    stamp_id = fields.stamp_id(fields.path(stampId=stamp_id))
    shown = views.stamp(masters.stamp(stamp_id))
    owned = collection.mine(user_id(app), stamp_id, consistent=False)
    return shown | {"collectedAt": owned["CollectedAt"] if owned else None}


def _told(found: list[Record], after: str | None) -> Record:
    return {
        "stamps": [views.collected(each) for each in found if not collection.is_progress(each)],
        "progress": [views.progress(each) for each in found if collection.is_progress(each)],
        "next": after,
    }


lambda_handler = handler(app)

"""gps-verify: tells a visitor how far a stamp is, and awards nothing."""

from __future__ import annotations

from typing import Any

from rally import clock, fields, masters, place, validity
from rally.api import api, handler

app = api()


@app.post("/gps/verify")
def verify() -> dict[str, Any]:
    """Answer the distance; a stamp can be collected here and now when it is within its radius by an accurate fix."""
    body = fields.body(app, "stampId", "lat", "lon", "accuracy")
    stamp_id, fix = fields.stamp_id(body), place.fix(body)
    stamp = masters.stamp(stamp_id)
    validity.check(stamp, clock.now())
    reach = place.reach(stamp, fix)
    return {
        "stampId": stamp_id,
        "distanceM": round(reach.distance_m, 1),
        "radiusM": reach.radius_m,
        "within": reach.within,
        "accurate": reach.accurate,
    }


lambda_handler = handler(app)

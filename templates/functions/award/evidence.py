"""Whether a stamp has been earned: the server looks for itself, in the call that awards it."""

from __future__ import annotations

import time
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from rally import collection, place, refusals, tickets

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rally.place import Fix
    from request import Asked

    Record = Mapping[str, Any]


def evidence(asked: Asked, stamp: Record) -> Record:
    """Return what is kept with the stamp as its evidence, or refuse what proves nothing."""
    if isinstance(asked.evidence, str):
        return _photograph(asked.user_id, asked.evidence, stamp)
    return _place(asked.evidence, stamp)


def _place(fix: Fix, stamp: Record) -> Record:
    reach = place.reach(stamp, fix)
    if not reach.accurate:
        raise refusals.location_inaccurate(place.WORST_ACCURACY_M)
    if not reach.within:
        raise refusals.too_far(round(reach.distance_m, 1), reach.radius_m)
    # How near is evidence enough; where a visitor stood is nobody's business.
    return {"DistanceM": _decimal(reach.distance_m), "AccuracyM": _decimal(fix.accuracy)}


def _photograph(user_id: str, upload_id: str, stamp: Record) -> Record:
    if stamp["Type"] != "IMAGE":
        raise refusals.stamp_type_mismatch()
    ticket = collection.mine(user_id, tickets.key(user_id, upload_id)["StampId"])
    # TTL deletes expired tickets days later.
    if ticket is None or ticket["TTL"] <= time.time():
        raise refusals.upload_not_found()
    if ticket["Status"] != tickets.RECOGNISED:
        raise refusals.upload_not_recognised(ticket["Status"])
    if (ticket["TargetStampId"], ticket["Label"]) != (stamp["StampId"], stamp.get("ImageLabel")):
        raise refusals.upload_mismatch()
    # A ticket is for one stamp, which is awarded once: it needs no mark that it has been used.
    return {"UploadId": upload_id, "ImageDigest": ticket["ImageDigest"]}


def _decimal(metres: float) -> Decimal:
    return Decimal(str(round(metres, 1)))

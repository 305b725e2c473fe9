"""Stamps: which there are, which the visitor has, and collecting one."""

from stamp_infra.openapi import Answer, Operation
from templates.openapi import failures, shapes
from templates.openapi.shapes import DEER, EVENT_NAME, HALL, NOW, UPLOAD

STAMPS = "stamps"
REQUEST = "7d0d7a0e-3c8a-4b52-8f38-2c1b6f9be001"
_position = {"lat": 34.68901, "lon": 135.8399, "accuracy": 12}
_progress = {"eventId": EVENT_NAME, "stampCount": 1, "lastCollectedAt": NOW, "rewardClaimedAt": None}

operations = {
    "GET /stamps": Operation(
        name="listMyStamps",
        tag=STAMPS,
        summary="What the visitor has collected",
        description="With `eventId` all of one event on one page, the progress always with it; without, page by page.",
        answers=[
            Answer(
                what="Stamps and progress.",
                shape=shapes.collection,
                examples={
                    "of one event": {"stamps": [shapes.a_collected_stamp], "progress": [_progress], "next": None},
                    "nothing yet": {"stamps": [], "progress": [], "next": None},
                },
            )
        ],
        failures=[failures.invalid("eventId"), failures.event_not_found],
    ),
    "GET /stamps/{stampId}": Operation(
        name="showStamp",
        tag=STAMPS,
        summary="One stamp, and whether the visitor has it",
        answers=[
            Answer(
                what="The stamp.",
                shape=shapes.stamp_of_mine,
                examples={
                    "not collected": {**shapes.a_stamp, "collectedAt": None},
                    "collected": {**shapes.a_stamp, "collectedAt": NOW},
                },
            )
        ],
        failures=[failures.invalid("stampId"), failures.stamp_not_found],
    ),
    "POST /gps/verify": Operation(
        name="verifyPlace",
        tag=STAMPS,
        summary="How far a stamp is",
        description="Awards nothing: for a page that shows the way. Position in degrees, `accuracy` in metres.",
        sends={"at the hall": {"stampId": HALL, **_position}},
        answers=[
            Answer(
                what="The distance.",
                shape=shapes.distance,
                examples={
                    "near": {"stampId": HALL, "distanceM": 7.2, "radiusM": 150, "within": True, "accurate": True}
                },
            )
        ],
        failures=[
            failures.invalid("lat"),
            failures.stamp_not_valid_yet,
            failures.stamp_expired,
            failures.stamp_type_mismatch,
            failures.stamp_not_found,
            failures.location_not_found,
        ],
    ),
    "POST /stamps/award": Operation(
        name="awardStamp",
        tag=STAMPS,
        summary="Collect a stamp",
        description=(
            "The server checks the place or the photograph in this very call. Make a new `requestId` for each stamp, "
            "and keep it when you send the request again: the same is answered the same, however often it arrives."
        ),
        sends={
            "by place": {"stampId": HALL, "method": "GPS", "location": _position, "requestId": REQUEST},
            "by photograph": {"stampId": DEER, "method": "IMAGE", "uploadId": UPLOAD, "requestId": REQUEST},
        },
        answers=[
            Answer(
                what="The stamp is the visitor's.",
                shape=shapes.collected,
                examples={
                    "by place": shapes.a_collected_stamp,
                    "by photograph": {**shapes.a_collected_stamp, "stampId": DEER, "method": "IMAGE"},
                },
            )
        ],
        failures=[
            failures.invalid("stampId"),
            failures.stamp_not_valid_yet,
            failures.stamp_expired,
            failures.stamp_type_mismatch,
            failures.location_inaccurate,
            failures.too_far,
            failures.upload_mismatch,
            failures.stamp_not_found,
            failures.location_not_found,
            failures.upload_not_found,
            failures.stamp_already_exists,
            failures.upload_not_recognised,
            failures.busy,
        ],
    ),
}

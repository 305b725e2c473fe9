"""Each refusal of the functions once, with its details as the front end finds them beside `code` and `message`."""

from stamp_infra.openapi import Failure
from templates.openapi.shapes import COUNT, METRES, NOW, TEXT, TIME

UPLOAD_STATUS = {"type": "string", "enum": ["PENDING", "RECOGNISED", "REJECTED"]}


def invalid(field: str) -> Failure:
    """Return the refusal of a request; `field` is the one that the example names."""
    when = "A field is not what it must be; `field` names it, or is `body` when API Gateway refuses all of the body."
    return Failure(400, "VALIDATION_ERROR", when, {"field": TEXT}, {"field": field}, "it is missing")


stamp_not_valid_yet = Failure(400, "STAMP_NOT_VALID_YET", "The time of the stamp has not come.")
stamp_expired = Failure(400, "STAMP_EXPIRED", "The time of the stamp is over.")
stamp_type_mismatch = Failure(400, "STAMP_TYPE_MISMATCH", "The stamp is collected in the other way.")
location_inaccurate = Failure(
    400,
    "LOCATION_INACCURATE",
    "The device is too unsure of the position; `worstAccuracyM` would do.",
    {"worstAccuracyM": METRES},
    {"worstAccuracyM": 100},
)
too_far = Failure(
    400,
    "TOO_FAR",
    "The visitor stands outside the stamp's circle.",
    {"distanceM": METRES, "radiusM": METRES},
    {"distanceM": 812.4, "radiusM": 150},
)
upload_mismatch = Failure(
    400, "UPLOAD_MISMATCH", "The photograph was taken for another stamp, or shows something else."
)
unauthorized = Failure(401, "UNAUTHORIZED", "The token is not valid, or not any more.")
user_not_found = Failure(404, "USER_NOT_FOUND", "The account has been deleted while the token still lives.")
event_not_found = Failure(404, "EVENT_NOT_FOUND", "There is no such event.")
stamp_not_found = Failure(404, "STAMP_NOT_FOUND", "There is no such stamp.")
location_not_found = Failure(404, "LOCATION_NOT_FOUND", "The stamp has no place.")
upload_not_found = Failure(404, "UPLOAD_NOT_FOUND", "The visitor has no such upload, or had it a day ago.")
reward_not_found = Failure(404, "REWARD_NOT_FOUND", "The event gives no reward.")
stamp_already_exists = Failure(
    409,
    "STAMP_ALREADY_EXISTS",
    "The visitor has the stamp; `collectedAt` is since when.",
    {"collectedAt": TIME},
    {"collectedAt": NOW},
)
upload_not_recognised = Failure(
    409,
    "UPLOAD_NOT_RECOGNISED",
    "The photograph is not recognised, or not yet.",
    {"uploadStatus": UPLOAD_STATUS},
    {"uploadStatus": "PENDING"},
)
reward_not_ready = Failure(
    409,
    "REWARD_NOT_READY",
    "The visitor has too few stamps.",
    {"stampCount": COUNT, "stampsForReward": COUNT},
    {"stampCount": 3, "stampsForReward": 5},
)
reward_already_claimed = Failure(
    409,
    "REWARD_ALREADY_CLAIMED",
    "The reward has been claimed; `claimedAt` is when.",
    {"claimedAt": TIME},
    {"claimedAt": NOW},
)
busy = Failure(503, "TRY_AGAIN", "Another request is in the way; send the same once more in a moment.")

"""Every refusal that the API can answer: its status, its `code`, and words for the person who reads the answer."""

from __future__ import annotations


class Refusal(Exception):  # noqa: N818 - it is an answer, not a mistake
    """Raise it anywhere below a route: the answer has `status`, and `code`, `message` and `details` in its body."""

    def __init__(self, status: int, code: str, message: str, **details: object) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.message = message
        self.details = details


def invalid(field: str, message: str) -> Refusal:
    """Refuse a request whose `field`, named as the client named it, is not what it must be."""
    return Refusal(400, "VALIDATION_ERROR", message, field=field)


def unauthorized(message: str = "sign in again") -> Refusal:
    """Refuse a visitor whose token proves nothing, without saying why."""
    return Refusal(401, "UNAUTHORIZED", message)


def no_route() -> Refusal:
    """Refuse a method and path that the API hands on and no function answers."""
    return Refusal(404, "NOT_FOUND", "there is no such route")


def busy() -> Refusal:
    """Refuse for now: what the function needs is throttled or just being changed by another request."""
    return Refusal(503, "TRY_AGAIN", "try again in a moment")


def broken() -> Refusal:
    """Refuse because of a mistake of ours."""
    return Refusal(500, "INTERNAL_ERROR", "something went wrong on our side")


def stamp_not_found() -> Refusal:
    """Refuse a stamp that does not exist."""
    return Refusal(404, "STAMP_NOT_FOUND", "there is no such stamp")


def event_not_found() -> Refusal:
    """Refuse an event that does not exist."""
    return Refusal(404, "EVENT_NOT_FOUND", "there is no such event")


def stamp_not_valid_yet() -> Refusal:
    """Refuse a stamp whose time has not come."""
    return Refusal(400, "STAMP_NOT_VALID_YET", "this stamp cannot be collected yet")


def stamp_expired() -> Refusal:
    """Refuse a stamp whose time is over."""
    return Refusal(400, "STAMP_EXPIRED", "this stamp can no longer be collected")


def stamp_already_exists(collected_at: int) -> Refusal:
    """Refuse a stamp that the visitor has; `collected_at` is when it was collected first, as GET /stamps tells it."""
    return Refusal(409, "STAMP_ALREADY_EXISTS", "you have this stamp already", collectedAt=collected_at)


def stamp_type_mismatch() -> Refusal:
    """Refuse to collect by place what is collected by photograph, or the reverse."""
    return Refusal(400, "STAMP_TYPE_MISMATCH", "this stamp is collected in the other way")


def location_not_found() -> Refusal:
    """Refuse to compare with the place of a stamp that has none."""
    return Refusal(404, "LOCATION_NOT_FOUND", "this stamp has no place")


def upload_not_found() -> Refusal:
    """Refuse an upload that this visitor has not asked for, or asked for too long ago."""
    return Refusal(404, "UPLOAD_NOT_FOUND", "there is no such upload")


def location_inaccurate(worst_m: int) -> Refusal:
    """Refuse a position that the device is too unsure of; `worstAccuracyM` would do."""
    message = "the position is too vague: go outside and try again"
    return Refusal(400, "LOCATION_INACCURATE", message, worstAccuracyM=worst_m)


def too_far(distance_m: float, radius_m: float) -> Refusal:
    """Refuse a visitor who stands outside the stamp's circle."""
    return Refusal(400, "TOO_FAR", "you are too far away", distanceM=distance_m, radiusM=radius_m)


def upload_not_recognised(status: str) -> Refusal:
    """Refuse a photograph that is not recognised, or not yet; `uploadStatus` is that of GET /uploads/{uploadId}."""
    return Refusal(409, "UPLOAD_NOT_RECOGNISED", "this photograph is not recognised", uploadStatus=status)


def upload_mismatch() -> Refusal:
    """Refuse a photograph that was taken for another stamp or shows something else."""
    return Refusal(400, "UPLOAD_MISMATCH", "this photograph does not show what the stamp asks for")


def reward_not_found() -> Refusal:
    """Refuse to claim what an event does not give."""
    return Refusal(404, "REWARD_NOT_FOUND", "this event has no reward")


def reward_not_ready(stamp_count: int, needed: int) -> Refusal:
    """Refuse the reward of a visitor who has too few stamps."""
    message = "collect more stamps first"
    return Refusal(409, "REWARD_NOT_READY", message, stampCount=stamp_count, stampsForReward=needed)


def reward_already_claimed(claimed_at: int) -> Refusal:
    """Refuse a second reward; `claimedAt` is when it was claimed."""
    return Refusal(409, "REWARD_ALREADY_CLAIMED", "you have claimed this reward already", claimedAt=claimed_at)


def user_not_found() -> Refusal:
    """Refuse a visitor whose account has been deleted while their token still lives."""
    return Refusal(404, "USER_NOT_FOUND", "this account has been deleted")

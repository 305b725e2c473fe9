"""The reward of an event: claimed once, by who has enough stamps."""

from __future__ import annotations

from typing import Any

from botocore.exceptions import ClientError
from rally import clients, collection, masters, refusals
from rally.patience import patiently

Record = dict[str, Any]


def claim(user_id: str, event_id: str, claim_id: str, at: int) -> int:
    """Return the time of a claim, which is now; refuse a second one with the time of the first.

    A reward that has been earned may be claimed after the event, for as long as the event is shown.
    """
    needed = masters.event(event_id).get("StampsForReward")
    if needed is None:
        raise refusals.reward_not_found()
    try:
        patiently(lambda: _claim(user_id, event_id, claim_id, at, int(needed)))
    except ClientError as error:
        if error.response["Error"]["Code"] != "ConditionalCheckFailedException":
            raise
        return _settled(user_id, event_id, claim_id, int(needed))
    return at


def _claim(user_id: str, event_id: str, claim_id: str, at: int, needed: int) -> None:
    clients.table("TABLE_USERSTAMPS").update_item(
        Key=collection.key(user_id, collection.progress_id(event_id)),
        UpdateExpression="SET RewardClaimedAt = :at, RewardClaimId = :id",
        ConditionExpression="attribute_not_exists(RewardClaimedAt) AND StampCount >= :needed",
        ExpressionAttributeValues={":at": at, ":id": claim_id, ":needed": needed},
    )


def _settled(user_id: str, event_id: str, claim_id: str, needed: int) -> int:
    progress = collection.mine(user_id, collection.progress_id(event_id)) or {}
    if "RewardClaimedAt" not in progress:
        raise refusals.reward_not_ready(int(progress.get("StampCount", 0)), needed)
    claimed_at = int(progress["RewardClaimedAt"])
    # The client tries again when an answer is lost, and meets its own claim.
    if progress["RewardClaimId"] != claim_id:
        raise refusals.reward_already_claimed(claimed_at)
    return claimed_at

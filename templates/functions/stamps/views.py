"""Records as visitors are shown them: what is absent is null, and what a photograph must show stays hidden."""

from __future__ import annotations

from typing import Any

Record = dict[str, Any]


def event(record: Record) -> Record:
    """Return an event; `stampsForReward` is null where there is no reward."""
    return {
        "eventId": record["StampId"].removeprefix("EVENT#"),
        "name": record["Name"],
        "description": record.get("Description"),
        "imageUrl": record.get("ImageUrl"),
        "validFrom": record.get("ValidFrom"),
        "validTo": record.get("ValidTo"),
        "stampsForReward": record.get("StampsForReward"),
    }


def stamp(record: Record) -> Record:
    """Return a stamp; `location` has lat, lon and radiusM."""
    return {
        "stampId": record["StampId"],
        "eventId": record["EventId"],
        "name": record["Name"],
        "description": record.get("Description"),
        "type": record["Type"],
        "location": record.get("Location"),
        "imageUrl": record.get("ImageUrl"),
        "validFrom": record.get("ValidFrom"),
        "validTo": record.get("ValidTo"),
    }


def collected(record: Record) -> Record:
    """Return a stamp that a visitor has."""
    return {
        "stampId": record["StampId"],
        "eventId": record["StampId"].partition("#")[0],
        "method": record["Method"],
        "collectedAt": record["CollectedAt"],
    }


def progress(record: Record) -> Record:
    """Return how far a visitor is in an event."""
    return {
        "eventId": record["StampId"].partition("#")[0],
        "stampCount": record.get("StampCount", 0),
        "lastCollectedAt": record.get("LastCollectedAt"),
        "rewardClaimedAt": record.get("RewardClaimedAt"),
    }

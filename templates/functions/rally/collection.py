"""What a visitor has collected: their own records in the table of TABLE_USERSTAMPS, read by key and never by a scan."""

from __future__ import annotations

from typing import Any, Final

from boto3.dynamodb.conditions import Key

from rally import clients, pages

Record = dict[str, Any]

PROFILE: Final = "#PROFILE"
_PAGE: Final = 100
# All sort keys of stamps and progress: ids begin after $ in ASCII, the upload tickets lie between, $ comes after #.
_RANGES: Final = (("$", "UPLOAD#"), ("UPLOAD$", "~"))


def key(user_id: str, sort: str) -> dict[str, str]:
    """Return the key of one of a visitor's records."""
    return {"UserId": user_id, "StampId": sort}


def progress_id(event_id: str) -> str:
    """Return the sort key of a visitor's progress in an event."""
    return f"{event_id}#_PROGRESS"


def is_progress(record: Record) -> bool:
    """Return whether a record counts the stamps of an event rather than being one."""
    return bool(record["StampId"].endswith("#_PROGRESS"))


def mine(user_id: str, sort: str, *, consistent: bool = True) -> Record | None:
    """Return one of a visitor's records, or None; as it is at this moment, unless half the price is enough."""
    answer = clients.table("TABLE_USERSTAMPS").get_item(Key=key(user_id, sort), ConsistentRead=consistent)
    found: Record | None = answer.get("Item")
    return found


def in_event(user_id: str, event_id: str) -> list[Record]:
    """Return a visitor's stamps of an event and their progress in it."""
    condition = Key("UserId").eq(user_id) & Key("StampId").begins_with(f"{event_id}#")
    return list(pages.items(clients.table("TABLE_USERSTAMPS").query, KeyConditionExpression=condition))


def page(user_id: str, after: str) -> tuple[list[Record], str | None]:
    """Return up to a hundred of a visitor's stamps and progresses after a sort key, and the key to go on after."""
    found: list[Record] = []
    for least, most in _RANGES:
        if after >= most:
            continue
        query: Record = {
            "KeyConditionExpression": Key("UserId").eq(user_id) & Key("StampId").between(least, most),
            "Limit": _PAGE - len(found),
        }
        # A start outside the range is refused.
        if after > least:
            query["ExclusiveStartKey"] = key(user_id, after)
        answer = clients.table("TABLE_USERSTAMPS").query(**query)
        found += answer["Items"]
        # There is one whenever the limit was reached, also with nothing after it.
        if "LastEvaluatedKey" in answer:
            return found, str(found[-1]["StampId"])
    return found, None

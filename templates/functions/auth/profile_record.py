"""The visitor's record: made at the first sign-in, and touched at every other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rally import clients, clock
from rally.names import shown

if TYPE_CHECKING:
    from rally.line_token import Person

_LONGEST_URL: Final = 1000
# The profile of who has not come for two years goes; what they collected stays.
_KEPT_S: Final = 2 * 365 * 86_400


def update(person: Person) -> None:
    """Write the time of this sign-in, LINE's picture, and LINE's name unless the visitor has chosen one."""
    now = clock.now()
    changes = ["CreatedAt = if_not_exists(CreatedAt, :now)", "LastLoginAt = :now", "#ttl = :ttl"]
    values: dict[str, object] = {":now": now, ":ttl": now // 1000 + _KEPT_S}
    if name := shown(person.name or ""):
        changes.append("DisplayName = if_not_exists(DisplayName, :name)")
        values[":name"] = name
    if person.picture and person.picture.startswith("https://") and len(person.picture) <= _LONGEST_URL:
        changes.append("PictureUrl = :picture")
        values[":picture"] = person.picture
    clients.table("TABLE_USERS").update_item(
        Key={"UserId": person.user_id},
        UpdateExpression="SET " + ", ".join(changes),
        ExpressionAttributeNames={"#ttl": "TTL"},
        ExpressionAttributeValues=values,
    )

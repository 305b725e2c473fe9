"""users: a visitor's own profile, and its end."""

from __future__ import annotations

from typing import Any

from aws_lambda_powertools.event_handler import Response
from botocore.exceptions import ClientError
from erasure import erase, write
from rally import clients, collection, fields, refusals
from rally.api import api, handler
from rally.names import LONGEST
from rally.observe import count
from rally.visitor import user_id

Record = dict[str, Any]

app = api()


@app.get("/users/me")
def profile() -> Record:
    """Answer the visitor's profile."""
    found = clients.table("TABLE_USERS").get_item(Key={"UserId": user_id(app)}).get("Item")
    if found is None:
        raise refusals.user_not_found()
    return _told(found)


@app.put("/users/me")
def rename() -> Record:
    """Change the name under which the visitor is shown; the ranking shows it from their next stamp on."""
    name = fields.text(fields.body(app, "displayName"), "displayName", longest=LONGEST)
    changed = _renamed(user_id(app), name)
    # For the award, which may not read profiles.
    item = {**collection.key(user_id(app), collection.PROFILE), "DisplayName": name}
    write([{"PutRequest": {"Item": item}}])
    return _told(changed)


@app.delete("/users/me")
def delete() -> Response[str]:
    """Erase the visitor and everything that belongs to them."""
    erase(user_id(app))
    count("AccountsDeleted")
    return Response(status_code=204, body="")


def _renamed(user: str, name: str) -> Record:
    try:
        answer = clients.table("TABLE_USERS").update_item(
            Key={"UserId": user},
            UpdateExpression="SET DisplayName = :name",
            ConditionExpression="attribute_exists(UserId)",
            ExpressionAttributeValues={":name": name},
            ReturnValues="ALL_NEW",
        )
    except ClientError as error:
        if error.response["Error"]["Code"] != "ConditionalCheckFailedException":
            raise
        raise refusals.user_not_found() from None
    return dict(answer["Attributes"])


def _told(found: Record) -> Record:
    return {
        "userId": found["UserId"],
        "displayName": found.get("DisplayName"),
        "pictureUrl": found.get("PictureUrl"),
        "createdAt": found.get("CreatedAt"),
        "lastLoginAt": found.get("LastLoginAt"),
    }


lambda_handler = handler(app)

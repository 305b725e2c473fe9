"""A visitor reads and changes their own profile, and when they leave, nothing of theirs stays."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import pytest
from boto3.dynamodb.conditions import Key

from tests.local import aws

if TYPE_CHECKING:
    from tests.functions.rally import Rally, Visitor


def records(visitor: Visitor) -> list[dict[str, Any]]:
    found = visitor.rally.table("user-stamps").query(KeyConditionExpression=Key("UserId").eq(visitor.user_id))
    items: list[dict[str, Any]] = found["Items"]
    return items


def uploads(rally: Rally, prefix: str) -> tuple[int, int]:
    """Return how many pictures there are below a prefix, deleted ones included, and how many marks of deletion."""
    found = rally.client("s3").list_object_versions(Bucket=rally.bucket, Prefix=prefix)
    return len(found.get("Versions", [])), len(found.get("DeleteMarkers", []))


def fill(visitor: Visitor, count: int) -> None:
    """Give a visitor so many records."""
    with visitor.rally.table("user-stamps").batch_writer() as batch:
        for n in range(count):
            batch.put_item(Item={"UserId": visitor.user_id, "StampId": f"nara#{n}", "CollectedAt": n})


def upload(rally: Rally, *keys: str) -> None:
    """Put pictures into the bucket, and wait until recognition, which knows no ticket of them, has deleted each."""
    for key in keys:
        rally.client("s3").put_object(Bucket=rally.bucket, Key=key, Body=b"picture")
    deadline = time.monotonic() + aws.SECONDS
    while sum(uploads(rally, key)[1] for key in set(keys)) < len(keys):
        assert time.monotonic() < deadline
        time.sleep(0.1)


def test_a_profile_is_who_signed_in(rally: Rally) -> None:
    visitor = rally.visitor("Hanako")
    answer = visitor.get("/users/me")
    assert answer.status == 200
    assert (answer.body["userId"], answer.body["displayName"]) == (visitor.user_id, "Hanako")
    assert answer.body["createdAt"] == answer.body["lastLoginAt"] > 0


@pytest.mark.parametrize("name", ["花子", "x" * 50, "🦌 of Nara", "# null"])
def test_a_visitor_chooses_a_name(rally: Rally, name: str) -> None:
    visitor = rally.visitor("Before")
    changed = visitor.put("/users/me", {"displayName": name})
    assert (changed.status, changed.body["displayName"]) == (200, name)
    assert visitor.get("/users/me").body == changed.body


@pytest.mark.parametrize("name", ["", "x" * 51, "two\nlines", "bell\x07", None, 7, ["Hanako"]])
def test_what_is_no_name_is_refused_and_changes_nothing(rally: Rally, name: object) -> None:
    visitor = rally.visitor("Before")
    answer = visitor.put("/users/me", {"displayName": name})
    assert (answer.status, answer.code) == (400, "VALIDATION_ERROR")
    assert visitor.get("/users/me").body["displayName"] == "Before"


def test_when_a_visitor_leaves_nothing_of_theirs_stays(rally: Rally) -> None:
    visitor = rally.visitor()
    own = f"users/{visitor.user_id}/"
    fill(visitor, 60)
    visitor.put("/users/me", {"displayName": "Leaving"})
    assert len(records(visitor)) == 61
    upload(rally, f"{own}images/one.jpg", f"{own}images/one.jpg", f"{own}another.png")
    assert uploads(rally, own) == (3, 3)
    answer = visitor.delete("/users/me")
    assert (answer.status, answer.body) == (204, None)
    assert records(visitor) == []
    assert uploads(rally, own) == (0, 0)
    assert "Item" not in rally.table("users").get_item(Key={"UserId": visitor.user_id})
    idp = rally.client("cognito-idp")
    found = aws.refusal(lambda: idp.admin_get_user(UserPoolId=rally.pool, Username=visitor.user_id))
    assert found == "UserNotFoundException"


def test_who_leaves_takes_nobody_along(rally: Rally) -> None:
    leaving, staying = rally.visitor(), rally.visitor("Staying")
    fill(staying, 3)
    own, of_similar_id = f"users/{staying.user_id}/images/one.jpg", f"users/{leaving.user_id}0/images/one.jpg"
    upload(rally, own, of_similar_id)
    assert leaving.delete("/users/me").status == 204
    assert staying.get("/users/me").body["displayName"] == "Staying"
    assert len(records(staying)) == 3
    assert [uploads(rally, each) for each in (own, of_similar_id)] == [(1, 1), (1, 1)]


def test_leaving_twice_is_leaving_once(rally: Rally) -> None:
    visitor = rally.visitor()
    assert [visitor.delete("/users/me").status for _ in range(2)] == [204, 204]


def test_a_deletion_that_was_cut_short_is_made_good_by_the_next(rally: Rally) -> None:
    visitor = rally.visitor()
    rally.table("users").delete_item(Key={"UserId": visitor.user_id})
    fill(visitor, 1)
    assert visitor.delete("/users/me").status == 204
    assert records(visitor) == []


def test_a_token_that_outlives_its_visitor_brings_nothing_back(rally: Rally) -> None:
    visitor = rally.visitor()
    visitor.delete("/users/me")
    for answer in (visitor.get("/users/me"), visitor.put("/users/me", {"displayName": "Back"})):
        assert (answer.status, answer.code) == (404, "USER_NOT_FOUND")
    assert records(visitor) == []
    assert "Item" not in rally.table("users").get_item(Key={"UserId": visitor.user_id})


def test_who_has_left_may_come_back_as_somebody_new(rally: Rally) -> None:
    visitor = rally.visitor("Before")
    fill(visitor, 1)
    visitor.delete("/users/me")
    back = rally.visitor("Again", user_id=visitor.user_id)
    assert back.get("/users/me").body["displayName"] == "Again"
    assert back.get("/stamps").body["stamps"] == []

"""Whatever a visitor says of another, they see and change nothing of theirs: who they are comes from their token."""

from __future__ import annotations

import base64
import json
import uuid
from typing import TYPE_CHECKING, Any, Final

import pytest

from stamp_infra.local import environment
from tests.functions.attempts import (
    ATTEMPTS,
    HERE,
    REQUEST,
    STANDING,
    World,
    by_place,
    encoded,
    sign_in,
    upload_request,
)
from tests.functions.photographs import allowed, photograph, posted, until, uploaded
from tests.functions.rally import STACK
from tests.local import aws
from tests.rally.contract.api import ROUTES

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.functions.rally import Answer, Rally, Visitor


@pytest.fixture(scope="module")
def world(rally: Rally) -> World:
    attacker, victim = rally.visitor("Attacker"), rally.visitor("Victim")
    event = rally.event(StampsForReward=2)
    placed = rally.stamp(event, Location=HERE)
    photographed = rally.stamp(event, Type="IMAGE", ImageLabel="Tree")
    upload = uploaded(victim, photographed, photograph("green"))
    assert upload.outcome() == ("RECOGNISED", "Tree")
    until(
        lambda: rally.client("s3").list_objects_v2(Bucket=rally.bucket, Prefix=upload.key)["KeyCount"], lambda n: n == 0
    )
    award = {"stampId": placed, "method": "GPS", "location": STANDING, "requestId": REQUEST}
    assert victim.post("/stamps/award", award).status == 200
    assert victim.put("/users/me", {"displayName": "The Victim"}).status == 200
    return World(
        rally=rally,
        attacker=attacker,
        victim=victim,
        event=event,
        placed=placed,
        photographed=photographed,
        upload=upload.id,
    )


def refused(call: Callable[..., object], **parameters: Any) -> str | None:
    return aws.refusal(lambda: call(**parameters))


# What a visitor of an event is known by to the others.
PUBLIC: Final = {"GET /ranking/{eventId}"}


def test_every_route_is_tried() -> None:
    assert {route for route, *_ in ATTEMPTS} | {"DELETE /users/me"} == set(ROUTES)


@pytest.mark.parametrize(
    ("route", "attempt", "status", "code"),
    [pytest.param(route, *rest, id=f"{route}, {what}") for route, what, *rest in ATTEMPTS],
)
def test_a_visitor_who_names_another_learns_and_changes_nothing(
    world: World, route: str, attempt: Callable[[World], Answer], status: int, code: str | None
) -> None:
    before = world.belongings()
    answer = attempt(world)
    assert (answer.status, answer.body.get("code")) == (status, code)
    told = json.dumps(answer.body)
    assert world.victim.user_id not in told
    assert "The Victim" not in told or route in PUBLIC
    assert world.belongings() == before


def test_what_a_visitor_is_told_is_their_own(world: World) -> None:
    attacker, query = world.attacker, world.query
    assert attacker.get(f"/users/me?{query}").body["userId"] == attacker.user_id
    assert attacker.get(f"/stamps?eventId={world.event}").body["stamps"] == []
    assert attacker.get(f"/stamps/{encoded(world.placed)}?{query}").body["collectedAt"] is None
    ranking = attacker.get(f"/ranking/{world.event}?{query}").body
    assert (ranking["me"], [row["displayName"] for row in ranking["ranking"]]) == (None, ["Victim"])
    allowed_key = attacker.post(f"/s3/upload-url?{query}", upload_request(world)).body["key"]
    assert allowed_key.startswith(f"users/{attacker.user_id}/")


def test_a_token_with_another_s_name_written_into_it_is_no_token(world: World) -> None:
    header, payload, signature = world.attacker.tokens["idToken"].split(".")
    claims = json.loads(base64.urlsafe_b64decode(payload + "=="))
    claims |= {"cognito:username": world.victim.user_id, "sub": str(uuid.uuid4())}
    forged = base64.urlsafe_b64encode(json.dumps(claims).encode()).decode().rstrip("=")
    for token in (f"{header}.{forged}.{signature}", f"{header}.{forged}.", world.victim.user_id):
        assert world.rally.request("GET", "/users/me", token=token).status == 401


def test_a_refreshed_token_is_the_same_visitor_s(world: World) -> None:
    answer = sign_in(world, {"refreshToken": world.attacker.tokens["refreshToken"]}, "/auth/refresh")
    profile = world.rally.request("GET", "/users/me", token=answer.body["idToken"])
    assert profile.body["userId"] == world.attacker.user_id


@pytest.mark.parametrize(
    "key",
    [
        pytest.param("users/{victim}/images/{own}.jpg", id="the other's prefix"),
        pytest.param("users/{victim}/images/{upload}.jpg", id="the other's upload"),
        pytest.param("users/{attacker}/../{victim}/images/{own}.jpg", id="a way up"),
        pytest.param("users/{victim}/images/${{filename}}", id="a name of the file's own"),
        pytest.param("users/{attacker}/images/{upload}.jpg", id="the other's upload below one's own prefix"),
    ],
)
def test_leave_to_upload_is_not_leave_for_another_s_prefix(world: World, key: str) -> None:
    before, content = world.belongings(), photograph("green")
    upload = allowed(world.attacker, world.photographed, content)
    ids = {"victim": world.victim.user_id, "attacker": world.attacker.user_id}
    status, _ = upload.send(content, key=key.format(**ids, own=upload.id, upload=world.upload))
    assert status == 403
    assert world.belongings() == before


def test_the_form_of_one_visitor_does_not_carry_the_policy_of_another(world: World) -> None:
    content = photograph("green")
    mine = allowed(world.attacker, world.photographed, content)
    theirs = allowed(world.victim, world.photographed, content)
    before = world.belongings()
    fields = {**theirs.form["fields"], "policy": mine.form["fields"]["policy"]}
    assert posted(theirs.form["url"], fields, content)[0] == 403
    assert world.belongings() == before


def test_a_visitor_s_own_credentials_reach_their_own_prefix_alone(world: World) -> None:
    def credentials(visitor: Visitor) -> tuple[str, tuple[str, str, str]]:
        issuer = f"cognito-idp.{environment.REGION}.amazonaws.com/{world.rally.pool}"
        logins = {issuer: visitor.tokens["idToken"]}
        identity = client.get_id(IdentityPoolId=pool, Logins=logins)["IdentityId"]
        given = client.get_credentials_for_identity(IdentityId=identity, Logins=logins)["Credentials"]
        return identity, (given["AccessKeyId"], given["SecretKey"], given["SessionToken"])

    client = world.rally.client("cognito-identity")
    (stack,) = world.rally.client("cloudformation").describe_stacks(StackName=STACK)["Stacks"]
    pool = next(each["OutputValue"] for each in stack["Outputs"] if each["OutputKey"] == "IdentityPoolId")
    (own, mine), (other, theirs) = credentials(world.attacker), credentials(world.victim)
    bucket = {"Bucket": world.rally.bucket}
    s3, other_s3 = (aws.client(world.rally.emulator, "s3", each) for each in (mine, theirs))
    notes = f"users/{other}/notes"
    other_s3.put_object(**bucket, Key=notes, Body=b"theirs")
    before = world.belongings()
    assert refused(s3.put_object, **bucket, Key=f"users/{own}/notes", Body=b"mine") is None
    (photo,) = {each["Key"] for each in before["objects"]}
    for key in (notes, photo, f"users/{own}", f"users/{own}0/notes", "users/notes", "notes"):
        assert refused(s3.put_object, **bucket, Key=key, Body=b"mine") == "AccessDenied"
        assert refused(s3.get_object, **bucket, Key=key) == "AccessDenied"
        assert refused(s3.delete_object, **bucket, Key=key) == "AccessDenied"
    copy = {**bucket, "Key": f"users/{own}/copy", "CopySource": {**bucket, "Key": notes}}
    assert refused(s3.copy_object, **copy) == "AccessDenied"
    assert refused(s3.list_objects_v2, **bucket, Prefix=f"users/{other}/") == "AccessDenied"
    dynamodb = aws.client(world.rally.emulator, "dynamodb", mine)
    for table in ("users", "user-stamps", "stamp-masters"):
        assert refused(dynamodb.scan, TableName=f"{STACK}-{table}") == "AccessDeniedException"
    assert world.belongings() == before


def test_who_leaves_takes_nothing_of_another_along(world: World) -> None:
    leaving, before = world.rally.visitor(), world.belongings()
    assert leaving.post("/stamps/award", by_place(world, location=STANDING)).status == 200
    assert leaving.delete(f"/users/me?{world.query}").status == 204
    assert leaving.get("/users/me").status == 404
    assert world.belongings() == before

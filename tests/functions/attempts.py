"""What a visitor may try with the ids of another, one attempt or more for each route."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from boto3.dynamodb.conditions import Key

from tests.functions.rally import let_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.functions.rally import Answer, Rally, Visitor

HERE: Final = {"lat": 0, "lon": 0, "radiusM": 50}
STANDING: Final = {"lat": 0, "lon": 0, "accuracy": 10}
AWAY: Final = STANDING | {"lat": 1}
REQUEST: Final = "the-victim-s-request"


@dataclass(frozen=True, kw_only=True)
class World:
    """`victim` has all of `event`, with their photograph `upload` for `photographed`; `attacker` has nothing."""

    rally: Rally
    attacker: Visitor
    victim: Visitor
    event: str
    placed: str
    photographed: str
    upload: str

    @property
    def name(self) -> dict[str, str]:
        """The victim's id as a field that no body has."""
        return {"userId": self.victim.user_id}

    @property
    def query(self) -> str:
        """The victim's id as a query string."""
        return f"userId={self.victim.user_id}&cognito:username={self.victim.user_id}"

    def belongings(self) -> dict[str, Any]:
        """Return all that the victim has, and their user in the pool."""
        rally, user_id = self.rally, self.victim.user_id
        stamps = rally.table("user-stamps").query(KeyConditionExpression=Key("UserId").eq(user_id))["Items"]
        objects = rally.client("s3").list_object_versions(Bucket=rally.bucket, Prefix=f"users/{user_id}/")
        user = rally.client("cognito-idp").admin_get_user(UserPoolId=rally.pool, Username=user_id)
        return {
            "profile": rally.table("users").get_item(Key={"UserId": user_id})["Item"],
            "stamps": stamps,
            "photographs": [self._image(each["ImageDigest"]) for each in stamps if "ImageDigest" in each],
            "objects": [*objects.get("Versions", []), *objects.get("DeleteMarkers", [])],
            "user": {key: user[key] for key in ("UserAttributes", "UserStatus", "Enabled")},
        }

    def _image(self, digest: str) -> Any:
        return self.rally.table("user-stamps").get_item(Key={"UserId": f"IMAGE#{digest}", "StampId": self.event})[
            "Item"
        ]


def sign_in(world: World, body: dict[str, Any], path: str = "/auth/verify") -> Answer:
    return let_in(lambda: world.rally.request("POST", path, body))


def by_image(world: World, **more: Any) -> dict[str, Any]:
    request = {
        "stampId": world.photographed,
        "method": "IMAGE",
        "uploadId": world.upload,
        "requestId": uuid.uuid4().hex,
    }
    return request | more


def by_place(world: World, **more: Any) -> dict[str, Any]:
    return {"stampId": world.placed, "method": "GPS", "location": AWAY, "requestId": REQUEST} | more


def upload_request(world: World, **more: Any) -> dict[str, Any]:
    return {"stampId": world.photographed, "contentType": "image/jpeg", "contentLength": 1} | more


def own_token(world: World) -> str:
    return world.rally.line.token(world.attacker.user_id, name="Attacker")


def encoded(stamp_id: str) -> str:
    return stamp_id.replace("#", "%23")


# A route of the contract, what the attacker tries with it, the status and the code of the refusal, if it is one.
ATTEMPTS: Final[list[tuple[str, str, Callable[[World], Answer], int, str | None]]] = [
    (
        "POST /auth/verify",
        "another in the body",
        lambda w: sign_in(w, {"idToken": own_token(w), **w.name}),
        400,
        "VALIDATION_ERROR",
    ),
    (
        "POST /auth/refresh",
        "another in the body",
        lambda w: sign_in(w, {"refreshToken": w.attacker.tokens["refreshToken"], **w.name}, "/auth/refresh"),
        400,
        "VALIDATION_ERROR",
    ),
    ("GET /users/me", "another in the query", lambda w: w.attacker.get(f"/users/me?{w.query}"), 200, None),
    (
        "GET /users/me",
        "another in headers",
        lambda w: w.attacker.call("GET", "/users/me", headers={"X-User-Id": w.victim.user_id, **w.name}),
        200,
        None,
    ),
    (
        "PUT /users/me",
        "another in the body",
        lambda w: w.attacker.put("/users/me", {"displayName": "Mine", **w.name}),
        400,
        "VALIDATION_ERROR",
    ),
    (
        "PUT /users/me",
        "another in the query",
        lambda w: w.attacker.put(f"/users/me?{w.query}", {"displayName": "Attacker"}),
        200,
        None,
    ),
    ("GET /events", "another in the query", lambda w: w.attacker.get(f"/events?{w.query}"), 200, None),
    (
        "GET /events/{eventId}/stamps",
        "another in the query",
        lambda w: w.attacker.get(f"/events/{w.event}/stamps?{w.query}"),
        200,
        None,
    ),
    (
        "GET /events/{eventId}/stamps",
        "another for the event",
        lambda w: w.attacker.get(f"/events/{w.victim.user_id}/stamps"),
        404,
        "EVENT_NOT_FOUND",
    ),
    (
        "GET /stamps",
        "another in the query",
        lambda w: w.attacker.get(f"/stamps?userId={w.victim.user_id}"),
        400,
        "VALIDATION_ERROR",
    ),
    (
        "GET /stamps",
        "another for the event",
        lambda w: w.attacker.get(f"/stamps?eventId={w.victim.user_id}"),
        404,
        "EVENT_NOT_FOUND",
    ),
    ("GET /stamps", "the other's event", lambda w: w.attacker.get(f"/stamps?eventId={w.event}"), 200, None),
    ("GET /stamps", "the other's stamp", lambda w: w.attacker.get(f"/stamps?after={encoded(w.placed)}"), 200, None),
    (
        "GET /stamps/{stampId}",
        "another in the query",
        lambda w: w.attacker.get(f"/stamps/{encoded(w.placed)}?{w.query}"),
        200,
        None,
    ),
    (
        "GET /stamps/{stampId}",
        "the other's upload",
        lambda w: w.attacker.get(f"/stamps/UPLOAD%23{w.upload}"),
        404,
        "STAMP_NOT_FOUND",
    ),
    (
        "POST /stamps/award",
        "the other's upload",
        lambda w: w.attacker.post("/stamps/award", by_image(w)),
        404,
        "UPLOAD_NOT_FOUND",
    ),
    (
        "POST /stamps/award",
        "the other's upload and name",
        lambda w: w.attacker.post("/stamps/award", by_image(w, **w.name)),
        400,
        "VALIDATION_ERROR",
    ),
    (
        "POST /stamps/award",
        "the other's upload by its record",
        lambda w: w.attacker.post("/stamps/award", by_image(w, uploadId=f"{w.victim.user_id}#{w.upload}")),
        400,
        "VALIDATION_ERROR",
    ),
    (
        "POST /stamps/award",
        "the other's request from far away",
        lambda w: w.attacker.post("/stamps/award", by_place(w)),
        400,
        "TOO_FAR",
    ),
    (
        "POST /gps/verify",
        "another in the body",
        lambda w: w.attacker.post("/gps/verify", {"stampId": w.placed, **STANDING, **w.name}),
        400,
        "VALIDATION_ERROR",
    ),
    (
        "POST /gps/verify",
        "another in the query",
        lambda w: w.attacker.post(f"/gps/verify?{w.query}", {"stampId": w.placed, **STANDING}),
        200,
        None,
    ),
    (
        "POST /s3/upload-url",
        "another in the body",
        lambda w: w.attacker.post("/s3/upload-url", upload_request(w, **w.name)),
        400,
        "VALIDATION_ERROR",
    ),
    (
        "POST /s3/upload-url",
        "the other's key in the body",
        lambda w: w.attacker.post("/s3/upload-url", upload_request(w, key=f"users/{w.victim.user_id}/images/x.jpg")),
        400,
        "VALIDATION_ERROR",
    ),
    (
        "POST /s3/upload-url",
        "another in the query",
        lambda w: w.attacker.post(f"/s3/upload-url?{w.query}", upload_request(w)),
        201,
        None,
    ),
    (
        "GET /uploads/{uploadId}",
        "the other's upload",
        lambda w: w.attacker.get(f"/uploads/{w.upload}?{w.query}"),
        404,
        "UPLOAD_NOT_FOUND",
    ),
    (
        "POST /events/{eventId}/reward",
        "the other's reward",
        lambda w: w.attacker.post(f"/events/{w.event}/reward?{w.query}", w.name),
        409,
        "REWARD_NOT_READY",
    ),
    (
        "GET /ranking/{eventId}",
        "another in the query",
        lambda w: w.attacker.get(f"/ranking/{w.event}?{w.query}"),
        200,
        None,
    ),
]

"""What each permission of a function is for: a request that needs it, and what becomes of the request without it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from tests.functions.photographs import allowed, photograph, uploaded
from tests.functions.rally import let_in, new_user_id

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.functions.rally import Answer, Rally, Visitor

_HERE: Final = {"lat": 0, "lon": 0, "radiusM": 50}
_STANDING: Final = {"lat": 0, "lon": 0, "accuracy": 10}


@dataclass(frozen=True)
class World:
    """Somebody who is signed in, and an event; functions keep records of it, so each request has a stamp of its own."""

    rally: Rally

    @cached_property
    def visitor(self) -> Visitor:
        """Whoever makes the requests."""
        return self.rally.visitor()

    @cached_property
    def event(self) -> str:
        """An event."""
        return self.rally.event()

    def stamp(self, **record: Any) -> str:
        """Return a new stamp of the event."""
        return self.rally.stamp(self.event, Location=_HERE, **record)


@dataclass(frozen=True, kw_only=True)
class Use:
    """`action` on the resource that ends with `on`: `does` returns how to look at what has come of a request.

    That is `done` when all is well, and `without` when the permission is taken away.
    """

    action: str
    on: str
    does: Callable[[World], Callable[[], object]]
    done: object = 200
    without: object = 500


def _status(answer: Answer) -> Callable[[], int]:
    return lambda: answer.status


def _sign_in(world: World) -> Callable[[], int]:
    body = {"idToken": world.rally.line.token(new_user_id(), name="Somebody")}
    return _status(let_in(lambda: world.rally.request("POST", "/auth/verify", body)))


def _get(path: str) -> Callable[[World], Callable[[], int]]:
    return lambda world: _status(world.visitor.get(path))


def _rename(world: World) -> Callable[[], int]:
    return _status(world.visitor.put("/users/me", {"displayName": "Somebody"}))


def _leave(world: World) -> Callable[[], int]:
    rally, visitor = world.rally, world.visitor
    # Of several versions, the embedded AWS asks DeleteObject for the first and DeleteObjectVersion for the others.
    for content in (b"1", b"2"):
        rally.client("s3").put_object(Bucket=rally.bucket, Key=f"users/{visitor.user_id}/photo.jpg", Body=content)
    return _status(visitor.delete("/users/me"))


def _look_at_stamp(world: World) -> Callable[[], int]:
    return _status(world.visitor.get(f"/stamps/{world.stamp().replace('#', '%23')}"))


def _look_at_event(world: World) -> Callable[[], int]:
    return _status(world.visitor.get(f"/events/{world.rally.event()}/stamps"))


def _measure(world: World) -> Callable[[], int]:
    return _status(world.visitor.post("/gps/verify", {"stampId": world.stamp(), **_STANDING}))


def _collect(world: World) -> Callable[[], int]:
    request = {"method": "GPS", "location": _STANDING, "requestId": uuid.uuid4().hex}
    return _status(world.visitor.post("/stamps/award", {"stampId": world.stamp(), **request}))


def _ask_for_upload(world: World) -> Callable[[], int]:
    request = {"stampId": world.stamp(), "contentType": "image/jpeg", "contentLength": 1}
    return _status(world.visitor.post("/s3/upload-url", request))


def _look_at_upload(world: World) -> Callable[[], int]:
    return _status(allowed(world.visitor, world.stamp(), b"x").told())


def _upload(world: World) -> Callable[[], int]:
    status, _ = allowed(world.visitor, world.stamp(), b"x").send(b"x")
    return lambda: status


def _photograph(world: World) -> Callable[[], str]:
    stamp = world.stamp(Type="IMAGE", ImageLabel="Tree")
    upload = uploaded(world.visitor, stamp, photograph("green"))

    def seen() -> str:
        found = world.rally.client("s3").list_objects_v2(Bucket=world.rally.bucket, Prefix=upload.key)
        return f"{upload.told().body['status']}, {'kept' if found.get('Contents') else 'deleted'}"

    return seen


def _for_sign_in(action: str, on: str = "", **more: Any) -> Use:
    return Use(action=action, on=on, does=_sign_in, **more)


def _for_photograph(action: str, on: str) -> Use:
    # Its message comes again later: nothing is lost.
    return Use(action=action, on=on, does=_photograph, done="RECOGNISED, deleted", without="PENDING, kept")


_USERS: Final = "table/stamp-rally-dev-users"
_MASTERS: Final = "table/stamp-rally-dev-stamp-masters"
_STAMPS: Final = "table/stamp-rally-dev-user-stamps"
_UPLOADS: Final = "/users/*"

# In the order in which they can be taken away one after the other: the end of an account comes last.
USES: Final[dict[str, tuple[Use, ...]]] = {
    "auth": (
        # A new environment of the function keeps what it has found.
        _for_sign_in("ssm:GetParameter", "line/channel-id"),
        # Nobody is kept out because a log cannot tell them from others.
        _for_sign_in("ssm:GetParameter", "line/channel-secret", without=200),
        _for_sign_in("kms:Decrypt", without=200),
        _for_sign_in("cognito-idp:AdminGetUser"),
        _for_sign_in("cognito-idp:AdminCreateUser"),
        _for_sign_in("cognito-idp:AdminInitiateAuth"),
        _for_sign_in("cognito-idp:AdminRespondToAuthChallenge"),
        _for_sign_in("dynamodb:UpdateItem", _USERS),
    ),
    "auth-challenge": (),
    "users": (
        Use(action="dynamodb:GetItem", on=_USERS, does=_get("/users/me")),
        Use(action="dynamodb:UpdateItem", on=_USERS, does=_rename),
        Use(action="dynamodb:BatchWriteItem", on=_STAMPS, does=_rename),
        Use(action="dynamodb:Query", on=_STAMPS, does=_leave, done=204),
        Use(action="s3:ListBucketVersions", on="", does=_leave, done=204),
        Use(action="s3:DeleteObject", on=_UPLOADS, does=_leave, done=204),
        Use(action="s3:DeleteObjectVersion", on=_UPLOADS, does=_leave, done=204),
        Use(action="dynamodb:DeleteItem", on=_USERS, does=_leave, done=204),
        Use(action="cognito-idp:AdminDeleteUser", on="", does=_leave, done=204),
    ),
    "stamps": (
        Use(action="dynamodb:GetItem", on=_MASTERS, does=_look_at_stamp),
        Use(action="dynamodb:GetItem", on=_STAMPS, does=_look_at_stamp),
        Use(action="dynamodb:Query", on=f"{_MASTERS}/index/gsi-event", does=_look_at_event),
        Use(action="dynamodb:Query", on=_STAMPS, does=_get("/stamps")),
    ),
    "gps-verify": (Use(action="dynamodb:GetItem", on=_MASTERS, does=_measure),),
    "award": (
        Use(action="dynamodb:GetItem", on=_MASTERS, does=_collect),
        Use(action="dynamodb:GetItem", on=_STAMPS, does=_collect),
        Use(action="dynamodb:PutItem", on=_STAMPS, does=_collect),
        Use(action="dynamodb:UpdateItem", on=_STAMPS, does=_collect),
    ),
    "image-upload": (
        Use(action="dynamodb:PutItem", on=_STAMPS, does=_ask_for_upload, done=201),
        Use(action="dynamodb:GetItem", on=_STAMPS, does=_look_at_upload),
        Use(action="s3:PutObject", on=_UPLOADS, does=_upload, done=204, without=403),
    ),
    "image-recognize": (
        _for_photograph("sqs:ReceiveMessage", "image-queue"),
        _for_photograph("sqs:DeleteMessage", "image-queue"),
        _for_photograph("sqs:GetQueueAttributes", "image-queue"),
        _for_photograph("dynamodb:UpdateItem", _STAMPS),
        _for_photograph("s3:GetObject", _UPLOADS),
        _for_photograph("rekognition:DetectModerationLabels", "*"),
        _for_photograph("rekognition:DetectCustomLabels", ""),
        _for_photograph("rekognition:DetectLabels", "*"),
        _for_photograph("dynamodb:Query", f"{_MASTERS}/index/gsi-image-label"),
        _for_photograph("dynamodb:PutItem", _STAMPS),
        Use(
            action="s3:DeleteObject",
            on=_UPLOADS,
            does=_photograph,
            done="RECOGNISED, deleted",
            without="RECOGNISED, kept",
        ),
    ),
    "ranking": (Use(action="dynamodb:Query", on=f"{_STAMPS}/index/gsi-ranking", does=_get("/ranking/event")),),
}

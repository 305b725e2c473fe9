"""The running API answers as its description says: granted, refused, and asked for what no schema allows."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from stamp_infra.openapi.document import to_openapi
from templates.openapi import document
from templates.openapi.shapes import EVENT_NAME, HALL
from tests.functions import sample
from tests.functions.photographs import until
from tests.functions.rally import ORIGIN, Rally, Visitor, new_user_id

if TYPE_CHECKING:
    from collections.abc import Mapping

SCHEMA: Final = schemathesis.openapi.from_dict(to_openapi(document))
ROUTES: Final = list(document.operations)
# By chance, but by the same at every run.
GENERATED: Final = settings(
    max_examples=4,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
PLACE: Final = {"lat": 34.68901, "lon": 135.8399, "accuracy": 12}
PHOTOGRAPH: Final = {"stampId": f"{EVENT_NAME}#deer", "contentType": "image/png", "contentLength": 1000}


@pytest.fixture(scope="module")
def nara(rally: Rally) -> Rally:
    """Return the rally with the sample event in it, of which the description's examples tell."""
    sample.load(rally)
    return rally


@pytest.fixture(scope="module")
def visitor(nara: Rally) -> Visitor:
    """Return somebody who has enough stamps for the reward, but not the one at the hall."""
    found = nara.visitor()
    nara.table("user-stamps").put_item(
        Item={"UserId": found.user_id, "StampId": f"{EVENT_NAME}#_PROGRESS", "StampCount": 5}
    )
    return found


@pytest.mark.parametrize("route", ROUTES)
def test_a_granted_call_is_answered_as_described(nara: Rally, visitor: Visitor, route: str) -> None:
    who = nara.visitor() if route == "DELETE /users/me" else visitor
    request = granted(route, who)
    answer = until(lambda: called(route, who, request), lambda seen: seen.status_code != 429)
    assert answer.status_code == document.operations[route].answers[0].status, answer.text


@pytest.mark.parametrize("route", ROUTES)
@pytest.mark.parametrize("mode", GenerationMode)
def test_any_call_is_answered_as_described(nara: Rally, visitor: Visitor, route: str, mode: GenerationMode) -> None:
    who = nara.visitor() if route == "DELETE /users/me" else visitor

    @GENERATED
    @given(case=operation(route).as_strategy(mode))
    def check(case: Any) -> None:
        checked(case, who)

    check()


def granted(route: str, visitor: Visitor) -> dict[str, Any]:
    """Return a request that this visitor is granted."""
    event, stamp = {"eventId": EVENT_NAME}, {"stampId": HALL}
    match route:
        case "POST /auth/verify":
            return {"body": {"idToken": visitor.rally.line.token(new_user_id())}}
        case "POST /auth/refresh":
            return {"body": {"refreshToken": visitor.tokens["refreshToken"]}}
        case "PUT /users/me":
            return {"body": {"displayName": "しか"}}
        case "GET /stamps":
            return {"query": event}
        case "GET /stamps/{stampId}":
            return {"path_parameters": {"stampId": quote(HALL, safe="")}}
        case "POST /stamps/award":
            return {"body": {**stamp, "method": "GPS", "location": PLACE, "requestId": str(uuid.uuid4())}}
        case "POST /gps/verify":
            return {"body": {**stamp, **PLACE}}
        case "POST /s3/upload-url":
            return {"body": PHOTOGRAPH}
        case "GET /uploads/{uploadId}":
            upload = visitor.post("/s3/upload-url", PHOTOGRAPH).body
            return {"path_parameters": {"uploadId": upload["uploadId"]}}
        case _:
            return {"path_parameters": event} if "{eventId}" in route else {}


def called(route: str, visitor: Visitor, request: Mapping[str, Any]) -> Any:
    """Return the answer to a request, which is as described."""
    media_type = {"media_type": "application/json"} if "body" in request else {}
    return checked(operation(route).Case(**request, **media_type), visitor)


def checked(case: Any, visitor: Visitor) -> Any:
    """Return the answer to a call, which is as described, and readable by a page."""
    headers = {"Origin": ORIGIN, "Authorization": f"Bearer {visitor.tokens['idToken']}"}
    # What no schema can say, such as that a name fits in one line, is refused too, as described.
    answer = case.call_and_validate(
        base_url=visitor.rally.url, headers=headers, excluded_checks=[positive_data_acceptance]
    )
    assert answer.headers["access-control-allow-origin"] == [ORIGIN]
    return answer


def operation(route: str) -> Any:
    """Return the operation of a route."""
    method, path = route.split()
    return SCHEMA[path][method]

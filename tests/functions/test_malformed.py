"""Whatever is wrong with a request, the page is told which field it is, in an answer that the browser lets it read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

import pytest

from tests.functions.rally import ORIGIN, let_in

if TYPE_CHECKING:
    from tests.functions.rally import Answer, Rally, Visitor

_STANDING: Final = {"lat": 34.68, "lon": 135.84, "accuracy": 10}
_AWARD: Final = {"stampId": "nara#deer", "method": "GPS", "location": _STANDING, "requestId": "r-1"}
_BY_IMAGE: Final = {"stampId": "nara#deer", "method": "IMAGE", "uploadId": "u-1", "requestId": "r-1"}
_GPS: Final = {"stampId": "nara#deer", **_STANDING}
_UPLOAD: Final = {"stampId": "nara#deer", "contentType": "image/jpeg", "contentLength": 1000}
_TOKEN: Final = "x" * 16
_LONG: Final = "x" * 65

_EVENT_PATHS: Final = ("GET /events/{}/stamps", "POST /events/{}/reward", "GET /ranking/{}")
_EVENT_IDS: Final = {
    "a stamp's": "nara%23deer",
    "an event's record": "EVENT%23nara",
    "too long": _LONG,
    "Japanese": "%E5%A5%88%E8%89%AF",
    "a NUL": "nara%00",
    "a line break": "nara%0A",
    "a space": "nara%20park",
    "encoded twice": "nara%2523",
    "no UTF-8": "nara%C3%28",
    "an item of DynamoDB": "%7B%22S%22%3A%22nara%22%7D",
}
_STAMP_IDS: Final = {
    "an event's": "nara",
    "no event": "%23deer",
    "no stamp": "nara%23",
    "one too many": "nara%23deer%23deer",
    "too long": f"nara%23{_LONG}",
    "an emoji": "nara%23%F0%9F%A6%8C",
    "a line break": "nara%23deer%0A",
    "a wildcard": "nara%23*",
    "a query": "nara%23deer%27%20OR%201",
}
_UPLOAD_IDS: Final = {
    "its record's": "UPLOAD%23u-1",
    "an object's key": "users%5Cme",
    "too long": _LONG,
    "an underscore": "u_1",
    "a wildcard": "*",
    "full-width": "%EF%BC%91",
    "a line break": "u-1%0A",
}
_QUERIES: Final = {
    "eventId=": "eventId",
    "eventId=nara%23": "eventId",
    "eventId=nara%0A": "eventId",
    f"eventId={_LONG}": "eventId",
    "eventId=nara&eventId=nara": "eventId",
    "eventId[$ne]=nara": "eventId[$ne]",
    "userId=U0123456789abcdef0123456789abcdef": "userId",
    "limit=1000000": "limit",
    "after=nara": "after",
    "after=nara%23": "after",
    "after=UPLOAD%23u%23u": "after",
    "eventId=nara&after=nara%23deer": "after",
}
# What the models let through: their patterns cannot tell a line break at the end, and they know no printable text.
_FOR_FUNCTIONS: Final[list[tuple[str, dict[str, Any], str]]] = [
    ("PUT /users/me", {"displayName": "bell\x07"}, "displayName"),
    ("PUT /users/me", {"displayName": "NUL\x00"}, "displayName"),
    ("PUT /users/me", {"displayName": "two\nlines"}, "displayName"),
    ("PUT /users/me", {"displayName": "two\u2028lines"}, "displayName"),
    ("PUT /users/me", {"displayName": "two\u2029paragraphs"}, "displayName"),
    ("PUT /users/me", {"displayName": "half a deer \ud83e"}, "displayName"),
    ("POST /auth/verify", {"idToken": f"{_TOKEN}\n"}, "idToken"),
    ("POST /auth/refresh", {"refreshToken": f"{_TOKEN}\x00"}, "refreshToken"),
    ("POST /stamps/award", _AWARD | {"stampId": "nara#deer\n"}, "stampId"),
    ("POST /stamps/award", _AWARD | {"requestId": "r-1\n"}, "requestId"),
    ("POST /stamps/award", _BY_IMAGE | {"uploadId": "u-1\n"}, "uploadId"),
    ("POST /gps/verify", _GPS | {"stampId": "nara#deer\n"}, "stampId"),
    ("POST /s3/upload-url", _UPLOAD | {"stampId": "nara#deer\n"}, "stampId"),
]
# API Gateway refuses a body that does not fit its model as a whole.
_NO_BODIES: Final = {
    "nothing": "",
    "null": "null",
    "a list": "[]",
    "a text": '"nara#deer"',
    "half an object": '{"stampId":',
    "XML": "<stampId>nara#deer</stampId>",
    "a form": "stampId=nara%23deer",
    "deep": "[" * 50_000 + "]" * 50_000,
}
_NO_TOKENS: Final = [{}, {"idToken": None}, {"idToken": 7}, {"idToken": "short"}, {"idToken": "x" * 8193}]
_NO_NAMES: Final = ["", "x" * 51, None, 7, True, ["Hanako"], {"S": "Hanako"}, "x" * 1_000_000]
_INJECTED: Final[dict[str, Any]] = {"userId": "U1", "collectedAt": 1, "verified": True, "__proto__": {}, "": 1}
_NO_AWARDS: Final[list[dict[str, Any]]] = [
    *({key: value for key, value in _AWARD.items() if key != gone} for gone in _AWARD),
    *(
        _AWARD | {"stampId": each}
        for each in ("nara", "#deer", "a#b#c", "奈良#鹿", 7, None, ["nara#deer"], {"S": "a#b"})
    ),
    *(_AWARD | {"requestId": each} for each in ("", _LONG, "a b", "a#b", 7, None)),
    *(_AWARD | {"method": each} for each in ("BOTH", "gps", 7, None, ["GPS"])),
    *(_AWARD | {"location": each} for each in (None, [], "here", {}, [34.68, 135.84], _STANDING | {"verified": True})),
    *(_AWARD | {"location": _STANDING | {"lat": each}} for each in (-90.1, 90.1, 1e308, "34.68", None, True, [34.68])),
    *(_AWARD | {"location": _STANDING | {"accuracy": each}} for each in (-1, 1000.1)),
    _AWARD | {"uploadId": "u-1"},
    _AWARD | {"method": "IMAGE"},
    _BY_IMAGE | {"uploadId": "UPLOAD#u-1"},
    _BY_IMAGE | {"location": _STANDING},
    *(_AWARD | {name: value} for name, value in _INJECTED.items()),
]
_NO_PLACES: Final[list[dict[str, Any]]] = [
    *(_GPS | {"lon": each} for each in (-180.1, 180.1, "135.84", None, False, {"N": "1"})),
    *(_GPS | {"accuracy": each} for each in (-0.1, 1001, "10")),
    _GPS | {"radiusM": 1_000_000},
]
_NO_UPLOADS: Final[list[dict[str, Any]]] = [
    *(_UPLOAD | {"contentType": each} for each in ("image/gif", "IMAGE/JPEG", "", None, 7, ["image/jpeg"])),
    *(_UPLOAD | {"contentLength": each} for each in (0, -1, 10_485_761, 1.5, 1e300, "1000", True, None)),
    *(_UPLOAD | each for each in ({"key": "users/U1/images/1.jpg"}, {"userId": "U1"}, {"acl": "public-read"})),
]
_NO_NUMBERS: Final = [json.dumps(_GPS | {"lat": float(each)}) for each in ("nan", "inf", "-inf")]
_TWICE: Final = json.dumps(_GPS)[:-1] + ', "lat": "34.68"}'

NAMED: Final = [
    *(
        pytest.param(route.format(value), None, "eventId", id=f"{route}, {what}")
        for route in _EVENT_PATHS
        for what, value in _EVENT_IDS.items()
    ),
    *(pytest.param(f"GET /stamps/{value}", None, "stampId", id=f"stamp, {what}") for what, value in _STAMP_IDS.items()),
    *(
        pytest.param(f"GET /uploads/{value}", None, "uploadId", id=f"upload, {what}")
        for what, value in _UPLOAD_IDS.items()
    ),
    *(pytest.param(f"GET /stamps?{query}", None, field, id=f"query {query[:30]}") for query, field in _QUERIES.items()),
    *(pytest.param(route, body, field, id=f"{route} {at}") for at, (route, body, field) in enumerate(_FOR_FUNCTIONS)),
]
WHOLE: Final = [
    *(
        pytest.param(route, body, id=f"{route}, {what}")
        for route in ("POST /stamps/award", "PUT /users/me")
        for what, body in _NO_BODIES.items()
    ),
    *(pytest.param("POST /auth/verify", body, id=f"verify {at}") for at, body in enumerate(_NO_TOKENS)),
    pytest.param("POST /auth/refresh", {"refreshToken": _TOKEN, "userId": "U1"}, id="refresh for another"),
    *(pytest.param("PUT /users/me", {"displayName": each}, id=f"name {at}") for at, each in enumerate(_NO_NAMES)),
    pytest.param("PUT /users/me", {"displayName": "Hanako", "userId": "U1"}, id="name of another"),
    *(pytest.param("POST /stamps/award", body, id=f"award {at}") for at, body in enumerate(_NO_AWARDS)),
    *(pytest.param("POST /gps/verify", body, id=f"place {at}") for at, body in enumerate(_NO_PLACES)),
    *(pytest.param("POST /gps/verify", body, id=f"number {at}") for at, body in enumerate(_NO_NUMBERS)),
    pytest.param("POST /gps/verify", _TWICE, id="a key twice"),
    *(pytest.param("POST /s3/upload-url", body, id=f"upload {at}") for at, body in enumerate(_NO_UPLOADS)),
]
OF_OTHER_RECORDS: Final = [
    ("GET /stamps/EVENT%23nara", None, "STAMP_NOT_FOUND"),
    ("GET /stamps/UPLOAD%23u-1", None, "STAMP_NOT_FOUND"),
    ("GET /stamps/IMAGE%230123", None, "STAMP_NOT_FOUND"),
    ("GET /stamps/nara%23_PROGRESS", None, "STAMP_NOT_FOUND"),
    ("GET /events/_EVENTS/stamps", None, "EVENT_NOT_FOUND"),
    ("GET /stamps?eventId=UPLOAD", None, "EVENT_NOT_FOUND"),
    ("POST /events/IMAGE/reward", None, "EVENT_NOT_FOUND"),
    ("POST /stamps/award", _AWARD | {"stampId": "nara#_PROGRESS"}, "STAMP_NOT_FOUND"),
    ("POST /stamps/award", _AWARD | {"stampId": "UPLOAD#u-1"}, "STAMP_NOT_FOUND"),
    ("POST /gps/verify", _GPS | {"stampId": "EVENT#nara"}, "STAMP_NOT_FOUND"),
]


@pytest.fixture(scope="module")
def visitor(rally: Rally) -> Visitor:
    return rally.visitor()


def answered(visitor: Visitor, route: str, body: object) -> Answer:
    """Return the answer to a request, which the page may read."""
    method, _, path = route.partition(" ")
    answer = let_in(lambda: visitor.call(method, path, body))
    assert answer.headers["access-control-allow-origin"] == ORIGIN
    assert answer.headers["vary"] == "Origin"
    assert answer.headers["content-type"] == "application/json"
    assert answer.body["message"]
    return answer


@pytest.mark.parametrize(("route", "body", "field"), NAMED)
def test_a_value_that_cannot_be_is_refused_by_its_name(visitor: Visitor, route: str, body: object, field: str) -> None:
    answer = answered(visitor, route, body)
    assert (answer.status, answer.code, answer.body["field"]) == (400, "VALIDATION_ERROR", field)


@pytest.mark.parametrize(("route", "body"), WHOLE)
def test_a_body_that_does_not_fit_its_model_is_refused_as_a_whole(visitor: Visitor, route: str, body: object) -> None:
    answer = answered(visitor, route, body)
    assert (answer.status, answer.code, answer.body["field"]) == (400, "VALIDATION_ERROR", "body")


@pytest.mark.parametrize(("route", "body", "code"), OF_OTHER_RECORDS)
def test_an_id_of_another_kind_of_record_leads_to_nothing(
    visitor: Visitor, route: str, body: object, code: str
) -> None:
    answer = answered(visitor, route, body)
    assert (answer.status, answer.code) == (404, code)


@pytest.mark.parametrize("content_type", ["text/plain", "application/x-www-form-urlencoded", "application/xml", ""])
def test_a_body_is_held_against_its_model_whatever_type_it_says_to_be(visitor: Visitor, content_type: str) -> None:
    answer = visitor.call("POST", "/gps/verify", _GPS | {"lat": 91}, headers={"Content-Type": content_type})
    assert (answer.status, answer.code, answer.body["field"]) == (400, "VALIDATION_ERROR", "body")

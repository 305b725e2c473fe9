"""One visit to a deployed API, as a browser makes it: asking whether it may, without a token, and signed in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from stamp_infra.aws.httpcheck import request, stage_url
from stamp_infra.aws.sign_in import signed_in
from stamp_infra.check.rules.apigateway.rest_api import API, routes
from stamp_infra.check.rules.apigateway.stage import STAGE
from stamp_infra.check.rules.lookup import resource_at
from stamp_infra.core.errors import Mistake, UserError
from stamp_infra.operations.connect import connect
from stamp_infra.operations.deployed import deployed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from stamp_infra.aws.httpcheck import Answer
    from stamp_infra.check.rules.apigateway.api_model import Route
    from stamp_infra.operations.deployed import Deployed
    from stamp_infra.operations.target import Target

ORIGIN: Final = "access-control-allow-origin"
HEADERS: Final = "access-control-allow-headers"
_DONE: Final = (200, 204)
_UNAUTHORIZED: Final = 401
_REFUSED: Final = (401, 403)


@dataclass(frozen=True, kw_only=True)
class Call:
    """One call and its answer; `ok` says whether the answer is the one that a page needs."""

    what: str
    verb: str
    url: str
    status: int
    headers: Mapping[str, str]
    ok: bool


def visit(to: Target) -> Iterator[Call]:
    """Yield three calls of one method; raise `UserError` where no method of a deployed API wants a token."""
    subject = deployed(to, connect(to))
    route = _protected(subject)
    url = f"{_stage(subject, route)}{route.url}"
    asked = {"Access-Control-Request-Method": route.verb, "Access-Control-Request-Headers": "authorization"}
    preflight = request("OPTIONS", url, asked)
    origin = preflight.headers.get(ORIGIN, "")
    allowed = bool(origin) and "authorization" in preflight.headers.get(HEADERS, "").lower().split(",")
    yield _call("may a page call it?", "OPTIONS", url, preflight, ok=preflight.status in _DONE and allowed)
    refused = request(route.verb, url, {"Origin": origin})
    readable = refused.headers.get(ORIGIN) == origin
    yield _call("without a token", route.verb, url, refused, ok=refused.status == _UNAUTHORIZED and readable)
    pool = next(identity for _, identity in subject.of_type("AWS::Cognito::UserPool"))
    with signed_in(subject.connection, pool) as token:
        answer = request(route.verb, url, {"Origin": origin, "Authorization": token})
    ok = answer.status not in _REFUSED and answer.headers.get(ORIGIN) == origin
    yield _call("signed in", route.verb, url, answer, ok=ok)


def _protected(subject: Deployed) -> Route:
    """Return a method that somebody signed in may call without saying more: reading, and at the shortest path."""
    found = [each for each in routes(subject.resolved) if not each.anonymous and "{" not in each.url]
    if not found or not list(subject.of_type("AWS::Cognito::UserPool")):
        remedy = "see with `stamp-infra smoke` what it answers"
        what = "has no method that wants a token of a user pool"
        raise UserError([Mistake(where=subject.target.stack_name, what=what, remedy=remedy)])
    return min(found, key=lambda route: (route.verb != "GET", route.url.count("/")))


def _stage(subject: Deployed, route: Route) -> str:
    api = resource_at(subject.resolved, route.api, API)
    stage = next(each for each in subject.resolved.of_type(STAGE) if each.properties.get("RestApiId") == route.api)
    identity = subject.id_of(api) if api else route.api
    return stage_url(identity, str(stage.properties.get("StageName")), subject.target.region)


def _call(what: str, verb: str, url: str, answer: Answer, *, ok: bool) -> Call:
    return Call(what=what, verb=verb, url=url, status=answer.status, headers=answer.headers, ok=ok)

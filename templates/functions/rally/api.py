"""Answers of the API: JSON that the LIFF page may read, whatever happened, under a `code` when it is a refusal."""

from __future__ import annotations

import json
import os
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote

from aws_lambda_powertools.event_handler import APIGatewayRestResolver, Response
from aws_lambda_powertools.logging import correlation_paths

from rally import refusals
from rally.observe import count, failed, logger, tracer
from rally.patience import passes
from rally.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable

    from aws_lambda_powertools.event_handler.exceptions import NotFoundError
    from aws_lambda_powertools.utilities.typing import LambdaContext

    Json = dict[str, Any]
    Handler = Callable[[Json, LambdaContext], Json]

_JSON = "application/json"


def api() -> APIGatewayRestResolver:
    """Return a resolver for the routes of a function; a route returns its body, or its body and status.

    Values in a path arrive percent-encoded: read them through `rally.fields.path`.
    """
    app = APIGatewayRestResolver(serializer=_json)
    app.exception_handler(Refusal)(_refused)
    app.not_found(_unknown)
    return app


def handler(app: APIGatewayRestResolver) -> Handler:
    """Return the Lambda handler of a function behind the API: it logs, traces and never raises."""

    @logger.inject_lambda_context(correlation_id_path=correlation_paths.API_GATEWAY_REST, clear_state=True)
    @tracer.capture_lambda_handler(capture_response=False)
    def lambda_handler(event: Json, context: LambdaContext) -> Json:
        route = f"{event['httpMethod']} {event['resource']}"
        tracer.put_annotation("route", route)
        try:
            answer = app.resolve(event | {"path": _path(event)}, context)
        except Exception as error:  # noqa: BLE001 - a visitor is answered whatever happened
            failed("the request failed", error)
            refusal = refusals.busy() if passes(error) else refusals.broken()
            answer = {"statusCode": refusal.status, "body": _json(_body(refusal))}
        logger.info("answered", route=route, status=answer["statusCode"])
        tracer.put_annotation("status", answer["statusCode"])
        return answer | {"headers": _headers(), "multiValueHeaders": {}}

    handled: Handler = lambda_handler
    return handled


def _headers() -> dict[str, str]:
    return {
        "Content-Type": _JSON,
        "Cache-Control": "no-store",
        "Access-Control-Allow-Origin": os.environ["ALLOWED_ORIGIN"],
        "Vary": "Origin",
    }


def _path(event: Json) -> str:
    """Return the route's path with its values encoded: the path of an event may hold a `#` that no route matches."""
    path: str = event["resource"]
    for name, value in (event.get("pathParameters") or {}).items():
        path = path.replace(f"{{{name}}}", quote(unquote(value), safe=""))
    return path


def _refused(refusal: Refusal) -> Response[str]:
    count("Rejections", reason=refusal.code)
    logger.info("refused", code=refusal.code, field=refusal.details.get("field"))
    return Response(status_code=refusal.status, content_type=_JSON, body=_json(_body(refusal)))


def _unknown(_error: NotFoundError) -> Response[str]:
    return _refused(refusals.no_route())


def _body(refusal: Refusal) -> Json:
    return {"code": refusal.code, "message": refusal.message, **refusal.details}


def _json(value: object) -> str:
    return json.dumps(value, default=_number, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def _number(value: object) -> int | float:
    """Return what DynamoDB holds as a decimal as JSON's number."""
    if not isinstance(value, Decimal):
        raise TypeError(type(value).__name__)
    return int(value) if value == value.to_integral_value() else float(value)

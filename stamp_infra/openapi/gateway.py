"""What API Gateway answers by itself, before or instead of a function; the codes are its gateway responses' types."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stamp_infra.openapi.operation import Failure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.blocks.apigateway import Route

INVALID: Final = Failure(400, "VALIDATION_ERROR", "The request is not as its schema says.")
UNAUTHORIZED: Final = Failure(401, "UNAUTHORIZED", "There is no token, or it is not valid any more.")
DENIED: Final = Failure(403, "ACCESS_DENIED", "The token does not allow this call.")
FILTERED: Final = Failure(403, "WAF_FILTERED", "The web ACL refuses this address for a while.")
TOO_LARGE: Final = Failure(413, "REQUEST_TOO_LARGE", "The body is larger than API Gateway takes.")
THROTTLED: Final = Failure(429, "THROTTLED", "Too many calls at once; wait a moment, then call again.")


def own_failures(route: Route) -> Iterator[Failure]:
    """Yield the errors that may come of a route whatever its function does, but those of the server's side."""
    if route.body is not None or "{" in route.path or route.query:
        yield INVALID
    if route.public is None:
        yield UNAUTHORIZED
        yield DENIED
    yield FILTERED
    if route.body is not None:
        yield TOO_LARGE
    yield THROTTLED

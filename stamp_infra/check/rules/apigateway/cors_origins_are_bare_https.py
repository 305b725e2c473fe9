"""Every origin that a browser is told of is a bare `https://host[:port]`."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, Final

from stamp_infra.check.rule import Rule, Violation
from stamp_infra.check.rules.apigateway.api_model import GatewayReply, Route
from stamp_infra.check.rules.apigateway.rest_api import gateway_replies, routes
from stamp_infra.check.rules.values import is_unknown, walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.rendered.model import Resolved

ORIGIN: Final = "access-control-allow-origin"
_BARE: Final = re.compile(r"https://[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?")


def _find(resolved: Resolved) -> Iterator[Violation]:
    for reply in chain[Route | GatewayReply](routes(resolved), gateway_replies(resolved)):
        header = reply.headers.get(ORIGIN)
        if header is None or is_unknown(header.value):
            continue
        value = str(header.value)
        quoted = len(value) > 1 and value[0] == value[-1] == "'"
        if not quoted or not _BARE.fullmatch(value[1:-1]):
            yield Violation(resource=reply.resource, path=header.path, what=f"sends the origin {value}")
    for bucket in resolved.of_type("AWS::S3::Bucket"):
        for path, origin in walk(bucket.properties, "CorsConfiguration.CorsRules.*.AllowedOrigins.*"):
            if not is_unknown(origin) and not _BARE.fullmatch(str(origin)):
                yield Violation(resource=bucket, path=path, what=f"allows the origin {origin}")


RULE: Final = Rule(
    name="CorsOriginsAreBareHttps",
    why="A browser compares the origin letter by letter: one with a path, a slash at the end or no inner quotes "
    "matches nothing and locks the app out, and * lets every page on the internet in.",
    remedy="Write scheme, host and port alone in small letters, in API Gateway with inner quotes: "
    "\"'https://example.com'\".",
    find=_find,
)

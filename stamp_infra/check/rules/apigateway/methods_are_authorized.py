"""Every method but OPTIONS knows who calls it, unless it is declared public with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stamp_infra.check.rule import Rule, Violation
from stamp_infra.check.rules.apigateway.rest_api import METHOD, routes
from stamp_infra.check.rules.values import dig, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.rendered.model import Resolved

_NEED_AN_AUTHORIZER: Final = frozenset({"COGNITO_USER_POOLS", "CUSTOM"})


def _find(resolved: Resolved) -> Iterator[Violation]:
    for route in routes(resolved):
        of_method = route.resource.type == METHOD
        properties = route.resource.properties
        kind = properties.get("AuthorizationType")
        if route.verb == "OPTIONS":
            continue
        if route.anonymous:
            if not text(dig(route.resource.attributes, "Metadata", "StampInfra", "Public")).strip():
                path = f"{route.path}.{'AuthorizationType' if of_method else 'security'}"
                what = f"{route.verb} {route.url} is open to anyone and not declared public"
                yield Violation(resource=route.resource, path=path, what=what)
        elif of_method and text(kind) in _NEED_AN_AUTHORIZER and not properties.get("AuthorizerId"):
            what = f"{route.verb} {route.url} has AuthorizationType {kind} but no authorizer"
            yield Violation(resource=route.resource, path="Properties.AuthorizerId", what=what)


RULE: Final = Rule(
    name="MethodsAreAuthorized",
    why="Anyone on the internet can call a method without an authorizer, and act as any user if it believes the body.",
    remedy="Set AuthorizationType and AuthorizerId; for a method that must be open, such as the login, write the "
    "reason in the method's Metadata as StampInfra.Public.",
    find=_find,
)

"""Whatever content type a client claims, its body fits a model before a function sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stamp_infra.check.rule import Rule, Violation
from stamp_infra.check.rules.apigateway.rest_api import METHOD, routes
from stamp_infra.check.rules.lookup import resource_at
from stamp_infra.check.rules.values import is_on, mapping, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.rendered.model import Resolved, Resource

_BUILT_IN: Final = frozenset({"Empty", "Error"})


def _find(resolved: Resolved) -> Iterator[Violation]:
    for route in routes(resolved):
        if route.resource.type == METHOD and route.verb in {"POST", "PUT", "PATCH"}:
            for path, what in _faults(resolved, route.resource):
                yield Violation(resource=route.resource, path=path, what=f"{route.verb} {route.url} {what}")


def _faults(resolved: Resolved, method: Resource) -> Iterator[tuple[str, str]]:
    value = method.properties.get("RequestValidatorId")
    validator = resource_at(resolved, value, "AWS::ApiGateway::RequestValidator")
    if not value:
        yield "Properties.RequestValidatorId", "has no request validator"
    elif validator is not None and not is_on(validator.properties.get("ValidateRequestBody")):
        yield "Properties.RequestValidatorId", f"has a validator, {validator.logical_id}, that does not look at bodies"
    models = mapping(method.properties.get("RequestModels"))
    if not models:
        yield "Properties.RequestModels", "has no model for its body"
    elif "$default" not in models:
        # "If no matching content type is found, request validation is not performed":
        # https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-request-validation.html
        kinds = ", ".join(map(str, models))
        yield "Properties.RequestModels", f"validates {kinds} alone: any other content type passes unseen"
    for kind, model in models.items():
        if text(model) in _BUILT_IN:
            yield f"Properties.RequestModels.{kind}", f"takes {model}, which fits every body"


RULE: Final = Rule(
    name="RequestBodiesAreValidated",
    why="A body that fits no model reaches the function, which then has to survive anything that anyone can send.",
    remedy="Set RequestValidatorId (ValidateRequestBody true) and RequestModels with the content type $default; an "
    "empty body counts as {}, so that a method without a body takes a model of an object without properties.",
    find=_find,
)

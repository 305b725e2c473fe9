"""API Gateway is allowed to call every function that a method hands its requests to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from stamp_infra.check.rule import Rule, Violation
from stamp_infra.check.rules.apigateway.rest_api import METHOD, routes
from stamp_infra.check.rules.functions import qualified_name
from stamp_infra.check.rules.grants import granted_to
from stamp_infra.check.rules.lookup import resource_at
from stamp_infra.check.rules.values import matches, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.rendered.model import Resolved

_INVOKED: Final = re.compile(r"functions/(?P<arn>.+)/invocations")


def _find(resolved: Resolved) -> Iterator[Violation]:
    for route in routes(resolved):
        of_method = route.resource.type == METHOD
        found = _INVOKED.search(text(route.integration.get("Uri" if of_method else "uri")))
        called = qualified_name(resolved, found["arn"]) if found else None
        credentials = route.integration.get("Credentials" if of_method else "credentials")
        role = resource_at(resolved, credentials, "AWS::IAM::Role")
        if called is None or (credentials and role is None):
            continue
        if role is None:
            allowed = [
                text(permission.properties.get("FunctionName"))
                for permission in resolved.of_type("AWS::Lambda::Permission")
                if text(permission.properties.get("Principal")).startswith("apigateway.")
            ]
            what = f"calls {called}, and no AWS::Lambda::Permission lets API Gateway invoke it"
        else:
            grants = (s for s in granted_to(resolved, role) if s.grants("lambda:InvokeFunction"))
            allowed = [resource for statement in grants for resource in statement.resources]
            what = f"calls {called}, which its Credentials, {role.logical_id}, may not invoke"
        if not any(matches(qualified_name(resolved, one) or one, called) for one in allowed):
            path = f"{route.path}.{'Integration.Uri' if of_method else 'x-amazon-apigateway-integration.uri'}"
            yield Violation(resource=route.resource, path=path, what=f"{route.verb} {route.url} {what}")


RULE: Final = Rule(
    name="ApiMayInvokeItsFunctions",
    why="A method whose function API Gateway may not invoke deploys without complaint and answers 500 to every call.",
    remedy="Allow lambda:InvokeFunction on the very function or alias of the integration's Uri, in the role that is "
    "its Credentials or in an AWS::Lambda::Permission for apigateway.amazonaws.com.",
    find=_find,
)

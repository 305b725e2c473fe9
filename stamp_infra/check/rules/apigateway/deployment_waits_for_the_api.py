"""A deployment is made only after everything it takes a snapshot of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stamp_infra.check.rule import Rule, Violation
from stamp_infra.check.rules.apigateway.rest_api import METHOD
from stamp_infra.check.rules.values import strings
from stamp_infra.core.fingerprint import DEPLOYMENT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.rendered.model import Resolved


def _find(resolved: Resolved) -> Iterator[Violation]:
    for deployment in resolved.of_type(DEPLOYMENT):
        waits_for = strings(deployment.attributes.get("DependsOn"))
        missing = [
            part.logical_id
            for part in resolved.of_type(METHOD, "AWS::ApiGateway::GatewayResponse")
            if part.template.path == deployment.template.path
            and part.properties.get("RestApiId") == deployment.properties.get("RestApiId")
            and part.logical_id not in waits_for
        ]
        if missing:
            yield Violation(resource=deployment, path="DependsOn", what=f"does not wait for {', '.join(missing)}")


RULE: Final = Rule(
    name="DeploymentWaitsForTheApi",
    why="CloudFormation may make the deployment before a method or a gateway response that it does not depend on: the "
    "snapshot then lacks it, and clients get 403 for a path that exists.",
    remedy="List every AWS::ApiGateway::Method and GatewayResponse of the API in the deployment's DependsOn.",
    find=_find,
)

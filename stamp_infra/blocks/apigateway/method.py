"""One method: checked by the validator, let in by the authorizer, handed to the function's live alias."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from troposphere import apigateway

from stamp_infra.blocks.apigateway.route import path_id
from stamp_infra.core.optout import metadata
from stamp_infra.core.record import record
from stamp_infra.core.reference import att, ref
from stamp_infra.core.text import sub

if TYPE_CHECKING:
    from collections.abc import Mapping

    from stamp_infra.blocks.apigateway.route import Route
    from stamp_infra.core.block import Block

_INVOCATION: Final = (
    "arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Live}/invocations"
)


@record
class Guards:
    """What stands before every function of an API, and the role that invokes it."""

    authorizer: apigateway.Authorizer
    validator: apigateway.RequestValidator
    credentials: Block


def method(
    route: Route, resource: apigateway.Resource, models: Mapping[str, apigateway.Model], guards: Guards
) -> apigateway.Method:
    """Return the method of a route; a public one carries its reason in the template."""
    in_path = [part.strip("{}") for part in route.path.split("/") if part.startswith("{")]
    parameters = {f"method.request.path.{part}": True for part in in_path}
    parameters |= {f"method.request.querystring.{part}": False for part in route.query}
    facts: dict[str, Any] = {"RequestParameters": parameters} if parameters else {}
    if route.body is not None:
        # With application/json alone, a body of any other content type would pass unseen.
        facts["RequestModels"] = dict.fromkeys(("application/json", "$default"), ref(models[route.body.name]))
    if route.public is None:
        facts |= {"AuthorizationType": "COGNITO_USER_POOLS", "AuthorizerId": ref(guards.authorizer)}
    else:
        facts |= {"AuthorizationType": "NONE", "Metadata": metadata({"Public": route.public.why})}
    return apigateway.Method(
        f"{path_id(route.path)}{route.method.capitalize()}",
        RestApiId=resource.RestApiId,
        ResourceId=ref(resource),
        HttpMethod=route.method,
        RequestValidatorId=ref(guards.validator),
        Integration=apigateway.Integration(
            Type="AWS_PROXY",
            IntegrationHttpMethod="POST",
            Uri=sub(_INVOCATION, Live=route.live),
            Credentials=att(guards.credentials, "Arn"),
        ),
        **facts,
    )

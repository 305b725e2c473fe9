"""Names that others look up."""

from __future__ import annotations

from typing import Final

from tests.rally.mutation import Mutation, drop, put

_ROOT: Final = "sam/template.yaml"
_SSM: Final = "cfn/ssm.yaml"

PUBLISHED: Final = (
    Mutation("a parameter has another name", _SSM, put("LineChannelIdParameter/Properties/Name", "/channel-id")),
    Mutation("a parameter has another value", _SSM, put("LineChannelIdParameter/Properties/Value", "1")),
    Mutation("a parameter is missing", _SSM, drop("LiffEndpointUrlParameter")),
    Mutation("an output is missing", _ROOT, lambda body: body["Outputs"].pop("ApiUrl")),
    Mutation(
        "an output tells another thing",
        _ROOT,
        lambda body: body["Outputs"].update(UserPoolId=body["Outputs"]["IdentityPoolId"]),
    ),
)

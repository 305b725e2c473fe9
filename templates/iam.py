"""One role per function and one for the API, each allowed exactly what is declared beside the function."""

from awacs.awslambda import InvokeFunction

from stamp_infra import Stack
from stamp_infra.blocks.iam import Allow, role
from stamp_infra.blocks.serverless import alias_arn
from templates.deployment import deployment_role
from templates.sam import functions, on_api

# Built from names: the role exists before the functions that it may invoke.
api_role = role(
    "api-gateway",
    service="apigateway.amazonaws.com",
    allow=[Allow([alias_arn(function.name) for function in on_api], InvokeFunction)],
)

stack = Stack("iam", [*(function.role for function in functions), api_role, deployment_role], description=__doc__)

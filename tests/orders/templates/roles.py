"""What each function may do, and what the API may call."""

from awacs.awslambda import InvokeFunction

from stamp_infra import Stack
from stamp_infra.blocks.iam import Allow, role
from stamp_infra.blocks.serverless import alias_arn
from tests.orders.templates.service import desk, packer

api_role = role("api", service="apigateway.amazonaws.com", allow=[Allow(alias_arn(desk.name), InvokeFunction)])

stack = Stack("roles", [desk.role, packer.role, api_role], description=__doc__)

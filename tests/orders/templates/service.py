"""What the order service does: take an order, list a customer's, pack."""

from awacs import dynamodb, sqs

from stamp_infra import Stack, ref
from stamp_infra.blocks.dynamodb import index
from stamp_infra.blocks.iam import Allow
from stamp_infra.blocks.serverless import Shared, function
from tests.orders.templates.environments import env
from tests.orders.templates.operations import alerts, deployment_role, log_key
from tests.orders.templates.storage import orders, packing

shared = Shared(
    code_uri="../../functions",
    runtime="python3.13",
    log_retention_days=env.log_days,
    log_key=log_key,
    alerts=alerts,
    deployment_preference=env.deployment,
    deployment_role=deployment_role,
    variables={"ENVIRONMENT": env.name},
)
desk = function(
    "desk",
    shared,
    memory_mb=env.memory_mb,
    variables={"ORDERS": orders, "PACKING_URL": ref(packing)},
    allow=[
        Allow(orders, dynamodb.PutItem),
        Allow(index(orders, "by-customer"), dynamodb.Query),
        Allow(packing, sqs.SendMessage),
    ],
)
packer = function(
    "packer",
    shared,
    memory_mb=env.memory_mb,
    variables={"ORDERS": orders},
    queue=packing,
    allow=[Allow(orders, dynamodb.UpdateItem)],
)

stack = Stack("service", [desk, packer], description=__doc__)

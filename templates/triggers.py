"""The function behind Cognito's custom sign-in: apart from the others, because the user pool needs it first."""

from stamp_infra.blocks.serverless import Shared, function
from templates import alerts, logs
from templates.deployment import deployment_role
from templates.environments import env, liff_origin

shared = Shared(
    code_uri="../../templates/functions",
    runtime="python3.14",
    log_retention_days=env.log_retention_days,
    log_key=logs.key,
    alerts=alerts.topic,
    deployment_preference=env.deployment_preference,
    deployment_role=deployment_role,
    variables={"ENVIRONMENT": env.name, "ALLOWED_ORIGIN": liff_origin},
)

auth_challenge = function(
    "auth-challenge",
    shared,
    memory_mb=env.lambda_memory_mb,
    timeout_s=5,
    variables={"LINE_CHANNEL_ID": env.line_channel_id},
)

"""The function behind Cognito's custom sign-in: apart from the others, because the user pool needs it first."""

from stamp_infra import when
from stamp_infra.blocks.serverless import Shared, function, layer
from templates import alerts, logs
from templates.deployment import deployment_role
from templates.environments import LINE_JWKS_URL, env, is_dev, liff_origin

CODE = "../../templates/functions"
RUNTIME = "python3.14"

dependencies = layer(
    "dependencies",
    code_uri=CODE,
    runtime=RUNTIME,
    description="Powertools, PyJWT and Pillow, as templates/functions/requirements.txt pins them",
)

shared = Shared(
    code_uri=CODE,
    runtime=RUNTIME,
    layers=[dependencies],
    log_retention_days=env.log_retention_days,
    log_key=logs.key,
    alerts=alerts.topic,
    deployment_preference=env.deployment_preference,
    deployment_role=deployment_role,
    variables={"ENVIRONMENT": env.name, "ALLOWED_ORIGIN": liff_origin},
)

# Whatever the parameter says: keys of another's would let them sign in as anybody.
line_jwks_url = when(is_dev, env.line_jwks_url, LINE_JWKS_URL)

auth_challenge = function(
    "auth-challenge",
    shared,
    memory_mb=env.lambda_memory_mb,
    timeout_s=5,
    variables={"LINE_CHANNEL_ID": env.line_channel_id, "LINE_JWKS_URL": line_jwks_url},
)

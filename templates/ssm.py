"""Settings that functions and people look up, and the key of the secrets that are put beside them by hand."""

from stamp_infra import Stack
from stamp_infra.blocks.kms import key
from stamp_infra.blocks.ssm import parameter
from templates.environments import env

secrets_key = key("secrets", description="Encrypts the secrets in Parameter Store.")

line_channel_id = parameter(
    "line/channel-id", value=env.line_channel_id, description="LINE Login channel: the audience of a LIFF ID token."
)
liff_endpoint_url = parameter(
    "liff/endpoint-url", value=env.liff_endpoint_url, description="Where the LIFF pages are served."
)
model_arn = parameter("image/model-arn", value=env.model_arn, description="The Custom Labels model, or none.")


stack = Stack("ssm", [secrets_key, line_channel_id, liff_endpoint_url, model_arn], description=__doc__)

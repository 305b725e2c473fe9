"""The key of the secrets that people put."""

from stamp_infra import Stack
from stamp_infra.blocks.kms import key

secrets_key = key("secrets", description="Encrypts the secrets in Parameter Store.")

stack = Stack("keys", [secrets_key], description=__doc__)

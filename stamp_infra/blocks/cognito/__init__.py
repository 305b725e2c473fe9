"""User pools without passwords, their clients, and identity pools that trust them only."""

from stamp_infra.blocks.cognito.identity_pool import IdentityPool as IdentityPool
from stamp_infra.blocks.cognito.identity_pool import identity_pool as identity_pool
from stamp_infra.blocks.cognito.user_pool import user_pool as user_pool
from stamp_infra.blocks.cognito.user_pool import user_pool_client as user_pool_client

"""Who a visitor is: a pool that knows LINE users without passwords, and the credentials for their own uploads."""

import awacs.s3

from stamp_infra import Stack
from stamp_infra.blocks.cognito import identity_pool, user_pool, user_pool_client
from stamp_infra.blocks.iam import Allow
from stamp_infra.blocks.s3 import objects
from templates.environments import env
from templates.s3 import UPLOAD_PREFIX, uploads
from templates.triggers import auth_challenge

visitors = user_pool("visitors", challenge=auth_challenge.live, deletion_protection=env.user_pool_deletion_protection)
liff_client = user_pool_client("liff-client", pool=visitors)

own_uploads = objects(uploads, f"{UPLOAD_PREFIX}${{!cognito-identity.amazonaws.com:sub}}/*")
identities = identity_pool(
    "identities",
    pool=visitors,
    client=liff_client,
    allow=[Allow(own_uploads, awacs.s3.PutObject, awacs.s3.GetObject)],
)

stack = Stack("cognito", [visitors, liff_client, identities], description=__doc__)

"""Identity pools: temporary credentials for the users of one user pool, and for nobody else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from awacs.sts import AssumeRoleWithWebIdentity
from troposphere import cognito, iam

from stamp_infra.blocks.iam import Allow, allow_mistakes, policy
from stamp_infra.core.block import Block, broken
from stamp_infra.core.inputs import instance
from stamp_infra.core.naming import kebab, logical_id
from stamp_infra.core.record import record
from stamp_infra.core.reference import att, ref
from stamp_infra.core.text import name as physical_name

if TYPE_CHECKING:
    from collections.abc import Sequence


@record
class IdentityPool(Block):
    """An identity pool and the role that its signed-in users assume."""

    role: iam.Role


def identity_pool(name: str, *, pool: Block, client: Block, allow: Sequence[Allow]) -> IdentityPool:
    """Return an identity pool for the users of one user pool; `allow` is what they may do once signed in."""
    where = f'identity pool "{name}"'
    mistakes = (
        *kebab(f"{where}.name", name),
        *instance(f"{where}.pool", pool, Block, "give the block that user_pool(...) returned"),
        *instance(f"{where}.client", client, Block, "give the block that user_pool_client(...) returned"),
        *allow_mistakes(where, allow),
    )
    if mistakes:
        return IdentityPool(main=broken(()).main, mistakes=mistakes, role=iam.Role("Broken"))
    title = logical_id(name)
    own = cognito.IdentityPool(
        title,
        IdentityPoolName=physical_name(name, limit=128),
        AllowUnauthenticatedIdentities=False,
        AllowClassicFlow=False,
        CognitoIdentityProviders=[
            cognito.CognitoIdentityProvider(
                ClientId=ref(client), ProviderName=att(pool, "ProviderName"), ServerSideTokenCheck=True
            )
        ],
    )
    trust: dict[str, Any] = {
        "Effect": "Allow",
        "Principal": {"Federated": "cognito-identity.amazonaws.com"},
        "Action": AssumeRoleWithWebIdentity.JSONrepr(),
        "Condition": {
            "StringEquals": {"cognito-identity.amazonaws.com:aud": ref(own)},
            "ForAnyValue:StringLike": {"cognito-identity.amazonaws.com:amr": "authenticated"},
        },
    }
    role = iam.Role(
        f"{title}VisitorRole",
        RoleName=physical_name(f"{name}-visitor"),
        AssumeRolePolicyDocument=policy(trust),
        Policies=[iam.Policy(PolicyName="visitor", PolicyDocument=policy(*(each.statement() for each in allow)))],
    )
    attachment = cognito.IdentityPoolRoleAttachment(
        f"{title}Roles", IdentityPoolId=ref(own), Roles={"authenticated": att(role, "Arn")}
    )
    return IdentityPool(main=own, others=(role, attachment), role=role)

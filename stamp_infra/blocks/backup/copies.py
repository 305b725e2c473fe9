"""Copies of backups in a second region, and what AWS Backup needs to make them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import awacs.backup
import awacs.kms
from troposphere import iam

from stamp_infra.blocks.backup.vault import GRANT_FOR_AWS, RECOVERY_POINTS, USE_KEY, vault_arn
from stamp_infra.blocks.iam import Allow, policy
from stamp_infra.core.record import record
from stamp_infra.core.reference import ref
from stamp_infra.core.text import sub

if TYPE_CHECKING:
    from stamp_infra.core.block import Block
    from stamp_infra.core.condition import Condition
    from stamp_infra.core.text import Sub


@record
class Copies:
    """A second region for every backup, where `only` holds: the vault there and the alias of its key, both by name."""

    region: str
    vault_name: Sub
    key_alias: Sub
    only: Condition

    @property
    def vault_arn(self) -> Sub:
        """The ARN of the vault over there."""
        arn = f"arn:${{AWS::Partition}}:backup:{self.region}:${{AWS::AccountId}}:backup-vault:${{Name}}"
        return sub(arn, Name=self.vault_name)


def may_copy(title: str, role: Block, vault: Block, copies: Copies) -> iam.RolePolicy:
    """Return the policy with which a role copies from the vault, where there are copies at all."""
    # The key over there has no name in its ARN, and an alias is no resource of a policy: the condition names it.
    keys = sub(f"arn:${{AWS::Partition}}:kms:{copies.region}:${{AWS::AccountId}}:key/*")
    aliased = {"ForAnyValue:StringEquals": {"kms:ResourceAliases": copies.key_alias}}
    allow = [
        Allow([vault_arn(vault), RECOVERY_POINTS], awacs.backup.CopyFromBackupVault),
        Allow(copies.vault_arn, awacs.backup.CopyIntoBackupVault, awacs.backup.DescribeBackupVault),
        Allow(keys, *USE_KEY, condition=aliased),
        Allow(keys, awacs.kms.CreateGrant, condition={**aliased, **GRANT_FOR_AWS}),
    ]
    return iam.RolePolicy(
        title,
        Condition=copies.only,
        PolicyName=title,
        RoleName=ref(role),
        PolicyDocument=policy(*(each.statement() for each in allow)),
    )

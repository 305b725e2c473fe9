"""Vaults whose recovery points end by their schedule alone, and what AWS Backup needs to use one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import awacs.backup
import awacs.kms
from troposphere import backup

from stamp_infra.blocks.iam import Allow, policy
from stamp_infra.core.block import Block, broken
from stamp_infra.core.naming import kebab, logical_id
from stamp_infra.core.reference import Reference, att
from stamp_infra.core.text import sub

if TYPE_CHECKING:
    from troposphere import AWSHelperFn

    from stamp_infra.core.text import Sub

USE_KEY: Final = (awacs.kms.Decrypt, awacs.kms.DescribeKey, awacs.kms.GenerateDataKey)
GRANT_FOR_AWS: Final = {"Bool": {"kms:GrantIsForAWSResource": "true"}}
RECOVERY_POINTS: Final = sub("arn:${AWS::Partition}:backup:${AWS::Region}:${AWS::AccountId}:recovery-point:*")


class _Vault(backup.BackupVault):
    """troposphere turns the policy into a text of JSON, which nobody reviews."""

    props = {**backup.BackupVault.props, "AccessPolicy": (dict, False)}  # noqa: RUF012 - as troposphere declares it


def vault(name: str, *, vault_name: Sub, key: Block) -> Block:
    """Return a vault that keeps everybody from deleting a recovery point or shortening its life.

    It has no vault lock: in compliance mode a mistaken retention could never be undone, and in governance mode whoever
    may deploy may lift it, as they may lift this policy.
    """
    mistakes = tuple(kebab(f'backup vault "{name}".name', name))
    if mistakes:
        return broken(mistakes)
    refused = (awacs.backup.DeleteRecoveryPoint, awacs.backup.UpdateRecoveryPointLifecycle)
    statement = {
        "Effect": "Deny",
        "Principal": {"AWS": "*"},
        "Action": [action.JSONrepr() for action in refused],
        "Resource": "*",
    }
    resource = _Vault(
        f"{logical_id(name)}Vault",
        DeletionPolicy="Retain",
        UpdateReplacePolicy="Retain",
        BackupVaultName=vault_name,
        EncryptionKeyArn=att(key, "Arn"),
        AccessPolicy=policy(statement),
    )
    return Block(main=resource)


def vault_arn(of: Block) -> Reference:
    """Return the ARN of a vault."""
    return att(of, "BackupVaultArn")


def use_of_key(key: Block | AWSHelperFn) -> list[Allow]:
    """Return what AWS Backup needs of the key that a vault is encrypted with."""
    return [Allow(key, *USE_KEY), Allow(key, awacs.kms.CreateGrant, condition=GRANT_FOR_AWS)]

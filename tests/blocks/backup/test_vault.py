"""Blocks of backup vaults."""

from __future__ import annotations

from stamp_infra import name
from stamp_infra.blocks.backup.vault import use_of_key, vault
from tests.blocks.backed_up import own_key, own_vault
from tests.blocks.synthesized import mistakes, resources


def test_a_vault_is_encrypted_with_a_key_of_ours_and_outlives_its_stack() -> None:
    found = resources(own_key, own_vault)["BackupsVault"]
    assert found["Properties"]["EncryptionKeyArn"] == {"Fn::GetAtt": ["BackupsKey", "Arn"]}
    assert (found["DeletionPolicy"], found["UpdateReplacePolicy"]) == ("Retain", "Retain")


def test_nobody_deletes_a_recovery_point_or_shortens_its_life() -> None:
    assert resources(own_key, own_vault)["BackupsVault"]["Properties"]["AccessPolicy"]["Statement"] == [
        {
            "Effect": "Deny",
            "Principal": {"AWS": "*"},
            "Action": ["backup:DeleteRecoveryPoint", "backup:UpdateRecoveryPointLifecycle"],
            "Resource": "*",
        }
    ]


def test_the_key_is_granted_on_to_aws_alone() -> None:
    (granting,) = [allow for allow in use_of_key(own_key) if allow.condition]
    assert granting.statement()["Action"] == ["kms:CreateGrant"]
    assert granting.condition == {"Bool": {"kms:GrantIsForAWSResource": "true"}}


def test_a_vault_without_a_proper_name_is_a_mistake() -> None:
    (found,) = mistakes(vault("Backups", vault_name=name("backups"), key=own_key))
    assert 'backup vault "Backups".name: must be lower-case words' in found


def test_a_vault_name_past_the_limit_is_a_mistake() -> None:
    long = vault("backups", vault_name=name("b" * 50, limit=50), key=own_key)
    assert "where AWS allows 50" in mistakes(own_key, long)[0]

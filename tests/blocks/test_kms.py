"""Blocks of KMS keys."""

from __future__ import annotations

import awacs.kms
import pytest
from awacs.aws import Action

from stamp_infra import sub
from stamp_infra.blocks.kms import Use, key
from tests.blocks.synthesized import granted, mistakes, resources

LOGS = Use("logs.amazonaws.com", awacs.kms.Decrypt, condition={"StringEquals": {"aws:SourceAccount": "1"}})


def test_a_key_rotates_and_outlives_its_stack() -> None:
    resource = resources(key("data", description="Encrypts data."))["DataKey"]
    assert resource["Properties"]["EnableKeyRotation"] is True
    assert (resource["DeletionPolicy"], resource["UpdateReplacePolicy"]) == ("Retain", "Retain")


def test_a_key_is_found_by_an_alias_of_the_environment() -> None:
    alias = resources(key("data", description="Encrypts data."))["DataKeyAlias"]["Properties"]
    assert alias == {"AliasName": {"Fn::Sub": "alias/shop-${Environment}-data"}, "TargetKeyId": {"Ref": "DataKey"}}


def test_a_key_can_have_an_alias_of_its_own() -> None:
    own = key("data", description="Encrypts data.", alias_name=sub("alias/{app}-far"))
    assert resources(own)["DataKeyAlias"]["Properties"]["AliasName"] == "alias/shop-far"


def test_the_account_can_always_change_the_policy_so_that_nobody_is_locked_out() -> None:
    statements = resources(key("data", description="Encrypts data."))["DataKey"]["Properties"]["KeyPolicy"]["Statement"]
    (allowed,) = granted(statements, "kms:PutKeyPolicy")
    assert allowed["Principal"] == {"AWS": {"Fn::Sub": "arn:${AWS::Partition}:iam::${AWS::AccountId}:root"}}


def test_a_service_may_do_what_is_listed_under_its_condition_and_no_more() -> None:
    made = resources(key("data", description="Encrypts data.", uses=[LOGS]))["DataKey"]["Properties"]
    assert made["KeyPolicy"]["Statement"][1:] == [
        {
            "Effect": "Allow",
            "Principal": {"Service": "logs.amazonaws.com"},
            "Action": ["kms:Decrypt"],
            "Resource": "*",
            "Condition": {"StringEquals": {"aws:SourceAccount": "1"}},
        }
    ]


def test_no_statement_has_a_wildcard_action() -> None:
    statements = resources(key("data", description="d e f", uses=[LOGS]))["DataKey"]["Properties"]["KeyPolicy"]
    assert not [action for one in statements["Statement"] for action in one["Action"] if "*" in action]


@pytest.mark.parametrize(
    ("use", "told"),
    [
        (Use("logs.amazonaws.com"), "allows no action; name the actions, such as kms.Decrypt"),
        (Use("logs.amazonaws.com", Action("kms", "*")), "is not an action of awacs without a wildcard"),
        (Use("", awacs.kms.Decrypt), "must be a text that is not empty"),
    ],
)
def test_a_use_that_allows_nothing_or_everything_is_a_mistake(use: Use, told: str) -> None:
    (found,) = mistakes(key("data", description="Encrypts data.", uses=[use]))
    assert 'key "data".uses[0]' in found
    assert told in found


def test_every_mistake_of_a_key_is_told_at_once() -> None:
    assert len(mistakes(key("Data", description=" "))) == 2

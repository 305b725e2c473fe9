"""Blocks of plain settings, and the names of the secrets beside them."""

from __future__ import annotations

import pytest

from stamp_infra.blocks.ssm import parameter, parameter_arn, parameter_name
from tests.blocks.synthesized import env, mistakes, resources
from tests.rendering import topic


def test_a_setting_is_a_plain_text_below_application_and_environment() -> None:
    found = resources(parameter("mail/sender-address", value=env.email, description="Who writes."))
    assert found["MailSenderAddressParameter"]["Properties"] == {
        "Name": {"Fn::Sub": "/shop/${Environment}/mail/sender-address"},
        "Type": "String",
        "Value": {"Ref": "Email"},
        "Description": "Who writes.",
    }


def test_a_secret_that_is_put_there_by_hand_is_named_alike() -> None:
    found = resources(topic("Reader", DisplayName=parameter_name("mail/key"), TopicName=parameter_arn("mail/key")))
    arn = "arn:${AWS::Partition}:ssm:${AWS::Region}:${AWS::AccountId}:parameter/shop/${Environment}/mail/key"
    assert found["Reader"]["Properties"] == {
        "DisplayName": {"Fn::Sub": "/shop/${Environment}/mail/key"},
        "TopicName": {"Fn::Sub": arn},
    }


@pytest.mark.parametrize("path", ["", "/mail", "mail/", "a//b", "a b", "größe", None, 3])
def test_a_path_that_would_lead_elsewhere_is_told(path: str) -> None:
    (found,) = mistakes(parameter(path, value="a", description="A setting."))
    assert ".path: must be words of letters, digits and hyphens joined by slashes" in found


def test_a_setting_without_value_or_description_is_told() -> None:
    found = mistakes(parameter("mail/sender", value="", description=" "))
    assert [message.split('".')[1].split(":")[0] for message in found] == ["value", "description"]

"""Blocks of user pools without passwords, and of their clients."""

from __future__ import annotations

from typing import Any

import pytest

from stamp_infra import sub
from stamp_infra.blocks.cognito import user_pool, user_pool_client
from tests.blocks.synthesized import env, mistakes, resources

LIVE = sub("arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:challenge:live")
POOL: dict[str, Any] = {"challenge": LIVE, "deletion_protection": "ACTIVE"}
people = user_pool("people", **POOL)
page = user_pool_client("page", pool=people)
CLIENT: dict[str, Any] = {"pool": people}


def test_only_an_administrator_creates_users_and_nobody_knows_a_password() -> None:
    found = resources(people)["People"]["Properties"]
    assert found["AdminCreateUserConfig"] == {"AllowAdminCreateUserOnly": True}
    assert found["Policies"]["PasswordPolicy"]["MinimumLength"] == 32
    assert found["AccountRecoverySetting"] == {"RecoveryMechanisms": [{"Name": "admin_only", "Priority": 1}]}
    assert "Schema" not in found


def test_all_three_triggers_are_one_function_which_the_pool_alone_may_call() -> None:
    found = resources(people)
    arn = {"Fn::Sub": "arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:challenge:live"}
    triggers = ("DefineAuthChallenge", "CreateAuthChallenge", "VerifyAuthChallengeResponse")
    assert found["People"]["Properties"]["LambdaConfig"] == dict.fromkeys(triggers, arn)
    assert found["PeopleMayInvokeChallenge"]["Properties"] == {
        "Action": "lambda:InvokeFunction",
        "FunctionName": arn,
        "Principal": "cognito-idp.amazonaws.com",
        "SourceArn": {"Fn::GetAtt": ["People", "Arn"]},
    }


def test_its_users_stay_when_the_stack_goes() -> None:
    resource = resources(people)["People"]
    assert (resource["DeletionPolicy"], resource["UpdateReplacePolicy"]) == ("Retain", "Retain")
    assert resource["Properties"]["DeletionProtection"] == "ACTIVE"


def test_a_client_signs_in_by_challenge_alone_and_tells_nobody_who_exists() -> None:
    found = resources(people, page)["Page"]["Properties"]
    assert found["ExplicitAuthFlows"] == ["ALLOW_CUSTOM_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"]
    assert found["PreventUserExistenceErrors"] == "ENABLED"
    assert found["EnableTokenRevocation"] is True
    assert found["GenerateSecret"] is False
    assert found["UserPoolId"] == {"Ref": "People"}


def test_tokens_live_as_long_as_is_said_in_the_units_that_are_said() -> None:
    client = user_pool_client("page", pool=people, token_minutes=15, refresh_days=env.days)
    found = resources(people, client)["Page"]["Properties"]
    assert (found["AccessTokenValidity"], found["IdTokenValidity"]) == (15, 15)
    assert found["RefreshTokenValidity"] == {"Fn::FindInMap": ["Environment", {"Ref": "Environment"}, "Days"]}
    assert found["TokenValidityUnits"] == {"AccessToken": "minutes", "IdToken": "minutes", "RefreshToken": "days"}


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"challenge": ""}, ".challenge: must be a text that is not empty"),
        ({"deletion_protection": True}, ".deletion_protection: is not a choice (got true); write one of ACTIVE"),
        ({"tier": "FREE"}, '.tier: is not a choice (got "FREE"); write one of LITE, ESSENTIALS, PLUS'),
    ],
)
def test_what_is_no_user_pool_is_told(more: Any, told: str) -> None:
    (found,) = mistakes(user_pool("people", **{**POOL, **more}))
    assert found.startswith(f'templates/sam.py: user pool "people"{told}')


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"pool": "people"}, ".pool: is of type str"),
        ({"token_minutes": 1441}, ".token_minutes: must be a whole number from 5 to 1440"),
        ({"refresh_days": 0}, ".refresh_days: must be a whole number from 1 to 3650"),
    ],
)
def test_what_is_no_client_is_told(more: Any, told: str) -> None:
    (found,) = mistakes(user_pool_client("page", **{**CLIENT, **more}))
    assert found.startswith(f'templates/sam.py: user pool client "page"{told}')

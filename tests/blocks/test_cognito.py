"""Blocks of user pools without passwords, their clients, and the credentials of those who signed in."""

from __future__ import annotations

from typing import Any

import pytest
from awacs import s3
from troposphere import sns

from stamp_infra import Block, sub
from stamp_infra.blocks.cognito import identity_pool, user_pool, user_pool_client
from stamp_infra.blocks.iam import Allow
from tests.blocks.synthesized import env, mistakes, resources

challenge = Block(main=sns.Topic("Challenge"))
LIVE = sub("arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:challenge:live")
POOL: dict[str, Any] = {"challenge": LIVE, "deletion_protection": "ACTIVE"}
people = user_pool("people", **POOL)
page = user_pool_client("page", pool=people)
uploads = sub("arn:${AWS::Partition}:s3:::uploads/${!cognito-identity.amazonaws.com:sub}/*")
CLIENT: dict[str, Any] = {"pool": people}
OWN: dict[str, Any] = {"pool": people, "client": page, "allow": [Allow(uploads, s3.PutObject)]}


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


def test_an_identity_pool_trusts_its_user_pool_and_no_guests() -> None:
    found = resources(people, page, identity_pool("own", **OWN))["Own"]["Properties"]
    assert (found["AllowUnauthenticatedIdentities"], found["AllowClassicFlow"]) == (False, False)
    assert found["CognitoIdentityProviders"] == [
        {
            "ClientId": {"Ref": "Page"},
            "ProviderName": {"Fn::GetAtt": ["People", "ProviderName"]},
            "ServerSideTokenCheck": True,
        }
    ]


def test_its_role_is_for_those_who_signed_in_to_that_pool() -> None:
    own = identity_pool("own", **OWN)
    found = resources(people, page, own)
    role = found[str(own.role.title)]["Properties"]
    (trust,) = role["AssumeRolePolicyDocument"]["Statement"]
    assert trust["Principal"] == {"Federated": "cognito-identity.amazonaws.com"}
    assert trust["Condition"] == {
        "StringEquals": {"cognito-identity.amazonaws.com:aud": {"Ref": "Own"}},
        "ForAnyValue:StringLike": {"cognito-identity.amazonaws.com:amr": "authenticated"},
    }
    assert found["OwnRoles"]["Properties"] == {
        "IdentityPoolId": {"Ref": "Own"},
        "Roles": {"authenticated": {"Fn::GetAtt": [own.role.title, "Arn"]}},
    }


def test_a_user_may_do_what_is_listed_in_their_own_place() -> None:
    own = identity_pool("own", **OWN)
    role = resources(people, page, own)[str(own.role.title)]["Properties"]
    (statement,) = role["Policies"][0]["PolicyDocument"]["Statement"]
    assert statement["Action"] == ["s3:PutObject"]
    assert statement["Resource"] == {
        "Fn::Sub": "arn:${AWS::Partition}:s3:::uploads/${!cognito-identity.amazonaws.com:sub}/*"
    }


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


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"pool": None}, ".pool: is of type NoneType"),
        ({"client": None}, ".client: is of type NoneType"),
        ({"allow": ["s3:PutObject"]}, ".allow[0]: is of type str"),
        ({"allow": [Allow(uploads, s3.Action("*"))]}, ".allow[0]: has a wildcard in an action"),
    ],
)
def test_what_is_no_identity_pool_is_told(more: Any, told: str) -> None:
    (found,) = mistakes(identity_pool("own", **{**OWN, **more}))
    assert found.startswith(f'templates/sam.py: identity pool "own"{told}')

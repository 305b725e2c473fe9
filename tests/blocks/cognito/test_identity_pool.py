"""Blocks of identity pools: credentials for those who signed in, and for nobody else."""

from __future__ import annotations

from typing import Any

import pytest
from awacs import s3

from stamp_infra import sub
from stamp_infra.blocks.cognito import identity_pool, user_pool, user_pool_client
from stamp_infra.blocks.iam import Allow
from tests.blocks.synthesized import mistakes, resources

LIVE = sub("arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:challenge:live")
people = user_pool("people", challenge=LIVE, deletion_protection="ACTIVE")
page = user_pool_client("page", pool=people)
uploads = sub("arn:${AWS::Partition}:s3:::uploads/${!cognito-identity.amazonaws.com:sub}/*")
OWN: dict[str, Any] = {"pool": people, "client": page, "allow": [Allow(uploads, s3.PutObject)]}


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
        ({"pool": None}, ".pool: is of type NoneType"),
        ({"client": None}, ".client: is of type NoneType"),
        ({"allow": ["s3:PutObject"]}, ".allow[0]: is of type str"),
        ({"allow": [Allow(uploads, s3.Action("*"))]}, ".allow[0]: has a wildcard in an action"),
    ],
)
def test_what_is_no_identity_pool_is_told(more: Any, told: str) -> None:
    (found,) = mistakes(identity_pool("own", **{**OWN, **more}))
    assert found.startswith(f'templates/sam.py: identity pool "own"{told}')

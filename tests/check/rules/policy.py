"""Policy statements and the resources that carry them, short enough for a table of cases."""

from __future__ import annotations

from typing import Any

from tests.check.rules.build import one


def allow(action: Any, resource: Any = "*", **more: Any) -> dict[str, Any]:
    """Return a statement that allows an action on a resource."""
    return {"Effect": "Allow", "Action": action, "Resource": resource, **more}


def document(*statements: dict[str, Any]) -> dict[str, Any]:
    """Return a policy document of these statements."""
    return {"Version": "2012-10-17", "Statement": list(statements)}


def trust(principal: Any, action: str = "sts:AssumeRole", **more: Any) -> dict[str, Any]:
    """Return a document that lets a principal assume the role."""
    return document({"Effect": "Allow", "Principal": principal, "Action": action, **more})


def role(*statements: dict[str, Any], trusts: Any = None, **properties: Any) -> dict[str, Any]:
    """Return a role with these statements, Lambda's unless `trusts` says otherwise."""
    return one(
        "AWS::IAM::Role",
        AssumeRolePolicyDocument=trusts or trust({"Service": "lambda.amazonaws.com"}),
        Policies=[{"PolicyName": "own", "PolicyDocument": document(*statements)}],
        **properties,
    )


def key(*statements: dict[str, Any]) -> dict[str, Any]:
    """Return a KMS key whose policy has these statements besides the account's own."""
    own = allow("kms:*", Principal={"AWS": "arn:aws:iam::<AWS::AccountId>:root"})
    return one("AWS::KMS::Key", KeyPolicy=document(own, *statements))

"""A statement is found wherever a policy may be written, and reads the same."""

from __future__ import annotations

import pytest

from stamp_infra.check.rules.policies import Statement, statements
from tests.check.rules.build import one, resolved
from tests.check.rules.policy import allow, document, role

STATEMENT = allow("x:Y")


def read(kind: str, **properties: object) -> list[Statement]:
    return list(statements(resolved({"One": one(kind, **properties)})))


@pytest.mark.parametrize(
    ("kind", "place", "path"),
    [
        ("AWS::IAM::ManagedPolicy", "PolicyDocument", "Properties.PolicyDocument.Statement.0"),
        ("AWS::KMS::Key", "KeyPolicy", "Properties.KeyPolicy.Statement.0"),
        ("AWS::Backup::BackupVault", "AccessPolicy", "Properties.AccessPolicy.Statement.0"),
        ("AWS::SQS::QueuePolicy", "PolicyDocument", "Properties.PolicyDocument.Statement.0"),
    ],
)
def test_a_document_is_read_where_its_type_keeps_it(kind: str, place: str, path: str) -> None:
    assert [(s.path, s.actions) for s in read(kind, **{place: document(STATEMENT)})] == [(path, ("x:Y",))]


def test_a_role_has_a_trust_and_any_number_of_policies() -> None:
    found = list(statements(resolved({"Role": role(STATEMENT, STATEMENT)})))
    assert [(s.kind, s.path) for s in found] == [
        ("trust", "Properties.AssumeRolePolicyDocument.Statement.0"),
        ("identity", "Properties.Policies.0.PolicyDocument.Statement.0"),
        ("identity", "Properties.Policies.0.PolicyDocument.Statement.1"),
    ]


def test_a_document_may_be_json_and_its_statement_alone() -> None:
    (found,) = read("AWS::Logs::ResourcePolicy", PolicyDocument='{"Statement": {"Effect": "Allow", "Action": "x:Y"}}')
    assert found.actions == ("x:Y",)


def test_principals_are_pairs_and_a_suffix_is_spelled_out() -> None:
    principal = {"Service": ["a.amazonaws.com", "b.<AWS::URLSuffix>"], "AWS": "*", "Odd": [{}]}
    (found,) = read("AWS::KMS::Key", KeyPolicy=document(allow("x:Y", Principal=principal)))
    assert found.principals == (("Service", "a.amazonaws.com"), ("Service", "b.amazonaws.com"), ("AWS", "*"))
    (anyone,) = read("AWS::KMS::Key", KeyPolicy=document(allow("x:Y", Principal="*")))
    assert anyone.principals == (("*", "*"),)


def test_conditions_are_lines_with_keys_in_small_letters() -> None:
    condition = {"Bool": {"aws:SecureTransport": False}, "StringEquals": {"aws:SourceAccount": ["1", "2"]}}
    (found,) = read("AWS::KMS::Key", KeyPolicy=document(allow("x:Y", Condition=condition)))
    assert [(c.operator, c.key, c.values) for c in found.conditions] == [
        ("Bool", "aws:securetransport", ("false",)),
        ("StringEquals", "aws:sourceaccount", ("1", "2")),
    ]


def test_a_statement_grants_by_name_and_by_pattern_unless_it_denies() -> None:
    (found,) = read("AWS::IAM::ManagedPolicy", PolicyDocument=document(allow(["a:B", "c:D*"])))
    assert [found.grants(action) for action in ("a:b", "c:Delete", "a:C")] == [True, True, False]
    (denied,) = read("AWS::IAM::ManagedPolicy", PolicyDocument=document(allow("a:B") | {"Effect": "Deny"}))
    assert not denied.grants("a:B")

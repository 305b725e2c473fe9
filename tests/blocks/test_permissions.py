"""What a table of permissions says is what the statements allow, word for word."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from troposphere import iam

from stamp_infra.blocks.iam import policy
from stamp_infra.blocks.permissions import permissions
from tests.blocks.synthesized import resources

if TYPE_CHECKING:
    from pathlib import Path

ON = "arn:${AWS::Partition}:iam::${AWS::AccountId}:role/{app}-*"
TABLE = {
    "policies": {
        "access": [
            {"on": [ON], "actions": {"iam:GetRole": "A", "iam:PutRolePolicy": "B"}, "if": {"ArnLike": {"k": ON}}}
        ]
    },
    "boundary": [{"on": ["*"], "actions": {"xray:PutTraceSegments": "C"}}],
}


def test_a_table_becomes_statements_with_the_application_s_name(tmp_path: Path) -> None:
    file = tmp_path / "table.json"
    file.write_text(json.dumps(TABLE), encoding="utf-8")
    found = permissions(file)
    document = policy(*(each.statement() for each in [*found.policies["access"], *found.boundary]))
    arn = {"Fn::Sub": "arn:${AWS::Partition}:iam::${AWS::AccountId}:role/shop-*"}
    assert resources(iam.ManagedPolicy("Policy", PolicyDocument=document))["Policy"]["Properties"][
        "PolicyDocument"
    ] == {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Allow",
                "Action": ["iam:GetRole", "iam:PutRolePolicy"],
                "Resource": arn,
                "Condition": {"ArnLike": {"k": arn}},
            },
            {"Effect": "Allow", "Action": ["xray:PutTraceSegments"], "Resource": "*"},
        ],
    }


def test_before_there_is_a_table_nothing_is_allowed(tmp_path: Path) -> None:
    found = permissions(tmp_path / "none.json")
    assert (found.policies, found.boundary) == ({}, [])

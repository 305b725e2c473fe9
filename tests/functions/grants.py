"""What the deployed roles of functions allow, as IAM tells it; and the same with one action on one resource less."""

from __future__ import annotations

import json
import re
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from stamp_infra.local.calls import recorded
from tests.functions.rally import STACK

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.local.calls import Call
    from tests.functions.rally import Rally

    Statement = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Grant:
    """One action that a role allows on one resource, which may be a pattern; `policy` is where it says so."""

    role: str
    policy: str
    action: str
    resource: str

    def covers(self, call: Call) -> bool:
        """Return whether it is this grant that allows a call."""
        pattern = re.escape(self.resource).replace(r"\*", ".*")
        return (self.role, self.action) == (call.role, call.action) and bool(re.fullmatch(pattern, call.resource))


def role_of(function: str) -> str:
    """Return the name of a function's role."""
    return f"{STACK}-{function}"


def granted(rally: Rally, function: str) -> list[Grant]:
    """Return all that a function's role allows; it must allow nothing by a managed policy and deny nothing."""
    iam, role = rally.client("iam"), role_of(function)
    configuration = rally.client("lambda").get_function_configuration(FunctionName=role, Qualifier="live")
    assert configuration["Role"].rpartition("/")[2] == role
    assert iam.list_attached_role_policies(RoleName=role)["AttachedPolicies"] == []
    policies = {name: _statements(rally, role, name) for name in iam.list_role_policies(RoleName=role)["PolicyNames"]}
    assert {each["Effect"] for statements in policies.values() for each in statements} == {"Allow"}
    return [
        Grant(role=role, policy=policy, action=action, resource=resource)
        for policy, statements in policies.items()
        for each in statements
        for action in _listed(each["Action"])
        for resource in _listed(each["Resource"])
    ]


def ungranted(rally: Rally, function: str) -> set[Call]:
    """Return the calls that a function has made, allowed or refused, without any grant of its role being for them."""
    grants = granted(rally, function)
    calls = {each for each in recorded(rally.emulator.folder)[0] if each.role == role_of(function)}
    return {call for call in calls if not any(each.covers(call) for each in grants)}


@contextmanager
def taken_away(rally: Rally, grant: Grant) -> Iterator[None]:
    """Let the role do without a grant while the block runs."""
    iam, where = rally.client("iam"), {"RoleName": grant.role, "PolicyName": grant.policy}
    before = _statements(rally, grant.role, grant.policy)
    left = [part for each in before for part in _without(each, grant)]
    if left:
        iam.put_role_policy(**where, PolicyDocument=_document(left))
    else:
        iam.delete_role_policy(**where)
    try:
        yield
    finally:
        iam.put_role_policy(**where, PolicyDocument=_document(before))


def _without(statement: Statement, grant: Grant) -> Iterator[Statement]:
    actions, resources = _listed(statement["Action"]), _listed(statement["Resource"])
    if grant.action not in actions or grant.resource not in resources:
        yield statement
        return
    others = [each for each in actions if each != grant.action]
    elsewhere = [each for each in resources if each != grant.resource]
    if others:
        yield statement | {"Action": others}
    if elsewhere:
        yield statement | {"Action": [grant.action], "Resource": elsewhere}


def _statements(rally: Rally, role: str, policy: str) -> list[Statement]:
    found = rally.client("iam").get_role_policy(RoleName=role, PolicyName=policy)["PolicyDocument"]
    statements: list[Statement] = found["Statement"]
    return statements


def _document(statements: list[Statement]) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": statements})


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]

"""The manifest of secrets and the templates agree: what a function may read is declared, and nothing else is."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any, Final

import pytest

from stamp_infra.check.rules.values import items, leaves
from templates.secrets import secrets
from tests.rally.resolved import ENVIRONMENTS, resolved

_PARAMETER: Final = re.compile(r":parameter(?P<path>/.+)$")
_READS: Final = ("ssm:GetParameter", "ssm:GetParameters", "ssm:GetParameterHistory", "ssm:GetParametersByPath")


def readable(environment: str) -> dict[str, set[str]]:
    """Return who may read which parameter that no template makes: path -> functions."""
    here = resolved(environment)
    made = {parameter.properties["Name"] for parameter in here.of_type("AWS::SSM::Parameter")}
    found = defaultdict(set)
    for role in here.of_type("AWS::IAM::Role"):
        name = str(role.properties["RoleName"]).removeprefix(f"stamp-rally-{environment}-")
        for policy in role.properties.get("Policies", []):
            for statement in items(policy["PolicyDocument"]["Statement"]):
                if set(items(statement["Action"])) & set(_READS):
                    for arn in items(statement["Resource"]):
                        found[_path(arn)].add(name)
    return {path: names for path, names in found.items() if path not in made}


def _path(arn: Any) -> str:
    match = _PARAMETER.search(str(arn))
    assert match, arn
    return match["path"]


@pytest.mark.parametrize("environment", ENVIRONMENTS)
def test_every_secret_that_a_role_may_read_is_in_the_manifest_with_its_readers(environment: str) -> None:
    declared = {secret.path("stamp-rally", environment): set(secret.consumers) for secret in secrets}
    assert readable(environment) == declared


@pytest.mark.parametrize("environment", ENVIRONMENTS)
def test_a_function_is_told_the_path_of_each_secret_that_it_may_read(environment: str) -> None:
    functions = {
        str(one.properties["FunctionName"]).removeprefix(f"stamp-rally-{environment}-"): dict(one.properties)
        for one in resolved(environment).of_type("AWS::Lambda::Function")
    }
    for secret in secrets:
        for consumer in secret.consumers:
            values = [value for _, value in leaves(functions[consumer], "")]
            assert secret.path("stamp-rally", environment) in values

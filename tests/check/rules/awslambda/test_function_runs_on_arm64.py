"""Functions run on arm64."""

from __future__ import annotations

import pytest

from stamp_infra.check.rules.awslambda.function_runs_on_arm64 import RULE
from tests.check.rules.build import Resources, but, found, one

GOOD: Resources = {"Award": one("AWS::Lambda::Function", Architectures=["arm64"])}


@pytest.mark.parametrize(
    ("resources", "expected"),
    [
        (GOOD, []),
        (but(GOOD, "Award Properties Architectures"), ["Award Properties.Architectures: runs on x86_64"]),
        (
            but(GOOD, "Award Properties Architectures", value=["x86_64"]),
            ["Award Properties.Architectures: runs on x86_64"],
        ),
        (but(GOOD, "Award Properties Architectures 0", value={"Ref": "Architecture"}), []),
    ],
)
def test_a_function_on_another_architecture_is_found(resources: Resources, expected: list[str]) -> None:
    assert found(RULE, resources) == expected

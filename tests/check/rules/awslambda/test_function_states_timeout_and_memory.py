"""A function says how long it may run, and with what."""

from __future__ import annotations

import pytest

from stamp_infra.check.rules.awslambda.function_states_timeout_and_memory import RULE
from tests.check.rules.build import Resources, but, found, one

GOOD: Resources = {"Award": one("AWS::Lambda::Function", Timeout=10, MemorySize=256)}


@pytest.mark.parametrize(
    ("resources", "expected"),
    [
        (GOOD, []),
        (but(GOOD, "Award Properties Timeout"), ["Award Properties.Timeout: has no Timeout"]),
        (but(GOOD, "Award Properties MemorySize"), ["Award Properties.MemorySize: has no MemorySize"]),
    ],
)
def test_a_function_without_timeout_or_memory_is_found(resources: Resources, expected: list[str]) -> None:
    assert found(RULE, resources) == expected

"""A log group forgets."""

from __future__ import annotations

import pytest

from stamp_infra.check.rules.logs.log_group_has_retention import RULE
from tests.check.rules.build import Resources, but, found, one

GOOD: Resources = {"Log": one("AWS::Logs::LogGroup", RetentionInDays=7)}


@pytest.mark.parametrize(
    ("resources", "expected"),
    [
        (GOOD, []),
        (but(GOOD, "Log Properties RetentionInDays"), ["Log Properties.RetentionInDays: keeps its lines for ever"]),
    ],
)
def test_a_log_group_without_retention_is_found(resources: Resources, expected: list[str]) -> None:
    assert found(RULE, resources) == expected

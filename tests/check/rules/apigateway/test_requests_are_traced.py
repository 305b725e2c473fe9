"""Stages and functions trace."""

from __future__ import annotations

import pytest

from stamp_infra.check.rules.apigateway.requests_are_traced import RULE
from tests.check.rules.api import api
from tests.check.rules.build import Resources, but, found

GOOD: Resources = api()


@pytest.mark.parametrize(
    ("resources", "expected"),
    [
        (GOOD, []),
        (
            but(GOOD, "Stage Properties TracingEnabled"),
            ["Stage Properties.TracingEnabled: does not trace its requests"],
        ),
        (
            but(GOOD, "Function Properties TracingConfig Mode", value="PassThrough"),
            ["Function Properties.TracingConfig.Mode: has tracing PassThrough"],
        ),
        (
            but(GOOD, "Function Properties TracingConfig"),
            ["Function Properties.TracingConfig.Mode: has tracing not set"],
        ),
    ],
)
def test_a_stage_or_function_without_tracing_is_found(resources: Resources, expected: list[str]) -> None:
    assert found(RULE, resources) == expected

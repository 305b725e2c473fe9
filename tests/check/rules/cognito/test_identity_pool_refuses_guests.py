"""An identity pool gives guests nothing."""

from __future__ import annotations

import pytest

from stamp_infra.check.rules.cognito.identity_pool_refuses_guests import RULE
from tests.check.rules.build import Resources, but, found, one

GOOD: Resources = {"Pool": one("AWS::Cognito::IdentityPool", AllowUnauthenticatedIdentities=False)}


@pytest.mark.parametrize(
    ("resources", "expected"),
    [
        (GOOD, []),
        (
            but(GOOD, "Pool Properties AllowUnauthenticatedIdentities", value=True),
            ["Pool Properties.AllowUnauthenticatedIdentities: sets AllowUnauthenticatedIdentities"],
        ),
        (
            but(GOOD, "Pool Properties AllowClassicFlow", value="true"),
            ["Pool Properties.AllowClassicFlow: sets AllowClassicFlow"],
        ),
    ],
)
def test_an_identity_pool_for_guests_is_found(resources: Resources, expected: list[str]) -> None:
    assert found(RULE, resources) == expected

"""No two functions share a role."""

from __future__ import annotations

import pytest

from stamp_infra.check.rules.iam.function_has_its_own_role import RULE
from tests.check.rules.build import Resources, but, found, one, to
from tests.check.rules.policy import role

GOOD: Resources = {
    "Award": one("AWS::Lambda::Function", Role=to("AwardRole.Arn")),
    "Orders": one("AWS::Lambda::Function", Role="arn:aws:iam::<AWS::AccountId>:role/orders"),
    "AwardRole": role(),
    "OrdersRole": role(RoleName="orders"),
}


@pytest.mark.parametrize(
    ("resources", "expected"),
    [
        (GOOD, []),
        (
            but(GOOD, "Orders Properties Role", value=to("AwardRole.Arn")),
            ["Orders Properties.Role: takes the role AwardRole, which is Award's"],
        ),
        (
            but(GOOD, "Award Properties Role", value="arn:aws:iam::<AWS::AccountId>:role/path/orders"),
            ["Orders Properties.Role: takes the role OrdersRole, which is Award's"],
        ),
    ],
)
def test_a_role_that_two_functions_share_is_found(resources: Resources, expected: list[str]) -> None:
    assert found(RULE, resources) == expected

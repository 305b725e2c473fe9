"""No role of the rally may do more than the account's boundary, whatever its own policy comes to say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.rally.resolved import named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.rendered.model import Resolved


def boundaries(of: Resolved) -> Iterator[str]:
    """Every role carries the boundary of its own environment."""
    expected = f"arn:aws:iam::<AWS::AccountId>:policy/stamp-rally-boundary-{of.environment}"
    for role, properties in named(of, "AWS::IAM::Role").items():
        if (found := properties.get("PermissionsBoundary")) != expected:
            yield f"boundary of {role}: {found}, not {expected}"

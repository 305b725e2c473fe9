"""A symmetric key of ours rotates."""

from __future__ import annotations

import pytest

from stamp_infra.check.rules.kms.key_rotates import RULE
from tests.check.rules.build import Resources, but, found, one

GOOD: Resources = {"Key": one("AWS::KMS::Key", EnableKeyRotation=True)}


@pytest.mark.parametrize(
    ("resources", "expected"),
    [
        (GOOD, []),
        (but(GOOD, "Key Properties EnableKeyRotation"), ["Key Properties.EnableKeyRotation: is never rotated"]),
        (
            but(GOOD, "Key Properties EnableKeyRotation", value=False),
            ["Key Properties.EnableKeyRotation: is never rotated"],
        ),
        ({"Signing": one("AWS::KMS::Key", KeySpec="ECC_NIST_P256")}, []),
        ({"Imported": one("AWS::KMS::Key", Origin="EXTERNAL")}, []),
    ],
)
def test_a_key_that_is_never_rotated_is_found(resources: Resources, expected: list[str]) -> None:
    assert found(RULE, resources) == expected

"""A secret in Parameter Store is told to who may use its key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from stamp_infra.local import environment
from tests.local import aws

if TYPE_CHECKING:
    from stamp_infra.local.emulator import Emulator

PARAMETERS = f"arn:aws:ssm:{environment.REGION}:{environment.ACCOUNT}:parameter/*"
KEYS = f"arn:aws:kms:{environment.REGION}:{environment.ACCOUNT}:key/*"
READ = aws.allow("ssm:GetParameter", PARAMETERS)
DECRYPT = aws.allow("kms:Decrypt", KEYS)


def via(service: str) -> dict[str, Any]:
    return {"Condition": {"StringEquals": {"kms:ViaService": f"{service}.{environment.REGION}.amazonaws.com"}}}


def refused(
    emulator: Emulator, *statements: dict[str, Any], decrypt: bool = True, key: bool = True, kind: str = "SecureString"
) -> str | None:
    """Return how a role with these statements is refused a parameter, which is encrypted with a key of ours or not."""
    kms, name = aws.client(emulator, "kms"), aws.unique("/secret")
    encrypted = {"KeyId": kms.create_key()["KeyMetadata"]["KeyId"]} if key and kind == "SecureString" else {}
    aws.client(emulator, "ssm").put_parameter(Name=name, Value="hidden", Type=kind, **encrypted)
    stack = aws.create(emulator, {"Role": aws.role(*statements)}, {"Arn": {"Fn::GetAtt": ["Role", "Arn"]}})
    ssm = aws.client(emulator, "ssm", aws.assumed(emulator, stack.outputs["Arn"]))
    return aws.refusal(lambda: ssm.get_parameter(Name=name, WithDecryption=decrypt))


def test_ministack_decrypts_for_who_may_not_use_the_key(plain: Emulator) -> None:
    assert refused(plain, READ) is None


@pytest.mark.parametrize(
    ("statements", "more", "code"),
    [
        pytest.param([READ], {}, "AccessDeniedException", id="no right to the key"),
        pytest.param([READ, DECRYPT], {}, None, id="a right to the key"),
        pytest.param([READ, DECRYPT | via("ssm")], {}, None, id="a right through Parameter Store"),
        pytest.param([READ, DECRYPT | via("s3")], {}, "AccessDeniedException", id="a right through another service"),
        pytest.param([READ], {"decrypt": False}, None, id="the ciphertext"),
        pytest.param([READ], {"key": False}, None, id="AWS's own key"),
        pytest.param([READ], {"kind": "String"}, None, id="no secret"),
    ],
)
def test_a_secret_is_told_to_who_may_use_its_key(
    mended: Emulator, statements: list[dict[str, Any]], more: dict[str, Any], code: str | None
) -> None:
    assert refused(mended, *statements, **more) == code

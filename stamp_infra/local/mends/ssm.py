"""A SecureString is decrypted only for who may decrypt with its key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from stamp_infra.local.mends.handlers import Response

_ACTION = "kms:Decrypt"


def secure_strings_need_their_key() -> None:
    """Ask IAM and the key's policy before GetParameter decrypts; ministack gives the value to whoever may read it."""
    from ministack.services import ssm

    get_parameter = ssm._get_parameter

    def get_when_decryptable(data: dict[str, Any]) -> Response:
        parameter, _ = ssm._select_parameter(data.get("Name"))
        if parameter and parameter["Type"] == "SecureString" and data.get("WithDecryption"):
            refused = _refused(parameter["KeyId"])
            if refused:
                return refused
        answer: Response = get_parameter(data)
        return answer

    ssm._get_parameter = get_when_decryptable


def _refused(key_id: str) -> Response | None:
    """Return the answer to a caller who may not use the key; a key that KMS does not list is AWS's own."""
    from ministack.core import iam_evaluator
    from ministack.core.iam_actions import access_denied_response
    from ministack.core.responses import get_region, new_uuid
    from ministack.services import kms

    key, caller = kms._resolve_key(key_id), iam_evaluator._verified_key.get()
    # The account's root needs no verification.
    if key is None or not caller:
        return None
    via = {"kms:ViaService": f"ssm.{get_region()}.amazonaws.com"}
    denied = iam_evaluator.enforce(caller, _ACTION, "kms", get_region(), key["Arn"], via)
    if denied is None:
        return None
    answer: Response = access_denied_response("ssm", _ACTION, denied.principal_arn, new_uuid())
    return answer

"""Rekognition answers, and only who may call it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from stamp_infra.local import rekognition

if TYPE_CHECKING:
    from stamp_infra.local.mends.handlers import Response

_SERVICE: Final = "rekognition"
_TARGET: Final = "RekognitionService."


def rekognition_answers() -> None:
    """Serve `stamp_infra.local.rekognition` as a service behind IAM, which ministack has not."""
    from ministack import app
    from ministack.core import iam_actions, router

    router.SERVICE_PATTERNS[_SERVICE] = {"target_prefixes": [_TARGET]}
    iam_actions.SERVICE_TO_IAM_NAMESPACE[_SERVICE] = _SERVICE
    app.SERVICE_HANDLERS[_SERVICE] = _serve
    resource_arn = iam_actions.extract_resource_arn

    def model_or_any(service: str, method: str, path: str, headers: Any, body: bytes, *others: Any) -> Any:
        if service != _SERVICE:
            return resource_arn(service, method, path, headers, body, *others)
        return json.loads(body or b"{}").get("ProjectVersionArn") or "*"

    iam_actions.extract_resource_arn = model_or_any


async def _serve(_method: str, _path: str, headers: dict[str, str], body: bytes, _query: object) -> Response:
    from ministack.core.responses import error_response_json

    operation = headers.get("x-amz-target", "").removeprefix(_TARGET)
    try:
        told = rekognition.answer(operation, json.loads(body or b"{}"))
    except rekognition.RefusedError as error:
        refused: Response = error_response_json(error.code, str(error), 400, message_key="Message")
        return refused
    return 200, {"Content-Type": "application/x-amz-json-1.1"}, json.dumps(told).encode()

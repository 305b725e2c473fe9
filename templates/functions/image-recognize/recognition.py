"""What Rekognition sees in a picture: whether it may be shown, and the labels of what is on it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

from rally import clients

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST_LABELS: Final = 20
_LEAST_CONFIDENCE: Final = 80
_LEAST_SUSPICION: Final = 60


def is_inappropriate(jpeg: bytes) -> bool:
    """Whether Rekognition would warn of the picture."""
    answer = clients.rekognition().detect_moderation_labels(Image={"Bytes": jpeg}, MinConfidence=_LEAST_SUSPICION)
    return bool(answer["ModerationLabels"])


def labels(jpeg: bytes) -> Iterator[str]:
    """Yield the labels of the picture: those of the rally's own model, if it has one, then Rekognition's."""
    if (model := os.environ["MODEL_ARN"]) != "none":
        found = clients.rekognition().detect_custom_labels(ProjectVersionArn=model, Image={"Bytes": jpeg})
        yield from (label["Name"] for label in found["CustomLabels"])
    found = clients.rekognition().detect_labels(
        Image={"Bytes": jpeg}, MaxLabels=_MOST_LABELS, MinConfidence=_LEAST_CONFIDENCE
    )
    yield from (label["Name"] for label in found["Labels"])

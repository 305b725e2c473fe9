"""Stands in for Rekognition: a picture of one plain colour shows what that colour stands for, and others nothing."""

from __future__ import annotations

import base64
import binascii
import io
from typing import Any, Final

LABELS: Final = {
    (0, 128, 0): "Tree",
    (0, 0, 255): "Water",
    (255, 255, 0): "Flower",
    (150, 75, 0): "Deer",
    (255, 140, 0): "Tower",
    (128, 128, 128): "Building",
    (255, 255, 255): "Snow",
}
MODERATION_LABELS: Final = {(255, 0, 0): "Violence"}
CUSTOM_LABELS: Final = {(0, 255, 255): "Mascot"}
FAULTS: Final = {(255, 0, 255): "ProvisionedThroughputExceededException"}

_MOST_BYTES: Final = 5 * 1024 * 1024
_TOLERANCE: Final = 40  # of 255, in each of red, green and blue: more than JPEG and a slight gradient change
_CONFIDENCE: Final = 99.0
_ANSWERS: Final = {
    "DetectLabels": ("Labels", LABELS),
    "DetectModerationLabels": ("ModerationLabels", MODERATION_LABELS),
    "DetectCustomLabels": ("CustomLabels", CUSTOM_LABELS),
}

Request = dict[str, Any]


class RefusedError(Exception):
    """Rekognition's refusal of a call: `code` is the name of its error."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def answer(operation: str, request: Request) -> Request:
    """Return what the operation tells of the picture in the request's Image.Bytes, or raise `RefusedError`."""
    if operation not in _ANSWERS:
        raise RefusedError("UnknownOperationException", f"{operation} is not one of {', '.join(_ANSWERS)}")
    member, known = _ANSWERS[operation]
    colour = _colour(_content(request))
    if fault := _meaning(FAULTS, colour):
        raise RefusedError(fault, "the colour of the picture asks for this error")
    found = _meaning(known, colour)
    return {member: [{"Name": found, "Confidence": _CONFIDENCE}] if found else []}


def _content(request: Request) -> bytes:
    try:
        content = base64.b64decode(request["Image"]["Bytes"], validate=True)
    except (KeyError, TypeError, binascii.Error):
        raise RefusedError("InvalidParameterException", "this stand-in looks at Image.Bytes alone") from None
    if len(content) > _MOST_BYTES:
        raise RefusedError("ImageTooLargeException", f"more than {_MOST_BYTES} bytes")
    return content


def _colour(content: bytes) -> tuple[int, ...]:
    """Return the average red, green and blue."""
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(content), formats=("JPEG", "PNG")) as image:
            pixel = image.convert("RGB").resize((1, 1), Image.Resampling.BOX).getpixel((0, 0))
    except (UnidentifiedImageError, OSError):
        raise RefusedError("InvalidImageFormatException", "neither JPEG nor PNG") from None
    assert isinstance(pixel, tuple)  # noqa: S101 # of a picture in RGB
    return tuple(int(each) for each in pixel)


def _meaning(known: dict[tuple[int, int, int], str], colour: tuple[int, ...]) -> str | None:
    for each, meaning in known.items():
        if all(abs(one - other) <= _TOLERANCE for one, other in zip(each, colour, strict=True)):
            return meaning
    return None

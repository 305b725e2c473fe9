"""A photograph as its pixels alone: wholly decoded, and without anything that was written beside them."""

from __future__ import annotations

import contextlib
import hashlib
import io
from dataclasses import dataclass
from typing import Final

from PIL import Image, ImageOps
from rejection import Rejection

# 24 megapixels is what phones take. Decoding the worst of them takes 300 MB, which a function of dev does not have.
_MOST_PIXELS: Final = 25_000_000
# Rekognition looks at nothing smaller, and sees no more in what is larger.
_LEAST_SIDE: Final = 80
_LONGEST_SIDE: Final = 1600
# Many phones write JPEG with a second picture for depth or brightness, which Pillow calls MPO.
_TYPES: Final = {"JPEG": "image/jpeg", "MPO": "image/jpeg", "PNG": "image/png"}


@dataclass(frozen=True, kw_only=True)
class Picture:
    """`jpeg` shows the pixels upright, at most 1,600 to a side; `digest` stays the same whatever is written beside."""

    jpeg: bytes
    digest: str


def decoded(content: bytes, content_type: str) -> Picture:
    """Return the picture in a file of this type; a `Rejection` says what the file is not."""
    try:
        with Image.open(io.BytesIO(content), formats=("JPEG", "PNG")) as image:
            _check(image, content_type)
            image.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
            return _picture(image)
    except (Rejection, MemoryError):
        raise
    except Image.DecompressionBombError:
        raise Rejection("TOO_MANY_PIXELS") from None
    except Exception:  # noqa: BLE001 - a hostile file can make a decoder raise anything
        raise Rejection("NOT_AN_IMAGE") from None


def _check(image: Image.Image, content_type: str) -> None:
    """Refuse by what the file says of itself, before its pixels take any memory."""
    if _TYPES[image.format or ""] != content_type:
        raise Rejection("TYPE_MISMATCH")
    if image.width * image.height > _MOST_PIXELS:
        raise Rejection("TOO_MANY_PIXELS")


def _picture(image: Image.Image) -> Picture:
    # Only now: a long strip is narrower than it was.
    if min(image.size) < _LEAST_SIDE:
        raise Rejection("TOO_SMALL")
    pixels = image.convert("RGB")
    digest = hashlib.sha256(f"{pixels.width}x{pixels.height}:".encode() + pixels.tobytes())
    # After the digest: what is written beside the pixels may turn the picture, and must not make it another one.
    with contextlib.suppress(Exception):
        ImageOps.exif_transpose(pixels, in_place=True)
    written = io.BytesIO()
    pixels.save(written, "JPEG", quality=85)
    return Picture(jpeg=written.getvalue(), digest=digest.hexdigest())

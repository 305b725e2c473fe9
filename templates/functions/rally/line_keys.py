"""LINE's published keys: kept for an hour, and asked for anew for an unknown one, but at most once a minute."""

from __future__ import annotations

import json
import time
from http.client import HTTPException
from typing import TYPE_CHECKING, Any, Final
from urllib.request import urlopen

import jwt

if TYPE_CHECKING:
    from collections.abc import Mapping

KEPT_S: Final = 3600.0
# As long as LINE does not answer, keys that it published before go on being trusted for so long.
TRUSTED_S: Final = 24 * 3600.0
# A new key is found at once; who sends tokens with made-up keys cannot make us ask LINE again and again.
UNKNOWN_S: Final = 60.0
FAILED_S: Final = 5.0
_TIMEOUT_S: Final = 3.0
_LARGEST: Final = 65_536


class UnavailableError(Exception):
    """LINE's keys cannot be fetched, and none are there from before."""


class PublishedKeys:
    """The keys at an address, by their ids; what a Lambda environment keeps between two requests."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._keys: Mapping[str, Any] = {}
        self._fetched = self._tried = self._asked = -TRUSTED_S

    def key(self, key_id: str) -> Any | None:
        """Return the public key of this id, or None when LINE publishes no such key."""
        now = time.monotonic()
        if now - self._fetched >= KEPT_S and now - self._tried >= FAILED_S:
            self._fetch(now)
        elif key_id not in self._keys and now - self._asked >= UNKNOWN_S:
            self._asked = now
            self._fetch(now)
        if now - self._fetched >= TRUSTED_S:
            raise UnavailableError(self._url)
        return self._keys.get(key_id)

    def _fetch(self, now: float) -> None:
        self._tried = now
        try:
            with urlopen(self._url, timeout=_TIMEOUT_S) as answer:  # noqa: S310 - the template names the address
                published = json.loads(answer.read(_LARGEST))
            self._keys = {each["kid"]: jwt.PyJWK(each, "ES256").key for each in published["keys"] if _usable(each)}
        except (OSError, HTTPException, ValueError, LookupError, TypeError, AttributeError, jwt.PyJWTError):
            return
        self._fetched = now


def _usable(key: Mapping[str, Any]) -> bool:
    return key.get("kty") == "EC" and key.get("crv") == "P-256" and key.get("use", "sig") == "sig" and "kid" in key

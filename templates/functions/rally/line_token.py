"""LINE's ID tokens: accepted only as LINE signed them, for our channel, in their time."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import jwt

from rally.line_keys import PublishedKeys

if TYPE_CHECKING:
    from collections.abc import Mapping

ISSUER: Final = "https://access.line.me"
ALGORITHM: Final = "ES256"
LEEWAY_S: Final = 10
_USER_ID: Final = re.compile(r"U[0-9a-f]{32}")
_REASONS: Final[tuple[tuple[type[jwt.InvalidTokenError], str], ...]] = (
    (jwt.ExpiredSignatureError, "expired"),
    (jwt.ImmatureSignatureError, "not yet valid"),
    (jwt.InvalidAudienceError, "audience"),
    (jwt.InvalidIssuerError, "issuer"),
    (jwt.InvalidSignatureError, "signature"),
)


class InvalidTokenError(Exception):
    """The token proves nothing; `reason` is for operators, never for whoever sent it."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, kw_only=True)
class Person:
    """Whom LINE vouches for; a name and a picture come only with the visitor's permission."""

    user_id: str
    name: str | None
    picture: str | None


def verified(token: str, channel_id: str) -> Person:
    """Return whose token it is.

    Raises `InvalidTokenError`, or `rally.line_keys.UnavailableError` when LINE's keys cannot be had.
    """
    try:
        header = jwt.get_unverified_header(token)
    except jwt.InvalidTokenError:
        raise InvalidTokenError("malformed") from None
    if header.get("alg") != ALGORITHM:
        raise InvalidTokenError("algorithm")
    key = _keys().key(str(header.get("kid")))
    if key is None:
        raise InvalidTokenError("unknown key")
    try:
        claims = jwt.decode(
            token,
            key,
            algorithms=[ALGORITHM],
            audience=channel_id,
            issuer=ISSUER,
            leeway=LEEWAY_S,
            options={"require": ["iss", "sub", "aud", "exp", "iat"], "strict_aud": True},
        )
    except jwt.InvalidTokenError as error:
        reason = next((word for kind, word in _REASONS if isinstance(error, kind)), "malformed")
        raise InvalidTokenError(reason) from None
    return _person(claims)


def _person(claims: Mapping[str, Any]) -> Person:
    if not _USER_ID.fullmatch(claims["sub"]):
        raise InvalidTokenError("subject")
    name, picture = claims.get("name"), claims.get("picture")
    return Person(
        user_id=claims["sub"],
        name=name if isinstance(name, str) else None,
        picture=picture if isinstance(picture, str) else None,
    )


@cache
def _keys() -> PublishedKeys:
    return PublishedKeys(os.environ["LINE_JWKS_URL"])

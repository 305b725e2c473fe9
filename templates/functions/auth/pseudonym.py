"""One name per visitor for the log, by which their sign-ins can be followed and nobody without the secret found."""

from __future__ import annotations

import hashlib
import hmac

import settings


def of(user_id: str) -> str | None:
    """Return the visitor's pseudonym, or None where there is no secret to make one with.

    A bare hash would not do: whoever has a list of user ids could hash them all.
    """
    secret = settings.channel_secret()
    return hmac.new(secret.encode(), user_id.encode(), hashlib.sha256).hexdigest()[:16] if secret else None

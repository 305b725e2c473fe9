"""auth: LINE's ID token becomes the user pool's tokens, and an old refresh token new ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pool
import profile_record
import pseudonym
import settings
from rally import fields, line_token, refusals
from rally.api import api, handler
from rally.line_keys import UnavailableError
from rally.observe import count, logger

if TYPE_CHECKING:
    from rally.line_token import Person

_TOKEN = {"shortest": 16, "longest": 8192}

app = api()


@app.post("/auth/verify")
def verify() -> dict[str, Any]:
    """Sign in whom LINE vouches for, as a new user of the pool when there is none yet."""
    token = fields.text(fields.body(app, "idToken"), "idToken", **_TOKEN)
    person = _verified(token)
    logger.append_keys(visitor=pseudonym.of(person.user_id))
    pool.ensure(person.user_id, person.name)
    tokens = pool.sign_in(person.user_id, token)
    profile_record.update(person)
    count("Logins")
    return tokens


@app.post("/auth/refresh")
def refresh() -> dict[str, Any]:
    """Return new tokens for as long as the refresh token lives and is not revoked."""
    token = fields.text(fields.body(app, "refreshToken"), "refreshToken", **_TOKEN)
    tokens = pool.refresh(token)
    count("Refreshes")
    return tokens


def _verified(token: str) -> Person:
    try:
        return line_token.verified(token, settings.channel_id())
    except line_token.InvalidTokenError as error:
        logger.info("token refused", reason=error.reason)
        count("TokenRejections", reason=error.reason)
        raise refusals.unauthorized() from None
    except UnavailableError:
        logger.error("LINE's keys cannot be fetched")
        raise refusals.busy() from None


lambda_handler = handler(app)

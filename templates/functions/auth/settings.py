"""What the function looks up in Parameter Store, kept for some minutes."""

from __future__ import annotations

import os
from functools import cache
from typing import Final

from aws_lambda_powertools.utilities.parameters import GetParameterError, SSMProvider
from rally import clients

_KEPT_S: Final = 300


def channel_id() -> str:
    """Return the id of the LINE Login channel, the audience of its tokens."""
    try:
        return str(_store().get(os.environ["LINE_CHANNEL_ID_PARAMETER"], max_age=_KEPT_S))
    except GetParameterError as error:
        # It would hide whether the same request may succeed in a moment.
        raise error.__context__ or error from None


def channel_secret() -> str | None:
    """Return the channel's secret, or None as long as nobody has put it."""
    try:
        return str(_store().get(os.environ["LINE_CHANNEL_SECRET_PARAMETER"], max_age=_KEPT_S, decrypt=True))
    except GetParameterError:
        return None


@cache
def _store() -> SSMProvider:
    return SSMProvider(boto3_client=clients.ssm())

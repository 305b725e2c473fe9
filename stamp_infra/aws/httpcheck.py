"""What a client on the internet gets from a deployed API: one request, one answer, no retries."""

from __future__ import annotations

import http.client
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from stamp_infra.core.errors import Mistake, UserError

if TYPE_CHECKING:
    from collections.abc import Mapping

_SECONDS: Final = 15


@dataclass(frozen=True, kw_only=True)
class Answer:
    """An answer without its body: header names are in small letters."""

    status: int
    headers: Mapping[str, str]


def stage_url(api: str, stage: str, region: str) -> str:
    """Return where a REST API's stage answers; `AWS_ENDPOINT_URL` leads to the embedded AWS, as for every client."""
    endpoint = os.environ.get("AWS_ENDPOINT_URL")
    if endpoint:
        return f"{endpoint.rstrip('/')}/restapis/{api}/{stage}/_user_request_"
    return f"https://{api}.execute-api.{region}.amazonaws.com/{stage}"


def request(method: str, url: str, headers: Mapping[str, str], body: str | None = None) -> Answer:
    """Return the answer to a request; raise `UserError` when there is none."""
    parts = urlsplit(url)
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    connection = kind(parts.netloc, timeout=_SECONDS)
    try:
        connection.request(method, parts.path, body, dict(headers))
        answer = connection.getresponse()
        answer.read()
    except (OSError, http.client.HTTPException) as error:
        what = f"does not answer: {type(error).__name__}: {error}"
        remedy = "look whether the API is deployed and this machine is online"
        raise UserError([Mistake(where=f"{method} {url}", what=what, remedy=remedy)]) from error
    finally:
        connection.close()
    return Answer(status=answer.status, headers={name.lower(): value for name, value in answer.getheaders()})

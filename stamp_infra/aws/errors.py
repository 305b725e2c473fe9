"""What AWS refuses or never answers becomes the user's one error: what was asked, what came back, what to do."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from stamp_infra.core.errors import Mistake, UserError

if TYPE_CHECKING:
    from collections.abc import Iterator

_REMEDIES: Final = {
    "ExpiredToken": "sign in again, then repeat the command: it goes on from where AWS is",
    "ExpiredTokenException": "sign in again, then repeat the command: it goes on from where AWS is",
    "InvalidClientTokenId": "use credentials of this environment's account",
    "UnrecognizedClientException": "use credentials of this environment's account",
    "SignatureDoesNotMatch": "use credentials of this environment's account",
    "AccessDenied": "ask for this permission, or use the environment's deploy role",
    "AccessDeniedException": "ask for this permission, or use the environment's deploy role",
    "Throttling": "wait a minute, then repeat the command",
    "ThrottlingException": "wait a minute, then repeat the command",
}
_REPEAT: Final = "repeat the command; when it stays, see the AWS Health Dashboard"


@contextmanager
def told(what: str) -> Iterator[None]:
    """Turn every failure of a call to AWS inside the block into a `UserError` about `what` was being done."""
    from botocore.exceptions import BotoCoreError, ClientError, NoCredentialsError

    try:
        yield
    except ClientError as error:
        code = error.response["Error"]["Code"]
        said = f"AWS says {code}: {error.response['Error'].get('Message', '')}"
        mistake = Mistake(where=what, what=said, remedy=_REMEDIES.get(code, _REPEAT))
        raise UserError([mistake]) from error
    except NoCredentialsError as error:
        remedy = "sign in, or `eval $(stamp-infra local env)` for the embedded AWS"
        raise UserError([Mistake(where=what, what="there are no AWS credentials", remedy=remedy)]) from error
    except BotoCoreError as error:
        raise UserError([Mistake(where=what, what=str(error), remedy=_REPEAT)]) from error

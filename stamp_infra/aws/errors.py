"""What AWS refuses or never answers becomes the user's one error: what was asked, what came back, what to do."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from stamp_infra.core.errors import Mistake, UserError

if TYPE_CHECKING:
    from collections.abc import Iterator

_REPEAT: Final = "repeat the command; when it stays, see the AWS Health Dashboard"
_SIGN_IN: Final = "sign in again, then repeat the command: it goes on from where AWS is"
_ACCOUNT: Final = "use credentials of this environment's account"
_PERMISSION: Final = "ask for this permission, or use the environment's deploy role"
_WAIT: Final = "wait a minute, then repeat the command"
_REMEDIES: Final = {
    "ExpiredToken": _SIGN_IN,
    "ExpiredTokenException": _SIGN_IN,
    "RequestExpired": _SIGN_IN,
    "InvalidClientTokenId": _ACCOUNT,
    "UnrecognizedClientException": _ACCOUNT,
    "SignatureDoesNotMatch": _ACCOUNT,
    "AccessDenied": _PERMISSION,
    "AccessDeniedException": _PERMISSION,
    "Throttling": _WAIT,
    "ThrottlingException": _WAIT,
    "TooManyRequestsException": _WAIT,
    "SlowDown": _WAIT,
    # The answer to HEAD has no body that could name an error.
    "400": "sign in again, as credentials that have expired are told like this; then repeat the command",
    "403": f"{_PERMISSION}; or the name is another account's",
    "503": _WAIT,
}


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

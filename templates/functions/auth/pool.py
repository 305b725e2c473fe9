"""The user pool: a user per LINE user id, who signs in by LINE's token alone."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Final

from botocore.exceptions import ClientError
from rally import clients, refusals
from rally.names import shown

if TYPE_CHECKING:
    from collections.abc import Mapping

# Of these a visitor is told nothing but to sign in again: which of them it was would tell who has an account.
_REFUSED: Final = frozenset({"NotAuthorizedException", "UserNotFoundException"})
# A trigger failed, as when it could not ask LINE: the same token may do in a moment.
_OURS: Final = frozenset(
    {"InvalidLambdaResponseException", "UnexpectedLambdaException", "UserLambdaValidationException"}
)


def ensure(user_id: str, name: str | None) -> None:
    """Create the pool's user when there is none, without an invitation: there is nowhere to send one.

    The name goes into the visitor's tokens, for the functions that may not read profiles.
    """
    where = {"UserPoolId": os.environ["USER_POOL_ID"], "Username": user_id}
    try:
        clients.cognito().admin_get_user(**where)
    except ClientError as error:
        if _code(error) != "UserNotFoundException":
            raise
        try:
            clients.cognito().admin_create_user(**where, MessageAction="SUPPRESS", UserAttributes=_attributes(name))
        except ClientError as refused:
            if _code(refused) != "UsernameExistsException":  # by another request of the same visitor
                raise


def _attributes(name: str | None) -> list[dict[str, str]]:
    text = shown(name or "")
    return [{"Name": "name", "Value": text}] if text else []


def sign_in(user_id: str, token: str) -> dict[str, Any]:
    """Return tokens for the answer to the pool's one challenge, or refuse."""
    common = {"UserPoolId": os.environ["USER_POOL_ID"], "ClientId": os.environ["USER_POOL_CLIENT_ID"]}
    try:
        asked = clients.cognito().admin_initiate_auth(
            **common, AuthFlow="CUSTOM_AUTH", AuthParameters={"USERNAME": user_id}
        )
        answered = clients.cognito().admin_respond_to_auth_challenge(
            **common,
            ChallengeName=asked["ChallengeName"],
            ChallengeResponses={"USERNAME": user_id, "ANSWER": token},
            Session=asked["Session"],
        )
    except ClientError as error:
        raise _refusal(error) from error
    return _tokens(answered)


def refresh(token: str) -> dict[str, Any]:
    """Return new tokens for a refresh token, or refuse."""
    try:
        answered = clients.cognito().admin_initiate_auth(
            UserPoolId=os.environ["USER_POOL_ID"],
            ClientId=os.environ["USER_POOL_CLIENT_ID"],
            AuthFlow="REFRESH_TOKEN_AUTH",
            AuthParameters={"REFRESH_TOKEN": token},
        )
    except ClientError as error:
        raise _refusal(error) from error
    return _tokens(answered)


def _tokens(answer: Mapping[str, Any]) -> dict[str, Any]:
    """Return the tokens of an answer; a refresh brings no new refresh token."""
    result = answer.get("AuthenticationResult")
    if not result:
        raise refusals.unauthorized()
    tokens = {"idToken": result["IdToken"], "accessToken": result["AccessToken"], "expiresIn": result["ExpiresIn"]}
    return tokens | ({"refreshToken": result["RefreshToken"]} if "RefreshToken" in result else {})


def _refusal(error: ClientError) -> Exception:
    if _code(error) in _OURS:
        return refusals.busy()
    return refusals.unauthorized() if _code(error) in _REFUSED else error


def _code(error: ClientError) -> str:
    return str(error.response["Error"]["Code"])

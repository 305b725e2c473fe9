"""auth-challenge: Cognito's three custom-authentication triggers, whose one challenge is a token of LINE's."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from rally.line_keys import UnavailableError
from rally.line_token import InvalidTokenError, verified
from rally.observe import count, logger, tracer

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.typing import LambdaContext

    Json = dict[str, Any]


@logger.inject_lambda_context(clear_state=True)
@tracer.capture_lambda_handler(capture_response=False)
def lambda_handler(event: Json, _context: LambdaContext) -> Json:
    """Answer a trigger; what is not one of the three lets nobody in."""
    trigger = event["triggerSource"]
    tracer.put_annotation("trigger", trigger)
    match trigger:
        case "DefineAuthChallenge_Authentication":
            event["response"] |= _define(event["request"])
        case "CreateAuthChallenge_Authentication":
            challenge = {"challenge": "LINE_ID_TOKEN"}
            event["response"] |= {"publicChallengeParameters": challenge, "privateChallengeParameters": challenge}
        case "VerifyAuthChallengeResponse_Authentication":
            event["response"]["answerCorrect"] = _is_correct(event["userName"], event["request"])
    logger.info("answered", trigger=trigger)
    return event


def _define(request: Json) -> Json:
    """Return what comes next: one challenge, then tokens if it was met, and no second try."""
    if request.get("userNotFound"):
        return {"issueTokens": False, "failAuthentication": True}
    match request.get("session") or []:
        case []:
            return {"challengeName": "CUSTOM_CHALLENGE", "issueTokens": False, "failAuthentication": False}
        case [{"challengeName": "CUSTOM_CHALLENGE", "challengeResult": True}]:
            return {"issueTokens": True, "failAuthentication": False}
        case _:
            return {"issueTokens": False, "failAuthentication": True}


def _is_correct(user_name: str, request: Json) -> bool:
    """Return whether the answer is a token of this very user."""
    if request.get("userNotFound"):
        return False
    try:
        person = verified(str(request.get("challengeAnswer")), os.environ["LINE_CHANNEL_ID"])
    except InvalidTokenError as error:
        count("Rejections", reason=error.reason)
        return False
    except UnavailableError:
        # Raised, so that the visitor is told to try again and not to sign in again.
        count("Rejections", reason="no keys")
        raise
    if person.user_id != user_name:
        count("Rejections", reason="another user")
    return person.user_id == user_name

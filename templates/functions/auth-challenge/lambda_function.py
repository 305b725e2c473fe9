"""auth-challenge: Cognito's three custom-authentication triggers."""

from __future__ import annotations

from typing import Any


def lambda_handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """Refuse every sign-in, as each trigger expects it: a function that is not written yet lets nobody in."""
    response = event["response"]
    if event["triggerSource"].startswith("DefineAuthChallenge"):
        response |= {"issueTokens": False, "failAuthentication": True}
    elif event["triggerSource"].startswith("VerifyAuthChallengeResponse"):
        response["answerCorrect"] = False
    return event

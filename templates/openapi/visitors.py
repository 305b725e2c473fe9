"""Signing in, and the visitor's own profile."""

from stamp_infra.openapi import Answer, Operation, Shape, record
from templates.openapi import failures
from templates.openapi.shapes import NOW, TEXT, TEXT_OR_NULL, TIME_OR_NULL

SIGN_IN, PROFILE = "sign-in", "profile"
_LIFF = "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJVNGFmNDk4MDYyOSJ9.c2lnbmF0dXJl"
_ID = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiI0YWY0In0.c2lnbmF0dXJl"
_REFRESH = "eyJhbGciOiJSU0EtT0FFUCJ9.Y2lwaGVydGV4dA.c2VjcmV0"

tokens = Shape(
    "Tokens",
    record(
        {
            "idToken": {**TEXT, "description": "Send it with every other call: `Authorization: Bearer` and the token."},
            "accessToken": TEXT,
            "expiresIn": {"type": "integer", "minimum": 1, "description": "Seconds that both tokens are valid."},
            "refreshToken": {**TEXT, "description": "For /auth/refresh, which gives no other one."},
        },
        optional=["refreshToken"],
    ),
)
_tokens = {"idToken": _ID, "accessToken": _ID, "expiresIn": 3600}
profile = Shape(
    "Profile",
    record(
        {
            "userId": {**TEXT, "description": "The visitor's LINE user id."},
            "displayName": TEXT_OR_NULL,
            "pictureUrl": TEXT_OR_NULL,
            "createdAt": TIME_OR_NULL,
            "lastLoginAt": TIME_OR_NULL,
        }
    ),
)
_profile = {
    "userId": "U4af4980629",
    "displayName": "しか",
    "pictureUrl": "https://profile.line-scdn.net/abcdef",
    "createdAt": NOW,
    "lastLoginAt": NOW,
}

operations = {
    "POST /auth/verify": Operation(
        name="signIn",
        tag=SIGN_IN,
        summary="Sign in with LINE",
        description="`idToken` is what liff.getIDToken() returns. The account is made when there is none yet.",
        sends={"a token of LIFF": {"idToken": _LIFF}},
        answers=[
            Answer(
                what="The visitor is signed in.",
                shape=tokens,
                examples={"tokens": {**_tokens, "refreshToken": _REFRESH}},
            )
        ],
        failures=[failures.invalid("idToken"), failures.unauthorized, failures.busy],
    ),
    "POST /auth/refresh": Operation(
        name="refreshTokens",
        tag=SIGN_IN,
        summary="Stay signed in",
        sends={"the refresh token": {"refreshToken": _REFRESH}},
        answers=[Answer(what="New tokens.", shape=tokens, examples={"tokens": _tokens})],
        failures=[failures.invalid("refreshToken"), failures.unauthorized],
    ),
    "GET /users/me": Operation(
        name="showProfile",
        tag=PROFILE,
        summary="The visitor's profile",
        answers=[Answer(what="The profile.", shape=profile, examples={"profile": _profile})],
        failures=[failures.user_not_found],
    ),
    "PUT /users/me": Operation(
        name="changeProfile",
        tag=PROFILE,
        summary="Change the name that others see",
        description="The ranking shows it from the visitor's next stamp on.",
        sends={"a name": {"displayName": "しか"}},
        answers=[Answer(what="The profile, changed.", shape=profile, examples={"profile": _profile})],
        failures=[failures.invalid("displayName"), failures.user_not_found, failures.busy],
    ),
    "DELETE /users/me": Operation(
        name="deleteAccount",
        tag=PROFILE,
        summary="Delete the account and everything that belongs to it",
        description="May be repeated: what an answer was lost for is finished by the next call.",
        answers=[Answer(status=204, what="Nothing of the visitor is left.")],
        failures=[failures.busy],
    ),
}

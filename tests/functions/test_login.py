"""Whoever LINE vouches for signs in, and nobody else."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
from typing import TYPE_CHECKING, Any, Final

import jwt
import pytest
from botocore.exceptions import ClientError
from cryptography.hazmat.primitives.asymmetric import ec

from tests.functions.line import ISSUER, LIFETIME_S
from tests.functions.rally import ORIGIN, STACK, new_user_id

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.functions.line import Line
    from tests.functions.rally import Answer, Rally

    Forgery = Callable[[Line, str], str]

_SECRET: Final = "0123456789abcdef"  # what tests.e2e.project puts for every secret  # noqa: S105
_PATIENCE_S: Final = 30.0


def verify(rally: Rally, token: str) -> Answer:
    """Sign in; dev lets few people in at once."""
    deadline = time.monotonic() + _PATIENCE_S
    while (answer := rally.request("POST", "/auth/verify", {"idToken": token})).status == 429:
        assert time.monotonic() < deadline
        time.sleep(0.2)
    return answer


def segment(value: object) -> str:
    text = value if isinstance(value, bytes) else json.dumps(value).encode()
    return base64.urlsafe_b64encode(text).rstrip(b"=").decode()


def claims(token: str) -> dict[str, Any]:
    told: dict[str, Any] = jwt.decode(token, options={"verify_signature": False})
    return told


def users(rally: Rally, user_id: str) -> int:
    found = rally.client("cognito-idp").list_users(UserPoolId=rally.pool, Filter=f'username = "{user_id}"')
    return len(found["Users"])


def hs256(secret: bytes, line: Line, user_id: str) -> str:
    """Return a token signed with a shared secret, as a library that knows what it does refuses to make it."""
    head = segment({"alg": "HS256", "typ": "JWT", "kid": line.key_ids()[0]})
    payload = line.token(user_id).split(".")[1]
    signature = hmac.new(secret, f"{head}.{payload}".encode(), hashlib.sha256).digest()
    return f"{head}.{payload}.{segment(signature)}"


def unsigned(line: Line, user_id: str) -> str:
    head = segment({"alg": "none", "typ": "JWT", "kid": line.key_ids()[0]})
    return f"{head}.{line.token(user_id).split('.')[1]}."


def tampered(line: Line, user_id: str) -> str:
    head, payload, signature = line.token(new_user_id()).split(".")
    told = json.loads(base64.urlsafe_b64decode(payload + "=="))
    return f"{head}.{segment({**told, 'sub': user_id})}.{signature}"


def by_another_key(line: Line, user_id: str) -> str:
    payload = claims(line.token(user_id))
    return jwt.encode(payload, ec.generate_private_key(ec.SECP256R1()), "ES256", {"kid": line.key_ids()[0]})


def without_a_key(line: Line, user_id: str) -> str:
    return jwt.encode(claims(line.token(user_id)), line.private_key(line.key_ids()[0]), "ES256")


def with_a_key_of_its_own(line: Line, user_id: str) -> str:
    key = ec.generate_private_key(ec.SECP256R1())
    own = jwt.algorithms.ECAlgorithm.to_jwk(key.public_key(), as_dict=True)
    return jwt.encode(claims(line.token(user_id)), key, "ES256", {"jwk": own, "kid": line.key_ids()[0]})


def at(seconds: int, **more: int) -> Forgery:
    """Return a token issued so many seconds from now, to live as long as LINE's do."""

    def token(line: Line, user_id: str) -> str:
        issued = int(time.time()) + seconds
        times: dict[str, Any] = {"iat": issued, "exp": issued + LIFETIME_S}
        return line.token(user_id, **times | {name: issued + value for name, value in more.items()})

    return token


def claiming(**wrong: Any) -> Forgery:
    return lambda line, user_id: line.token(user_id, **wrong)


FORGERIES: Final[dict[str, tuple[Forgery, str]]] = {
    "signed with the public key as shared secret": (
        lambda line, user_id: hs256(line.public_pem(line.key_ids()[0]), line, user_id),
        "algorithm",
    ),
    "signed with the channel secret": (lambda line, user_id: hs256(_SECRET.encode(), line, user_id), "algorithm"),
    "unsigned": (unsigned, "algorithm"),
    "tampered with": (tampered, "signature"),
    "signed by another key": (by_another_key, "signature"),
    "signed by a key that it brings along": (with_a_key_of_its_own, "signature"),
    "for another channel": (claiming(aud="9876543210"), "audience"),
    "for another channel as well": (claiming(aud=["1234567890", "9876543210"]), "audience"),
    "of another issuer": (claiming(iss=f"{ISSUER}.example.com"), "issuer"),
    "expired": (at(-LIFETIME_S - 60), "expired"),
    "issued in the future": (at(600), "not yet valid"),
    "not to be used yet": (at(0, nbf=600), "not yet valid"),
    "without an expiry": (claiming(exp=None), "malformed"),
    "without an issue time": (claiming(iat=None), "malformed"),
    "without an audience": (claiming(aud=None), "malformed"),
    "not of a LINE user": (lambda line, user_id: line.token(user_id.upper()), "subject"),
    "not a token": (lambda _line, user_id: f"{user_id}.{user_id}.{user_id}", "malformed"),
}


def messages(rally: Rally, function: str) -> list[dict[str, Any]]:
    """Return what a function has logged."""
    pages = rally.client("logs").get_paginator("filter_log_events").paginate(logGroupName=logs_of(function))
    lines = [event["message"].strip() for page in pages for event in page["events"]]
    return [json.loads(line) for line in lines if line.startswith("{")]


def logs_of(function: str) -> str:
    return f"/aws/lambda/{STACK}-{function}"


def refused_for(rally: Rally, reason: str) -> int:
    """Return how many tokens have been refused for this reason, as the log tells operators."""
    told = messages(rally, "auth")
    return sum(each["message"] == "token refused" and each["reason"] == reason for each in told if "message" in each)


def test_line_s_token_becomes_tokens_of_our_pool(rally: Rally) -> None:
    visitor = rally.visitor("Hanako")
    told = claims(visitor.tokens["idToken"])
    assert (told["cognito:username"], told["aud"], told["token_use"]) == (visitor.user_id, rally.app, "id")
    assert set(visitor.tokens) == {"idToken", "accessToken", "refreshToken", "expiresIn"}
    assert visitor.tokens["expiresIn"] == 3600
    assert visitor.get("/events").status == 200


def test_the_first_sign_in_makes_a_user_and_a_record_and_the_next_ones_touch_it(rally: Rally) -> None:
    before = int(time.time() * 1000)
    visitor = rally.visitor("Hanako")
    first = rally.table("users").get_item(Key={"UserId": visitor.user_id})["Item"]
    assert before <= first["CreatedAt"] == first["LastLoginAt"] <= time.time() * 1000
    assert first["TTL"] > time.time() + 365 * 86_400
    token = rally.line.token(visitor.user_id, name="Hana", picture="https://profile.example.com/hanako")
    assert verify(rally, token).status == 200
    again = rally.table("users").get_item(Key={"UserId": visitor.user_id})["Item"]
    assert again["LastLoginAt"] > first["LastLoginAt"] == again["CreatedAt"]
    # A name that the visitor may have chosen since is kept, the picture is LINE's.
    assert (again["DisplayName"], again["PictureUrl"]) == ("Hanako", "https://profile.example.com/hanako")
    assert users(rally, visitor.user_id) == 1


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ({}, None),
        ({"name": ""}, None),
        ({"name": "\u0000\n"}, None),
        ({"name": 7}, None),
        ({"name": "山田\u0007花子\U0001f338"}, "山田花子\U0001f338"),
        ({"name": "x" * 200}, "x" * 50),
    ],
)
def test_a_name_is_taken_only_as_far_as_it_can_be_shown(rally: Rally, told: dict[str, Any], shown: str | None) -> None:
    user_id = new_user_id()
    told = {**told, "picture": "javascript:alert(1)"}
    assert verify(rally, rally.line.token(user_id, **told)).status == 200
    record = rally.table("users").get_item(Key={"UserId": user_id})["Item"]
    assert (record.get("DisplayName"), record.get("PictureUrl")) == (shown, None)


@pytest.mark.parametrize("name", FORGERIES)
def test_a_token_is_refused_that_is(rally: Rally, name: str) -> None:
    forge, reason = FORGERIES[name]
    user_id = new_user_id()
    before = refused_for(rally, reason)
    answer = verify(rally, forge(rally.line, user_id))
    assert (answer.status, answer.code) == (401, "UNAUTHORIZED")
    # Whoever sent it learns nothing else.
    assert answer.body == {"code": "UNAUTHORIZED", "message": "sign in again"}
    assert answer.headers["access-control-allow-origin"] == ORIGIN
    assert users(rally, user_id) == 0
    assert "Item" not in rally.table("users").get_item(Key={"UserId": user_id})
    assert refused_for(rally, reason) > before


def test_a_token_that_was_good_is_refused_when_it_is_played_again_after_its_time(rally: Rally) -> None:
    user_id = new_user_id()
    # The clocks may differ by 10 s.
    token = rally.line.token(user_id, exp=int(time.time()) - 7)
    assert verify(rally, token).status == 200
    time.sleep(4)
    assert verify(rally, token).status == 401


def challenged(rally: Rally, user_id: str, answer: str) -> dict[str, Any]:
    """Sign in as somebody at the pool itself, with the rights of the account's root."""
    pool = rally.client("cognito-idp")
    both = {"UserPoolId": rally.pool, "ClientId": rally.app}
    asked = pool.admin_initiate_auth(**both, AuthFlow="CUSTOM_AUTH", AuthParameters={"USERNAME": user_id})
    assert asked["ChallengeName"] == "CUSTOM_CHALLENGE"
    responses = {"USERNAME": user_id, "ANSWER": answer}
    told: dict[str, Any] = pool.admin_respond_to_auth_challenge(
        **both, ChallengeName="CUSTOM_CHALLENGE", Session=asked["Session"], ChallengeResponses=responses
    )
    return told


def test_the_pool_takes_no_answer_but_a_token_of_the_very_user(rally: Rally) -> None:
    victim, thief = rally.visitor().user_id, rally.visitor().user_id
    assert challenged(rally, victim, rally.line.token(victim))["AuthenticationResult"]["IdToken"]
    answers = [rally.line.token(thief), *(forge(rally.line, victim) for forge, _ in FORGERIES.values())]
    for answer in answers:
        with pytest.raises(ClientError) as refused:
            challenged(rally, victim, answer)
        assert refused.value.response["Error"]["Code"] == "NotAuthorizedException"


def test_the_pool_does_not_tell_who_has_an_account(rally: Rally) -> None:
    stranger = new_user_id()
    with pytest.raises(ClientError) as refused:
        challenged(rally, stranger, rally.line.token(stranger))
    assert refused.value.response["Error"]["Code"] == "NotAuthorizedException"


def test_a_new_key_is_found_at_once_and_made_up_ones_do_not_make_us_ask_line_again_and_again(rally: Rally) -> None:
    assert verify(rally, rally.line.token(new_user_id())).status == 200
    before = rally.line.times_asked()
    new = rally.line.add_key()
    assert verify(rally, rally.line.token(new_user_id(), key_id=new)).status == 200
    asked = rally.line.times_asked()
    assert asked > before
    payload, key = claims(rally.line.token(new_user_id())), ec.generate_private_key(ec.SECP256R1())
    for number in range(20):
        made_up = jwt.encode(payload, key, "ES256", {"kid": f"made-up-{number}"})
        assert verify(rally, made_up).status == 401
    # Other tests may have started further functions meanwhile, each of which asks at its first token.
    assert rally.line.times_asked() - asked <= 10


def test_a_refresh_token_brings_new_tokens_of_the_same_visitor(rally: Rally) -> None:
    visitor = rally.visitor()
    answer = rally.request("POST", "/auth/refresh", {"refreshToken": visitor.tokens["refreshToken"]})
    assert answer.status == 200
    assert set(answer.body) == {"idToken", "accessToken", "expiresIn"}
    assert claims(answer.body["idToken"])["cognito:username"] == visitor.user_id
    assert rally.request("GET", "/events", token=answer.body["idToken"]).status == 200


@pytest.mark.parametrize("kind", ["made up", "revoked", "an ID token", "of a deleted user"])
def test_a_refresh_token_is_refused_that_is(rally: Rally, kind: str) -> None:
    visitor = rally.visitor()
    token = visitor.tokens["refreshToken"]
    if kind == "made up":
        token = "x" * 100
    elif kind == "revoked":
        rally.client("cognito-idp").revoke_token(Token=token, ClientId=rally.app)
    elif kind == "an ID token":
        token = visitor.tokens["idToken"]
    else:
        rally.client("cognito-idp").admin_delete_user(UserPoolId=rally.pool, Username=visitor.user_id)
    answer = rally.request("POST", "/auth/refresh", {"refreshToken": token})
    assert (answer.status, answer.code) == (401, "UNAUTHORIZED")
    assert answer.headers["access-control-allow-origin"] == ORIGIN


def test_somebody_who_was_locked_out_does_not_get_in(rally: Rally) -> None:
    visitor = rally.visitor()
    rally.client("cognito-idp").admin_disable_user(UserPoolId=rally.pool, Username=visitor.user_id)
    assert verify(rally, rally.line.token(visitor.user_id)).status == 401


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ("", None),
        ("not json", None),
        ("[]", None),
        ({}, None),
        ({"idToken": None}, None),
        ({"idToken": 7}, None),
        ({"idToken": "short"}, None),
        ({"idToken": "x" * 8193}, None),
        ({"idToken": "x" * 20, "userId": "U0123456789abcdef0123456789abcdef"}, None),
        ({"idToken": "x\u0000" * 20}, "idToken"),
        ({"idToken": "\ud800" * 20}, "idToken"),
    ],
)
def test_a_malformed_sign_in_is_told_what_is_wrong(rally: Rally, body: object, field: str | None) -> None:
    answer = rally.request("POST", "/auth/verify", body)
    assert (answer.status, answer.code) == (400, "VALIDATION_ERROR")
    assert answer.headers["access-control-allow-origin"] == ORIGIN
    assert field is None or answer.body["field"] == field


def test_the_log_names_no_visitor_and_shows_no_token(rally: Rally) -> None:
    visitor = rally.visitor("Hanako Yamada")
    refreshed = rally.request("POST", "/auth/refresh", {"refreshToken": visitor.tokens["refreshToken"]})
    assert refreshed.status == 200
    told = messages(rally, "auth")
    text = json.dumps([told, messages(rally, "auth-challenge")])
    for secret in (visitor.user_id, "Hanako", *(str(visitor.tokens[name]) for name in ("idToken", "refreshToken"))):
        assert secret not in text
    # By the channel's secret alone can the visitor be told from the pseudonym.
    pseudonym = hmac.new(_SECRET.encode(), visitor.user_id.encode(), hashlib.sha256).hexdigest()[:16]
    (line,) = [each for each in told if each.get("visitor") == pseudonym]
    assert (line["route"], line["status"], line["level"]) == ("POST /auth/verify", 200, "INFO")
    assert {"correlation_id", "function_request_id", "cold_start", "xray_trace_id"} <= set(line)


def test_sign_ins_are_counted_in_embedded_metrics(rally: Rally) -> None:
    rally.visitor()
    counted = [each for each in messages(rally, "auth") if "Logins" in each]
    assert counted
    (directive,) = counted[-1]["_aws"]["CloudWatchMetrics"]
    assert (directive["Namespace"], directive["Metrics"]) == ("StampRally", [{"Name": "Logins", "Unit": "Count"}])
    assert directive["Dimensions"] == [["service"]]
    assert counted[-1]["service"] == f"{STACK}-auth"

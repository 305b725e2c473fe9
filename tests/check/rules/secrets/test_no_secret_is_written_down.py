"""No secret stands in a template, and none is repeated in a finding."""

from __future__ import annotations

from typing import Any

import pytest

from stamp_infra.check.rules.secrets.no_secret_is_written_down import RULE
from tests.check.rules.build import found, one

# Put together here, so that no scanner takes this file for a leak.
ACCESS_KEY = "AKIA" + "ABCDEFGH" * 2
PRIVATE_KEY = "-----BEGIN RSA " + "PRIVATE KEY-----\nabc"
TOKEN = "Zm9vYmFy" + "1234QUJD" + "x9y8"
WEB_TOKEN = "eyJhbGciOiJFUzI1" + ".eyJzdWIiOiIxMjM0" + ".c2lnbmF0dXJl"


def variable(name: str, value: Any) -> dict[str, dict[str, Any]]:
    return {"Award": one("AWS::Lambda::Function", Environment={"Variables": {name: value}})}


@pytest.mark.parametrize(
    ("name", "value", "kind"),
    [
        ("NOTE", ACCESS_KEY, "an AWS access key"),
        ("NOTE", PRIVATE_KEY, "a private key"),
        ("NOTE", WEB_TOKEN, "a JSON web token"),
        ("NOTE", f"Bearer {TOKEN}", "a bearer token"),
        ("NOTE", "https://user:" + "letmein@example.com", "a URL with a password"),
        ("CHANNEL_SECRET", TOKEN, "the secret of CHANNEL_SECRET"),
        ("ApiKey", TOKEN, "the secret of ApiKey"),
        ("AccessToken", TOKEN, "the secret of AccessToken"),
        ("MasterUserPassword", "letmein", "a password"),
    ],
)
def test_a_secret_is_found_by_its_form_or_its_name_and_shown_masked(name: str, value: str, kind: str) -> None:
    (line,) = found(RULE, variable(name, value))
    masked = f"{value[:4]}..., {len(value)} characters"
    assert line == f"Award Properties.Environment.Variables.{name}: holds what looks like {kind} ({masked})"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CHANNEL_SECRET", "/orders/prod/channel-secret"),
        ("CHANNEL_SECRET", "{{resolve:secretsmanager:channel}}"),
        ("CHANNEL_SECRET", "<stack.yaml#ChannelSecret>"),
        ("CHANNEL_SECRET_NAME", TOKEN),
        ("SecretArn", "arn:aws:secretsmanager:us-east-1:<AWS::AccountId>:secret:channel-a1b2c3"),
        ("TOKEN_URL", "https://example.com/oauth2/v2.1/token"),
        ("RefreshToken", "minutes"),
        ("TokenKind", "orders-prod-v2-access"),
        ("DIGEST", TOKEN),
        ("Password", ""),
        ("LEVEL", 3),
    ],
)
def test_what_only_names_a_secret_is_no_secret(name: str, value: Any) -> None:
    assert found(RULE, variable(name, value)) == []


def test_a_secret_as_a_parameters_default_is_found() -> None:
    parameters = {
        "ChannelToken": {"Type": "String", "Default": TOKEN},
        "Hidden": {"Type": "String", "NoEcho": True, "Default": "x"},
        "Fine": {"Type": "String", "NoEcho": True},
    }
    what = f"holds what looks like the secret of ChannelToken ({TOKEN[:4]}..., {len(TOKEN)} characters)"
    assert found(RULE, {}, Parameters=parameters) == [
        f"ChannelToken Parameters.ChannelToken.Default: {what}",
        "Hidden Parameters.Hidden.Default: is hidden (NoEcho) and yet has its value here as the default",
    ]


def test_a_secret_of_an_environment_that_is_not_looked_at_is_found_in_its_mapping() -> None:
    mappings = {"Environment": {"prod": {"ChannelSecret": TOKEN}}}
    what = f"holds what looks like the secret of ChannelSecret ({TOKEN[:4]}..., {len(TOKEN)} characters)"
    assert found(RULE, {}, environment="dev", Mappings=mappings) == [
        f"Environment Mappings.Environment.prod.ChannelSecret: {what}"
    ]

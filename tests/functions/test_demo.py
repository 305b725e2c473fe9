"""The demo plays a visitor from sign-in to reward, shows what a reader wants to see, and leaves nothing behind."""

from __future__ import annotations

import io
import json
import re
import zipfile
from typing import TYPE_CHECKING, Any, Final

import pytest

from stamp_infra.local import background
from stamp_infra.local.emulator import running
from tests.demo import __main__ as demo
from tests.demo.page import Page, UnexpectedError, indented
from tests.demo.stand_in import ALIAS, FUNCTIONS, VARIABLE, trusted
from tests.demo.walk import walk
from tests.functions import sample
from tests.local import aws

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.functions.rally import Rally

REAL: Final = "https://api.line.me/oauth2/v2.1/certs"
STAND_IN: Final = "http://127.0.0.1:9/certs"
CODE: Final = f"import os\n\n\ndef handle(event, context):\n    return os.environ['{VARIABLE}']\n"


def test_the_demo_leads_from_the_sign_in_to_the_reward(rally: Rally) -> None:
    sample.load(rally)
    lines: list[str] = []
    page = Page(rally=rally, say=lines.append)
    walk(page)
    shown = "\n".join(lines)
    told = ("signs in", "Too far", "collect its stamp", "Photograph", "claim the reward", "Delete")
    assert [each for each in told if each not in shown] == []
    assert len(re.findall(r"^(GET|POST|PUT|DELETE) ", shown, re.MULTILINE)) == page.calls
    assert len(re.findall(r"^  \d{3} [A-Z]", shown, re.MULTILINE)) == page.calls
    assert shown.count('"claimedAt"') == 2
    assert str(page.token) not in shown
    (user_id,) = set(re.findall(r'"userId": "(U[0-9a-f]{32})"', shown))
    assert "Item" not in rally.table("users").get_item(Key={"UserId": user_id})


def test_an_answer_that_the_demo_does_not_tell_of_ends_it(rally: Rally) -> None:
    with pytest.raises(UnexpectedError, match="GET /users/me answers 401, not 200"):
        Page(rally=rally, say=lambda _: None).call("GET", "/users/me")


def test_a_demo_without_an_embedded_aws_says_so(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="the embedded AWS does not run"):
        demo.main(tmp_path / background.FOLDER)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({"a": 1}, '  {"a": 1}'),
        ({"token": "x" * 70}, '  {"token": "xxxxxxxxxxxxxxxxxxxxxxxx... (70 characters)"}'),
        ({"url": "https://example.com/" + "x" * 60}, f'  {{"url": "https://example.com/{"x" * 60}"}}'),
        (
            {"name": "しか " * 9, "parts": [{"a": 1}, {"b": "to be read " * 6}]},
            f'  {{\n    "name": "{"しか " * 9}",\n    "parts": [{{"a": 1}}, {{"b": "{"to be read " * 6}"}}]\n  }}',
        ),
    ],
)
def test_a_body_is_shown_short_and_on_few_lines(body: object, expected: str) -> None:
    assert indented(body, "  ") == expected


@pytest.fixture(scope="module")
def functions() -> Iterator[Any]:
    """Yield a client of Lambda of an AWS where the functions that check LINE's tokens say whose keys they take."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("lambda_function.py", CODE)
    with running() as emulator:
        trust = aws.policy(
            {"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}
        )
        role = aws.client(emulator, "iam").create_role(RoleName="role", AssumeRolePolicyDocument=json.dumps(trust))
        client = aws.client(emulator, "lambda")
        for name in FUNCTIONS:
            client.create_function(
                FunctionName=name,
                Runtime="python3.13",
                Role=role["Role"]["Arn"],
                Handler="lambda_function.handle",
                Code={"ZipFile": packed.getvalue()},
                Environment={"Variables": {VARIABLE: REAL}},
            )
            version = client.publish_version(FunctionName=name)["Version"]
            client.create_alias(FunctionName=name, Name=ALIAS, FunctionVersion=version)
        yield client


def taken(functions: Any) -> list[str]:
    """Return whose keys each function takes."""
    answers = [functions.invoke(FunctionName=f"{name}:{ALIAS}") for name in FUNCTIONS]
    return [json.loads(each["Payload"].read()) for each in answers]


def state(functions: Any) -> list[Any]:
    """Return what is deployed: versions, aliases and variables of each function."""
    return [
        (
            [each["Version"] for each in functions.list_versions_by_function(FunctionName=name)["Versions"]],
            functions.get_alias(FunctionName=name, Name=ALIAS)["FunctionVersion"],
            functions.get_function_configuration(FunctionName=name)["Environment"],
        )
        for name in FUNCTIONS
    ]


def test_the_stand_in_for_line_is_trusted_only_while_the_demo_runs(functions: Any) -> None:
    before = state(functions)
    with trusted(functions, STAND_IN):
        assert taken(functions) == [STAND_IN, STAND_IN]
    assert taken(functions) == [REAL, REAL]
    assert state(functions) == before


def test_a_demo_that_fails_leaves_what_was_deployed(functions: Any) -> None:
    before = state(functions)
    with pytest.raises(UnexpectedError), trusted(functions, STAND_IN):
        raise UnexpectedError
    assert state(functions) == before

"""Secrets are put with the environment's own key, are never shown, and a missing one is told."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

from stamp_infra.core.errors import UserError
from stamp_infra.core.secret import Secret
from stamp_infra.operations import manifest, secrets
from stamp_infra.operations.target import target
from tests.operations.aws import client
from tests.operations.command import ok, run

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.local.emulator import Emulator

NAME: Final = "line/channel-secret"
PATH: Final = f"/stamp-rally/dev/{NAME}"
VALUE: Final = "0f1e2d3c-not-a-real-one"
MISSING: Final = (
    f"{PATH}: is missing; run `stamp-infra secrets set dev {NAME}` "
    "(owner: front end: LINE Developers console, the channel's basic settings)"
)


def ssm() -> Any:
    return client("ssm")


@pytest.fixture
def _none(deployed: Emulator) -> Iterator[None]:
    """Begin and end without the secret."""
    assert deployed.port
    ssm().delete_parameters(Names=[PATH])
    yield
    ssm().delete_parameters(Names=[PATH])


@pytest.mark.usefixtures("_none")
def test_a_secret_that_is_piped_in_is_encrypted_with_the_key_of_the_environment() -> None:
    assert ok("secrets", "set", "dev", NAME, "--stdin", given=f"{VALUE}\n") == f"{PATH} is set (version 1).\n"
    parameter = ssm().get_parameter(Name=PATH, WithDecryption=True)["Parameter"]
    assert (parameter["Value"], parameter["Type"]) == (VALUE, "SecureString")
    (described,) = ssm().describe_parameters(ParameterFilters=[{"Key": "Name", "Values": [PATH]}])["Parameters"]
    assert described["KeyId"] == "alias/stamp-rally-dev-secrets"
    assert ok("secrets", "check", "dev") == "1 of 1 required secrets are set.\n"


@pytest.mark.usefixtures("_none")
def test_a_second_value_replaces_the_first() -> None:
    ok("secrets", "set", "dev", NAME, "--stdin", given=VALUE)
    assert "(version 2)" in ok("secrets", "set", "dev", NAME, "--stdin", given=f"{VALUE}-2")
    assert ssm().get_parameter(Name=PATH, WithDecryption=True)["Parameter"]["Value"] == f"{VALUE}-2"


@pytest.mark.usefixtures("_none")
def test_a_missing_one_is_told_with_its_owner_and_keeps_a_deployment_from_going_on() -> None:
    done = run("secrets", "check", "dev")
    assert (done.status, done.mistakes) == (1, (MISSING,))
    assert tuple(map(str, secrets.missing(target("dev")))) == (MISSING,)
    ok("secrets", "set", "dev", NAME, "--stdin", given=VALUE)
    assert secrets.missing(target("dev")) == ()


@pytest.mark.usefixtures("_none")
def test_the_list_says_everything_but_the_value() -> None:
    assert f"{PATH}: missing" in ok("secrets", "list", "dev")
    ok("secrets", "set", "dev", NAME, "--stdin", given=VALUE)
    shown = ok("secrets", "list", "dev")
    assert shown.startswith(f"{PATH}: set since 20")
    assert "owner: front end" in shown
    assert "read by: auth" in shown
    (row,) = json.loads(ok("secrets", "list", "dev", "--json"))
    assert (row["state"], row["version"], row["consumers"]) == ("set", 1, ["auth"])
    assert VALUE not in shown + json.dumps(row)


@pytest.mark.usefixtures("_none")
def test_one_that_is_stored_as_plain_text_counts_as_known() -> None:
    ssm().put_parameter(Name=PATH, Value=VALUE, Type="String")
    (mistake,) = run("secrets", "check", "dev").mistakes
    assert mistake.startswith(f'{PATH}: can be read by whoever may list parameters (got "String"); count its value as')
    assert VALUE not in mistake


@pytest.mark.usefixtures("_none")
def test_one_that_is_encrypted_with_another_key_cannot_be_read_and_is_told() -> None:
    ssm().put_parameter(Name=PATH, Value=VALUE, Type="SecureString")
    (mistake,) = run("secrets", "check", "dev").mistakes
    assert mistake.startswith(f"{PATH}: is encrypted with a key that its readers may not use; run `stamp-infra secrets")


@pytest.mark.usefixtures("_none")
def test_the_value_is_asked_for_twice_on_a_terminal_and_shown_on_none() -> None:
    terminal, inside = pty.openpty()
    command: list[str | Path] = [Path(sys.executable).with_name("stamp-infra"), "secrets", "set", "dev", NAME]
    process = subprocess.Popen(command, stdin=inside, stdout=inside, stderr=inside, start_new_session=True)
    os.close(inside)
    shown = _until(terminal, b"Value of line/channel-secret: ")
    os.write(terminal, f"{VALUE}\n".encode())
    shown += _until(terminal, b"Once more: ")
    os.write(terminal, f"{VALUE}\n".encode())
    shown += _until(terminal, b"is set (version 1).")
    assert process.wait(10) == 0
    os.close(terminal)
    assert VALUE.encode() not in shown
    assert ssm().get_parameter(Name=PATH, WithDecryption=True)["Parameter"]["Value"] == VALUE


def _until(terminal: int, end: bytes) -> bytes:
    seen = b""
    while end not in seen:
        read = os.read(terminal, 1024)
        assert read, seen
        seen += read
    return seen


@pytest.mark.usefixtures("_none")
@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("", "the value is empty; give the secret itself"),
        (" \n", "the value is empty; give the secret itself"),
        (
            f" {VALUE}",
            "the value begins or ends with white space; give the secret alone, without a space or an empty line",
        ),
        (
            f"{VALUE}\n\n",
            "the value begins or ends with white space; give the secret alone, without a space or an empty line",
        ),
        ("x" * 4097, "the value is longer than 4,096 bytes; give the secret alone"),
        (f"{VALUE}\x07", "the value holds control characters; paste it again as plain text"),
        (b"\xff\xfe", "the value is not UTF-8 text; give the secret as text"),
    ],
)
def test_a_value_that_cannot_be_meant_is_refused_without_repeating_it(given: str | bytes, told: str) -> None:
    done = run("secrets", "set", "dev", NAME, "--stdin", given=given)
    assert (done.status, done.mistakes) == (1, (f"{NAME}: {told}",))
    assert VALUE not in done.output
    assert secrets.missing(target("dev"))


@pytest.mark.usefixtures("deployed")
@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("dev", "line/channel-secre", "--stdin"), "did you mean line/channel-secret?"),
        (("dev", VALUE, "--stdin"), "name one of line/channel-secret"),
        (("dev", NAME, VALUE), "leave it out: it is asked for; if it was the secret, count it as known and replace it"),
        (("dev", NAME), "pipe it in and say --stdin"),
        (("qa", NAME, "--stdin"), "name one of dev, stg, prod"),
    ],
)
def test_a_wrong_argument_is_told_and_never_repeated(arguments: tuple[str, ...], told: str) -> None:
    done = run("secrets", "set", *arguments, given=VALUE)
    assert done.status == 1
    assert done.mistakes[0].endswith(told)
    assert VALUE not in done.output + "".join(done.mistakes)


def test_before_the_first_deployment_there_is_no_key_and_nothing_is_missing(account: str) -> None:
    assert secrets.missing(target("dev")) == ()
    done = run("secrets", "set", "dev", NAME, "--stdin", given=VALUE)
    what = "alias/stamp-rally-dev-secrets: there is no such key; deploy dev first: the key is part of it"
    assert (done.status, done.mistakes) == (1, (what,))
    assert ssm().describe_parameters()["Parameters"] == []
    assert account


@pytest.mark.usefixtures("deployed")
def test_what_aws_refuses_is_told_without_the_value(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIAUNKNOWN")
    done = run("secrets", "set", "dev", NAME, "--stdin", given=VALUE)
    assert done.status == 1
    assert "AWS says" in done.mistakes[0]
    assert VALUE not in done.output + "".join(done.mistakes)


def test_a_declaration_tells_all_that_is_wrong_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = Secret(name="Channel Secret", description="", owner="", consumers=())
    import templates.secrets as declared

    monkeypatch.setattr(declared, "secrets", (wrong, wrong))
    with pytest.raises(UserError) as caught:
        manifest.secrets()
    lines = [str(mistake) for mistake in caught.value.mistakes]
    assert len(lines) == 9
    assert "is not the name of a parameter" in lines[0]
    assert "is declared twice" in lines[-1]

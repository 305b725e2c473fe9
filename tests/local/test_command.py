"""`stamp-infra local` starts, shows, forgets and ends one embedded AWS per folder."""

from __future__ import annotations

import json
import re
import socket
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from stamp_infra.local import environment
from stamp_infra.local.placeholders import PLACEHOLDERS, STAND_INS

if TYPE_CHECKING:
    from collections.abc import Iterator

COMMAND: Final = Path(sys.executable).with_name("stamp-infra")
PUT: Final = "import boto3; boto3.client('ssm').put_parameter(Name='/kept', Value='yes', Type='String')"
GET: Final = "import boto3; print([each['Name'] for each in boto3.client('ssm').describe_parameters()['Parameters']])"


class Local:
    """The command for one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        command: list[str | Path] = [COMMAND, "local", "--folder", self.folder, *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    def ok(self, *arguments: str) -> str:
        done = self(*arguments)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def python(self, source: str) -> str:
        """Run a program in a shell that has the lines of `env`."""
        script = f'eval "$({COMMAND} local --folder {self.folder} env)" && exec {sys.executable} -c "{source}"'
        done = subprocess.run(["/bin/bash", "-c", script], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()


@pytest.fixture
def local(tmp_path: Path) -> Iterator[Local]:
    command = Local(tmp_path / "state")
    yield command
    command("down")


def endpoint(text: str) -> str:
    found = re.search(r"http://localhost:\d+", text)
    assert found, text
    return found[0]


def test_up_down_and_up_again_keeps_the_endpoint_and_what_was_deployed(local: Local) -> None:
    first = endpoint(local.ok("up"))
    assert endpoint(local.ok("up")) == endpoint(local.ok("status")) == first
    local.python(PUT)
    assert "its state is kept" in local.ok("down")
    assert local.ok("down") == "It does not run.\n"
    assert local("status").returncode == 1
    assert endpoint(local.ok("up")) == first
    assert local.python(GET) == "['/kept']"
    local.ok("reset")
    assert local.python(GET) == "[]"


def test_reset_of_one_that_does_not_run_removes_its_folder(local: Local) -> None:
    local.ok("up")
    local.ok("down")
    local.ok("reset")
    assert not local.folder.exists()


def test_reset_removes_nothing_that_is_not_its_own(local: Local) -> None:
    local.folder.mkdir()
    (local.folder / "somebody-elses").write_text("kept", encoding="utf-8")
    local.ok("reset")
    assert [each.name for each in local.folder.iterdir()] == ["somebody-elses"]


def test_env_needs_one_that_runs(local: Local) -> None:
    done = local("env")
    assert (done.returncode, done.stdout) == (1, "")
    assert "the embedded AWS does not run; run `stamp-infra local up` first" in done.stderr


def test_env_leaves_nothing_in_the_shell_that_leads_elsewhere(local: Local) -> None:
    local.ok("up")
    lines = local.ok("env").splitlines()
    assert lines[0] == f"unset {' '.join(environment.ELSEWHERE)}"
    assert all(line.startswith("export ") for line in lines[1:])


def test_status_tells_every_placeholder_and_what_stands_in(local: Local) -> None:
    told = json.loads(local("status", "--json").stdout)
    assert (told["running"], told["placeholders"].keys()) == (False, PLACEHOLDERS.keys())
    assert told["stand_ins"] == STAND_INS
    shown = local.ok("up")
    assert [name for name in PLACEHOLDERS if name.removeprefix("AWS::") not in shown.replace("\n ", "")] == []
    assert [what for what in STAND_INS.values() if what not in shown] == []


def test_a_taken_port_is_an_error_that_says_so(local: Local) -> None:
    with socket.socket() as taken:
        taken.bind((environment.HOST, 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = local("up", "--port", port)
    assert done.returncode == 1
    assert f"error: --port: something else listens there (got {port}); name another port" in done.stderr
    assert local("status").returncode == 1


def test_another_port_than_that_of_the_one_that_runs_is_an_error(local: Local) -> None:
    running = endpoint(local.ok("up"))
    done = local("up", "--port", "1024")
    assert done.returncode == 1
    assert f"the embedded AWS already runs on port {running.rsplit(':', 1)[1]}" in done.stderr

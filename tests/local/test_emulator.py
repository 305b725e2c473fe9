"""An embedded AWS of one's own is reachable on loopback alone, enforces IAM, and leaves nothing behind."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from stamp_infra.core.errors import UserError
from stamp_infra.local import child, environment
from stamp_infra.local.emulator import running
from tests.local import aws

if TYPE_CHECKING:
    from collections.abc import Callable

    from stamp_infra.local.emulator import Emulator

RUN_AND_WAIT = """
import time
from stamp_infra.local.emulator import running
with running() as emulator:
    print(emulator.port, emulator.folder, flush=True)
    time.sleep(60)
"""


def becomes_true(condition: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + 10
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.05)
    return condition()


def is_open(port: int, host: str = environment.HOST) -> bool:
    with socket.socket() as probe:
        probe.settimeout(2)
        return probe.connect_ex((host, port)) == 0


def test_it_ends_with_its_state_when_the_block_is_left_by_an_error() -> None:
    started: list[Emulator] = []

    def run_and_fail() -> None:
        with running(mended=False) as emulator:
            assert is_open(emulator.port)
            started.append(emulator)
            raise RuntimeError("left")

    with pytest.raises(RuntimeError, match="left"):
        run_and_fail()
    (emulator,) = started
    assert not is_open(emulator.port)
    assert not emulator.folder.exists()


def test_it_ends_with_its_state_when_the_process_that_started_it_is_killed() -> None:
    command = [sys.executable, "-c", RUN_AND_WAIT]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as starter:
        assert starter.stdout
        port, folder = starter.stdout.readline().split()
        assert is_open(int(port))
        starter.send_signal(signal.SIGKILL)
    assert becomes_true(lambda: not is_open(int(port)))
    assert becomes_true(lambda: not Path(folder).exists())


def test_it_is_not_reachable_from_outside(mended: Emulator) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # reserved for documentation: nothing is sent
        except OSError:
            pytest.skip("this machine has no network")
        own = probe.getsockname()[0]
    assert is_open(mended.port)
    assert not is_open(mended.port, own)


def test_the_endpoint_is_the_word_localhost(mended: Emulator) -> None:
    assert mended.variables["AWS_ENDPOINT_URL"] == mended.url == f"http://localhost:{mended.port}"


def test_its_root_is_the_account_of_the_variables(mended: Emulator) -> None:
    assert aws.client(mended, "sts").get_caller_identity()["Account"] == mended.variables["AWS_ACCESS_KEY_ID"]


def test_a_role_may_do_nothing_that_it_was_not_granted(mended: Emulator) -> None:
    stack = aws.create(mended, {"Role": aws.role()}, {"Arn": {"Fn::GetAtt": ["Role", "Arn"]}})
    client = aws.client(mended, "dynamodb", aws.assumed(mended, stack.outputs["Arn"]))
    assert aws.refusal(client.list_tables) == "AccessDeniedException"


def test_a_port_that_is_taken_is_not_chosen() -> None:
    with socket.socket() as taken:
        taken.bind((environment.HOST, 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert child.free_port(port) != port
    assert child.free_port(port) == port


def test_one_that_ends_while_starting_is_a_mistake_with_its_last_words(tmp_path: Path) -> None:
    (tmp_path / child.LOG).write_text("first\nlast", encoding="utf-8")
    process = subprocess.Popen([sys.executable, "-c", ""], start_new_session=True)
    process.wait()
    with pytest.raises(UserError, match=r"ended while starting \(got \"last\"\); read .*server\.log"):
        child.wait_until_ready(process, tmp_path, child.free_port())

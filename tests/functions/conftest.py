"""dev with a LINE of its own, deployed once for all processes of a test run."""

from __future__ import annotations

import fcntl
import json
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from stamp_infra.local.emulator import Emulator, running
from tests.e2e.project import first_deployment, project
from tests.environments import last, locked
from tests.functions.grants import ungranted
from tests.functions.line import Line, serving
from tests.functions.photographs import MODEL
from tests.functions.rally import STACK, Rally
from tests.functions.turns import turn
from tests.functions.uses import USES
from tests.local import aws

if TYPE_CHECKING:
    from collections.abc import Iterator

_DEV: Final = (
    'liff_endpoint_url="https://dev.stamp-rally.example.com/",\n    line_channel_id="1234567890",\n    line_jwks_url='
)
_TURN: Final = pytest.StashKey[ExitStack]()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Take a turn before a test's fixtures are made, those of its module included."""
    needed = getattr(item, "fixturenames", ())
    if "rally" in needed:
        # A hook has no fixtures, not even pytest's own.
        factory = item.config._tmp_path_factory  # type: ignore[attr-defined] # noqa: SLF001
        held = item.stash[_TURN] = ExitStack()
        held.enter_context(turn(shared_folder(factory), alone="alone" in needed))


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item) -> None:
    """Give the turn back before the fixtures end: the rally's own waits for whoever still uses it."""
    item.stash.get(_TURN, ExitStack()).close()


@pytest.fixture
def alone() -> None:
    """Let no other test use the rally until this one has ended."""


@pytest.fixture(scope="session")
def rally(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rally]:
    """Yield the deployed rally; a test makes its own visitors, events and stamps, and leaves those of others alone.

    The first process that asks deploys it; it ends the embedded AWS when no other process uses it any more.
    """
    shared = shared_folder(tmp_path_factory)
    record, users = shared / "emulator.json", shared / "users"
    with ExitStack() as owned:
        with locked(shared / "lock", fcntl.LOCK_EX):
            if record.exists():
                told = json.loads(record.read_text(encoding="utf-8"))
                emulator = Emulator(port=told["port"], folder=Path(told["folder"]))
                line = Line(folder=shared / "line", url=told["line"])
            else:
                emulator = owned.enter_context(running(recorded=True))
                line = owned.enter_context(serving(shared / "line"))
                deployed(shared / "clone", emulator, line)
                told = {"port": emulator.port, "folder": str(emulator.folder), "line": line.url}
                record.write_text(json.dumps(told), encoding="utf-8")
                owned.callback(nothing_was_refused, emulator, line)
                owned.callback(last, shared)
            using = owned.enter_context(ExitStack())
            using.enter_context(locked(users, fcntl.LOCK_SH))
        yield found(emulator, line)


def nothing_was_refused(emulator: Emulator, line: Line) -> None:
    """Fail at the end of all tests when a function has called what its role was not made for, whoever noticed."""
    rally = found(emulator, line)
    assert {function: ungranted(rally, function) for function in USES} == {function: set() for function in USES}


def shared_folder(factory: pytest.TempPathFactory) -> Path:
    """Return a folder that all processes of a run share."""
    base = factory.getbasetemp()
    # pytest-xdist gives each of its processes a folder below the run's own.
    shared = (base.parent if base.name.startswith("popen-") else base) / "rally"
    shared.mkdir(exist_ok=True)
    return shared


def deployed(folder: Path, emulator: Emulator, line: Line) -> None:
    """Deploy dev with the real scripts, its one setting changed that only dev may change."""
    clone = project(folder, emulator)
    clone.edit("templates/environments.py", f"{_DEV}LINE_JWKS_URL", f'{_DEV}"{line.url}"')
    clone.edit("templates/environments.py", 'model_arn="none"', f'model_arn="{MODEL}"')
    clone.render()
    clone.commit("a LINE and an image model of its own")
    clone.ok("scripts/bootstrap.sh", "dev", "--yes")
    first_deployment(clone, "dev")


def found(emulator: Emulator, line: Line) -> Rally:
    """Return the rally by what its stack says of itself."""
    (stack,) = aws.client(emulator, "cloudformation").describe_stacks(StackName=STACK)["Stacks"]
    outputs = {each["OutputKey"]: each["OutputValue"] for each in stack["Outputs"]}
    return Rally(
        emulator=emulator,
        line=line,
        api=outputs["ApiUrl"].removeprefix("https://").partition(".")[0],
        pool=outputs["UserPoolId"],
        app=outputs["UserPoolClientId"],
        bucket=outputs["UploadBucket"],
    )

"""SAM CLI as a program of its own: what it says is kept in a log, and shown when it fails."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import time
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Final

from stamp_infra.core.errors import Mistake, UserError
from stamp_infra.operations.target import ROOT, SAMCONFIG

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from stamp_infra.operations.target import Target

FOLDER: Final = ROOT.parent / ".aws-sam"
BUILT: Final = FOLDER / "build/template.yaml"
PACKAGED: Final = FOLDER / "packaged.yaml"
_SECONDS: Final = 0.2
_SHOWN: Final = 15


def build(to: Target, progress: Callable[[str], None]) -> None:
    """Package every function's code in `.aws-sam`."""
    run(["build", "--config-env", to.environment], "build", progress)


def package(to: Target, bucket: str | None, progress: Callable[[str], None]) -> Path:
    """Upload code and nested templates, and return the template that names them by what they hold."""
    arguments = ["--template-file", _absolute(BUILT), "--region", to.region]
    arguments += ["--s3-bucket", bucket] if bucket else ["--resolve-s3"]
    arguments += ["--s3-prefix", to.stack_name, "--output-template-file", _absolute(PACKAGED)]
    run(["package", *arguments], "package", progress)
    return PACKAGED


def deploy(
    to: Target, bucket: str | None, role: str | None, tags: Mapping[str, str], progress: Callable[[str], None]
) -> None:
    """Deploy what was built, with the environment's section of samconfig.toml."""
    arguments = ["--config-env", to.environment, "--config-file", _absolute(SAMCONFIG)]
    arguments += ["--template-file", _absolute(BUILT), "--no-progressbar"]
    # One of the two alone: the section says `resolve_s3`.
    arguments += ["--no-resolve-s3", "--s3-bucket", bucket] if bucket else []
    arguments += ["--role-arn", role] if role else []
    # In place of the section's tags, not beside them.
    arguments += ["--tags", " ".join(f'{key}="{value}"' for key, value in tags.items())]
    run(["deploy", *arguments], "deploy", progress)


def tags(to: Target) -> dict[str, str]:
    """Return the tags of the environment's section of samconfig.toml."""
    document = tomllib.loads(SAMCONFIG.read_text(encoding="utf-8"))
    written = document[to.environment]["deploy"]["parameters"].get("tags", [])
    pairs = (shlex.split(each)[0].partition("=") for each in written)
    return {key: value for key, _, value in pairs}


def run(arguments: Sequence[str], step: str, progress: Callable[[str], None]) -> None:
    """Run SAM CLI; raise `UserError` with the end of what it said when it fails."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    log = FOLDER / f"{step}.log"
    started = time.monotonic()
    with log.open("wb") as output:
        process = subprocess.Popen(  # noqa: S603 - a list of arguments, no shell
            [_program(), *arguments],
            cwd=ROOT.parent,
            env={**os.environ, "SAM_CLI_TELEMETRY": "0"},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            while True:
                try:
                    status = process.wait(_SECONDS)
                    break
                except subprocess.TimeoutExpired:
                    progress(f"sam {step}, {time.monotonic() - started:.0f} s")
        except BaseException:
            process.terminate()
            process.wait()
            raise
    if status:
        said = log.read_text(encoding="utf-8", errors="replace").splitlines()
        end = "\n".join([line for line in said if line.strip()][-_SHOWN:])
        what = f"fails with exit status {status}:\n{end}\n"
        raise UserError([Mistake(where=f"sam {step}", what=what, remedy=f"the whole of it is in {log}")])


def _program() -> str:
    beside = Path(sys.executable).with_name("sam")
    found = str(beside) if beside.exists() else shutil.which("sam")
    if found is None:
        raise UserError([Mistake(where="sam", what="SAM CLI is not installed", remedy="run `make install`")])
    return found


def _absolute(path: Path) -> str:
    return str(path.resolve())

"""The scripts as a person starts them, with no way to reach any AWS."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
# No credentials, and a port of loopback on which nobody listens: a run that should have been refused can do no harm.
NOWHERE: Final = {
    "AWS_ENDPOINT_URL": "http://127.0.0.1:9",
    "AWS_CONFIG_FILE": "/dev/null",
    "AWS_SHARED_CREDENTIALS_FILE": "/dev/null",
    "AWS_EC2_METADATA_DISABLED": "true",
}


def run(script: str, *arguments: str) -> tuple[int, str, str]:
    """Return exit status, standard output and standard error."""
    done = subprocess.run(
        [ROOT / "scripts" / script, *arguments],
        cwd=Path("/"),
        env={name: value for name, value in os.environ.items() if not name.startswith("AWS_")} | NOWHERE,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


def refusal(script: str, *arguments: str) -> tuple[int, str]:
    """Return exit status and the last line of standard error of a run that says nothing else."""
    status, output, errors = run(script, *arguments)
    assert output == ""
    return status, errors.splitlines()[-1]

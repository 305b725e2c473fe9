"""`sam validate --lint` in a process of its own, without credentials, network or telemetry."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from stamp_infra.core.errors import Mistake, UserError

if TYPE_CHECKING:
    from stamp_infra.check.project import Root

_MATCH: Final = re.compile(r"\[([EWI]\d{4}):")
_SECONDS: Final = 300


def find() -> str:
    """Return the path of SAM CLI, first beside this interpreter; raise a UserError when there is none."""
    beside = Path(sys.executable).parent
    sam = shutil.which("sam", path=str(beside)) or shutil.which("sam")
    if sam is None:
        raise UserError(
            [Mistake(where="sam", what="is not installed", remedy="install it with `pip install aws-sam-cli`")]
        )
    return sam


def validate(sam: str, root: Root) -> dict[str, Any]:
    """Return whether SAM CLI accepts a template, the rules of cfn-lint that it names, and all that it says."""
    with tempfile.TemporaryDirectory() as scratch:
        # SAM CLI looks for a newer release when it has not done so for a week; as far as it can tell, it just has.
        memory = {"lastVersionCheck": time.time(), "telemetryEnabled": False}
        Path(scratch, "metadata.json").write_text(json.dumps(memory))
        command = [sam, "validate", "--lint", "--template-file", str(root.file), "--region", root.regions()[0]]
        try:
            run = subprocess.run(  # noqa: S603 - a program of this environment on a file that the user named
                command, cwd=scratch, env=_environment(scratch), capture_output=True, text=True, timeout=_SECONDS,
                check=False, stdin=subprocess.DEVNULL,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            return {"valid": False, "rules": [], "said": f"did not end within {_SECONDS} seconds"}
    said = f"{run.stdout}\n{run.stderr}".replace(str(root.file), root.template.path).strip()
    return {"valid": run.returncode == 0, "rules": sorted(set(_MATCH.findall(run.stdout))), "said": said}


def _environment(scratch: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "SAM_CLI_"))}
    return kept | {
        "SAM_CLI_TELEMETRY": "0",
        "__SAM_CLI_APP_DIR": scratch,
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
        "AWS_EC2_METADATA_DISABLED": "true",
    }

"""`sam validate --lint` on each SAM root, in a process beside this one, without credentials, network or telemetry."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from stamp_infra.check.cache import digest
from stamp_infra.check.finding import Finding
from stamp_infra.core.errors import Mistake, UserError
from stamp_infra.rendered.sam import is_sam

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from stamp_infra.check.cache import Cache
    from stamp_infra.check.project import Project, Root

_MATCH: Final = re.compile(r"\[([EWI]\d{4}):")
_SECONDS: Final = 300


@contextmanager
def validating(project: Project, cache: Cache, salt: str) -> Iterator[Callable[[Sequence[Finding]], list[Finding]]]:
    """Start to validate; give a function that waits for the end and returns what cfn-lint's findings do not say."""
    roots = [root for root in project.roots if is_sam(root.template.body)]
    keys = {root.file: digest(salt, project.contents[root.file], root.regions()) for root in roots}
    known = {file: cache.get("validate", key) for file, key in keys.items()}
    missing = [root for root in roots if known[root.file] is None]
    sam = find() if missing else ""
    with ThreadPoolExecutor(max_workers=1) as pool:
        running = {root.file: pool.submit(_validate, sam, root) for root in missing}

        def findings(linted: Sequence[Finding]) -> list[Finding]:
            for file, future in running.items():
                known[file] = future.result()
                cache.put("validate", keys[file], known[file])
            return [finding for root in roots for finding in _findings(root, known[root.file], linted)]

        try:
            yield findings
        finally:
            pool.shutdown(cancel_futures=True)


def find() -> str:
    """Return the path of SAM CLI, first beside this interpreter; raise a UserError when there is none."""
    beside = Path(sys.executable).parent
    sam = shutil.which("sam", path=str(beside)) or shutil.which("sam")
    if sam is None:
        raise UserError(
            [Mistake(where="sam", what="is not installed", remedy="install it with `pip install aws-sam-cli`")]
        )
    return sam


def _validate(sam: str, root: Root) -> dict[str, Any]:
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


def _findings(root: Root, outcome: dict[str, Any], linted: Sequence[Finding]) -> Iterator[Finding]:
    reported = {finding.rule for finding in linted if finding.template == root.template.path}
    if outcome["valid"] or (outcome["rules"] and reported.issuperset(outcome["rules"])):
        return
    yield Finding(
        template=root.template.path,
        logical_id="",
        path="",
        source=root.template.source,
        rule="SamValidates",
        severity="error",
        what=f"`sam validate --lint` refuses it: {' '.join(outcome['said'].split())}",
        why="SAM CLI builds and deploys the template, so it has to accept it.",
        remedy="Correct what SAM CLI names.",
        environments=root.names(),
    )

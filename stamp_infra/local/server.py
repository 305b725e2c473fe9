"""`python -m stamp_infra.local.server`: ministack with our mends applied before its first request."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import threading
from importlib import metadata
from pathlib import Path
from typing import Final

from stamp_infra.local import calls
from stamp_infra.local.environment import TEMPORARY

RELEASE: Final = "1.5.33"


def main(arguments: list[str]) -> None:
    """Serve until told to end: `--plain` applies no mend, `--recorded` records the calls of roles in the folder.

    `--attached` ends when standard input does.
    """
    found = metadata.version("ministack")
    if found != RELEASE:
        sys.exit(f"the mends are made for ministack {RELEASE}, but {found} is installed: run `make install`")
    if "--attached" in arguments:
        threading.Thread(target=_end_with_standard_input, daemon=True).start()
    if "--plain" not in arguments:
        from stamp_infra.local.mends.registry import MENDS

        for mend in MENDS:
            mend()
    if "--recorded" in arguments:
        calls.record(Path(calls.FILE))
    from ministack import app

    sys.argv = sys.argv[:1]  # ministack reads arguments of its own
    app.main()


def _end_with_standard_input() -> None:
    sys.stdin.buffer.read()
    if Path.cwd().name.startswith(TEMPORARY):  # who started us can no longer remove it
        shutil.rmtree(Path.cwd(), ignore_errors=True)
    os.killpg(os.getpgid(0), signal.SIGKILL)  # the functions' processes are of this group


if __name__ == "__main__":
    main(sys.argv[1:])

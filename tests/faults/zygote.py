"""A process that has imported `stamp-infra` and the SAM CLI, and runs each command in a copy of itself.

Starting Python and importing takes most of a command's time. A command runs as it does otherwise: with arguments,
folder, environment, streams and exit status of its own. Its waits are shorter, between polls and before
retries; YAML is read by libyaml, and samtranslator does not validate a file of its own again for every template.
"""

from __future__ import annotations

import array
import gc
import importlib
import json
import logging
import os
import socket
import sys
import threading
import time
import traceback
from pathlib import Path
from typing import Any, Final

LONGEST_WAIT: Final = 0.05
PROGRAMS: Final = {"stamp-infra": ("stamp_infra.cli.main", "main"), "sam": ("samcli.cli.main", "cli")}
LOADED: Final = (
    *(f"stamp_infra.cli.{name}" for name in ("bootstrap", "deploy", "drift", "rollback", "secrets", "smoke")),
    *(f"stamp_infra.operations.{name}" for name in ("deploy", "preflight", "smoke", "drift", "rollback")),
    *(f"stamp_infra.{name}" for name in ("render.render", "synth.synthesize", "workspace.files", "rendered.expand")),
    *(f"stamp_infra.check.{name}" for name in ("cache", "inputs", "remembered")),
    *(f"samcli.commands.{name}" for name in ("build.command", "package.command", "deploy.command")),
    *(f"samcli.commands.{name}" for name in ("build.build_context", "package.package_context")),
    "samcli.commands.deploy.deploy_context",
    "samtranslator.translator.translator",
    *(f"stamp_infra.blocks.{name}" for name in ("serverless", "apigateway", "dynamodb", "kms", "s3", "sns", "sqs")),
)
SERVICES: Final = ("cloudformation", "s3", "ssm", "sts", "kms", "iam", "apigateway", "ce")


def serve(path: str) -> None:
    """Run commands that `client.py` asks for by the socket, until standard input ends."""
    load()
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(path)
        listener.listen(64)
        os.write(1, b"ready\n")
        threading.Thread(target=end_with_standard_input, daemon=True).start()
        while True:
            connection, _ = listener.accept()
            told, streams, _, _ = socket.recv_fds(connection, 1 << 20, 3)
            process = os.fork()
            if process == 0:
                listener.close()
                run(json.loads(told), streams)
            for stream in streams:
                os.close(stream)
            threading.Thread(target=tell, args=(connection, process), daemon=True).start()


def load() -> None:
    """Import what the commands import, and read the models of the services that they call."""
    import botocore.loaders
    import botocore.session
    import yaml

    yaml.SafeLoader = yaml.CSafeLoader  # type: ignore[misc, assignment] # before the SAM CLI adds its tags to it
    for name in LOADED:
        importlib.import_module(name)
    processor: Any = importlib.import_module("samtranslator.policy_template_processor.processor")
    processor.PolicyTemplatesProcessor._is_valid_templates_dict = lambda *_arguments: True  # noqa: SLF001
    loader = botocore.loaders.create_loader()
    botocore.loaders.create_loader = lambda *_arguments, **_named: loader
    session: Any = botocore.session.Session()
    for service in SERVICES:
        session.create_client(
            service,
            region_name="eu-central-1",
            aws_access_key_id="none",
            aws_secret_access_key="none",  # noqa: S106 - nobody's
        )
    gc.collect()
    gc.freeze()


def run(told: dict[str, Any], streams: list[int]) -> None:
    """Become the command, and end with its status."""
    status = 1
    try:
        for number, stream in enumerate(streams):
            os.dup2(stream, number)
            os.close(stream)
        # As console scripts of that environment find themselves and what they import.
        os.environ.clear()
        os.environ.update(told["environment"])
        os.chdir(told["folder"])
        sys.argv = told["arguments"]
        sys.prefix = str(Path(sys.argv[0]).parents[1])
        sys.executable = str(Path(sys.argv[0]).with_name("python"))
        sys.path[:0] = filter(None, told["environment"].get("PYTHONPATH", "").split(os.pathsep))
        wait = time.sleep
        time.sleep = lambda seconds: wait(min(float(seconds), LONGEST_WAIT))
        program = Path(sys.argv[0]).name
        if program != "sam":
            logging.getLogger().handlers.clear()  # the SAM CLI's own, made when it was imported
        module, function = PROGRAMS[program]
        getattr(importlib.import_module(module), function)()
        status = 0
    except SystemExit as ended:
        status = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    except BaseException:  # noqa: BLE001 - it is told as Python does, with a traceback
        traceback.print_exc()
    finally:
        for written in (sys.stdout, sys.stderr):
            written.flush()
        os._exit(status)


def tell(connection: socket.socket, process: int) -> None:
    """Tell the client how its command ended."""
    _, status = os.waitpid(process, 0)
    with connection:
        connection.sendall(array.array("i", [os.waitstatus_to_exitcode(status)]).tobytes())


def end_with_standard_input() -> None:
    """End when the process that started this one does."""
    while os.read(0, 1024):  # not sys.stdin, whose lock every copy of this process would find taken
        pass
    os._exit(0)


if __name__ == "__main__":
    del sys.path[0]  # what stands beside this file is nothing that a command may import
    serve(sys.argv[1])

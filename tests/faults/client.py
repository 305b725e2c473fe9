"""`stamp-infra` and `sam` of a project under test: asks the zygote beside it to be the command, and ends as it does."""

import array
import json
import os
import socket
import sys


def main() -> None:
    """Hand arguments, folder, environment and streams over, and wait."""
    # By the oldest means there are, as importing pathlib takes longer than the rest.
    program, folder = os.path.abspath(sys.argv[0]), os.getcwd()  # noqa: PTH100, PTH109
    told = {"arguments": [program, *sys.argv[1:]], "folder": folder, "environment": dict(os.environ)}
    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect(os.environ["FAULTS_ZYGOTE"])
        socket.send_fds(connection, [json.dumps(told).encode()], [0, 1, 2])
        status = array.array("i", connection.recv(4) or b"\1\0\0\0")[0]
    sys.exit(status if status >= 0 else 128 - status)


main()

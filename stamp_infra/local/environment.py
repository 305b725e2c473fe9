"""What the embedded AWS and its clients are told: loopback only, IAM enforced, and never a real account."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

ACCOUNT: Final = "123456789012"  # the account of AWS's own examples
REGION: Final = "ap-northeast-1"
HOST: Final = "127.0.0.1"
TEMPORARY: Final = "stamp-infra-local-"  # how the name of a folder begins that goes with its server

# What a shell may hold that would lead a client past the embedded AWS, or make it sign as somebody else.
ELSEWHERE: Final = ("AWS_PROFILE", "AWS_DEFAULT_PROFILE", "AWS_SESSION_TOKEN", "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS")


def of_client(port: int) -> dict[str, str]:
    """Return the variables by which `aws`, `sam` and boto3 talk to the embedded AWS on `port`, as its account's root.

    The endpoint is the word localhost: SAM CLI builds host names from it, which an address would not allow.
    """
    return {
        "AWS_ENDPOINT_URL": f"http://localhost:{port}",
        "AWS_ACCESS_KEY_ID": ACCOUNT,
        "AWS_SECRET_ACCESS_KEY": "embedded",
        "AWS_REGION": REGION,
        "AWS_DEFAULT_REGION": REGION,
        "AWS_EC2_METADATA_DISABLED": "true",
        "SAM_CLI_POLL_DELAY": "1",  # seconds; it looks every five how a deployment goes on that takes one here
        "SAM_CLI_TELEMETRY": "0",
    }


def of_server(port: int, state: Path) -> dict[str, str]:
    """Return the variables that make ministack listen on loopback alone and keep all it writes under `state`."""
    return {
        "BIND_HOST": HOST,
        "GATEWAY_PORT": str(port),
        "IOT_MTLS_ENABLED": "0",  # its listener would be open to the whole network
        "SFTP_ENABLED": "0",
        "AUTH": "true",
        "AWS_ENDPOINT_URL_REKOGNITION": f"http://{HOST}:{port}",  # for the functions, which inherit it
        "MINISTACK_ACCOUNT_ID": ACCOUNT,
        "MINISTACK_REGION": REGION,
        "LOG_LEVEL": "WARNING",
        "PERSIST_STATE": "1",
        "STATE_DIR": str(state / "state"),
        "S3_PERSIST": "1",
        "S3_DATA_DIR": str(state / "s3"),
        "TMPDIR": str(state / "tmp"),
        "PYTHONWARNINGS": "ignore",
    }

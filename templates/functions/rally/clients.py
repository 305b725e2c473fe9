"""Clients of AWS, each made when first used and kept; each call gives up before the function's own time is over."""

from __future__ import annotations

import os
from functools import cache
from typing import Any, Final

import boto3
from botocore.config import Config

# Three tries within 8 s, as most functions have 10; Cognito waits for up to two triggers of 5 s in one call.
# The ranking asks all shards at once, each over a connection that is kept.
_QUICK: Final = Config(
    connect_timeout=1,
    read_timeout=1.5,
    retries={"mode": "standard", "total_max_attempts": 3},
    max_pool_connections=32,
)
_PATIENT: Final = Config(connect_timeout=1, read_timeout=10, retries={"mode": "standard", "total_max_attempts": 2})
# The regional host: the global one redirects at a new bucket, and a redirect breaks a browser's preflight.
_REGIONAL: Final = Config(
    signature_version="s3v4",
    s3={"us_east_1_regional_endpoint": "regional", "addressing_style": "virtual"},
)


@cache
def dynamodb() -> Any:
    """Return DynamoDB's client, which takes and gives Python's own values."""
    return _resource().meta.client


@cache
def table(variable: str) -> Any:
    """Return the table whose name an environment variable holds, such as `table("TABLE_USERS")`."""
    return _resource().Table(os.environ[variable])


@cache
def cognito() -> Any:
    """Return the client of Cognito's user pools."""
    return boto3.client("cognito-idp", config=_PATIENT)


@cache
def ssm() -> Any:
    """Return Parameter Store's client."""
    return boto3.client("ssm", config=_QUICK)


@cache
def s3() -> Any:
    """Return S3's client, which signs for the regional host with the bucket in its name."""
    return boto3.client("s3", config=_PATIENT.merge(_REGIONAL))


@cache
def rekognition() -> Any:
    """Return Rekognition's client."""
    return boto3.client("rekognition", config=_PATIENT)


@cache
def _resource() -> Any:
    return boto3.resource("dynamodb", config=_QUICK)

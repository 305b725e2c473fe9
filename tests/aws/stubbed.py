"""A connection whose answers a test has written: AWS's API description judges both sides of each call."""

from __future__ import annotations

from typing import Any

import boto3
from botocore.stub import Stubber

from stamp_infra.aws.connection import Connection


def stubbed(service: str, answers: list[tuple[str, dict[str, Any], dict[str, Any]]]) -> tuple[Connection, Stubber]:
    """Return a connection and what answers its calls; each answer is operation, response and expected parameters."""
    connection = Connection("ap-northeast-1")
    make: Any = boto3.client
    client = make(service, region_name="ap-northeast-1", aws_access_key_id="1", aws_secret_access_key="2")  # noqa: S106
    stub = Stubber(client)
    for operation, response, expected in answers:
        stub.add_response(operation, response, expected)
    connection._clients[service] = client  # noqa: SLF001 - the test's own client in its place
    stub.activate()
    return connection, stub

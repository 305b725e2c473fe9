"""Clients of whichever account the test acts in."""

from __future__ import annotations

from typing import Any

import boto3
from botocore.config import Config


def client(service: str, region: str = "ap-northeast-1") -> Any:
    """Return a client with the credentials that the environment has now, not those that it had before."""
    make: Any = boto3.session.Session(region_name=region).client
    return make(service, config=Config(s3={"addressing_style": "path"}))

"""A trace names no visitor, whose id stands in the key of each of their photographs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Final

FUNCTIONS: Final = Path(__file__).parents[2] / "templates/functions"
# What the X-Ray SDK takes into a trace of a call to S3, of which clients are patched to tell it.
PROGRAM: Final = """
import {first}
from aws_xray_sdk.ext.boto_utils import _extract_whitelisted_params
told = {{}}
asked = {{"Bucket": "uploads", "Key": "users/U1/images/a.jpg"}}
_extract_whitelisted_params("s3", "GetObject", told, [None, asked], {{}}, None)
print(told.get("key"))
"""


def traced(first: str) -> str:
    """Return the key in the trace of an object that is read, after a module was imported."""
    command = [sys.executable, "-c", PROGRAM.format(first=first)]
    return subprocess.run(command, cwd=FUNCTIONS, capture_output=True, text=True, check=True).stdout.strip()


def test_a_trace_holds_no_object_s_key_though_the_sdk_would_write_it() -> None:
    assert traced("aws_xray_sdk") == "users/U1/images/a.jpg"
    assert traced("rally.observe") == "None"

"""What the tests of `check` are made of: files in a folder, findings, and a SAM CLI that says what it is told to."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from stamp_infra.check.finding import Finding

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

TOPIC = "Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n    Properties: {DisplayName: orders}\n"
SAM = """\
Transform: AWS::Serverless-2016-10-31
Parameters: {Environment: {Type: String, Default: dev}}
Resources:
  Award:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: ./src
      Handler: a.b
      Runtime: python3.13
      Role: !Sub arn:${AWS::Partition}:iam::${AWS::AccountId}:role/award
      Environment: {Variables: {STAGE: !Ref Environment}}
"""
SAMCONFIG = "".join(
    f'[{name}.deploy.parameters]\nregion = "ap-northeast-1"\nparameter_overrides = ["Environment={name}"]\n'
    for name in ("dev", "prod")
)


def write(folder: Path, files: dict[str, str]) -> dict[Path, bytes]:
    """Write files below a folder; return the templates among them as `inputs.read` does."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return {(folder / name).resolve(): text.encode() for name, text in files.items() if name.endswith(".yaml")}


def finding(**values: Any) -> Finding:
    """Return a finding with these values, and some for the rest."""
    some = {
        "template": "a.yaml",
        "logical_id": "Topic",
        "path": "Properties.Name",
        "source": None,
        "rule": "TopicsAreNamed",
        "severity": "error",
        "what": "has no name",
        "why": "nobody finds it",
        "remedy": "name it",
    }
    return Finding(**{**some, **values})


def fake_sam(folder: Path, monkeypatch: pytest.MonkeyPatch, *, says: str = "", status: int = 0) -> Path:
    """Put a SAM CLI beside the interpreter that says this; return the file in which it counts its calls."""
    beside = folder / "bin"
    beside.mkdir(exist_ok=True)
    calls = folder / "calls"
    sam = beside / "sam"
    sam.write_text(f"#!/bin/sh\necho \"$@\" >> '{calls}'\ncat <<'END'\n{says}\nEND\nexit {status}\n")
    sam.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(beside / "python"))
    return calls

"""A log group is one resource type, named once."""

from __future__ import annotations

from typing import Final

LOG_GROUP: Final = "AWS::Logs::LogGroup"

"""The two types of alarm."""

from __future__ import annotations

from typing import Final

ALARM: Final = "AWS::CloudWatch::Alarm"
COMPOSITE: Final = "AWS::CloudWatch::CompositeAlarm"

"""Alarms that arrive, and a dashboard of what they watch."""

from stamp_infra.blocks.cloudwatch.alarm import alarm as alarm
from stamp_infra.blocks.cloudwatch.alarm import math_alarm as math_alarm
from stamp_infra.blocks.cloudwatch.alarm import metric_alarm as metric_alarm
from stamp_infra.blocks.cloudwatch.dashboard import Graph as Graph
from stamp_infra.blocks.cloudwatch.dashboard import dashboard as dashboard
from stamp_infra.blocks.cloudwatch.metric import Metric as Metric

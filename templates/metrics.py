"""The metrics that alarms judge and the dashboard draws."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stamp_infra import att, ref
from stamp_infra.blocks.cloudwatch import Metric
from templates.api_gateway import api
from templates.cognito import visitors

if TYPE_CHECKING:
    from stamp_infra import Block

# Metrics that have no value in a minute in which nothing happened, each counted from zero, all together.
TOTAL = "SUM(FILL(METRICS(), 0))"


def function_metric(of: Block, metric_name: str, statistic: str) -> Metric:
    """Return a metric of a function."""
    dimensions = {"FunctionName": ref(of)}
    return Metric(namespace="AWS/Lambda", metric_name=metric_name, statistic=statistic, dimensions=dimensions)


def account_metric(metric_name: str) -> Metric:
    """Return a metric of all functions of the account and region."""
    return Metric(namespace="AWS/Lambda", metric_name=metric_name, statistic="Maximum")


def api_metric(metric_name: str, statistic: str) -> Metric:
    """Return a metric of the API's stage."""
    dimensions = {"ApiName": api.main.Name, "Stage": ref(api.stage)}
    return Metric(namespace="AWS/ApiGateway", metric_name=metric_name, statistic=statistic, dimensions=dimensions)


def table_metric(of: Block, metric_name: str, **more: str) -> Metric:
    """Return a metric of a table, of one of its indexes or of one operation on it."""
    dimensions = {"TableName": ref(of), **more}
    return Metric(namespace="AWS/DynamoDB", metric_name=metric_name, statistic="Sum", dimensions=dimensions)


def queue_metric(of: Block, metric_name: str) -> Metric:
    """Return a metric of a queue."""
    dimensions = {"QueueName": att(of, "QueueName")}
    return Metric(namespace="AWS/SQS", metric_name=metric_name, statistic="Maximum", dimensions=dimensions)


def pool_metric(metric_name: str, client: object) -> Metric:
    """Return a metric of the user pool; a client is its id, and Admin where an administrator's call names none."""
    dimensions = {"UserPool": ref(visitors), "UserPoolClient": client}
    return Metric(namespace="AWS/Cognito", metric_name=metric_name, statistic="Sum", dimensions=dimensions)


def backup_metric(metric_name: str, vault_name: object) -> Metric:
    """Return a metric of a backup vault; a copy counts in the vault that it goes to."""
    dimensions = {"BackupVaultName": vault_name}
    return Metric(namespace="AWS/Backup", metric_name=metric_name, statistic="Sum", dimensions=dimensions)

"""Every declared log group is there and forgets after the declared days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stamp_infra.aws.errors import told
from stamp_infra.check.rules.values import number
from stamp_infra.operations.probes.result import Result

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.operations.deployed import Deployed


def retention(deployed: Deployed) -> Iterator[Result]:
    """Each log group keeps its events for as many days as declared."""
    pages = deployed.connection.client("logs").get_paginator("describe_log_groups")
    for resource, _ in deployed.of_type("AWS::Logs::LogGroup"):
        name = deployed.id_of(resource)
        with told(f"looking up the log group {name}"):
            answers = [each for page in pages.paginate(logGroupNamePrefix=name) for each in page["logGroups"]]
        days = {each["logGroupName"]: each.get("retentionInDays") for each in answers}
        expected = number(resource.properties.get("RetentionInDays"))
        yield Result(
            probe="log retention",
            subject=name,
            ok=name in days and number(days[name]) == expected,
            expected=_days(expected),
            found=_days(number(days[name])) if name in days else "no such log group",
        )


def _days(value: float | None) -> str:
    return "for ever" if value is None else f"{value:.0f} days"

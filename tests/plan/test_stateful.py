"""What a deployment must not replace is what the check wants retained, and more."""

from __future__ import annotations

from stamp_infra.check.rules.data import stateful_resources_are_retained
from stamp_infra.plan.stateful import HOLDS


def test_whatever_has_to_be_retained_stops_a_deployment_that_replaces_it() -> None:
    assert stateful_resources_are_retained._HOLDS.keys() <= HOLDS.keys()  # noqa: SLF001 - that table is the rule's own

"""The smoke test: every promise that can be seen from outside is looked at, and none that fails hides the others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stamp_infra.core.errors import UserError
from stamp_infra.operations.connect import connect
from stamp_infra.operations.deployed import deployed
from stamp_infra.operations.probes import alarms, browser, data, logs, stacks, throttling
from stamp_infra.operations.probes.result import Result

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from stamp_infra.operations.deployed import Deployed
    from stamp_infra.operations.target import Target

PROBES: Final[tuple[Callable[[Deployed], Iterator[Result]], ...]] = (
    stacks.statuses,
    stacks.outputs,
    stacks.resources,
    stacks.termination,
    browser.preflights,
    browser.refusals,
    browser.validations,
    throttling.throttling,
    alarms.alarms,
    data.tables,
    data.pools,
    data.buckets,
    logs.retention,
)


def smoke(to: Target) -> Iterator[Result]:
    """Yield what each probe finds; raise `UserError` when there is no such stack at all."""
    subject = deployed(to, connect(to))
    for probe in PROBES:
        yield from _told(probe, subject)


def _told(probe: Callable[[Deployed], Iterator[Result]], subject: Deployed) -> Iterator[Result]:
    try:
        yield from probe(subject)
    except UserError as error:
        expected = (probe.__doc__ or "").partition("\n")[0]
        for mistake in error.mistakes:
            yield Result(probe=probe.__name__, subject=mistake.where, ok=False, expected=expected, found=mistake.what)

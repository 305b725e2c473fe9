"""Each function may do what it does and nothing else: its calls cover its role, and without any grant it fails."""

from __future__ import annotations

from contextlib import contextmanager, nullcontext
from functools import partial
from operator import eq
from typing import TYPE_CHECKING, Any, Final

import pytest

from stamp_infra.local.calls import recorded
from tests.functions.grants import granted, role_of, taken_away, ungranted
from tests.functions.photographs import until
from tests.functions.uses import USES, World

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.local.calls import Call
    from tests.functions.grants import Grant
    from tests.functions.rally import Rally
    from tests.functions.uses import Use

# What the embedded AWS cannot see; that the templates grant it, and nothing else, tests/rally/contract asserts.
_BY_LAMBDA: Final = "Lambda does it for the function with its role; the embedded AWS writes logs with none"
_NO_XRAY: Final = "the embedded AWS has no X-Ray"
UNSEEN: Final = {
    "logs:CreateLogStream": _BY_LAMBDA,
    "logs:PutLogEvents": _BY_LAMBDA,
    "xray:PutTraceSegments": _NO_XRAY,
    "xray:PutTelemetryRecords": _NO_XRAY,
}


def calls(rally: Rally, since: int = 0) -> list[Call]:
    return recorded(rally.emulator.folder, since)[0]


def now(rally: Rally) -> int:
    return recorded(rally.emulator.folder)[1]


def grant_of(use: Use, grants: list[Grant]) -> Grant:
    """Return the one grant that a use is of."""
    (found,) = [each for each in grants if each.action == use.action and each.resource.endswith(use.on)]
    return found


@pytest.mark.parametrize("function", USES)
def test_a_role_allows_the_calls_that_its_function_makes_and_no_others(rally: Rally, function: str) -> None:
    grants, world, begun = granted(rally, function), World(rally), now(rally)
    seen = [each for each in grants if each.action not in UNSEEN]
    assert {each.action for each in grants} >= set(UNSEEN)
    for does, done in {use.does: use.done for use in USES[function]}.items():
        until(does(world), partial(eq, done))
    refused = [each for each in calls(rally, begun) if each.role == role_of(function) and not each.allowed]
    assert refused == []
    # Of all tests so far, as a function keeps what it has looked up.
    made = [each for each in calls(rally) if each.role == role_of(function) and each.allowed]
    assert [each for each in seen if not any(each.covers(call) for call in made)] == []
    assert ungranted(rally, function) == set()


@pytest.mark.usefixtures("alone")
@pytest.mark.parametrize("function", [each for each in USES if USES[each]])
def test_without_any_one_of_its_permissions_a_function_fails_as_it_should(rally: Rally, function: str) -> None:
    grants, world = granted(rally, function), World(rally)
    of = {use: grant_of(use, grants) for use in USES[function]}
    assert {each for each in grants if each.action not in UNSEEN} == set(of.values())
    _ = world.visitor
    with renewed(rally, function) if function == "auth" else nullcontext():
        for use, grant in of.items():
            assert outcome_without(grant, use, world) == use.without, grant
    assert granted(rally, function) == grants


def outcome_without(grant: Grant, use: Use, world: World) -> object:
    """Return what comes of a request without a grant, as soon as the call that needs it has been refused."""
    rally = world.rally
    with taken_away(rally, grant):
        begun = now(rally)
        look = use.does(world)
        until(lambda: [each for each in calls(rally, begun) if grant.covers(each) and not each.allowed], bool)
        return look()


@contextmanager
def renewed(rally: Rally, function: str) -> Iterator[None]:
    """Let a function begin anew, with nothing that it has looked up before, while the block runs."""
    functions, name = rally.client("lambda"), role_of(function)
    before: dict[str, Any] = functions.get_alias(FunctionName=name, Name="live")
    kept = functions.get_function_configuration(FunctionName=name)["Description"]
    functions.update_function_configuration(FunctionName=name, Description="anew")
    version = functions.publish_version(FunctionName=name)["Version"]
    functions.update_function_configuration(FunctionName=name, Description=kept)
    try:
        functions.update_alias(FunctionName=name, Name="live", FunctionVersion=version)
        yield
    finally:
        functions.update_alias(FunctionName=name, Name="live", FunctionVersion=before["FunctionVersion"])
        functions.delete_function(FunctionName=name, Qualifier=version)

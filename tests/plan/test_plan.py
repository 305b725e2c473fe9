"""What endangers data comes first, and stops what nobody has allowed."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from stamp_infra.plan.change import Action, Change
from stamp_infra.plan.plan import plan
from stamp_infra.plan.table import rows, summary

TABLE = "AWS::DynamoDB::Table"
TOPIC = "AWS::SNS::Topic"


def change(action: Action, kind: str = TABLE, **more: Any) -> Change:
    return Change(**{"place": "", "logical_id": "It", "type": kind, "action": action, **more})


def test_of_two_answers_the_worse_one_counts() -> None:
    both = plan([change(Action.UPDATE, properties=("A",))], [change(Action.MAY_REPLACE)])
    assert both.changes == (change(Action.MAY_REPLACE, properties=("A",)),)
    assert plan([change(Action.REPLACE)], [change(Action.UPDATE)]).changes == (change(Action.REPLACE),)


def test_conditional_counts_as_replacement_where_there_is_data() -> None:
    found = plan([change(Action.MAY_REPLACE), change(Action.MAY_REPLACE, TOPIC, logical_id="Topic")], [])
    assert [each.logical_id for each in found.stops(())] == ["It"]


def test_each_one_has_to_be_named() -> None:
    found = plan([change(Action.DELETE), change(Action.REPLACE, place="Data", logical_id="Users")], [])
    assert [each.name for each in found.stops(["It"])] == ["Data/Users"]
    assert found.stops(["It", "Users"]) == found.stops(["It", "Data/Users"]) == ()
    assert [each.name for each in found.stops(["It", "Other/Users"])] == ["Data/Users"]


def test_what_aws_refuses_nobody_can_allow() -> None:
    assert plan([change(Action.REFUSED, why="it is so")], []).stops(["It"])


@given(st.lists(st.tuples(st.sampled_from(Action), st.sampled_from([TABLE, TOPIC]))))
def test_what_is_dangerous_stands_before_all_that_is_not(said: list[tuple[Action, str]]) -> None:
    found = plan([change(action, kind, logical_id=f"R{i}") for i, (action, kind) in enumerate(said)], [])
    flags = [row.dangerous for row in rows(found)]
    assert flags == sorted(flags, reverse=True)
    assert sum(flags) == len(found.dangerous)


def test_many_creations_of_a_stack_are_one_row() -> None:
    made = [change(Action.CREATE, TOPIC, place="Many", logical_id=f"R{i}") for i in range(7)]
    found = plan([*made, change(Action.REPLACE, properties=("A", "B", "C", "D", "E", "F"))], [])
    assert [row.cells for row in rows(found)] == [
        ("REPLACE", "It", TABLE, "A, B, C, D, 2 more; it holds the items"),
        ("create", "Many/*", "7 resources", ""),
    ]
    assert summary(found) == "7 to create, 1 to replace"
    assert summary(plan([], [])) == "nothing changes"

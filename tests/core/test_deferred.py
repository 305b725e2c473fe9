"""A value that is written down now has no form before its stack is synthesized, and troposphere takes it anywhere."""

from __future__ import annotations

import pytest
from troposphere import Join, sqs

from stamp_infra import ref
from stamp_infra.core.deferred import Deferred
from tests.rendering import env, resources, topic


def test_outside_a_synthesis_it_refuses_to_become_json() -> None:
    with pytest.raises(TypeError, match="EnvironmentValue has no value before its stack is synthesized"):
        env.days.to_dict()


def test_troposphere_takes_it_for_a_number_a_text_and_inside_its_own_functions() -> None:
    main = topic("Main")
    waiting = sqs.Queue("Queue", VisibilityTimeout=env.days, QueueName=Join("-", [env.note, ref(main)]))
    assert resources(main, waiting)["Queue"]["Properties"] == {
        "VisibilityTimeout": {"Fn::FindInMap": ["Environment", {"Ref": "Environment"}, "Days"]},
        "QueueName": {"Fn::Join": ["-", [{"Ref": "Note"}, {"Ref": "Main"}]]},
    }


def test_two_of_them_can_be_compared_although_neither_has_a_form_yet() -> None:
    first, second = env.days, env.days
    assert first != second
    assert len({first, second, first}) == 2


def test_each_kind_says_itself_what_it_becomes() -> None:
    with pytest.raises(NotImplementedError):
        Deferred().resolve(None)  # type: ignore[arg-type]

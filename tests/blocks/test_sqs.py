"""Blocks of queues: nothing gets lost on the way, nor in from anybody else."""

from __future__ import annotations

from typing import Any

import pytest

from stamp_infra.blocks.events import rule_arn
from stamp_infra.blocks.sqs import queue
from tests.blocks.synthesized import granted, mistakes, resources

DAY_S = 24 * 3600
GIVEN: dict[str, Any] = {"visibility_s": 180}


def statements(resource: Any) -> list[Any]:
    found: list[Any] = resource["Properties"]["PolicyDocument"]["Statement"]
    return found


def test_what_cannot_be_handled_becomes_a_dead_letter() -> None:
    found = resources(queue("packing", visibility_s=180, receives=5))
    assert found["Packing"]["Properties"]["RedrivePolicy"] == {
        "deadLetterTargetArn": {"Fn::GetAtt": ["PackingDeadLetters", "Arn"]},
        "maxReceiveCount": 5,
    }


def test_both_queues_are_encrypted_and_named() -> None:
    found = resources(queue("packing", visibility_s=180))
    names = {title: found[title]["Properties"]["QueueName"] for title in ("Packing", "PackingDeadLetters")}
    assert names == {
        "Packing": {"Fn::Sub": "shop-${Environment}-packing"},
        "PackingDeadLetters": {"Fn::Sub": "shop-${Environment}-packing-dead-letters"},
    }
    assert all(found[title]["Properties"]["SqsManagedSseEnabled"] is True for title in names)


def test_a_dead_letter_has_time_left_when_it_arrives() -> None:
    found = resources(queue("packing", visibility_s=180))
    kept = [found[title]["Properties"]["MessageRetentionPeriod"] for title in ("Packing", "PackingDeadLetters")]
    assert kept == [4 * DAY_S, 14 * DAY_S]


def test_a_message_in_work_stays_hidden_as_long_as_is_said() -> None:
    assert resources(queue("packing", visibility_s=180))["Packing"]["Properties"]["VisibilityTimeout"] == 180


@pytest.mark.parametrize("title", ["PackingPolicy", "PackingDeadLettersPolicy"])
def test_whoever_does_not_use_tls_is_refused(title: str) -> None:
    found = statements(resources(queue("packing", visibility_s=180))[title])
    assert found[-1]["Effect"] == "Deny"
    assert found[-1]["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}


def test_nobody_is_let_in_who_is_not_named() -> None:
    assert granted(statements(resources(queue("packing", visibility_s=180))["PackingPolicy"]), "sqs:SendMessage") == []


def test_a_service_may_send_for_its_source_alone() -> None:
    senders = {"events.amazonaws.com": rule_arn("order-placed")}
    found = resources(queue("packing", visibility_s=180, senders=senders))
    for title in ("Packing", "PackingDeadLetters"):
        (allowed,) = granted(statements(found[f"{title}Policy"]), "sqs:SendMessage")
        assert allowed["Principal"] == {"Service": "events.amazonaws.com"}
        assert allowed["Resource"] == {"Fn::GetAtt": [title, "Arn"]}
        source = "arn:${AWS::Partition}:events:${AWS::Region}:${AWS::AccountId}:rule/shop-${Environment}-order-placed"
        assert allowed["Condition"] == {"ArnEquals": {"aws:SourceArn": {"Fn::Sub": source}}}


def test_a_queue_goes_with_its_stack_because_it_holds_no_records() -> None:
    found = resources(queue("packing", visibility_s=180))
    assert {found[title]["DeletionPolicy"] for title in ("Packing", "PackingDeadLetters")} == {"Delete"}


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"visibility_s": None}, ".visibility_s: must be a whole number from 0 to 43200"),
        ({"receives": 0}, ".receives: must be a whole number from 1 to 1000"),
        ({"senders": ["events.amazonaws.com"]}, ".senders: is of type list"),
        ({"senders": {"events.amazonaws.com": ""}}, ".senders[events.amazonaws.com]: must be a text that is not empty"),
        ({"senders": {"": "arn:aws:events:::rule/a"}}, ".senders: must be a text that is not empty"),
    ],
)
def test_what_sqs_would_refuse_is_told(more: Any, told: str) -> None:
    (found,) = mistakes(queue("packing", **{**GIVEN, **more}))
    assert found.startswith(f'templates/sam.py: queue "packing"{told}')


def test_the_dead_letters_of_a_broken_queue_may_be_referred_to() -> None:
    assert queue("Packing", visibility_s=180).dead_letters.main.title

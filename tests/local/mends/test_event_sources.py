"""A function gets the messages of a queue that its role may read, and of no other."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from tests.local import aws

if TYPE_CHECKING:
    from stamp_infra.local.emulator import Emulator

NEEDED = ("ReceiveMessage", "DeleteMessage", "GetQueueAttributes")


def consumer(name: str, actions: list[str]) -> dict[str, dict[str, Any]]:
    """Return a queue and a function that takes its messages, whose role may do these actions on it."""
    queue = {"Fn::GetAtt": [f"{name}Queue", "Arn"]}
    statement = aws.allow("", queue) | {"Action": [f"sqs:{action}" for action in actions]}
    return {
        f"{name}Queue": {"Type": "AWS::SQS::Queue"},
        f"{name}Role": aws.role(*([statement] if actions else [])),
        f"{name}Function": {
            "Type": "AWS::Lambda::Function",
            "Properties": {
                "Runtime": "python3.13",
                "Handler": "index.handler",
                "Role": {"Fn::GetAtt": [f"{name}Role", "Arn"]},
                "Code": {"ZipFile": "def handler(event, context):\n    pass\n"},
            },
        },
        f"{name}Mapping": {
            "Type": "AWS::Lambda::EventSourceMapping",
            "Properties": {"FunctionName": {"Ref": f"{name}Function"}, "EventSourceArn": queue},
        },
    }


def waiting(emulator: Emulator, url: str) -> int:
    """Return how many messages the queue holds, those that somebody has in work included."""
    found = aws.client(emulator, "sqs").get_queue_attributes(QueueUrl=url, AttributeNames=["All"])["Attributes"]
    return int(found["ApproximateNumberOfMessages"]) + int(found["ApproximateNumberOfMessagesNotVisible"])


def send(emulator: Emulator, url: str) -> None:
    aws.client(emulator, "sqs").send_message(QueueUrl=url, MessageBody="a message")


def is_emptied(emulator: Emulator, url: str) -> bool:
    deadline = time.monotonic() + aws.SECONDS
    while waiting(emulator, url) and time.monotonic() < deadline:
        time.sleep(0.05)
    return not waiting(emulator, url)


def test_ministack_reads_a_queue_for_a_role_that_may_not(plain: Emulator) -> None:
    stack = aws.create(plain, consumer("Any", []))
    send(plain, stack.ids["AnyQueue"])
    assert is_emptied(plain, stack.ids["AnyQueue"])


def test_a_queue_is_read_when_the_functions_role_may_and_not_before(mended: Emulator) -> None:
    resources = consumer("Whole", list(NEEDED))
    for missing in NEEDED:
        resources |= consumer(missing, [action for action in NEEDED if action != missing])
    stack = aws.create(mended, resources)
    refused = [stack.ids[f"{missing}Queue"] for missing in NEEDED]
    for url in refused:
        send(mended, url)
    # Each time that this one is read, the others have had their turn.
    for _ in range(2):
        send(mended, stack.ids["WholeQueue"])
        assert is_emptied(mended, stack.ids["WholeQueue"])
    assert [waiting(mended, url) for url in refused] == [1, 1, 1]
    for missing in NEEDED:
        resources |= consumer(missing, list(NEEDED))
    aws.update(mended, stack, resources)
    assert all(is_emptied(mended, url) for url in refused)

"""Messages that are lost, or come twice."""

from __future__ import annotations

from typing import Final

from tests.rally.mutation import Mutation, drop, put

_MESSAGING: Final = "cfn/messaging.yaml"
_ROOT: Final = "sam/template.yaml"
_SOURCE: Final = "ImageRecognizeFunction/Properties/Events/Queue/Properties"

MESSAGING: Final = (
    Mutation(
        "a failed message fails the batch",
        _ROOT,
        drop("ImageRecognizeFunction/Properties/Events/Queue/Properties/FunctionResponseTypes"),
    ),
    Mutation(
        "recognition is unbounded",
        _ROOT,
        drop("ImageRecognizeFunction/Properties/Events/Queue/Properties/ScalingConfig"),
    ),
    Mutation("messages have nowhere to go", _MESSAGING, drop("ImageQueue/Properties/RedrivePolicy")),
    Mutation("messages come back too soon", _MESSAGING, put("ImageQueue/Properties/VisibilityTimeout", 30)),
    Mutation("queues without encryption", _MESSAGING, put("ImageQueue/Properties/SqsManagedSseEnabled", value=False)),
    Mutation("any rule may send", _MESSAGING, drop("ImageQueuePolicy/Properties/PolicyDocument/Statement/0/Condition")),
    Mutation("the rule may not send", _MESSAGING, drop("ImageQueuePolicy/Properties/PolicyDocument/Statement/0")),
    Mutation("the rule sleeps", _MESSAGING, put("ImageUploadedRule/Properties/State", "DISABLED")),
    Mutation("recognition sleeps", _ROOT, put(f"{_SOURCE}/Enabled", value=False)),
    Mutation("messages are taken one by one", _ROOT, put(f"{_SOURCE}/BatchSize", 1)),
    Mutation(
        "messages are dropped after a minute", _MESSAGING, put("ImageQueue/Properties/MessageRetentionPeriod", 60)
    ),
    Mutation(
        "deletions are recognised",
        _MESSAGING,
        put("ImageUploadedRule/Properties/EventPattern/detail-type", ["Object Deleted"]),
    ),
)

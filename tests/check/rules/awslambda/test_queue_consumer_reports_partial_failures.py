"""Of a batch only what failed comes again."""

from __future__ import annotations

import pytest

from stamp_infra.check.rules.awslambda.queue_consumer_reports_partial_failures import RULE
from tests.check.rules.build import Resources, but, found, one, to

GOOD: Resources = {
    "Images": one("AWS::SQS::Queue", VisibilityTimeout=180),
    "Recognize": one("AWS::Lambda::Function", Timeout=30),
    "Live": one("AWS::Lambda::Alias", FunctionName=to("Recognize"), Name="live"),
    "Consumer": one(
        "AWS::Lambda::EventSourceMapping",
        EventSourceArn=to("Images.Arn"),
        FunctionName=to("Live"),
        FunctionResponseTypes=["ReportBatchItemFailures"],
        ScalingConfig={"MaximumConcurrency": 10},
    ),
}


@pytest.mark.parametrize(
    ("resources", "expected"),
    [
        (GOOD, []),
        (
            but(GOOD, "Consumer Properties FunctionResponseTypes"),
            [("Consumer Properties.FunctionResponseTypes: tries the whole batch again when one message fails")],
        ),
        (
            but(GOOD, "Consumer Properties FunctionResponseTypes", value=[]),
            [("Consumer Properties.FunctionResponseTypes: tries the whole batch again when one message fails")],
        ),
        ({"Stream": one("AWS::Lambda::EventSourceMapping", EventSourceArn=to("Table.StreamArn"))}, []),
        (
            {
                "Far": one(
                    "AWS::Lambda::EventSourceMapping", EventSourceArn="arn:aws:sqs:us-east-1:<AWS::AccountId>:far"
                )
            },
            ["Far Properties.FunctionResponseTypes: tries the whole batch again when one message fails"],
        ),
    ],
)
def test_a_consumer_that_fails_whole_batches_is_found(resources: Resources, expected: list[str]) -> None:
    assert found(RULE, resources) == expected

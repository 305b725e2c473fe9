"""A queue takes no more than its share of concurrency."""

from __future__ import annotations

import pytest

from stamp_infra.check.rules.awslambda.queue_consumer_is_bounded import RULE
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
            but(GOOD, "Consumer Properties ScalingConfig"),
            ["Consumer Properties.ScalingConfig.MaximumConcurrency: has no maximum concurrency"],
        ),
        (
            but(GOOD, "Consumer Properties ScalingConfig", value={}),
            ["Consumer Properties.ScalingConfig.MaximumConcurrency: has no maximum concurrency"],
        ),
    ],
)
def test_a_consumer_without_maximum_concurrency_is_found(resources: Resources, expected: list[str]) -> None:
    assert found(RULE, resources) == expected

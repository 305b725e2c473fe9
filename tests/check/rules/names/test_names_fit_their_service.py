"""A name is one that its service takes."""

from __future__ import annotations

import pytest

from stamp_infra.check.rules.names.names_fit_their_service import RULE
from tests.check.rules.build import Resources, found, one

GOOD: Resources = {
    "Free": one("AWS::Lambda::Function"),
    "Known": one("AWS::SNS::Topic", TopicName="<stack.yaml#TopicName>"),
}


@pytest.mark.parametrize(
    ("resources", "expected"),
    [
        (GOOD, []),
        ({"Named": one("AWS::ApiGateway::Model", Name="NewOrder")}, []),
        (
            {"Named": one("AWS::ApiGateway::Model", Name="new-order")},
            [("Named Properties.Name: is named new-order (9 characters); the service takes letters and digits")],
        ),
        ({"Named": one("AWS::Backup::RestoreTestingPlan", RestoreTestingPlanName="orders_monthly")}, []),
        (
            {"Named": one("AWS::Backup::RestoreTestingPlan", RestoreTestingPlanName="orders-monthly")},
            [
                (
                    "Named Properties.RestoreTestingPlanName: is named orders-monthly (14 characters); the"
                    " service takes 1 to 50 letters, digits and _"
                )
            ],
        ),
        (
            {
                "Named": one(
                    "AWS::Lambda::Function",
                    FunctionName="aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                )
            },
            [],
        ),
        (
            {
                "Named": one(
                    "AWS::Lambda::Function",
                    FunctionName="aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                )
            },
            [
                (
                    "Named Properties.FunctionName: is named"
                    " aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa (65 characters); the"
                    " service takes 1 to 64 letters, digits and _-"
                )
            ],
        ),
        ({"Named": one("AWS::IAM::Role", RoleName="orders-<AWS::Region>")}, []),
        (
            {"Named": one("AWS::IAM::Role", RoleName="orders/reader")},
            [
                (
                    "Named Properties.RoleName: is named orders/reader (13 characters); the service takes 1 to 64"
                    " letters, digits and _+=,.@-"
                )
            ],
        ),
        ({"Named": one("AWS::S3::Bucket", BucketName="uploads-<AWS::AccountId>")}, []),
        (
            {"Named": one("AWS::S3::Bucket", BucketName="Uploads")},
            [
                (
                    "Named Properties.BucketName: is named Uploads (7 characters); the service takes 3 to 63"
                    " small letters, digits and .-"
                )
            ],
        ),
        (
            {
                "Named": one(
                    "AWS::S3::Bucket", BucketName="aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-<AWS::AccountId>"
                )
            },
            [],
        ),
        (
            {
                "Named": one(
                    "AWS::S3::Bucket", BucketName="aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-<AWS::AccountId>"
                )
            },
            [
                (
                    "Named Properties.BucketName: is named"
                    " aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-123456789012 (64 characters); the"
                    " service takes 3 to 63 small letters, digits and .-"
                )
            ],
        ),
        ({"Named": one("AWS::SSM::Parameter", Name="/orders/channel")}, []),
        (
            {"Named": one("AWS::SSM::Parameter", Name="/aws/orders")},
            [
                (
                    "Named Properties.Name: is named /aws/orders (11 characters); the service takes letters,"
                    " digits and _./-, beginning with neither aws nor ssm"
                )
            ],
        ),
        ({"Named": one("AWS::SSM::Parameter", Name="orders")}, []),
        (
            {"Named": one("AWS::SSM::Parameter", Name="SSMorders")},
            [
                (
                    "Named Properties.Name: is named SSMorders (9 characters); the service takes letters, digits"
                    " and _./-, beginning with neither aws nor ssm"
                )
            ],
        ),
        ({"Named": one("AWS::SQS::Queue", QueueName="orders.fifo")}, []),
        (
            {"Named": one("AWS::SQS::Queue", QueueName="orders.images")},
            [
                (
                    "Named Properties.QueueName: is named orders.images (13 characters); the service takes 1 to"
                    " 80 letters, digits and _-"
                )
            ],
        ),
        ({"Named": one("AWS::KMS::Alias", AliasName="alias/orders")}, []),
        (
            {"Named": one("AWS::KMS::Alias", AliasName="alias/aws/orders")},
            [
                (
                    "Named Properties.AliasName: is named alias/aws/orders (16 characters); the service takes"
                    " alias/ and letters, digits and _/-, but not aws/"
                )
            ],
        ),
        ({"Named": one("AWS::DynamoDB::Table", TableName="orders.v2")}, []),
        (
            {"Named": one("AWS::DynamoDB::Table", TableName="ab")},
            [
                (
                    "Named Properties.TableName: is named ab (2 characters); the service takes 3 to 255 letters,"
                    " digits and _.-"
                )
            ],
        ),
        ({"Named": one("AWS::Lambda::Alias", Name="live")}, []),
        (
            {"Named": one("AWS::Lambda::Alias", Name="12")},
            [
                (
                    "Named Properties.Name: is named 12 (2 characters); the service takes 1 to 128 letters,"
                    " digits and _-, but no number"
                )
            ],
        ),
        (
            {"Budget": one("AWS::Budgets::Budget", Budget={"BudgetName": "a:b"})},
            [
                (
                    "Budget Properties.Budget.BudgetName: is named a:b (3 characters); the service takes 1 to 100"
                    " characters without : and \\"
                )
            ],
        ),
    ],
)
def test_a_name_that_its_service_refuses_is_found(resources: Resources, expected: list[str]) -> None:
    assert found(RULE, resources) == expected

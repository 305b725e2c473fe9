"""The stamp rally: every stack there is, in the order CloudFormation can create them."""

from stamp_infra import App, ref
from templates import (
    account,
    alerts,
    api_gateway,
    audit,
    backup,
    cognito,
    copies,
    cost,
    dynamodb,
    iam,
    logs,
    messaging,
    monitoring,
    s3,
    sam,
    ssm,
)
from templates.deploy_permissions import boundary_of
from templates.environments import dev, prod, stg

app = App(
    name="stamp-rally",
    environments=(dev, stg, prod),
    root=sam.stack,
    nested=(
        alerts.stack,
        logs.stack,
        dynamodb.stack,
        s3.stack,
        ssm.stack,
        messaging.stack,
        iam.stack,
        cognito.stack,
        api_gateway.stack,
        monitoring.stack,
        audit.stack,
        backup.stack,
        cost.stack,
    ),
    standalone=(account.stack, copies.stack),
    outputs={
        "ApiUrl": api_gateway.api.url,
        "UserPoolId": ref(cognito.visitors),
        "UserPoolClientId": ref(cognito.liff_client),
        "IdentityPoolId": ref(cognito.identities),
        "UploadBucket": ref(s3.uploads),
    },
    permissions_boundary=boundary_of("{env}"),
    tags={"Application": "stamp-rally", "ManagedBy": "stamp-infra"},
)

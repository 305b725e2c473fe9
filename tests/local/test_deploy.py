"""The rally's dev environment is deployed by the real SAM CLI and answers over HTTP as a browser needs it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from stamp_infra.local.emulator import running
from tests.local import aws

if TYPE_CHECKING:
    from stamp_infra.local.emulator import Emulator

ROOT: Final = Path(__file__).parents[2]
SAM: Final = Path(sys.executable).with_name("sam")
STACK: Final = "stamp-rally-dev"
ORIGIN: Final = "https://dev.stamp-rally.example.com"
PASSWORD: Final = "Aa1!" * 8


def sam(emulator: Emulator, *arguments: str | Path) -> str:
    done = subprocess.run(
        [SAM, *arguments, "--config-file", ROOT / "infrastructure/sam/samconfig.toml", "--config-env", "dev"],
        cwd=ROOT / "infrastructure/sam",
        env={**os.environ, **emulator.variables},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def stacks(emulator: Emulator) -> list[Any]:
    found = aws.client(emulator, "cloudformation").describe_stacks()["Stacks"]
    return [each for each in found if each["StackName"].startswith(STACK)]


def path(emulator: Emulator, route: str) -> str:
    (root,) = (each for each in stacks(emulator) if each["StackName"] == STACK)
    (url,) = (each["OutputValue"] for each in root["Outputs"] if each["OutputKey"] == "ApiUrl")
    return f"/restapis/{url.removeprefix('https://').split('.')[0]}/v1/_user_request_{route}"


def id_token(emulator: Emulator) -> str:
    """Return the token of a user who signs in by a client of the test's own."""
    idp = aws.client(emulator, "cognito-idp")
    (pool,) = (each["Id"] for each in idp.list_user_pools(MaxResults=60)["UserPools"])
    flows = ["ALLOW_ADMIN_USER_PASSWORD_AUTH"]
    client = idp.create_user_pool_client(UserPoolId=pool, ClientName="test", ExplicitAuthFlows=flows)
    client_id = client["UserPoolClient"]["ClientId"]
    user = {"UserPoolId": pool, "Username": aws.unique()}
    idp.admin_create_user(**user, MessageAction="SUPPRESS")
    idp.admin_set_user_password(**user, Password=PASSWORD, Permanent=True)
    answer = idp.admin_initiate_auth(
        UserPoolId=pool,
        ClientId=client_id,
        AuthFlow="ADMIN_USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": user["Username"], "PASSWORD": PASSWORD},
    )
    return str(answer["AuthenticationResult"]["IdToken"])


def every_stack_is_complete(deployed: Emulator) -> None:
    assert {each["StackStatus"] for each in stacks(deployed)} == {"CREATE_COMPLETE"}
    root = (ROOT / "infrastructure/sam/template.yaml").read_text(encoding="utf-8")
    assert len(stacks(deployed)) == root.count("Type: AWS::CloudFormation::Stack") + 1


def a_second_deploy_changes_nothing(deployed: Emulator, built: Path) -> None:
    assert "No changes to deploy" in sam(deployed, "deploy", "--template-file", built / "template.yaml")


def a_preflight_is_answered_with_the_headers_of_cors(deployed: Emulator) -> None:
    asked = {"Origin": ORIGIN, "Access-Control-Request-Method": "PUT"}
    status, headers, _ = aws.request(deployed, "OPTIONS", path(deployed, "/users/me"), asked)
    assert status == 204
    assert headers["access-control-allow-origin"] == ORIGIN
    assert "PUT" in headers["access-control-allow-methods"].split(",")
    assert "Authorization" in headers["access-control-allow-headers"].split(",")


def a_call_without_a_token_is_refused_in_words_that_the_browser_may_read(deployed: Emulator) -> None:
    status, headers, body = aws.request(deployed, "GET", path(deployed, "/users/me"), {"Origin": ORIGIN})
    assert (status, json.loads(body)["code"]) == (401, "UNAUTHORIZED")
    assert headers["access-control-allow-origin"] == ORIGIN


def a_call_with_a_token_reaches_the_function(deployed: Emulator) -> None:
    asked = {"Origin": ORIGIN, "Authorization": id_token(deployed)}
    status, headers, body = aws.request(deployed, "GET", path(deployed, "/users/me"), asked)
    assert (status, json.loads(body)["code"]) == (404, "USER_NOT_FOUND")
    assert headers["access-control-allow-origin"] == ORIGIN


def a_body_that_the_model_does_not_allow_does_not_reach_the_function(deployed: Emulator) -> None:
    asked = {"Origin": ORIGIN, "Content-Type": "application/json"}
    status, headers, body = aws.request(deployed, "POST", path(deployed, "/auth/verify"), asked, "{}")
    assert (status, json.loads(body)["code"]) == (400, "VALIDATION_ERROR")
    assert headers["access-control-allow-origin"] == ORIGIN


def every_call_leaves_a_line_in_the_access_log(deployed: Emulator) -> None:
    asked = {"Content-Type": "application/json"}
    aws.request(deployed, "POST", path(deployed, "/auth/refresh"), asked, "{}")
    events = aws.client(deployed, "logs").filter_log_events(logGroupName=f"/aws/apigateway/{STACK}-access")["events"]
    lines = [json.loads(each["message"]) for each in events]
    assert ("POST", "/auth/refresh", "400", "BAD_REQUEST_BODY") in [
        (line["method"], line["path"], line["status"], line["errorType"]) for line in lines
    ]


def deleting_the_stack_keeps_the_tables_the_buckets_and_the_pool(deployed: Emulator) -> None:
    dynamodb, s3 = aws.client(deployed, "dynamodb"), aws.client(deployed, "s3")
    tables = dynamodb.list_tables()["TableNames"]
    (uploads,) = (each["Name"] for each in s3.list_buckets()["Buckets"] if "-uploads-" in each["Name"])
    dynamodb.put_item(TableName=f"{STACK}-users", Item={"UserId": {"S": "kept"}})
    s3.put_object(Bucket=uploads, Key="users/kept/photo.jpg", Body=b"kept")
    deleted = aws.delete(deployed, aws.finished(deployed, STACK))
    assert (deleted.status, deleted.reasons) == ("DELETE_COMPLETE", ())
    assert dynamodb.list_tables()["TableNames"] == tables
    assert len(tables) == 3
    assert dynamodb.get_item(TableName=f"{STACK}-users", Key={"UserId": {"S": "kept"}})["Item"]
    assert s3.get_object(Bucket=uploads, Key="users/kept/photo.jpg")["Body"].read() == b"kept"
    assert len(aws.client(deployed, "cognito-idp").list_user_pools(MaxResults=60)["UserPools"]) == 1


def test_dev_is_deployed_and_answers_a_browser_and_its_data_outlives_it(tmp_path: Path) -> None:
    # One test, as the deployment is the slow part and tests of one module may run in two processes.
    with running() as emulator:
        sam(emulator, "build", "--build-dir", tmp_path / "build", "--cache-dir", tmp_path / "cache")
        sam(emulator, "deploy", "--template-file", tmp_path / "build/template.yaml")
        every_stack_is_complete(emulator)
        a_second_deploy_changes_nothing(emulator, tmp_path / "build")
        a_preflight_is_answered_with_the_headers_of_cors(emulator)
        a_call_without_a_token_is_refused_in_words_that_the_browser_may_read(emulator)
        a_call_with_a_token_reaches_the_function(emulator)
        a_body_that_the_model_does_not_allow_does_not_reach_the_function(emulator)
        every_call_leaves_a_line_in_the_access_log(emulator)
        deleting_the_stack_keeps_the_tables_the_buckets_and_the_pool(emulator)

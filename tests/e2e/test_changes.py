"""What changes arrives, what fails leaves the state before, a rollback brings it back, and what goes leaves data."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from stamp_infra.local.emulator import running
from tests.e2e.project import project as clone
from tests.e2e.project import put_secrets
from tests.local import aws

if TYPE_CHECKING:
    from pathlib import Path

    from stamp_infra.local.emulator import Emulator
    from tests.e2e.project import Project

STACK: Final = "stamp-rally-dev"
ROUTE: Final = 'Route("GET", "/users/me", profile.live),'
INDEX: Final = 'Index("gsi-event", key="EventId", sort="SortOrder:N")'
GRANT: Final = 'Allow(index(stamp_masters, "gsi-event"), dynamodb.Query)'
PARAMETER: Final = 'model_arn = parameter("image/model-arn"'


def status(emulator: Emulator) -> str:
    return str(aws.client(emulator, "cloudformation").describe_stacks(StackName=STACK)["Stacks"][0]["StackStatus"])


def memory(emulator: Emulator) -> int:
    """Return what the version has that callers of the alias get."""
    live = {"FunctionName": f"{STACK}-users", "Qualifier": "live"}
    return int(aws.client(emulator, "lambda").get_function_configuration(**live)["MemorySize"])


def indexes(emulator: Emulator) -> set[str]:
    table = aws.client(emulator, "dynamodb").describe_table(TableName=f"{STACK}-stamp-masters")["Table"]
    return {each["IndexName"] for each in table["GlobalSecondaryIndexes"]}


def call(emulator: Emulator, path: str) -> tuple[int, str]:
    """Return status and code of an answer to a call without a token."""
    (stack,) = aws.client(emulator, "cloudformation").describe_stacks(StackName=STACK)["Stacks"]
    (url,) = (each["OutputValue"] for each in stack["Outputs"] if each["OutputKey"] == "ApiUrl")
    api = url.removeprefix("https://").partition(".")[0]
    answer = aws.request(emulator, "GET", f"/restapis/{api}/v1/_user_request_{path}")
    return answer[0], json.loads(answer[2]).get("code", "")


def history(emulator: Emulator) -> list[Any]:
    told = aws.client(emulator, "ssm").get_parameter(Name="/stamp-rally/dev/deployed")["Parameter"]["Value"]
    return [each["revision"] for each in json.loads(told)["history"]]


def code(emulator: Emulator) -> dict[str, str]:
    """Return the hash of each function's code."""
    pages = aws.client(emulator, "lambda").get_paginator("list_functions").paginate()
    return {each["FunctionName"]: each["CodeSha256"] for page in pages for each in page["Functions"]}


def live(emulator: Emulator) -> dict[str, Any]:
    """Return what runs: templates, parameters, code and the stack's tags."""
    client = aws.client(emulator, "cloudformation")
    tree = [(STACK, "")]
    templates = {}
    for name, place in tree:
        templates[place] = client.get_template(StackName=name, TemplateStage="Original")["TemplateBody"]
        rows = client.describe_stack_resources(StackName=name)["StackResources"]
        nested = [each for each in rows if each["ResourceType"] == "AWS::CloudFormation::Stack"]
        tree += [(each["PhysicalResourceId"], f"{place}/{each['LogicalResourceId']}") for each in nested]
    (stack,) = client.describe_stacks(StackName=STACK)["Stacks"]
    return {
        "templates": templates,
        "parameters": {each["ParameterKey"]: each["ParameterValue"] for each in stack["Parameters"]},
        "tags": {each["Key"]: each["Value"] for each in stack["Tags"]},
        "code": code(emulator),
    }


def every_reason_against_a_deployment_is_told_at_once(project: Project) -> None:
    project.edit("templates/ssm.py", "Where the LIFF pages are served.", "Where the pages are.")
    done = project.deploy("dev", "--yes")
    assert (done.returncode, done.stdout) == (1, "")
    assert [line for line in done.stderr.splitlines() if line.startswith("error: ")] == [
        (
            'error: infrastructure/: is not what templates/ declares (got ["cfn/ssm.yaml"]); '
            "run `make render` and commit the result"
        ),
        (
            "error: stamp-rally-account: there is no such stack in ap-northeast-1; "
            "run `scripts/bootstrap.sh dev` once for this account"
        ),
    ]
    project.ok("git", "checkout", "--quiet", ".")


def the_first_deployment_needs_no_secret_and_the_second_does(project: Project) -> None:
    project.ok("scripts/bootstrap.sh", "dev", "--yes")
    project.ok("scripts/deploy.sh", "dev")
    done = project.deploy("dev")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines()[-1] == (
        "error: /stamp-rally/dev/line/channel-secret: is missing; run `stamp-infra secrets set dev "
        "line/channel-secret` (owner: front end: LINE Developers console, the channel's basic settings)"
    )
    put_secrets(project, "dev")


def sam_by_hand_deploys_the_same_from_a_bucket_of_its_own(project: Project) -> None:
    before = live(project.emulator)
    shown = project.by_hand("deploy", "dev")
    assert f"Successfully created/updated stack - {STACK} in ap-northeast-1" in shown
    after = live(project.emulator)
    for key in ("code", "parameters"):
        assert after[key] == before[key]
    # What it deployed has no revision.
    gone = {"Revision", "Templates"}
    assert after["tags"] == {key: value for key, value in before["tags"].items() if key not in gone}


def an_index_a_memory_size_a_route_and_code_arrive_together(project: Project) -> None:
    emulator = project.emulator
    assert call(emulator, "/users/me/trophies") == (403, "MISSING_AUTHENTICATION_TOKEN")
    first = project.ok("git", "rev-parse", "HEAD").strip()
    project.edit("templates/dynamodb.py", INDEX, f'{INDEX},\n        Index("gsi-area", key="AreaId", include=["Name"])')
    # A check wants somebody to be allowed to query it.
    project.edit("templates/sam.py", GRANT, f"{GRANT}, {GRANT.replace('gsi-event', 'gsi-area')}")
    project.edit("templates/environments.py", "lambda_memory_mb=256", "lambda_memory_mb=320")
    new = f'{ROUTE}\n    Route("GET", "/users/me/trophies", profile.live),'
    project.edit("templates/api_gateway.py", ROUTE, new)
    project.edit("templates/functions/stamps/lambda_function.py", "\nfrom", "\n# Another one.\nfrom")
    project.render()
    second = project.commit("more")
    before = code(emulator)
    done = project.deploy("dev")
    assert done.returncode == 0, done.stdout + done.stderr
    shown = done.stdout.splitlines()
    assert any("update" in line and "Dynamodb/StampMasters" in line for line in shown)
    assert any("update" in line and "UsersFunction" in line and "MemorySize" in line for line in shown)
    assert any("create" in line and "ApiGateway/" in line and "AWS::ApiGateway::Method" in line for line in shown)
    assert not any(line.startswith("!") for line in shown)
    assert "gsi-area" in indexes(emulator)
    assert memory(emulator) == 320
    assert call(emulator, "/users/me/trophies") == (401, "UNAUTHORIZED")
    after = code(emulator)
    assert {name for name in after if after[name] != before[name]} == {f"{STACK}-stamps"}
    assert live(emulator)["tags"]["Revision"] == second
    assert history(emulator) == [second, first]


def a_template_that_breaks_is_rolled_back_and_the_reason_is_told(project: Project) -> None:
    before = history(project.emulator), indexes(project.emulator)
    # Somebody has made this parameter by hand, so that CloudFormation can not.
    aws.client(project.emulator, "ssm").put_parameter(Name="/stamp-rally/dev/extra", Value="there", Type="String")
    added = 'extra = parameter("extra", value="new", description="One that is there already.")\n'
    project.edit("templates/ssm.py", PARAMETER, f"{added}{PARAMETER}")
    project.edit("templates/ssm.py", "model_arn]", "model_arn, extra]")
    project.render()
    done = project.deploy("dev")
    assert done.returncode == 1, done.stdout + done.stderr
    told = done.stderr.splitlines()
    (reason,) = (line for line in told if line.startswith("error: Ssm/ExtraParameter (AWS::SSM::Parameter): "))
    assert "already exists" in reason
    assert told[-1] == (
        f"error: {STACK}: the deployment failed, and CloudFormation left it UPDATE_ROLLBACK_COMPLETE; mend what is "
        "named here, then deploy again; `scripts/rollback.sh dev` is the way back"
    )
    assert status(project.emulator) == "UPDATE_ROLLBACK_COMPLETE"
    assert (history(project.emulator), indexes(project.emulator)) == before
    assert call(project.emulator, "/users/me/trophies") == (401, "UNAUTHORIZED")
    project.ok("git", "checkout", "--quiet", ".")


def a_rollback_brings_back_what_ran_before_and_leaves_data_alone(project: Project, first: dict[str, Any]) -> None:
    emulator = project.emulator
    dynamodb = aws.client(emulator, "dynamodb")
    dynamodb.put_item(TableName=f"{STACK}-users", Item={"UserId": {"S": "kept"}})
    (second, before) = history(emulator)
    shown = project.ok("scripts/rollback.sh", "dev", "--yes")
    assert f"It goes back to revision {before[:10]}.\n" in shown
    assert f"{STACK} is deployed.\n" in shown
    assert shown.endswith(f"{STACK}: done.\n")
    assert live(emulator) == first
    assert first["tags"]["Revision"] == before
    assert history(emulator) == [before, second, before]
    assert "gsi-area" not in indexes(emulator)
    assert call(emulator, "/users/me/trophies") == (403, "MISSING_AUTHENTICATION_TOKEN")
    assert dynamodb.get_item(TableName=f"{STACK}-users", Key={"UserId": {"S": "kept"}})["Item"]
    # What is checked out has not gone back.
    assert project.ok("git", "status", "--porcelain") == ""
    assert project.ok("git", "rev-parse", "HEAD").strip() == second


def deleting_the_stack_keeps_the_tables_the_buckets_and_the_pool(project: Project) -> None:
    emulator = project.emulator
    dynamodb, s3 = aws.client(emulator, "dynamodb"), aws.client(emulator, "s3")
    tables = dynamodb.list_tables()["TableNames"]
    buckets = {each["Name"] for each in s3.list_buckets()["Buckets"]}
    photo = {"Bucket": next(name for name in buckets if "-uploads-" in name), "Key": "users/kept/photo.jpg"}
    s3.put_object(**photo, Body=b"kept")
    deleted = aws.delete(emulator, aws.finished(emulator, STACK))
    assert (deleted.status, deleted.reasons) == ("DELETE_COMPLETE", ())
    assert dynamodb.list_tables()["TableNames"] == tables
    assert len(tables) == 3
    assert dynamodb.get_item(TableName=f"{STACK}-users", Key={"UserId": {"S": "kept"}})["Item"]
    assert {each["Name"] for each in s3.list_buckets()["Buckets"]} == buckets
    assert s3.get_object(**photo)["Body"].read() == b"kept"
    assert len(aws.client(emulator, "cognito-idp").list_user_pools(MaxResults=60)["UserPools"]) == 1


def test_dev_lives_through_changes_good_and_bad(tmp_path: Path) -> None:
    # One test, as each step goes on from the one before.
    with running() as emulator:
        project = clone(tmp_path / "clone", emulator)
        every_reason_against_a_deployment_is_told_at_once(project)
        the_first_deployment_needs_no_secret_and_the_second_does(project)
        first = live(emulator)
        sam_by_hand_deploys_the_same_from_a_bucket_of_its_own(project)
        an_index_a_memory_size_a_route_and_code_arrive_together(project)
        a_template_that_breaks_is_rolled_back_and_the_reason_is_told(project)
        a_rollback_brings_back_what_ran_before_and_leaves_data_alone(project, first)
        deleting_the_stack_keeps_the_tables_the_buckets_and_the_pool(project)

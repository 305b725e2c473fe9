"""What AWS itself says that an account holds, in words that are the same in each account."""

from __future__ import annotations

import json
import re
import time
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ACCOUNT: Final = "ACCOUNT"
NESTED: Final = "AWS::CloudFormation::Stack"
ENDED: Final = {"CREATE_COMPLETE", "UPDATE_COMPLETE"}
_VERSION: Final = re.compile("Version[0-9a-f]{10}$")
_SECONDS: Final = 60.0
_VOLATILE: Final = ("at",)

State = dict[str, Any]


@cache
def client(url: str, account: str, service: str, region: str = "eu-central-1") -> Any:
    """Return a client that does not pass the proxy."""
    make: Any = _session().client
    return make(
        service,
        region_name=region,
        endpoint_url=url,
        aws_access_key_id=account,
        aws_secret_access_key="embedded",  # noqa: S106 - of the embedded AWS, which takes any
        config=Config(s3={"addressing_style": "path"}, retries={"max_attempts": 1}),
    )


def complete(url: str, account: str) -> State:
    """Return all that a command can have an effect on: stacks, what protects them, the record, secrets, code."""
    cloudformation, ssm = client(url, account, "cloudformation"), client(url, account, "ssm")
    stacks = {place: _stack(cloudformation, stack) for place, stack in _stacks(cloudformation)}
    found: State = {"stacks": stacks, "parameters": dict(_parameters(ssm)), "code": _code(url, account)}
    told: State = json.loads(json.dumps(found, sort_keys=True, default=str).replace(account, ACCOUNT))
    return told


def traces(url: str, account: str) -> str:
    """Return what differs after anything at all has happened to stacks or parameters."""
    cloudformation, ssm = client(url, account, "cloudformation"), client(url, account, "ssm")
    stacks = cloudformation.describe_stacks()["Stacks"]
    events = [cloudformation.describe_stack_events(StackName=each["StackId"])["StackEvents"][:1] for each in stacks]
    sets = [cloudformation.list_change_sets(StackName=each["StackId"])["Summaries"] for each in stacks]
    policies = [cloudformation.get_stack_policy(StackName=each["StackId"]).get("StackPolicyBody") for each in stacks]
    versions = [(each["Name"], each["Version"]) for each in ssm.describe_parameters()["Parameters"]]
    return json.dumps([stacks, events, sets, policies, versions], default=str)


def wait(url: str, account: str) -> None:
    """Return when nothing is under way in any stack of the account."""
    cloudformation = client(url, account, "cloudformation")
    deadline = time.monotonic() + _SECONDS
    while any(
        each["StackStatus"].endswith("IN_PROGRESS") and each["StackStatus"] != "REVIEW_IN_PROGRESS"
        for each in cloudformation.describe_stacks()["Stacks"]
    ):
        assert time.monotonic() < deadline, "a stack does not come to rest"
        time.sleep(0.02)


def _stacks(cloudformation: Any) -> Iterator[tuple[str, Mapping[str, Any]]]:
    found = [each for each in cloudformation.describe_stacks()["Stacks"] if each["StackStatus"] != "DELETE_COMPLETE"]
    ids = {each["StackId"]: each for each in found}
    places: dict[str, str] = {}
    for stack in found:
        for row in cloudformation.describe_stack_resources(StackName=stack["StackId"])["StackResources"]:
            if row["ResourceType"] == NESTED and row["ResourceStatus"] != "DELETE_COMPLETE":
                places[row.get("PhysicalResourceId", "")] = row["LogicalResourceId"]
    yield from ((places.get(identity, stack["StackName"]), stack) for identity, stack in ids.items())


def _stack(cloudformation: Any, stack: Mapping[str, Any]) -> State:
    name = stack["StackId"]
    try:
        body = cloudformation.get_template(StackName=name, TemplateStage="Original")["TemplateBody"]
    except ClientError:
        body = None
    rows = cloudformation.describe_stack_resources(StackName=name)["StackResources"]
    return {
        "status": "ended" if stack["StackStatus"] in ENDED else stack["StackStatus"],
        "template": body,
        "parameters": {each["ParameterKey"]: _steady(each) for each in stack.get("Parameters", [])},
        "tags": {each["Key"]: each["Value"] for each in stack.get("Tags", [])},
        "protected": bool(stack.get("EnableTerminationProtection")),
        "policy": cloudformation.get_stack_policy(StackName=name).get("StackPolicyBody"),
        "resources": {
            # Part of a version's name is a hash over the bucket's, in which the account is.
            _VERSION.sub("Version", row["LogicalResourceId"]): row["ResourceStatus"].endswith(
                ("CREATE_COMPLETE", "UPDATE_COMPLETE")
            )
            for row in rows
            if row["ResourceStatus"] not in {"DELETE_COMPLETE", "DELETE_SKIPPED"}
        },
    }


def _steady(parameter: Mapping[str, str]) -> str:
    """Leave out ids that AWS makes up."""
    value = parameter.get("ParameterValue", "")
    return (
        value
        if parameter["ParameterKey"] in {"Environment", "EnvironmentName", "PackingEmail"}
        else bool(value) * "set"
    )


def _parameters(ssm: Any) -> Iterator[tuple[str, Any]]:
    for each in ssm.describe_parameters()["Parameters"]:
        value = ssm.get_parameter(Name=each["Name"], WithDecryption=True)["Parameter"]["Value"]
        if each["Name"].endswith("/deployed"):
            told = json.loads(value)
            latest = {key: value for key, value in told["history"][0].items() if key not in _VOLATILE}
            yield each["Name"], {"latest": latest, "templates": told["templates"]}
        else:
            yield each["Name"], {"value": value, "type": each["Type"], "key": bool(each.get("KeyId"))}


def _code(url: str, account: str) -> dict[str, str]:
    functions = client(url, account, "lambda").list_functions()["Functions"]
    return {each["FunctionName"]: f"{each['CodeSha256']} {each['MemorySize']}" for each in functions}


@cache
def _session() -> boto3.session.Session:
    return boto3.session.Session()

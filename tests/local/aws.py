"""The embedded AWS as its clients see it: boto3, CloudFormation and plain HTTP."""

from __future__ import annotations

import http.client
import json
import re
import time
import uuid
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

from stamp_infra.local import environment

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from stamp_infra.local.emulator import Emulator

SECONDS: Final = 30.0
ROOT: Final = (environment.ACCOUNT, "embedded", "")
SESSION: Final = boto3.Session(region_name=environment.REGION)  # one, as each reads the services' models anew
CONFIG: Final = Config(s3={"addressing_style": "path"}, retries={"max_attempts": 1})
Resources = dict[str, dict[str, Any]]


@dataclass(frozen=True, kw_only=True)
class Stack:
    """A stack after an operation: `ids` are the physical ids of its resources, `reasons` what failed."""

    name: str
    status: str
    ids: Mapping[str, str]
    outputs: Mapping[str, str]
    reasons: tuple[str, ...]


@cache
def client(emulator: Emulator, service: str, credentials: tuple[str, str, str] = ROOT) -> Any:
    """Return a client of the service, as the account's root unless other credentials are given."""
    key, secret, token = credentials
    make: Any = SESSION.client
    return make(
        service,
        endpoint_url=emulator.url,
        config=CONFIG,
        aws_access_key_id=key,
        aws_secret_access_key=secret,
        aws_session_token=token or None,
    )


def unique(prefix: str = "test") -> str:
    return f"{prefix}-{uuid.uuid4().hex[:8]}"


def create(
    emulator: Emulator,
    resources: Resources,
    outputs: Mapping[str, Any] | None = None,
    sections: Mapping[str, Any] | None = None,
) -> Stack:
    """Create a stack of these resources and wait for the end, good or bad."""
    name = unique("stack")
    client(emulator, "cloudformation").create_stack(
        StackName=name, TemplateBody=_body(resources, outputs, sections), Capabilities=["CAPABILITY_NAMED_IAM"]
    )
    return finished(emulator, name)


def unknown_type(emulator: Emulator, resources: Resources) -> str | None:
    """Return the type that CloudFormation does not know among these resources, or None."""
    try:
        create(emulator, resources)
    except ClientError as error:
        found = re.search(r"Unrecognized resource types: \[(.+)\]", str(error))
        return found[1] if found else None
    return None


def update(emulator: Emulator, stack: Stack, resources: Resources, outputs: Mapping[str, Any] | None = None) -> Stack:
    client(emulator, "cloudformation").update_stack(
        StackName=stack.name, TemplateBody=_body(resources, outputs), Capabilities=["CAPABILITY_NAMED_IAM"]
    )
    return finished(emulator, stack.name)


def delete(emulator: Emulator, stack: Stack) -> Stack:
    cloudformation = client(emulator, "cloudformation")
    stack_id = cloudformation.describe_stacks(StackName=stack.name)["Stacks"][0]["StackId"]
    cloudformation.delete_stack(StackName=stack.name)
    return finished(emulator, stack_id)


def nested(
    emulator: Emulator,
    resources: Resources,
    outputs: Mapping[str, Any] | None = None,
    sections: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Return a resource that nests a stack of these resources."""
    bucket = create(emulator, {"Bucket": {"Type": "AWS::S3::Bucket"}}).ids["Bucket"]
    client(emulator, "s3").put_object(
        Bucket=bucket, Key="child.json", Body=_body(resources, outputs, sections).encode()
    )
    url = f"https://s3.{environment.REGION}.amazonaws.com/{bucket}/child.json"
    return {"Type": "AWS::CloudFormation::Stack", "Properties": {"TemplateURL": url}}


def refusal(call: Callable[[], object]) -> str | None:
    """Return the error code that AWS refuses the call with, or None when it does not."""
    try:
        call()
    except ClientError as error:
        return str(error.response["Error"]["Code"])
    return None


def assumed(emulator: Emulator, role_arn: str) -> tuple[str, str, str]:
    """Return the credentials of a session of the role."""
    answer = client(emulator, "sts").assume_role(RoleArn=role_arn, RoleSessionName="test")["Credentials"]
    return answer["AccessKeyId"], answer["SecretAccessKey"], answer["SessionToken"]


def role(*statements: dict[str, Any], **properties: Any) -> dict[str, Any]:
    """Return a role that the account's root may assume and that has these statements."""
    policies = [{"PolicyName": "inline", "PolicyDocument": policy(*statements)}] if statements else []
    trust = {"Effect": "Allow", "Principal": {"AWS": environment.ACCOUNT}, "Action": "sts:AssumeRole"}
    assume = {"AssumeRolePolicyDocument": policy(trust), "Policies": policies}
    return {"Type": "AWS::IAM::Role", "Properties": assume | properties}


def policy(*statements: dict[str, Any]) -> dict[str, Any]:
    return {"Version": "2012-10-17", "Statement": list(statements)}


def allow(action: str, resource: Any) -> dict[str, Any]:
    return {"Effect": "Allow", "Action": action, "Resource": resource}


def request(
    emulator: Emulator, method: str, path: str, headers: Mapping[str, str] | None = None, body: str | None = None
) -> tuple[int, dict[str, str], str]:
    """Return status, headers in lower case, and body of the answer."""
    connection = http.client.HTTPConnection(environment.HOST, emulator.port, timeout=SECONDS)
    try:
        connection.request(method, path, body, dict(headers or {}))
        answer = connection.getresponse()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read().decode()
    finally:
        connection.close()


def _body(resources: Resources, outputs: Mapping[str, Any] | None, sections: Mapping[str, Any] | None = None) -> str:
    values = {name: {"Value": value} for name, value in (outputs or {}).items()}
    return json.dumps({**(sections or {}), "Resources": resources, **({"Outputs": values} if values else {})})


def finished(emulator: Emulator, name: str) -> Stack:
    """Return the stack when its operation has ended."""
    cloudformation = client(emulator, "cloudformation")
    deadline = time.monotonic() + SECONDS
    while (found := cloudformation.describe_stacks(StackName=name)["Stacks"][0])["StackStatus"].endswith("IN_PROGRESS"):
        assert time.monotonic() < deadline, f"{name} is still {found['StackStatus']}"
        time.sleep(0.02)
    resources = cloudformation.describe_stack_resources(StackName=name)["StackResources"]
    events = cloudformation.describe_stack_events(StackName=name)["StackEvents"]
    return Stack(
        name=found["StackName"],
        status=found["StackStatus"],
        ids={each["LogicalResourceId"]: each.get("PhysicalResourceId", "") for each in resources},
        outputs={each["OutputKey"]: each["OutputValue"] for each in found.get("Outputs", [])},
        reasons=tuple(each["ResourceStatusReason"] for each in events if each["ResourceStatus"].endswith("FAILED")),
    )

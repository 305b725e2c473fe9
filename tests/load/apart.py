"""The deployed rally behind one more API, whose functions have settings of their own; nobody else notices."""

from __future__ import annotations

import fcntl
import json
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import yaml

from tests.environments import locked
from tests.functions.rally import STACK
from tests.local import aws

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from tests.functions.rally import Rally

FUNCTIONS: Final = ("auth", "users", "stamps", "gps-verify", "award", "image-upload", "ranking")
_LIMITS: Final = ("ApiRate", "ApiBurst", "SignInRate", "RefreshRate")


@contextmanager
def apart(rally: Rally, functions: Collection[str] = (), **variables: str) -> Iterator[Rally]:
    """Yield the rally behind an API that throttles nobody while the block runs.

    The functions named are versions of their own, which have these variables as well; the others are those deployed.
    """
    client = rally.client("lambda")
    with ExitStack() as undone:
        arns = {}
        for name in functions:
            made = _version(rally, f"{STACK}-{name}", variables)
            undone.callback(client.delete_function, FunctionName=f"{STACK}-{name}", Qualifier=made["Version"])
            arns[f"{_pascal(name)}FunctionAliaslive"] = made["FunctionArn"]
        api = _api(rally, arns)
        undone.callback(aws.delete, rally.emulator, api)
        yield replace(rally, api=api.ids["Api"])


def _api(rally: Rally, arns: dict[str, str]) -> aws.Stack:
    """Return a stack that is the deployed API once more, but for these functions and its limits."""
    client = rally.client("cloudformation")
    resources = client.describe_stack_resources(StackName=STACK)["StackResources"]
    (deployed,) = (each for each in resources if each["LogicalResourceId"] == "ApiGateway")
    where = {"StackName": deployed["PhysicalResourceId"]}
    told = client.describe_stacks(**where)["Stacks"][0]["Parameters"]
    values = {each["ParameterKey"]: each["ParameterValue"] for each in told} | arns
    body = client.get_template(**where)["TemplateBody"]
    name = aws.unique("apart")
    client.create_stack(
        StackName=name,
        TemplateBody=_without_limits(body),
        Parameters=[{"ParameterKey": key, "ParameterValue": value} for key, value in values.items()],
        Capabilities=["CAPABILITY_NAMED_IAM"],
    )
    made = aws.finished(rally.emulator, name)
    assert made.status == "CREATE_COMPLETE", made.reasons
    return made


def _without_limits(text: str) -> str:
    # As JSON, which is short enough to be given directly.
    template = yaml.load(text, yaml.CSafeLoader)
    template["Mappings"]["Environment"]["dev"] |= dict.fromkeys(_LIMITS, 10_000)
    return json.dumps(template, separators=(",", ":"))


def _version(rally: Rally, name: str, variables: Mapping[str, str]) -> Any:
    """Return a new version of a function with more variables, and leave the function as it was."""
    client = rally.client("lambda")
    # Somebody else may make a version at the same time, and each needs the variables that were deployed.
    with locked(rally.emulator.folder / "versions.lock", fcntl.LOCK_EX):
        kept = client.get_function_configuration(FunctionName=name)["Environment"]["Variables"]
        try:
            changed = {"Variables": {**kept, **variables}}
            client.update_function_configuration(FunctionName=name, Environment=changed)
            return client.publish_version(FunctionName=name)
        finally:
            client.update_function_configuration(FunctionName=name, Environment={"Variables": kept})


def _pascal(name: str) -> str:
    return "".join(part.capitalize() for part in name.split("-"))

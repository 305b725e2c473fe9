"""What a function's template says of its concurrency and its variables is what holds when it is called."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.local import aws

if TYPE_CHECKING:
    from stamp_infra.local.emulator import Emulator


def function(**properties: Any) -> dict[str, dict[str, Any]]:
    return {
        "Role": aws.role(),
        "Function": {
            "Type": "AWS::Lambda::Function",
            "Properties": {
                "Runtime": "python3.13",
                "Handler": "index.handler",
                "Role": {"Fn::GetAtt": ["Role", "Arn"]},
                "Code": {"ZipFile": "def handler(event, context):\n    return 1\n"},
                **properties,
            },
        },
    }


def concurrency(emulator: Emulator, name: str) -> Any:
    found = aws.client(emulator, "lambda").get_function_concurrency(FunctionName=name)
    return found.get("ReservedConcurrentExecutions")


def invoked(emulator: Emulator, name: str) -> str | None:
    return aws.refusal(lambda: aws.client(emulator, "lambda").invoke(FunctionName=name))


def variables(emulator: Emulator, name: str) -> Any:
    return aws.client(emulator, "lambda").get_function_configuration(FunctionName=name)["Environment"]["Variables"]


def test_ministack_drops_reserved_concurrency_from_a_template(plain: Emulator) -> None:
    name = aws.create(plain, function(ReservedConcurrentExecutions=7)).ids["Function"]
    assert concurrency(plain, name) is None


def test_a_template_reserves_concurrency_and_gives_it_back(mended: Emulator) -> None:
    resources = function(ReservedConcurrentExecutions="7")
    stack = aws.create(mended, resources)
    name = stack.ids["Function"]
    assert concurrency(mended, name) == 7
    del resources["Function"]["Properties"]["ReservedConcurrentExecutions"]
    aws.update(mended, stack, resources)
    assert concurrency(mended, name) is None


def test_a_template_stops_a_function_with_no_concurrency(mended: Emulator) -> None:
    name = aws.create(mended, function(ReservedConcurrentExecutions=0)).ids["Function"]
    assert invoked(mended, name) == "TooManyRequestsException"


def test_ministack_keeps_numbers_of_a_template_that_no_environment_can_hold(plain: Emulator) -> None:
    name = aws.create(plain, function(Environment={"Variables": {"SHARDS": 16}})).ids["Function"]
    assert variables(plain, name) == {"SHARDS": 16}


def test_a_functions_variables_are_texts_whatever_the_template_says(mended: Emulator) -> None:
    resources = function(Environment={"Variables": {"SHARDS": 16, "OPEN": True, "NAME": "dev"}})
    stack = aws.create(mended, resources)
    name = stack.ids["Function"]
    assert variables(mended, name) == {"SHARDS": "16", "OPEN": "true", "NAME": "dev"}
    resources["Function"]["Properties"]["Environment"]["Variables"]["SHARDS"] = 1
    aws.update(mended, stack, resources)
    assert variables(mended, name)["SHARDS"] == "1"

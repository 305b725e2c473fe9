"""A request that its validator refuses does not arrive."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.local import aws, rest_api

if TYPE_CHECKING:
    from stamp_infra.local.emulator import Emulator


def validators(emulator: Emulator, stack: aws.Stack) -> Any:
    return aws.client(emulator, "apigateway").get_request_validators(restApiId=stack.ids["Api"])["items"]


def method(emulator: Emulator, stack: aws.Stack) -> Any:
    apigateway = aws.client(emulator, "apigateway")
    (root,) = apigateway.get_resources(restApiId=stack.ids["Api"])["items"]
    return apigateway.get_method(restApiId=stack.ids["Api"], resourceId=root["id"], httpMethod="POST")


def test_ministack_makes_no_request_validator(plain: Emulator) -> None:
    assert validators(plain, aws.create(plain, rest_api.api())) == []


def test_a_template_makes_changes_and_deletes_a_request_validator(mended: Emulator) -> None:
    resources = rest_api.api()
    stack = aws.create(mended, resources)
    (found,) = validators(mended, stack)
    assert found["id"] == stack.ids["Validator"]
    assert (found["name"], found["validateRequestBody"], found["validateRequestParameters"]) == ("all", True, True)
    resources["Validator"]["Properties"]["ValidateRequestParameters"] = False
    aws.update(mended, stack, resources)
    (found,) = validators(mended, stack)
    assert (found["validateRequestBody"], found["validateRequestParameters"]) == (True, False)
    del resources["Validator"], resources["Method"]["Properties"]["RequestValidatorId"]
    aws.update(mended, stack, resources)
    assert validators(mended, stack) == []
    assert rest_api.post(mended, stack, "{}")[0] == 200


def test_ministack_drops_the_validator_of_a_method(plain: Emulator) -> None:
    assert "requestValidatorId" not in method(plain, aws.create(plain, rest_api.api()))


def test_a_method_keeps_its_validator_through_an_update(mended: Emulator) -> None:
    resources = rest_api.api()
    stack = aws.create(mended, resources)
    assert method(mended, stack)["requestValidatorId"] == stack.ids["Validator"]
    resources["Method"]["Properties"]["OperationName"] = "changed"
    aws.update(mended, stack, resources)
    assert method(mended, stack)["requestValidatorId"] == stack.ids["Validator"]


@pytest.mark.parametrize("body", ["{}", "no json", '{"id": 1}', '{"id": "1", "more": 1}'])
def test_a_body_that_the_model_does_not_allow_is_refused_with_a_reason(mended: Emulator, body: str) -> None:
    stack = aws.create(mended, rest_api.api())
    status, answer = rest_api.post(mended, stack, body)
    assert (status, json.loads(answer)) == (400, {"message": "Invalid request body"})
    assert rest_api.post(mended, stack, '{"id": "1"}')[0] == 200


def test_a_missing_parameter_is_refused_with_its_name(mended: Emulator) -> None:
    stack = aws.create(mended, rest_api.api(RequestParameters={"method.request.querystring.page": True}))
    status, answer = rest_api.post(mended, stack, '{"id": "1"}')
    assert (status, json.loads(answer)) == (400, {"message": "Missing required request parameters: [page]"})


def validated_by_default(emulator: Emulator) -> int:
    """Return the answer to a wrong body of a type that no model names, where `$default` names one.

    The validator is made by API, so that this is about `$default` alone.
    """
    stack = aws.create(emulator, rest_api.api(content_type="$default"))
    apigateway = aws.client(emulator, "apigateway")
    made = apigateway.create_request_validator(restApiId=stack.ids["Api"], name="own", validateRequestBody=True)
    (root,) = apigateway.get_resources(restApiId=stack.ids["Api"])["items"]
    apigateway.update_method(
        restApiId=stack.ids["Api"],
        resourceId=root["id"],
        httpMethod="POST",
        patchOperations=[{"op": "replace", "path": "/requestValidatorId", "value": made["id"]}],
    )
    return rest_api.post(emulator, stack, "{}", content_type="text/plain")[0]


def test_ministack_holds_no_body_against_the_default_model(plain: Emulator) -> None:
    assert validated_by_default(plain) == 200


def test_the_default_model_holds_for_every_content_type(mended: Emulator) -> None:
    assert validated_by_default(mended) == 400

"""A method is let in by the authorizer, checked by the validator, and handed to the function's live alias."""

from __future__ import annotations

from typing import Any

from tests.blocks.apigateway.given import PUBLIC, resources


def method(title: str) -> Any:
    return resources()[title]


def test_a_method_needs_a_token_unless_it_says_why_not() -> None:
    assert method("OrdersPost")["Properties"]["AuthorizationType"] == "COGNITO_USER_POOLS"
    assert method("OrdersPost")["Properties"]["AuthorizerId"] == {"Ref": "Authorizer"}
    assert method("ArticlesGet")["Properties"]["AuthorizationType"] == "NONE"
    assert method("ArticlesGet")["Metadata"] == {"StampInfra": {"Public": PUBLIC.why}}
    assert "Metadata" not in method("OrdersPost")


def test_it_calls_the_live_alias_with_the_role_of_the_api() -> None:
    arn = "arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:desk:live"
    assert method("OrdersPost")["Properties"]["Integration"] == {
        "Type": "AWS_PROXY",
        "IntegrationHttpMethod": "POST",
        "Uri": {
            "Fn::Sub": (
                "arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/"
                + arn
                + "/invocations"
            )
        },
        "Credentials": {"Ref": "RoleArn"},
    }


def test_a_body_of_any_content_type_is_held_against_the_model() -> None:
    assert method("OrdersPost")["Properties"]["RequestModels"] == {
        "application/json": {"Ref": "PlaceOrderModel"},
        "$default": {"Ref": "PlaceOrderModel"},
    }
    assert "RequestModels" not in method("OrdersOrderIdDelete")["Properties"]


def test_what_is_in_the_path_is_required_and_in_the_query_it_is_not() -> None:
    assert method("OrdersOrderIdGet")["Properties"]["RequestParameters"] == {"method.request.path.orderId": True}
    assert method("ArticlesGet")["Properties"]["RequestParameters"] == {"method.request.querystring.page": False}
    assert "RequestParameters" not in method("OrdersPost")["Properties"]


def test_every_method_goes_through_the_validator() -> None:
    titles = ("ArticlesGet", "OrdersPost", "OrdersOrderIdGet", "OrdersOrderIdDelete")
    assert all(method(title)["Properties"]["RequestValidatorId"] == {"Ref": "Validator"} for title in titles)

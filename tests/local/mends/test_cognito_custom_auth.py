"""Custom authentication does not tell who exists where the client hides it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.local import aws

if TYPE_CHECKING:
    from stamp_infra.local.emulator import Emulator

# Challenges with what it was told about the user, and lets every answer in.
TRIGGER = """
def handler(event, context):
    source, response = event["triggerSource"], event["response"]
    if source.startswith("Define"):
        answered = any(each.get("challengeResult") for each in event["request"]["session"])
        response.update(issueTokens=answered, failAuthentication=False)
        response["challengeName"] = None if answered else "CUSTOM_CHALLENGE"
    elif source.startswith("Create"):
        told = str(event["request"]["userNotFound"])
        response.update(publicChallengeParameters={"userNotFound": told}, privateChallengeParameters={})
    else:
        response["answerCorrect"] = True
    return event
"""


def pool(**properties: Any) -> dict[str, Any]:
    return {"Type": "AWS::Cognito::UserPool", "Properties": properties}


def challenging(emulator: Emulator, hides: str = "ENABLED") -> tuple[str, str]:
    """Create a pool whose triggers let everybody in; return it and its client."""
    trigger = {"Fn::GetAtt": ["Trigger", "Arn"]}
    names = ("DefineAuthChallenge", "CreateAuthChallenge", "VerifyAuthChallengeResponse")
    stack = aws.create(
        emulator,
        {
            "Role": aws.role(),
            "Trigger": {
                "Type": "AWS::Lambda::Function",
                "Properties": {
                    "Runtime": "python3.13",
                    "Handler": "index.handler",
                    "Role": {"Fn::GetAtt": ["Role", "Arn"]},
                    "Code": {"ZipFile": TRIGGER},
                },
            },
            "Pool": pool(LambdaConfig=dict.fromkeys(names, trigger)),
            "Client": {
                "Type": "AWS::Cognito::UserPoolClient",
                "Properties": {
                    "UserPoolId": {"Ref": "Pool"},
                    "ExplicitAuthFlows": ["ALLOW_CUSTOM_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
                    "PreventUserExistenceErrors": hides,
                },
            },
        },
    )
    idp = aws.client(emulator, "cognito-idp")
    idp.admin_create_user(UserPoolId=stack.ids["Pool"], Username="known", MessageAction="SUPPRESS")
    return stack.ids["Pool"], stack.ids["Client"]


def start(emulator: Emulator, client: str, user: str) -> Any:
    idp = aws.client(emulator, "cognito-idp")
    return idp.initiate_auth(ClientId=client, AuthFlow="CUSTOM_AUTH", AuthParameters={"USERNAME": user})


def test_ministack_tells_by_custom_auth_that_a_user_does_not_exist(plain: Emulator) -> None:
    _, client = challenging(plain)
    assert aws.refusal(lambda: start(plain, client, "unknown")) == "UserNotFoundException"


def test_custom_auth_challenges_an_unknown_user_and_never_lets_it_in(mended: Emulator) -> None:
    _, client = challenging(mended)
    idp = aws.client(mended, "cognito-idp")

    def answer(user: str, told: str) -> Any:
        challenge = start(mended, client, user)
        assert challenge["ChallengeName"] == "CUSTOM_CHALLENGE"
        assert challenge["ChallengeParameters"]["userNotFound"] == told
        return idp.respond_to_auth_challenge(
            ClientId=client,
            ChallengeName="CUSTOM_CHALLENGE",
            Session=challenge["Session"],
            ChallengeResponses={"USERNAME": user, "ANSWER": "anything"},
        )

    assert "IdToken" in answer("known", "False")["AuthenticationResult"]
    assert aws.refusal(lambda: answer("unknown", "True")) == "NotAuthorizedException"


def test_custom_auth_tells_that_a_user_does_not_exist_where_the_client_allows_it(mended: Emulator) -> None:
    pool_id, client = challenging(mended, hides="LEGACY")
    assert aws.refusal(lambda: start(mended, client, "unknown")) == "UserNotFoundException"
    idp = aws.client(mended, "cognito-idp")
    assert aws.refusal(lambda: idp.admin_get_user(UserPoolId=pool_id, Username="unknown")) == "UserNotFoundException"

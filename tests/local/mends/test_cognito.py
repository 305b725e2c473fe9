"""User pools are protected and make up fit passwords; identity pools refuse guests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.local import aws

if TYPE_CHECKING:
    from stamp_infra.local.emulator import Emulator

LONG = {"PasswordPolicy": {"MinimumLength": 32, "RequireSymbols": True, "RequireNumbers": True}}


def pool(**properties: Any) -> dict[str, Any]:
    return {"Type": "AWS::Cognito::UserPool", "Properties": properties}


def protected(emulator: Emulator) -> tuple[str | None, str]:
    """Return how the API refuses to delete a protected pool, and the end of deleting its stack."""
    stack = aws.create(emulator, {"Pool": pool(DeletionProtection="ACTIVE")})
    by_stack = aws.delete(emulator, stack).status
    other = aws.create(emulator, {"Pool": pool(DeletionProtection="ACTIVE")}).ids["Pool"]
    idp = aws.client(emulator, "cognito-idp")
    return aws.refusal(lambda: idp.delete_user_pool(UserPoolId=other)), by_stack


def test_ministack_deletes_a_protected_user_pool(plain: Emulator) -> None:
    assert protected(plain) == (None, "DELETE_COMPLETE")


def test_a_protected_user_pool_stays(mended: Emulator) -> None:
    assert protected(mended) == ("InvalidParameterException", "DELETE_FAILED")


def test_a_user_pool_goes_when_its_protection_is_taken_away(mended: Emulator) -> None:
    stack = aws.create(mended, {"Pool": pool(DeletionProtection="ACTIVE")})
    aws.update(mended, stack, {"Pool": pool(DeletionProtection="INACTIVE")})
    assert aws.delete(mended, stack).status == "DELETE_COMPLETE"


def created_user(emulator: Emulator) -> str | None:
    name = aws.create(emulator, {"Pool": pool(Policies=LONG)}).ids["Pool"]
    idp = aws.client(emulator, "cognito-idp")
    return aws.refusal(lambda: idp.admin_create_user(UserPoolId=name, Username="u", MessageAction="SUPPRESS"))


def test_ministack_makes_up_a_password_that_it_then_refuses(plain: Emulator) -> None:
    assert created_user(plain) == "InvalidPasswordException"


def test_a_password_is_made_up_as_the_pool_demands_it(mended: Emulator) -> None:
    assert created_user(mended) is None


def identities(*, guests: bool = False) -> dict[str, Any]:
    return {"Type": "AWS::Cognito::IdentityPool", "Properties": {"AllowUnauthenticatedIdentities": guests}}


def refused_guest(emulator: Emulator, *, guests: bool = False) -> str | None:
    name = aws.create(emulator, {"Identities": identities(guests=guests)}).ids["Identities"]
    return aws.refusal(lambda: aws.client(emulator, "cognito-identity").get_id(IdentityPoolId=name))


def test_ministack_gives_a_guest_an_identity(plain: Emulator) -> None:
    assert refused_guest(plain) is None


def test_a_guest_gets_an_identity_only_where_the_pool_allows_it(mended: Emulator) -> None:
    assert refused_guest(mended) == "NotAuthorizedException"
    assert refused_guest(mended, guests=True) is None


def test_an_identity_gives_no_credentials_without_a_login_once_guests_are_refused(mended: Emulator) -> None:
    resources = {"Identities": identities(guests=True)}
    stack = aws.create(mended, resources)
    client = aws.client(mended, "cognito-identity")
    identity = client.get_id(IdentityPoolId=stack.ids["Identities"])["IdentityId"]
    assert aws.refusal(lambda: client.get_credentials_for_identity(IdentityId=identity)) is None
    aws.update(mended, stack, {"Identities": identities()})
    assert aws.refusal(lambda: client.get_credentials_for_identity(IdentityId=identity)) == "NotAuthorizedException"
    assert aws.refusal(lambda: client.get_open_id_token(IdentityId=identity)) == "NotAuthorizedException"

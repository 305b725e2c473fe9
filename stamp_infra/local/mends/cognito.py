"""A protected user pool stays, its users get fit passwords, and an identity pool without guests gives them nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stamp_infra.local.mends.handlers import before_delete

if TYPE_CHECKING:
    from collections.abc import Callable

    from stamp_infra.local.mends.handlers import Properties, Response

_PROTECTED: Final = (
    "The user pool cannot be deleted because deletion protection is activated. "
    "Deletion protection must be inactivated first."
)
_GUEST: Final = "Unauthenticated access is not supported for this identity pool."


def deletion_protection_holds() -> None:
    """Refuse to delete a protected user pool, by API and with its stack; ministack only stores the property."""
    from ministack.core.responses import error_response_json
    from ministack.services import cognito

    delete = cognito._delete_user_pool

    def is_protected(pool: object) -> bool:
        return (cognito._user_pools.get(pool) or {}).get("DeletionProtection") == "ACTIVE"

    def delete_unless_protected(request: Properties) -> Response:
        if is_protected(request.get("UserPoolId")):
            refusal: Response = error_response_json("InvalidParameterException", _PROTECTED, 400)
            return refusal
        response: Response = delete(request)
        return response

    def check(pool: str) -> None:
        if is_protected(pool):
            raise ValueError(_PROTECTED)

    cognito._delete_user_pool = delete_unless_protected
    before_delete("AWS::Cognito::UserPool", check)


def generated_passwords_fit_the_policy() -> None:
    """Make up a password as long as the pool demands; ministack makes up 12 characters and then refuses them."""
    from ministack.services import cognito

    create = cognito._admin_create_user

    def create_with_password(request: Properties) -> Response:
        pool = cognito._user_pools.get(request.get("UserPoolId")) or {}
        length = pool.get("Policies", {}).get("PasswordPolicy", {}).get("MinimumLength", 0)
        if not request.get("TemporaryPassword"):
            password = ""
            while len(password) < max(length, 1):
                password += cognito._generate_temp_password()
            request = {**request, "TemporaryPassword": password}
        response: Response = create(request)
        return response

    cognito._admin_create_user = create_with_password


def guests_are_refused() -> None:
    """Refuse a caller without logins where AllowUnauthenticatedIdentities is false; ministack gives an identity."""
    from ministack.core.responses import error_response_json
    from ministack.services import cognito

    def pool_of(request: Properties) -> Properties:
        if "IdentityPoolId" in request:
            return cognito._identity_pools.get(request["IdentityPoolId"]) or {}
        pools = (pool for pool in cognito._identity_pools.values() if request.get("IdentityId") in pool["_identities"])
        return next(pools, {})

    def refusing_guests(action: Callable[[Properties], Response]) -> Callable[[Properties], Response]:
        def refuse_or_answer(request: Properties) -> Response:
            pool = pool_of(request)
            if pool and not request.get("Logins") and not pool.get("AllowUnauthenticatedIdentities"):
                refusal: Response = error_response_json("NotAuthorizedException", _GUEST, 400)
                return refusal
            return action(request)

        return refuse_or_answer

    for name in ("_get_id", "_get_credentials_for_identity", "_get_open_id_token"):
        setattr(cognito, name, refusing_guests(getattr(cognito, name)))

"""A client with PreventUserExistenceErrors is not told by CUSTOM_AUTH whether a user exists."""

from __future__ import annotations

from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from stamp_infra.local.mends.handlers import Properties, Response

_TRIGGERS: Final = ("define_auth_challenge", "create_auth_challenge", "verify_auth_challenge")
_FLOWS: Final = (
    "_initiate_auth",
    "_admin_initiate_auth",
    "_respond_to_auth_challenge",
    "_admin_respond_to_auth_challenge",
)


def unknown_users_are_challenged() -> None:
    """Challenge an unknown user as a known one, telling the triggers `userNotFound`, and never issue tokens.

    ministack answers UserNotFoundException.
    """
    from ministack.services import cognito

    hiding: ContextVar[bool] = ContextVar("hiding", default=False)
    for name in _FLOWS:
        _wrap(cognito, name, lambda answer: _hiding_who_exists(answer, hiding))
    for name in _TRIGGERS:
        _wrap(cognito, f"_build_{name}_event", _telling(cognito._resolve_user))
    _wrap(cognito, "_resolve_user", lambda resolve: _made_up_if_unknown(resolve, hiding))
    _wrap(cognito, "_continue_custom_auth_after_define", _without_tokens_if_unknown)


def _hiding_who_exists(answer: Callable[[Properties], Response], hiding: ContextVar[bool]) -> Any:
    from ministack.services import cognito

    def hide_and_answer(request: Properties) -> Response:
        custom = request.get("AuthFlow") == "CUSTOM_AUTH" or request.get("ChallengeName") == "CUSTOM_CHALLENGE"
        client = request.get("ClientId", "")
        pools = cognito._user_pools.values()
        hides = any(client in pool["_clients"] and cognito._hides_user_existence(pool, client) for pool in pools)
        before = hiding.set(custom and hides)
        try:
            return answer(request)
        finally:
            hiding.reset(before)

    return hide_and_answer


def _telling(resolve: Callable[..., Any]) -> Callable[[Any], Any]:
    from ministack.services import cognito

    def telling(build: Callable[..., Properties]) -> Callable[..., Properties]:
        def build_and_tell(pool_id: str, client_id: str, username: str, *others: Any) -> Properties:
            event = build(pool_id, client_id, username, *others)
            event["request"]["userNotFound"] = resolve(cognito._user_pools[pool_id], username)[0] is None
            return event

        return build_and_tell

    return telling


def _made_up_if_unknown(resolve: Callable[..., Any], hiding: ContextVar[bool]) -> Any:
    def resolve_or_make_up(pool: Properties, username: str) -> Any:
        user, error = resolve(pool, username)
        if error and username and hiding.get():
            return {"Username": username, "Enabled": True, "Attributes": [], "_unknown": True}, None
        return user, error

    return resolve_or_make_up


def _without_tokens_if_unknown(go_on: Callable[..., Response]) -> Any:
    def go_on_without_tokens(token: str, session: Any, user: Properties, *others: Any) -> Response:
        *before, defined = others
        if user.get("_unknown") and ((defined or {}).get("response") or {}).get("issueTokens"):
            defined = {"response": {"failAuthentication": True}}
        return go_on(token, session, user, *before, defined)

    return go_on_without_tokens


def _wrap(module: Any, name: str, wrapper: Callable[[Any], Any]) -> None:
    setattr(module, name, wrapper(getattr(module, name)))

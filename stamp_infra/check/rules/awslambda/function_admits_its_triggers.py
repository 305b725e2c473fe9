"""What is set to call a function is also allowed to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stamp_infra.check.rule import Rule, Violation
from stamp_infra.check.rules.functions import qualified_name
from stamp_infra.check.rules.values import leaves, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.rendered.model import Resolved

# the type that calls, the property that names the function, the service in whose name the call comes
_TRIGGERS: Final = (
    ("AWS::Cognito::UserPool", "LambdaConfig", "cognito-idp.amazonaws.com"),
    ("AWS::Events::Rule", "Targets", "events.amazonaws.com"),
    ("AWS::S3::Bucket", "NotificationConfiguration", "s3.amazonaws.com"),
    ("AWS::SNS::Subscription", "Endpoint", "sns.amazonaws.com"),
)


def _find(resolved: Resolved) -> Iterator[Violation]:
    admitted = set(_admitted(resolved))
    for kind, within, service in _TRIGGERS:
        for caller in resolved.of_type(kind):
            for path, value in leaves(caller.properties.get(within), f"Properties.{within}"):
                called = qualified_name(resolved, value)
                if called is not None and (service, called) not in admitted:
                    what = f"calls {called}, and no AWS::Lambda::Permission lets {service} invoke it"
                    yield Violation(resource=caller, path=path, what=what)


def _admitted(resolved: Resolved) -> Iterator[tuple[str, str]]:
    for permission in resolved.of_type("AWS::Lambda::Permission"):
        service = text(permission.properties.get("Principal")).replace("<AWS::URLSuffix>", "amazonaws.com")
        called = qualified_name(resolved, text(permission.properties.get("FunctionName")))
        if called is not None and permission.properties.get("Action") == "lambda:InvokeFunction":
            yield service, called


RULE: Final = Rule(
    name="FunctionAdmitsItsTriggers",
    why="The call is refused inside of AWS: the sign-in fails with a nameless error, or the event is lost without one.",
    remedy="Add an AWS::Lambda::Permission with the Action lambda:InvokeFunction, the service as Principal, the "
    "caller as SourceArn and the very function or alias that is called as FunctionName.",
    find=_find,
)

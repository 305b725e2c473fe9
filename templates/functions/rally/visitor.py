"""Who calls: the visitor that Cognito vouches for, and nobody whom a request names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rally import refusals
from rally.names import shown

if TYPE_CHECKING:
    from aws_lambda_powertools.event_handler import APIGatewayRestResolver


def user_id(app: APIGatewayRestResolver) -> str:
    """Return the visitor's LINE user id from the claims that API Gateway has verified; refuse a request without."""
    name = _claims(app).get("cognito:username")
    if not isinstance(name, str) or not name:
        raise refusals.unauthorized()
    return name


def claimed_name(app: APIGatewayRestResolver) -> str | None:
    """Return the name that the visitor had at LINE when they first signed in, or None."""
    # Cleaned again: Cognito lets visitors change it.
    return shown(_claims(app).get("name", "")) or None


def _claims(app: APIGatewayRestResolver) -> dict[str, str]:
    authorizer = app.current_event.raw_event["requestContext"].get("authorizer") or {}
    return authorizer.get("claims") or {}

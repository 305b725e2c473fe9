"""What templates say of IAM exists: a role's boundary, its policies that are resources of their own, OIDC providers."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from stamp_infra.local.mends.handlers import after_write, handlers, succeeded

if TYPE_CHECKING:
    from stamp_infra.local.mends.handlers import Properties


def templates_set_boundaries() -> None:
    """Set PermissionsBoundary of AWS::IAM::Role, which ministack drops there, so that it is enforced."""
    from ministack.services import iam

    def apply(role: str, properties: Properties) -> None:
        boundary = properties.get("PermissionsBoundary")
        if boundary:
            _call(iam._put_role_permissions_boundary, RoleName=role, PermissionsBoundary=boundary)
        elif (iam._roles.get(role) or {}).get("PermissionsBoundary"):
            _call(iam._delete_role_permissions_boundary, RoleName=role)

    after_write("AWS::IAM::Role", apply)


def role_policies_exist() -> None:
    """Put and delete AWS::IAM::RolePolicy, a type that ministack refuses, so that it is enforced."""
    from ministack.services import iam

    def put(properties: Properties) -> None:
        document = properties.get("PolicyDocument", {})
        _call(
            iam._put_role_policy,
            RoleName=properties["RoleName"],
            PolicyName=properties["PolicyName"],
            PolicyDocument=document if isinstance(document, str) else json.dumps(document),
        )

    def create(_logical_id: str, properties: Properties, _stack: str) -> Any:
        put(properties)
        return f"{properties['PolicyName']}|{properties['RoleName']}", {}

    def update(physical_id: str, old: Properties, new: Properties, stack: str) -> Any:
        created = create("", new, stack)
        if created[0] != physical_id:
            delete(physical_id, old)
        return created

    def delete(_physical_id: str, properties: Properties) -> None:
        role = iam._roles.get(properties["RoleName"]) or {}
        role.get("InlinePolicies", {}).pop(properties["PolicyName"], None)

    handlers("AWS::IAM::RolePolicy").update(create=create, update=update, delete=delete)


def oidc_providers_exist() -> None:
    """Create AWS::IAM::OIDCProvider, a type that ministack refuses, through IAM's API; tokens are not verified."""
    from ministack.services import iam

    def create(_logical_id: str, properties: Properties, _stack: str) -> Any:
        members = {
            f"{ours}.member.{number}": value
            for ours, theirs in (("ClientIDList", "ClientIdList"), ("ThumbprintList", "ThumbprintList"))
            for number, value in enumerate(properties.get(theirs, []), start=1)
        }
        body = _call(iam._create_oidc_provider, Url=properties["Url"], **members)
        arn = re.findall("<OpenIDConnectProviderArn>(.*?)</", body)[0]
        return arn, {"Arn": arn}

    def update(physical_id: str, old: Properties, new: Properties, stack: str) -> Any:
        if old["Url"] != new["Url"]:
            return create("", new, stack)
        delete(physical_id, old)
        return create("", new, stack)

    def delete(physical_id: str, _properties: Properties) -> None:
        _call(iam._delete_oidc_provider, OpenIDConnectProviderArn=physical_id)

    handlers("AWS::IAM::OIDCProvider").update(create=create, update=update, delete=delete)


def _call(action: Any, **parameters: str) -> str:
    """Call an action of IAM with a query's parameters and return the XML of its answer."""
    response = action({name: [value] for name, value in parameters.items()})
    succeeded(response)
    body: bytes | str = response[2]
    return body.decode() if isinstance(body, bytes) else body

"""Selections and access policies of a template are those that AWS Backup tells of; no backup runs by its plan."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from stamp_infra.local.mends.handlers import after_write, handlers, succeeded

if TYPE_CHECKING:
    from stamp_infra.local.mends.handlers import Properties, Response

_POLICY: Final = "_AccessPolicy"


def backup_selections_exist() -> None:
    """Create AWS::Backup::BackupSelection, a type that ministack refuses, through its own Backup service."""
    from ministack.services import backup

    def create(_logical_id: str, properties: Properties, _stack: str) -> Any:
        plan = properties["BackupPlanId"]
        answer = succeeded(backup._create_selection(plan, {"BackupSelection": properties["BackupSelection"]}))
        return f"{answer['SelectionId']}_{plan}", {
            "Id": f"{answer['SelectionId']}_{plan}",
            "SelectionId": answer["SelectionId"],
            "BackupPlanId": plan,
        }

    def update(physical_id: str, old: Properties, new: Properties, stack: str) -> Any:
        created = create("", new, stack)  # every property is create-only
        delete(physical_id, old)
        return created

    def delete(physical_id: str, _properties: Properties) -> None:
        selection, plan = physical_id.split("_", 1)
        succeeded(backup._delete_selection(plan, selection))

    handlers("AWS::Backup::BackupSelection").update(create=create, update=update, delete=delete)


def vaults_keep_their_access_policy() -> None:
    """Keep and tell a vault's AccessPolicy, which ministack drops from templates; it is not enforced."""
    from ministack.services import backup

    get = backup._get_vault_access_policy

    def apply(vault: str, properties: Properties) -> None:
        policy = properties.get("AccessPolicy")
        backup._vaults[vault][_POLICY] = policy if policy is None or isinstance(policy, str) else json.dumps(policy)

    def get_kept(vault: str) -> Response:
        policy = backup._vaults.get(vault, {}).get(_POLICY)
        answer = {"BackupVaultName": vault, "BackupVaultArn": backup._vault_arn(vault), "Policy": policy}
        response: Response = backup._ok(answer) if policy else get(vault)
        return response

    backup._get_vault_access_policy = get_kept
    after_write("AWS::Backup::BackupVault", apply)

"""Which environment an account is for, when that is settled by pyproject.toml and the credentials alone."""

from __future__ import annotations

from stamp_infra.aws.connection import Connection
from stamp_infra.core.errors import Mistake, UserError
from stamp_infra.operations.target import SAMCONFIG, target
from stamp_infra.rendered.samconfig import environments


def of_these_credentials() -> str:
    """Return the one environment whose account these credentials are of; raise `UserError` unless there is one."""
    names = [each.name for each in environments(SAMCONFIG.read_text(encoding="utf-8"), SAMCONFIG.as_posix())]
    targets = [target(name) for name in names]
    remedy = f"name one of {', '.join(names)}"
    if not any(each.account for each in targets):
        what = "is missing: tool.stamp-infra.accounts of pyproject.toml names no account"
        raise UserError([Mistake(where="ENV", what=what, remedy=remedy)])
    account = Connection(targets[0].region).account()
    found = [each.environment for each in targets if each.account == account]
    if len(found) != 1:
        what = f"is missing, and account {account} is that of {' and '.join(found) or 'no environment'}"
        raise UserError([Mistake(where="ENV", what=what, remedy=remedy)])
    return found[0]

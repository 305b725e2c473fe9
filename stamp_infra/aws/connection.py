"""One session per environment's region, with retries and time limits on every call."""

from __future__ import annotations

from typing import Any, Final

from stamp_infra.aws.errors import told
from stamp_infra.core.errors import Mistake, UserError

_ATTEMPTS: Final = 5
_SECONDS: Final = 20


class Connection:
    """Clients of one region; `AWS_ENDPOINT_URL` sends them to the embedded AWS, as it does the SAM CLI."""

    def __init__(self, region: str) -> None:
        import boto3
        from botocore.config import Config

        self.region = region
        # Any: the stubs know each service's name as a type of its own, and here it is a variable.
        self._session: Any = boto3.session.Session(region_name=region)
        self._config = Config(
            retries={"mode": "standard", "max_attempts": _ATTEMPTS}, connect_timeout=5, read_timeout=_SECONDS
        )
        self._clients: dict[str, Any] = {}

    def client(self, service: str) -> Any:
        """Return the client of a service, made once."""
        if service not in self._clients:
            self._clients[service] = self._session.client(service, config=self._config)
        return self._clients[service]

    def account(self) -> str:
        """Return the account id of the credentials; raise `UserError` when there are none or they are not valid."""
        with told("asking AWS whose credentials these are"):
            return str(self.client("sts").get_caller_identity()["Account"])


def require_account(connection: Connection, environment: str, expected: str | None) -> str:
    """Return the account of the credentials; raise `UserError` when the environment names another one."""
    account = connection.account()
    if expected is not None and account != expected:
        where = f"pyproject.toml: tool.stamp-infra.accounts.{environment}"
        remedy = f"sign in to account {expected}, or correct the setting"
        what = "is not the account of these credentials"
        raise UserError([Mistake(where=where, what=what, got=account, remedy=remedy)])
    return account

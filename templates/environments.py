"""What differs between the environments: this file is the table of differences, and everything else is the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from troposphere import Equals, Select, Split

from stamp_infra import Condition, Derived, Environment, EnvironmentValues, Mistake, parameter, setting, sub

if TYPE_CHECKING:
    from collections.abc import Iterator

LINE_JWKS_URL: Final = "https://api.line.me/oauth2/v2.1/certs"


@dataclass(frozen=True, kw_only=True)
class RallyEnvironment(Environment):
    """A setting is fixed at design time; a parameter may be changed by an operator at deployment."""

    # DynamoDB, S3 Standard, Lambda, API Gateway, Cognito, SQS and KMS are multi-AZ by nature and cannot be otherwise;
    # this governs the zonal choices that do exist: "off" lets access logs rest in S3 One Zone-IA, the others forbid it.
    multi_az: str = setting(choices=("off", "on", "required"))
    lambda_memory_mb: int = setting(minimum=128, maximum=10240)
    provisioned_concurrency: int = setting(maximum=1000)
    recognition_concurrency: int = setting(minimum=2, maximum=1000)
    api_rate: int = setting(minimum=1, maximum=10000)
    api_burst: int = setting(minimum=1, maximum=5000)
    # Cognito signs in and refreshes 120 times a second per account and region, together: more would fail further in.
    sign_in_rate: int = setting(minimum=1, maximum=70)
    refresh_rate: int = setting(minimum=1, maximum=50)
    log_retention_days: int = setting(choices=(1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731))
    index_shards: int = setting(minimum=1, maximum=256)
    pitr_days: int = setting(minimum=1, maximum=35)
    deletion_protection: bool = setting()
    deployment_preference: str = setting(choices=("AllAtOnce", "Canary10Percent5Minutes", "Canary10Percent10Minutes"))
    backup_days: int = setting(minimum=1, maximum=36500)
    upload_expiry_days: int = setting(minimum=1, maximum=365)
    # Off: the visitors of one place share a few addresses of their mobile carrier, which a limit per address would lock
    # out together, while the API is authorized, validated and throttled already. Turn it on when under attack.
    web_acl: bool = setting()

    liff_endpoint_url: str = parameter(
        "LIFF endpoint URL from the LINE console, whose origin alone may call the API; render after a change",
        pattern=r"https://[A-Za-z0-9.-]+(:[0-9]{1,5})?(/.*)?",
        url=True,
    )
    line_channel_id: str = parameter("LINE Login channel id, the audience of the LIFF ID token", pattern=r"[0-9]{10}")
    line_jwks_url: str = parameter(
        "Where LINE publishes its keys; dev alone may name another place, for tests, and the others go on asking LINE",
        pattern=r"https://[^ ]+|http://(localhost|127\.0\.0\.1):[0-9]{1,5}/[^ ]*",
    )
    alert_email: str = parameter("Address that alarms, budgets and failed backups write to", pattern=r"[^@ ]+@[^@ ]+")
    monthly_budget_usd: str = parameter("Monthly cost in USD that raises an alert", pattern=r"[1-9][0-9]*")
    anomaly_monitor_arn: str = parameter(
        "ARN of the account's cost anomaly monitor, or none to be told of no anomaly",
        pattern=r"none|arn:aws:ce::[0-9]{12}:anomalymonitor/.+",
    )
    model_arn: str = parameter(
        "ARN of the Rekognition Custom Labels model, or none for labels of DetectLabels only",
        pattern=r"none|arn:aws:rekognition:.+",
    )
    event_running: str = parameter("Whether an event is on: only then may the image model run", pattern="yes|no")

    def mistakes(self, where: str) -> Iterator[Mistake]:
        """Yield what is wrong with the values: whoever names the keys may sign in as anybody, so only dev lets them."""
        yield from super().mistakes(where)
        if self.name != "dev" and self.line_jwks_url != LINE_JWKS_URL:
            what, remedy = "must be LINE's own address", "write LINE_JWKS_URL: only dev may have keys of its own"
            place = f"{where}: {self.name}.line_jwks_url"
            yield Mistake(where=place, what=what, got=self.line_jwks_url, remedy=remedy)

    @property
    def access_log_storage_class(self) -> str:
        """Where access logs rest after a month: in one zone only where multi-AZ is off."""
        return "ONEZONE_IA" if self.multi_az == "off" else "STANDARD_IA"

    @property
    def user_pool_deletion_protection(self) -> str:
        """Cognito's own word for the setting."""
        return "ACTIVE" if self.deletion_protection else "INACTIVE"


dev = RallyEnvironment(
    name="dev",
    region="ap-northeast-1",
    multi_az="off",
    lambda_memory_mb=256,
    provisioned_concurrency=0,
    recognition_concurrency=2,
    api_rate=50,
    api_burst=100,
    sign_in_rate=10,
    refresh_rate=10,
    log_retention_days=7,
    index_shards=1,
    pitr_days=7,
    deletion_protection=False,
    deployment_preference="AllAtOnce",
    backup_days=7,
    upload_expiry_days=1,
    web_acl=False,
    liff_endpoint_url="https://dev.stamp-rally.example.com/",
    line_channel_id="1234567890",
    line_jwks_url=LINE_JWKS_URL,
    alert_email="alerts@example.com",
    monthly_budget_usd="20",
    anomaly_monitor_arn="none",
    model_arn="none",
    event_running="no",
)

stg = RallyEnvironment(
    name="stg",
    region="ap-northeast-1",
    multi_az="on",
    lambda_memory_mb=1024,
    provisioned_concurrency=0,
    recognition_concurrency=10,
    api_rate=1000,
    api_burst=2000,
    sign_in_rate=70,
    refresh_rate=50,
    log_retention_days=30,
    index_shards=16,
    pitr_days=35,
    deletion_protection=True,
    deployment_preference="Canary10Percent5Minutes",
    backup_days=35,
    upload_expiry_days=7,
    web_acl=False,
    liff_endpoint_url="https://stg.stamp-rally.example.com/",
    line_channel_id="1234567890",
    line_jwks_url=LINE_JWKS_URL,
    alert_email="alerts@example.com",
    monthly_budget_usd="200",
    anomaly_monitor_arn="none",
    model_arn="none",
    event_running="no",
)

prod = RallyEnvironment(
    name="prod",
    region="ap-northeast-1",
    multi_az="required",
    lambda_memory_mb=1769,
    provisioned_concurrency=2,
    recognition_concurrency=50,
    api_rate=10000,
    api_burst=5000,
    sign_in_rate=70,
    refresh_rate=50,
    log_retention_days=365,
    index_shards=16,
    pitr_days=35,
    deletion_protection=True,
    deployment_preference="Canary10Percent10Minutes",
    backup_days=35,
    upload_expiry_days=7,
    web_acl=False,
    liff_endpoint_url="https://stamp-rally.example.com/",
    line_channel_id="1234567890",
    line_jwks_url=LINE_JWKS_URL,
    alert_email="alerts@example.com",
    monthly_budget_usd="2000",
    anomaly_monitor_arn="none",
    model_arn="none",
    event_running="no",
)

env = EnvironmentValues(RallyEnvironment)

is_dev = Condition("IsDev", Equals(env.name, "dev"))

# People paste the endpoint URL with its path; a browser sends scheme, host and port only.
liff_origin = Derived("LiffOrigin", sub("https://${Host}", Host=Select(2, Split("/", env.liff_endpoint_url))))

"""What differs between the environments of the order service."""

from __future__ import annotations

from dataclasses import dataclass

from stamp_infra import Environment, EnvironmentValues, parameter, setting


@dataclass(frozen=True, kw_only=True)
class OrdersEnvironment(Environment):
    """A shop of one page, its orders, and the people who pack them."""

    memory_mb: int = setting(minimum=128, maximum=10240)
    log_days: int = setting(choices=(7, 90))
    keep: bool = setting()
    deployment: str = setting(choices=("AllAtOnce", "Linear10PercentEvery1Minute"))
    requests_per_second: int = setting(minimum=1, maximum=1000)
    shop_origin: str = setting()
    packing_email: str = parameter("Address of the people who pack", pattern=r"[^@ ]+@[^@ ]+")

    @property
    def pool_protection(self) -> str:
        """Cognito's own word for the setting."""
        return "ACTIVE" if self.keep else "INACTIVE"


dev = OrdersEnvironment(
    name="dev",
    region="eu-central-1",
    memory_mb=128,
    log_days=7,
    keep=False,
    deployment="AllAtOnce",
    requests_per_second=5,
    shop_origin="https://dev.shop.example.com",
    packing_email="dev@example.com",
)
prod = OrdersEnvironment(
    name="prod",
    region="eu-central-1",
    memory_mb=512,
    log_days=90,
    keep=True,
    deployment="Linear10PercentEvery1Minute",
    requests_per_second=100,
    shop_origin="https://shop.example.com",
    packing_email="packing@example.com",
)

env = EnvironmentValues(OrdersEnvironment)

"""The one secret of the order service."""

from stamp_infra.core.secret import Secret

secrets = (
    Secret(
        name="payment/token",
        description="Token of the payment service.",
        owner="the shop's accountant",
        consumers=("desk",),
    ),
)

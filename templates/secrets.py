"""Every secret of the rally: whose it is and which functions read it; the values are put by `stamp-infra secrets`."""

from stamp_infra.core.secret import Secret

secrets = (
    Secret(
        name="line/channel-secret",
        description="Channel secret of the LINE Login channel.",
        owner="front end: LINE Developers console, the channel's basic settings",
        consumers=("auth",),
    ),
)

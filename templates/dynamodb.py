"""The rally's data: who takes part, which stamps exist, who has collected which."""

from stamp_infra import Stack, Waiver
from stamp_infra.blocks.dynamodb import Index, table
from templates.environments import env

users = table(
    "users",
    key="UserId",
    ttl="TTL",
    recovery_days=env.pitr_days,
    deletion_protection=env.deletion_protection,
)

stamp_masters = table(
    "stamp-masters",
    key="StampId",
    indexes=[
        Index("gsi-event", key="EventId", sort="SortOrder:N"),
        Index(
            "gsi-image-label",
            key="ImageLabel",
            sort="EventId",
            include=["Name", "Type", "Status", "ValidFrom", "ValidTo"],
        ),
    ],
    recovery_days=env.pitr_days,
    deletion_protection=env.deletion_protection,
)

# StampShard and RankShard end in a hash of the visitor: a famous stamp would otherwise put every write on one partition
# of the index, and a throttled index throttles its table.
user_stamps = table(
    "user-stamps",
    key="UserId",
    sort="StampId",
    indexes=[
        Index("gsi-stamp", key="StampShard", sort="CollectedAt:N", include=[]),
        Index("gsi-ranking", key="RankShard", sort="RankScore:N", include=["StampCount", "DisplayName"]),
    ],
    ttl="TTL",
    stream="NEW_AND_OLD_IMAGES",
    recovery_days=env.pitr_days,
    deletion_protection=env.deletion_protection,
)

tables = (users, stamp_masters, user_stamps)

stack = Stack(
    "dynamodb",
    [*tables],
    description=__doc__,
    waivers=[
        Waiver(
            resource=user_stamps.main,
            rule="IndexesAreGranted",
            why="gsi-stamp answers an organizer's question, who collected a stamp, which no function of the app asks.",
        ),
    ],
)

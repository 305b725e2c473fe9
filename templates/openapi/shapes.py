"""What the functions answer with, and an example of each, told along one walk through Nara Park."""

from stamp_infra.openapi import Shape, record

TIME = {"type": "integer", "format": "int64", "description": "Milliseconds since 1970."}
TIME_OR_NULL = {**TIME, "type": ["integer", "null"]}
TEXT = {"type": "string"}
TEXT_OR_NULL = {"type": ["string", "null"]}
EVENT_ID = {"type": "string", "pattern": "^[A-Za-z0-9_-]{1,64}$"}
STAMP_ID = {"type": "string", "pattern": "^[A-Za-z0-9_-]{1,64}#[A-Za-z0-9_-]{1,64}$"}
UPLOAD_ID = {"type": "string", "format": "uuid"}
COUNT = {"type": "integer", "minimum": 0}
RANK = {"type": "integer", "minimum": 1, "maximum": 100}
METRES = {"type": "number", "minimum": 0}
METHOD = {"type": "string", "enum": ["GPS", "IMAGE"]}

BEGINS, ENDS, NOW = 1767193200000, 2082726000000, 1796000000000
EVENT_NAME = "nara-park"
HALL, DEER = "nara-park#great-buddha-hall", "nara-park#deer"
UPLOAD = "4b1f9f7e-6a8f-4d36-9f0e-0f3c1f6b7a55"

event = Shape(
    "Event",
    record(
        {
            "eventId": EVENT_ID,
            "name": TEXT,
            "description": TEXT_OR_NULL,
            "imageUrl": TEXT_OR_NULL,
            "validFrom": TIME_OR_NULL,
            "validTo": TIME_OR_NULL,
            "stampsForReward": {"type": ["integer", "null"], "description": "Null where there is no reward."},
        }
    ),
)
events = Shape("Events", record({"events": {"type": "array", "items": event}}))
_stamp = {
    "stampId": STAMP_ID,
    "eventId": EVENT_ID,
    "name": TEXT,
    "description": TEXT_OR_NULL,
    "type": METHOD,
    "location": {
        **record({"lat": {"type": "number"}, "lon": {"type": "number"}, "radiusM": METRES}),
        "type": ["object", "null"],
        "description": "Where to stand; null for a stamp by photograph.",
    },
    "imageUrl": TEXT_OR_NULL,
    "validFrom": TIME_OR_NULL,
    "validTo": TIME_OR_NULL,
}
stamp = Shape("Stamp", record(_stamp))
stamps = Shape("Stamps", record({"eventId": EVENT_ID, "stamps": {"type": "array", "items": stamp}}))
stamp_of_mine = Shape(
    "StampOfMine",
    record({**_stamp, "collectedAt": {**TIME_OR_NULL, "description": "Null when the visitor has not collected it."}}),
)
collected = Shape(
    "CollectedStamp", record({"stampId": STAMP_ID, "eventId": EVENT_ID, "method": METHOD, "collectedAt": TIME})
)
progress = Shape(
    "Progress",
    record(
        {
            "eventId": EVENT_ID,
            "stampCount": COUNT,
            "lastCollectedAt": TIME_OR_NULL,
            "rewardClaimedAt": TIME_OR_NULL,
        }
    ),
)
collection = Shape(
    "Collection",
    record(
        {
            "stamps": {"type": "array", "items": collected},
            "progress": {"type": "array", "items": progress},
            "next": {"type": ["string", "null"], "description": "The `after` of the next page; null on the last one."},
        }
    ),
)
distance = Shape(
    "Distance",
    record(
        {
            "stampId": STAMP_ID,
            "distanceM": METRES,
            "radiusM": METRES,
            "within": {"type": "boolean", "description": "Whether the position is inside the stamp's circle."},
            "accurate": {"type": "boolean", "description": "Whether the fix is good enough to collect the stamp."},
        }
    ),
)
reward = Shape("Reward", record({"eventId": EVENT_ID, "claimedAt": TIME}))
ranking = Shape(
    "Ranking",
    record(
        {
            "eventId": EVENT_ID,
            "ranking": {
                "type": "array",
                "maxItems": 100,
                "items": record({"rank": RANK, "displayName": TEXT_OR_NULL, "stampCount": COUNT}),
            },
            "me": {
                **record({"rank": RANK, "stampCount": COUNT}),
                "type": ["object", "null"],
                "description": "The caller's place; null when it is not among the first hundred.",
            },
        }
    ),
)

an_event = {
    "eventId": EVENT_NAME,
    "name": "奈良公園めぐり",
    "description": "奈良公園を歩いて、五つのスタンプを集めよう。",
    "imageUrl": None,
    "validFrom": BEGINS,
    "validTo": ENDS,
    "stampsForReward": 5,
}
a_stamp = {
    "stampId": HALL,
    "eventId": EVENT_NAME,
    "name": "東大寺大仏殿",
    "description": "大仏殿の前で集められます。",
    "type": "GPS",
    "location": {"lat": 34.68898, "lon": 135.83983, "radiusM": 150},
    "imageUrl": "https://dev.stamp-rally.example.com/stamps/great-buddha-hall.png",
    "validFrom": BEGINS,
    "validTo": ENDS,
}
a_collected_stamp = {"stampId": HALL, "eventId": EVENT_NAME, "method": "GPS", "collectedAt": NOW}

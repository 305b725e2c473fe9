"""Events, their rewards and their rankings."""

from stamp_infra.openapi import Answer, Operation
from templates.openapi import failures, shapes
from templates.openapi.shapes import EVENT_NAME, NOW

EVENTS = "events"

operations = {
    "GET /events": Operation(
        name="listEvents",
        tag=EVENTS,
        summary="The events that are on",
        answers=[
            Answer(
                what="In the organizers' order.", shape=shapes.events, examples={"one": {"events": [shapes.an_event]}}
            )
        ],
    ),
    "GET /events/{eventId}/stamps": Operation(
        name="listStampsOfEvent",
        tag=EVENTS,
        summary="The stamps of an event",
        description="Those whose time has not come are among them.",
        answers=[
            Answer(
                what="In the organizers' order.",
                shape=shapes.stamps,
                examples={"one": {"eventId": EVENT_NAME, "stamps": [shapes.a_stamp]}},
            )
        ],
        failures=[failures.invalid("eventId"), failures.event_not_found],
    ),
    "POST /events/{eventId}/reward": Operation(
        name="claimReward",
        tag=EVENTS,
        summary="Claim the reward of an event",
        description="Once, by a visitor with as many stamps as the event's `stampsForReward`.",
        answers=[
            Answer(
                what="It is claimed now.",
                shape=shapes.reward,
                examples={"claimed": {"eventId": EVENT_NAME, "claimedAt": NOW}},
            )
        ],
        failures=[
            failures.invalid("eventId"),
            failures.event_not_found,
            failures.reward_not_found,
            failures.reward_not_ready,
            failures.reward_already_claimed,
            failures.busy,
        ],
    ),
    "GET /ranking/{eventId}": Operation(
        name="showRanking",
        tag=EVENTS,
        summary="The first hundred visitors of an event",
        description="By number of stamps; of two with as many, who had them earlier is first.",
        answers=[
            Answer(
                what="Names and numbers, and nothing by which somebody else could be known.",
                shape=shapes.ranking,
                examples={
                    "two": {
                        "eventId": EVENT_NAME,
                        "ranking": [
                            {"rank": 1, "displayName": "しか", "stampCount": 5},
                            {"rank": 2, "displayName": None, "stampCount": 3},
                        ],
                        "me": {"rank": 1, "stampCount": 5},
                    }
                },
            )
        ],
        failures=[failures.invalid("eventId")],
    ),
}

"""Applications and environments with something wrong in them, and what is said about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from tests.rendering import dev, environment, main, topic

if TYPE_CHECKING:
    from collections.abc import Callable

    from stamp_infra import App


def of_environments(*environments: Any) -> App:
    return main(topic("Main"), environments=environments)


APPLICATIONS: Final[dict[str, tuple[Callable[[], App], str]]] = {
    "an environment called live": (
        lambda: of_environments(environment(name="live")),
        """
        templates/environments.py: live.name: is not a choice (got "live");
        write one of dev, stg, prod
        """,
    ),
    "two environments of one name": (
        lambda: of_environments(dev, environment()),
        """
        templates/environments.py: has two environments of one name (got "dev");
        rename one of them
        """,
    ),
    "no environment": (
        of_environments,
        """
        templates/environments.py: declares no environment;
        give App at least one of dev, stg and prod
        """,
    ),
    "fields of the wrong type": (
        lambda: of_environments(environment(days="7", large=1, note=None)),
        """
        templates/environments.py: dev.days: must be of type int (got "7");
        correct the value
        templates/environments.py: dev.large: must be of type bool (got 1);
        correct the value
        templates/environments.py: dev.note: must be of type str (got null);
        correct the value
        """,
    ),
    "a field out of its range": (
        lambda: of_environments(environment(days=0)),
        """
        templates/environments.py: dev.days: must be a whole number from 1 to 400 (got 0);
        write a number in that range
        """,
    ),
    "a city as region": (
        lambda: of_environments(environment(region="Tokyo")),
        """
        templates/environments.py: dev.region: is not an AWS region (got "Tokyo");
        write one such as ap-northeast-1
        """,
    ),
    "a URL that is none": (
        lambda: of_environments(environment(url="shop.example.com")),
        """
        templates/environments.py: dev.url: must be an https URL (got "shop.example.com");
        paste a URL such as https://example.com/app/
        """,
    ),
    "a URL with a query": (
        lambda: of_environments(environment(url="https://shop.example.com/?from=mail")),
        """
        templates/environments.py: dev.url: must be scheme, host and path only (got
          "https://shop.example.com/?from=mail");
        paste a URL such as https://example.com/app/
        """,
    ),
    "a parameter on two lines": (
        lambda: of_environments(environment(note="a\nb")),
        """
        templates/environments.py: dev.note: must be one line of text, with no backslash before a
          space, a quote or its end (got "a\\nb");
        write such a text: the SAM CLI can pass no other
        """,
    ),
    "an application named like a title": (
        lambda: main(topic("Main"), name="My Shop"),
        """
        templates/app.py: App.name: must be lower-case words joined by hyphens (got "My Shop");
        write a name such as order-items
        """,
    ),
    "an application's name that leaves no room": (
        lambda: main(topic("Main"), name="a" * 21),
        f"""
        templates/app.py: App.name: is 21 characters long, the limit is 20 (got
          "{"a" * 21}");
        shorten it
        """,
    ),
    "an output with a hyphen": (
        lambda: main(topic("Main"), outputs={"api-url": "a"}),
        """
        templates/app.py: App.outputs: must be letters and digits (got "api-url");
        write a name such as ApiUrl
        """,
    ),
    "a tag that belongs to AWS": (
        lambda: main(topic("Main"), tags={"aws:owner": "me"}),
        """
        templates/app.py: App.tags: must be up to 128 letters, digits, spaces and .:/+@-_, not
          beginning with aws: (got "aws:owner");
        write a key such as Application
        """,
    ),
}

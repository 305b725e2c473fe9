"""What tests of more than one folder share."""

from tests.environments import environments, shared

__all__ = ["environments", "shared"]

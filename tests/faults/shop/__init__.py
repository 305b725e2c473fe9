"""The order service, made ready to be deployed: with an account stack, and a secret."""

from tests.faults.shop.app import app as app

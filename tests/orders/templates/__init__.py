"""What the order service declares."""

from tests.orders.templates.app import app as app

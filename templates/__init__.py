"""What the stamp rally declares."""

from templates.app import app as app

"""The API's description for those who call it; nothing else imports it, so that no render waits for it."""

from templates.openapi.document import document as document

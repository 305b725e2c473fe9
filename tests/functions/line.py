"""LINE as a visitor's page and our functions see it: it signs ID tokens, and publishes the keys to check them by."""

from __future__ import annotations

import json
import threading
import time
import uuid
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, Final

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ISSUER: Final = "https://access.line.me"
CHANNEL: Final = "1234567890"
LIFETIME_S: Final = 3600
_PATH: Final = "/oauth2/v2.1/certs"


@dataclass(frozen=True, kw_only=True)
class Line:
    """All that it knows is in `folder`, so that several processes can be the same LINE; `url` is where its keys are."""

    folder: Path
    url: str

    def token(self, user_id: str, *, key_id: str | None = None, **claims: Any) -> str:
        """Return an ID token as LIFF gives it to a page; a claim of None is left out."""
        now = int(time.time())
        standard = {"iss": ISSUER, "sub": user_id, "aud": CHANNEL, "exp": now + LIFETIME_S, "iat": now}
        payload = {name: value for name, value in {**standard, **claims}.items() if value is not None}
        key_id = key_id or self.key_ids()[0]
        return jwt.encode(payload, self.private_key(key_id), "ES256", {"kid": key_id})

    def key_ids(self) -> list[str]:
        """Return the ids of all keys, the oldest first."""
        return [each["kid"] for each in json.loads(self._published.read_text(encoding="utf-8"))["keys"]]

    def private_key(self, key_id: str) -> ec.EllipticCurvePrivateKey:
        """Return one of LINE's secrets."""
        key = serialization.load_pem_private_key((self.folder / f"{key_id}.pem").read_bytes(), None)
        assert isinstance(key, ec.EllipticCurvePrivateKey)
        return key

    def public_pem(self, key_id: str) -> bytes:
        """Return a published key in the form in which it could be mistaken for a shared secret."""
        public = self.private_key(key_id).public_key()
        return public.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)

    def add_key(self) -> str:
        """Publish one more key, and return its id."""
        key_id, key = uuid.uuid4().hex, ec.generate_private_key(ec.SECP256R1())
        encoding, form = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
        secret = key.private_bytes(encoding, form, serialization.NoEncryption())
        (self.folder / f"{key_id}.pem").write_bytes(secret)
        before = json.loads(self._published.read_text(encoding="utf-8"))["keys"] if self._published.exists() else []
        described = jwt.algorithms.ECAlgorithm.to_jwk(key.public_key(), as_dict=True)
        described |= {"kid": key_id, "alg": "ES256", "use": "sig"}
        beside = self.folder / "new.json"
        beside.write_text(json.dumps({"keys": [*before, described]}), encoding="utf-8")
        beside.replace(self._published)
        return key_id

    def times_asked(self) -> int:
        """Return how often anybody has fetched the keys."""
        return len(self._asked.read_bytes()) if self._asked.exists() else 0

    def answer(self) -> bytes:
        """Return what it publishes, and remember that somebody has asked."""
        with self._asked.open("ab") as file:
            file.write(b".")
        return self._published.read_bytes()

    @property
    def _published(self) -> Path:
        return self.folder / "keys.json"

    @property
    def _asked(self) -> Path:
        return self.folder / "asked"


@contextmanager
def serving(folder: Path, port: int = 0) -> Iterator[Line]:
    """Serve LINE's keys on loopback while the block runs, from a folder that may hold keys already."""
    folder.mkdir(parents=True, exist_ok=True)
    server = _Server(("127.0.0.1", port), _Handler)
    line = Line(folder=folder, url=f"http://127.0.0.1:{server.server_port}{_PATH}")
    server.line = line
    if not (folder / "keys.json").exists():
        line.add_key()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
    thread.start()
    try:
        yield line
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Server(ThreadingHTTPServer):
    """Several may serve at a time, each its own LINE."""

    line: Line


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        found = self.path == _PATH
        assert isinstance(self.server, _Server)
        body = self.server.line.answer() if found else b""
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing: what it was asked is counted."""

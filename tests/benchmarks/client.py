"""A person at the keyboard of a running server: keeps the connection, the cookie and the CSRF token."""

import http.client
import re
from dataclasses import dataclass, field
from urllib.parse import urlencode

TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


@dataclass
class Person:
    """Signs in as a demo person and sends forms."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    token: str = ""

    def __post_init__(self) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)

    def get(self, path: str) -> tuple[int, str]:
        status, _, body = self._send("GET", path)
        if found := TOKEN.search(body):
            self.token = found[1]
        return status, body

    def post(self, path: str, **fields: str) -> tuple[int, str]:
        """Send a form; answers the status and where it leads (or the body)."""
        body = urlencode({"csrf_token": self.token, **fields})
        status, location, text = self._send("POST", path, body)
        return status, location or text

    def sign_in(self, login: str) -> "Person":
        self.get("/masuk")
        self.post("/masuk/demo", login=login)
        self.get("/")
        return self

    def _send(self, method: str, path: str, body: str | None = None) -> tuple[int, str, str]:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        text = answer.read().decode("utf-8", "replace")
        for cookie in answer.headers.get_all("Set-Cookie") or ():
            name, _, rest = cookie.partition("=")
            self.cookies[name] = rest.partition(";")[0]
        return answer.status, answer.headers.get("Location", ""), text

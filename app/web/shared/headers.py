"""Headers that every answer carries."""

from collections.abc import Callable

from flask import Flask, Response

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'"
)
#: For the one page whose libraries write `style` attributes into what they draw: the diagram editor.
STYLED = f"{POLICY}; style-src-attr 'unsafe-inline'"
#: For the one page whose editor writes `style` elements into what it draws: the form editor.
EDITS_FORMS = f"{POLICY}; style-src-elem 'self' 'unsafe-inline'"
#: For files that people have sent: whatever they hold, it may do nothing.
SANDBOX = "default-src 'none'; sandbox; frame-ancestors 'none'"
ALWAYS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Not `no-referrer`: the CSRF check of HTTPS requests compares the Referer with our own host.
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
ONE_YEAR = 365 * 24 * 3600


def send_headers(app: Flask, *, secure: bool) -> None:
    """Put the headers on every answer that does not set them itself."""
    wanted = {**ALWAYS, "Strict-Transport-Security": f"max-age={ONE_YEAR}"} if secure else ALWAYS
    app.after_request(_adding(wanted))


def _adding(wanted: dict[str, str]) -> Callable[[Response], Response]:
    def add(response: Response) -> Response:
        for name, value in wanted.items():
            response.headers.setdefault(name, value)
        return response

    return add

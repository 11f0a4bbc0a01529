"""The desk in a browser: thin rooms over the actions. A view reads the request, calls one action, and answers."""

from flask import Flask
from flask_wtf import CSRFProtect
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix

from app.ports import Office
from app.web import archive, desk, notices, people, public, session, sops, studio, tracking
from app.web.desk.messages import correspondence
from app.web.desk.plain import plain_case
from app.web.settings import OidcSettings, WebSettings
from app.web.shared import assets
from app.web.shared.compression import compress_pages
from app.web.shared.entrance import every_view_has_an_entrance, guard
from app.web.shared.errors import show_errors
from app.web.shared.formats import add_filters
from app.web.shared.headers import send_headers
from app.web.shared.house import House, furnish
from app.web.shared.languages import speak
from app.web.shared.pages import equip

__all__ = ["OidcSettings", "WebSettings", "create_app"]

#: Text fields of one request, in bytes and in number; files have `WebSettings.upload_limit`.
FORM_MEMORY = 4 * 2**20
FORM_PARTS = 5000


def create_app(office: Office, settings: WebSettings) -> Flask:
    """The web application. Raises TypeError when a view does not say who may enter."""
    app = Flask(__name__, static_folder=None)
    app.config.update(_configuration(settings))
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    # It would work out a filter on a constant once and for all: in the language of the first reader.
    app.jinja_env.optimized = False
    if settings.proxies:
        trusted = dict.fromkeys(("x_for", "x_proto", "x_host"), settings.proxies)
        app.wsgi_app = ProxyFix(app.wsgi_app, **trusted)  # type: ignore[method-assign]  # as its manual says
    furnish(app, House(office, settings))
    session.admit(app)
    guard(app)
    CSRFProtect(app)
    speak(app, zone=office.calendar.zone.key)
    add_filters(app)
    compress_pages(app)
    send_headers(app, secure=settings.secure)
    show_errors(app)
    equip(app)
    notices.ring(app)
    app.jinja_env.globals.update(archive_tabs=archive.tabs, correspondence=correspondence, plain_case=plain_case)
    app.jinja_env.globals.update(studio_tabs=studio.TABS, enters_studio=studio.may_enter)
    for part in (assets, session, people, desk, archive, sops, public, notices, studio, tracking):
        app.register_blueprint(part.room)
    every_view_has_an_entrance(app)
    return app


def _configuration(settings: WebSettings) -> dict[str, object]:
    return {
        "SECRET_KEY": settings.secret_key,
        # The prefix makes browsers refuse the cookie from anywhere but this very host over HTTPS.
        "SESSION_COOKIE_NAME": "__Host-lajur" if settings.secure else "lajur",
        "SESSION_COOKIE_SECURE": settings.secure,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "MAX_CONTENT_LENGTH": settings.upload_limit,
        "MAX_FORM_MEMORY_SIZE": FORM_MEMORY,
        "MAX_FORM_PARTS": FORM_PARTS,
        "TRUSTED_HOSTS": list(settings.hosts) or None,
        # The token lives as long as the session it belongs to.
        "WTF_CSRF_TIME_LIMIT": None,
    }

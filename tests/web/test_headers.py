"""What every answer carries, and what the cookie is."""

import pytest
from flask import Flask, request

from app.web import WebSettings, create_app
from tests.web.conftest import Person
from tests.web.test_entrances import addresses

POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "object-src 'none'",
    "frame-ancestors 'none'",
}
#: What is a file and no page.
SEALED = {"default-src 'none'", "sandbox", "frame-ancestors 'none'"}


@pytest.fixture
def safe(office) -> Flask:
    """The app as it runs behind HTTPS."""
    return create_app(office, WebSettings("a secret of thirty-two characters"))


def test_every_answer_carries_the_headers(app: Flask, walk, come, visitor) -> None:
    walk.start()
    supervisor, stranger = come("pengawas"), visitor()
    answers = [person.get(path) for person in (supervisor, stranger) for _, path in addresses(app, "GET")]
    answers += [stranger.post("/masuk"), stranger.get("/tidak-ada"), stranger.get("/keluar")]
    for answer in answers:
        headers = answer.headers
        assert set(headers["Content-Security-Policy"].split("; ")) in (POLICY, SEALED)
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert headers["Cache-Control"] == "no-store", answer.request.path
        assert "camera=()" in headers["Permissions-Policy"]
        assert "Access-Control-Allow-Origin" not in headers


def test_no_page_holds_a_script_or_a_style_of_its_own(walk, come) -> None:
    walk.start()
    person = come("pemohon")
    for path in ("/", "/permohonan", f"/permohonan/{walk.number}", f"/tugas/{walk.task('ajukan')}", "/mulai"):
        page = person.get(path).text
        assert "<style" not in page
        assert " style=" not in page
        assert " onclick=" not in page
        assert all("src=" in tag for tag in page.split("<script")[1:])


def test_https_is_asked_for_only_where_there_is_https(app: Flask, safe: Flask) -> None:
    assert "Strict-Transport-Security" not in app.test_client().get("/masuk").headers
    answer = safe.test_client().get("/masuk", base_url="https://localhost")
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"


def test_the_cookie_of_https_belongs_to_this_host_alone(safe: Flask) -> None:
    cookie = safe.test_client().get("/masuk", base_url="https://localhost").headers["Set-Cookie"]
    assert cookie.startswith("__Host-lajur=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))
    assert "Domain" not in cookie


def test_the_cookie_on_loopback_is_hidden_from_scripts(app: Flask) -> None:
    cookie = app.test_client().get("/masuk").headers["Set-Cookie"]
    assert cookie.startswith("lajur=")
    assert {"HttpOnly", "SameSite=Lax"} <= set(cookie.split("; "))


def test_assets_may_be_kept_for_ever_at_their_present_address(app: Flask, visitor) -> None:
    address = visitor().get("/masuk").text.split('rel="stylesheet" href="')[1].split('"')[0]
    client = app.test_client()
    assert client.get(address, buffered=True).headers["Cache-Control"] == "public, max-age=31536000, immutable"
    old = address.replace(address.split("/")[2], "old")
    assert client.get(old, buffered=True).headers["Cache-Control"] == "no-cache"
    assert client.get("/static/x/../../settings.py").status_code == 404


def test_only_known_hosts_are_answered(office) -> None:
    app = create_app(office, WebSettings("a secret of thirty-two characters", secure=False, hosts=("localhost",)))
    assert app.test_client().get("/masuk").status_code == 200
    assert app.test_client().get("/masuk", base_url="http://evil.example").status_code == 400


def test_forwarded_addresses_count_only_behind_a_proxy(office) -> None:
    seen = []
    for proxies in (0, 1):
        settings = WebSettings("a secret of thirty-two characters", secure=False, proxies=proxies)
        app = create_app(office, settings)
        app.before_request(lambda: seen.append(request.remote_addr))
        app.test_client().get("/masuk", headers={"X-Forwarded-For": "203.0.113.7"})
    assert seen == ["127.0.0.1", "203.0.113.7"]


def test_a_button_without_its_token_does_nothing(app: Flask, come) -> None:
    person: Person = come("pemohon")
    person.token = ""
    answer = person.post("/mulai/izin_kecil")
    assert answer.status_code == 400
    assert "terlalu lama terbuka" in answer.text
    assert "Belum ada permohonan" in person.get("/permohonan").text
